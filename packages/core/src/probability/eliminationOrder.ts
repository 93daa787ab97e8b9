/**
 * Elimination orders. Finding the best one is NP-hard (Arnborg, Corneil & Proskurowski 1987), so
 * several greedy heuristics are run, each with random tie-breaks, and the best order is kept. The
 * search stops when it has cost a fraction of what using the order will cost, so small networks
 * are ordered in microseconds and hard ones get hundreds of attempts. Deterministic for a seed.
 */
import { Random } from "../base/index.ts";
import type { EliminationHeuristic } from "./greedyElimination.ts";
import { greedyElimination, removeSimplicial } from "./greedyElimination.ts";
import { inducedGraph, interactionGraph } from "./interactionGraph.ts";
import type { Network } from "./network.ts";
import type { Progress } from "./progress.ts";
import { throwIfAborted } from "./progress.ts";
import { sparseElimination } from "./sparseElimination.ts";

/** Which variables stay, and how many orders are tried from which seed. */
export interface OrderOptions extends Progress {
  /** Variables that stay to the end. */
  readonly keep?: readonly number[];
  /** Variables whose value is known: they are in no table. */
  readonly observed?: ReadonlySet<number>;
  /** Default: min-fill, weighted-min-fill and min-weight. */
  readonly heuristics?: readonly EliminationHeuristic[];
  /** Default 1. */
  readonly seed?: number;
  /** Exactly this many attempts, instead of as many as the network deserves. */
  readonly attempts?: number;
  /** Word operations of search for every predicted table entry: fewer for an order that is used once. Default 0.15. */
  readonly searchPerEntry?: number;
  /** Search on (to a bound) while the largest table exceeds this. */
  readonly targetEntries?: number;
}

/** In which order variables are summed out, and how many table entries that makes. */
export interface EliminationOrder {
  /** Every variable that occurs unobserved in a factor and is not kept. */
  readonly order: readonly number[];
  /** Entries of the largest table elimination makes, before summing out. */
  readonly largestEntries: number;
  /** Entries of all of them added up. */
  readonly totalEntries: number;
  readonly heuristic: EliminationHeuristic;
  /** Attempts made. */
  readonly attempts: number;
}

const HEURISTICS: readonly EliminationHeuristic[] = ["min-fill", "weighted-min-fill", "min-weight"];
const MOST_ATTEMPTS = 1000;
const SEARCH_PER_ENTRY = 0.15;
/** Above so many variables neighbourhoods are sets, not bit rows, and one attempt must do. */
const MANY_VARIABLES = 3000;
/** The near-ties the later attempts allow themselves. */
const SLACKS = [0, 0, 0.1, 0.3];

/**
 * A good order of elimination: several heuristics and seeded restarts, the smallest tables win.
 * Each try is about quadratic in the nodes.
 */
export function eliminationOrder(network: Network, options: OrderOptions = {}): EliminationOrder {
  const observed = options.observed;
  const scopes = network.factors.map((factor) =>
    observed ? factor.variables.filter((v) => !observed.has(v)) : factor.variables,
  );
  return orderScopes(network.sizes, scopes, options);
}

/** The same for a list of scopes. */
export function orderScopes(
  sizes: readonly number[],
  scopes: readonly (readonly number[])[],
  options: Omit<OrderOptions, "observed"> = {},
): EliminationOrder {
  const { heuristics = HEURISTICS, seed = 1, targetEntries = Infinity } = options;
  const { searchPerEntry = SEARCH_PER_ENTRY } = options;
  const kept = new Set(options.keep);
  if (sizes.length > MANY_VARIABLES && countVariables(scopes) > MANY_VARIABLES) {
    return { ...sparseElimination(sizes, scopes, kept), heuristic: "min-weight", attempts: 1 };
  }
  const graph = interactionGraph(sizes, scopes);
  const keptVertices = verticesOf(graph.variables, kept);
  const simple = removeSimplicial(graph, keptVertices);
  const removed = new Set(simple.order);
  const rest = graph.variables.map((_, v) => v).filter((v) => !removed.has(v));
  const core = inducedGraph(graph, simple.rows, rest);
  const coreKept = verticesOf(core.variables, kept);
  const prefix = simple.order.map((v) => graph.variables[v] as number);
  const prefixLargest = simple.entries.reduce((most, x) => Math.max(most, x), 1);
  const prefixTotal = simple.entries.reduce((sum, x) => sum + x, 0);

  const random = Random.seeded(seed);
  const limit = options.attempts ?? MOST_ATTEMPTS;
  let best = undefined as ReturnType<typeof greedyElimination>;
  let bestHeuristic = heuristics[0] ?? "min-fill";
  let attempts = 0;
  let spent = 0;
  while (attempts < limit) {
    throwIfAborted(options);
    const round = Math.floor(attempts / heuristics.length);
    if (best !== undefined && options.attempts === undefined && attempts >= heuristics.length) {
      const budget = (best.totalEntries + prefixTotal) * searchPerEntry;
      if (best.largestEntries <= targetEntries && spent > budget) break;
    }
    const heuristic = heuristics[attempts % heuristics.length] ?? "min-fill";
    attempts++;
    const result = greedyElimination(core, {
      heuristic,
      keep: coreKept,
      random,
      slack: SLACKS[round % SLACKS.length] ?? 0,
      ...(best === undefined ? {} : { giveUpAbove: best.totalEntries }),
    });
    if (core.variables.length - coreKept.size === 0) {
      best = result;
      break;
    }
    // An attempt that gave up has done about as much as the best one did.
    spent += result?.work ?? best?.work ?? 0;
    if (result === undefined || (best && result.totalEntries >= best.totalEntries)) continue;
    best = result;
    bestHeuristic = heuristic;
  }
  return {
    order: [...prefix, ...(best?.order ?? []).map((v) => core.variables[v] as number)],
    largestEntries: Math.max(prefixLargest, best?.largestEntries ?? 1),
    totalEntries: prefixTotal + (best?.totalEntries ?? 0),
    heuristic: bestHeuristic,
    attempts,
  };
}

function countVariables(scopes: readonly (readonly number[])[]): number {
  const seen = new Set<number>();
  for (const scope of scopes) for (const v of scope) seen.add(v);
  return seen.size;
}

function verticesOf(variables: readonly number[], wanted: ReadonlySet<number>): Set<number> {
  const result = new Set<number>();
  for (const [vertex, variable] of variables.entries())
    if (wanted.has(variable)) result.add(vertex);
  return result;
}
