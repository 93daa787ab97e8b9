/**
 * One query by variable elimination: relevance pruning, restriction to the evidence, a good
 * order, and one upward pass. For many queries on one network compile a `JunctionTree`.
 */
import { contractionTree, treeCost } from "./contractionTree.ts";
import type { ContractionTree } from "./contractionTree.ts";
import { orderScopes } from "./eliminationOrder.ts";
import type { Factor } from "./factor.ts";
import { makeFactor, normalise, offsets, product, reorder, stridesIn } from "./factor.ts";
import { chooseWorkspace } from "./kernel/choose.ts";
import { leafTable } from "./leafTable.ts";
import { Messages } from "./messages.ts";
import type { Evidence, Network, SoftEvidence } from "./network.ts";
import { checkEvidence } from "./network.ts";
import type { Progress } from "./progress.ts";
import { connectedFactors, relevance } from "./relevance.ts";
import { TooLargeError } from "./tooLargeError.ts";

/** 1 GiB of numbers. */
export const DEFAULT_MAX_ENTRIES = 2 ** 27;

/** An order of one query earns less than one that a compiled tree keeps. */
const SEARCH_PER_ENTRY = 0.015;

const MOST_ENTRIES = 2 ** 31 - 1;

/** Evidence, and the largest table allowed. */
export interface QueryOptions extends Progress {
  readonly evidence?: Evidence;
  readonly softEvidence?: SoftEvidence;
  /** Entries of all tables held at once. Default 2^27, 1 GiB. */
  readonly maxEntries?: number;
  readonly seed?: number;
}

/** A factor times exp(logScale): the pair keeps tiny probabilities in range. */
export interface ScaledFactor {
  /** Largest entry about 1, or all zero. */
  readonly factor: Factor;
  readonly logScale: number;
}

/**
 * Σ over everything not kept of the product of all factors, given the evidence. An observed
 * variable may be kept: its table is zero except at the observed value.
 * @throws TooLargeError before allocating; RangeError on evidence that names nothing
 */
export function eliminate(
  network: Network,
  keep: readonly number[],
  options: QueryOptions = {},
): ScaledFactor {
  const { evidence } = options;
  const passed = passUp(network, keep, options, {});
  const free = keep.filter((v) => !evidence?.has(v));
  const { factor, logScale } = scaledTable(passed, passed.messages.root);
  return {
    factor: spreadObserved(reorder(factor, free), keep, network.sizes, evidence),
    logScale,
  };
}

/**
 * P(variables | evidence), from only the tables that answer depends on: those d-connected to the
 * variables. Evidence that is impossible because of other tables is therefore not noticed; where
 * that matters ask a junction tree. Undefined when it is noticed.
 */
export function posterior(
  network: Network,
  variables: readonly number[],
  options: QueryOptions = {},
): Factor | undefined {
  const { evidence } = options;
  const free = variables.filter((v) => !evidence?.has(v));
  const passed = passUp(network, free, options, { connectedOnly: true });
  const found = normalise(reorder(scaledTable(passed, passed.messages.root).factor, free));
  return found && spreadObserved(found, variables, network.sizes, evidence);
}

/**
 * Like `eliminate`, but the answer stays a product: tables over kept variables only, whose product
 * times exp(logScale) is what `eliminate` would give. Observed variables are in none of them.
 */
export function eliminateTo(
  network: Network,
  keep: readonly number[],
  options: QueryOptions = {},
): { readonly factors: readonly Factor[]; readonly logScale: number } {
  const passed = passUp(network, keep, options, { forest: true });
  const { messages } = passed;
  const factors: Factor[] = [];
  let sum = 0;
  for (let node = 0; node <= messages.root; node++) {
    if ((messages.tree.parent[node] as number) >= 0) continue;
    const { factor, logScale } = scaledTable(passed, node);
    factors.push(factor);
    sum += logScale;
  }
  return { factors, logScale: sum };
}

/** Tables that went up a tree whose variables are numbered 0 … k − 1. */
interface Passed {
  readonly messages: Messages;
  /** The network's variable for each of the tree's. */
  readonly names: readonly number[];
}

interface PassKind {
  readonly forest?: boolean;
  readonly connectedOnly?: boolean;
}

function passUp(
  network: Network,
  keep: readonly number[],
  options: QueryOptions,
  how: PassKind,
): Passed {
  const { evidence, softEvidence } = options;
  checkEvidence(network.sizes, evidence, softEvidence);
  const query = withSoftEvidence(network, softEvidence);
  const free = evidence === undefined ? keep : keep.filter((v) => !evidence.has(v));
  const factors = how.connectedOnly
    ? connectedTables(query, free, options)
    : relevantTables(query, free, options);
  const { tree, names } = plannedTree(network, factors, free, options, how);
  checkFits(tree, options.maxEntries ?? DEFAULT_MAX_ENTRIES, 1, names);
  const run = (arithmetic: "linear" | "logarithmic"): Messages => {
    const messages = new Messages(tree, chooseWorkspace(tree, arithmetic), arithmetic);
    for (const [leaf, factor] of factors.entries()) {
      const scope = (tree.scopes[leaf] ?? []).map((v) => names[v] as number);
      messages.setLeaf(leaf, leafTable(factor, scope, evidence));
    }
    messages.collect(options);
    return messages;
  };
  const messages = run("linear");
  return { messages: messages.mayUnderflow() ? run("logarithmic") : messages, names };
}

/** Every table that P(kept, evidence) depends on. */
function relevantTables(query: Network, free: readonly number[], options: QueryOptions): Factor[] {
  const { connected, constant, barren } = relevance(query, free, options.evidence);
  const relevant = [...connected, ...constant].map((i) => query.factors[i] as Factor);
  return [...relevant, ...unconstrained(query, relevant, barren, free, options)];
}

/** Every table that P(kept | evidence) depends on: a constant is of no account. */
function connectedTables(
  query: Network,
  free: readonly number[],
  { evidence, softEvidence }: QueryOptions,
): Factor[] {
  const tables = connectedFactors(query, free, evidence).map((i) => query.factors[i] as Factor);
  for (const v of free) {
    if (tables.some(({ variables }) => variables.includes(v))) continue;
    tables.push(looseDistribution(v, query.sizes[v] as number, softEvidence?.get(v)));
  }
  return tables;
}

/** The network with one more factor per softly observed variable it has in a factor. */
function withSoftEvidence(network: Network, weights: SoftEvidence | undefined): Network {
  if (weights === undefined || weights.size === 0) return network;
  const known = new Set(network.factors.flatMap((factor) => factor.variables));
  const extra = [...weights]
    .filter(([v]) => known.has(v))
    .map(([v, weight]) => makeFactor([v], [weight.length], weight));
  return {
    sizes: network.sizes,
    factors: [...network.factors, ...extra],
    ...(network.children && {
      children: [...network.children, ...extra.map(() => undefined)],
    }),
  };
}

/**
 * @param passes 1 for tables going up only, 2 for up and down
 * @param names what the tree's variables are called elsewhere
 * @throws TooLargeError when the tables of a tree would not fit
 */
export function checkFits(
  tree: ContractionTree,
  limit: number,
  passes: 1 | 2,
  names?: readonly number[],
): void {
  const cost = treeCost(tree);
  // Offsets are 32-bit integers, whatever the caller allows.
  if (passes * cost.storedEntries <= Math.min(limit, MOST_ENTRIES)) return;
  throw new TooLargeError({
    entries: passes * cost.storedEntries,
    largestEntries: tree.entries[cost.largestTable] as number,
    variables: (tree.scopes[cost.largestTable] ?? []).map((v) => names?.[v] ?? v),
    limit,
    hint:
      "Observing or removing one of these variables, giving them fewer values, or splitting a " +
      "mechanism with many parents would make it smaller; marginalsWithin needs less memory, but more time.",
  });
}

interface Plan {
  readonly tree: ContractionTree;
  /** The network's variable for each of the tree's. */
  readonly names: readonly number[];
}

/** Plans of the latest queries on a network. */
const plans = new WeakMap<Network, Map<string, Plan>>();
const MOST_PLANS = 64;

/** The same tree again for queries that differ only in what is observed of the same variables. */
function plannedTree(
  network: Network,
  factors: readonly Factor[],
  free: readonly number[],
  options: QueryOptions,
  how: PassKind,
): Plan {
  const { evidence, softEvidence, seed, maxEntries } = options;
  const observed = [evidence, softEvidence].map((one) => [...(one?.keys() ?? [])].sort(byNumber));
  const key = [how.forest, how.connectedOnly, free, ...observed, seed, maxEntries].join(";");
  let known = plans.get(network);
  if (known === undefined) plans.set(network, (known = new Map()));
  const found =
    known.get(key) ?? orderedTree(network.sizes, factors, free, options, how.forest ?? false);
  // The latest stands last.
  known.delete(key);
  known.set(key, found);
  if (known.size > MOST_PLANS) known.delete(known.keys().next().value as string);
  return found;
}

function byNumber(a: number, b: number): number {
  return a - b;
}

/** Its variables are those of the factors, renumbered, so that no step is as long as the network is large. */
function orderedTree(
  networkSizes: readonly number[],
  factors: readonly Factor[],
  free: readonly number[],
  options: QueryOptions,
  forest: boolean,
): Plan {
  const { evidence, seed } = options;
  const used = new Set(free);
  for (const { variables } of factors)
    for (const v of variables) if (evidence === undefined || !evidence.has(v)) used.add(v);
  const names = [...used].sort((a, b) => a - b);
  const numbers = new Map(names.map((v, number) => [v, number]));
  const sizes = names.map((v) => networkSizes[v] as number);
  const scopes = factors.map(({ variables }) => {
    const scope: number[] = [];
    for (const v of variables) {
      const number = numbers.get(v);
      if (number !== undefined) scope.push(number);
    }
    return scope;
  });
  const keep = free.map((v) => numbers.get(v) as number);
  const { order } = orderScopes(sizes, scopes, {
    keep,
    targetEntries: options.maxEntries ?? DEFAULT_MAX_ENTRIES,
    searchPerEntry: SEARCH_PER_ENTRY,
    signal: options.signal,
    ...(seed === undefined ? {} : { seed }),
  });
  return { tree: contractionTree({ sizes, scopes, order, keep, forest }), names };
}

/**
 * Tables for variables that no relevant factor holds but that count all the same: kept ones in no
 * factor of the network, and those whose factors were barren conditionals of other variables.
 */
function unconstrained(
  query: Network,
  relevant: readonly Factor[],
  barren: readonly number[],
  free: readonly number[],
  { evidence, softEvidence }: QueryOptions,
): Factor[] {
  const held = new Set(relevant.flatMap((factor) => factor.variables));
  const summed = new Set(barren.map((i) => query.children?.[i]));
  const open = new Set<number>();
  for (const i of barren) {
    for (const v of query.factors[i]?.variables ?? []) {
      if (!held.has(v) && !summed.has(v) && !evidence?.has(v)) open.add(v);
    }
  }
  const loose = free.filter((v) => !held.has(v) && !open.has(v));
  return [
    ...[...open].map((v) => {
      const size = query.sizes[v] as number;
      return makeFactor([v], [size], new Float64Array(size).fill(1));
    }),
    ...loose.map((v) => looseDistribution(v, query.sizes[v] as number, softEvidence?.get(v))),
  ];
}

/** What is believed of a variable in no factor. */
function looseDistribution(variable: number, size: number, weights?: Float64Array): Factor {
  const values = weights ?? new Float64Array(size).fill(1);
  const sum = values.reduce((x, y) => x + y, 0);
  return makeFactor(
    [variable],
    [size],
    values.map((x) => x / sum),
  );
}

function scaledTable({ messages, names }: Passed, node: number): ScaledFactor {
  const { tree } = messages;
  const { scope: numbers, offset, exponent } = messages.up(node);
  const scope = numbers.map((v) => names[v] as number);
  const entries = tree.entries[node] as number;
  const values = messages.workspace.memory.slice(offset, offset + entries);
  const sizes = numbers.map((v) => tree.sizes[v] as number);
  if (messages.arithmetic === "linear") {
    return { factor: makeFactor(scope, sizes, values), logScale: exponent * Math.LN2 };
  }
  const most = values.reduce((x, y) => Math.max(x, y), -Infinity);
  if (most === -Infinity) {
    return { factor: makeFactor(scope, sizes, new Float64Array(entries)), logScale: 0 };
  }
  return {
    factor: makeFactor(
      scope,
      sizes,
      values.map((x) => Math.exp(x - most)),
    ),
    logScale: most,
  };
}

/** Puts observed variables back in: zero except at the observed values. */
export function spreadObserved(
  factor: Factor,
  variables: readonly number[],
  sizes: readonly number[],
  evidence: Evidence | undefined,
): Factor {
  if (factor.variables.length === variables.length) return factor;
  const spreadSizes = variables.map((v) => sizes[v] as number);
  const spread = makeFactor(variables, spreadSizes, new Float64Array(product(spreadSizes)));
  const steps = stridesIn(spread, variables);
  let base = 0;
  for (const [i, v] of variables.entries()) {
    base += (evidence?.get(v) ?? 0) * (steps[i] as number);
  }
  const to = offsets(factor.sizes, stridesIn(spread, factor.variables));
  for (let i = 0; i < to.length; i++) {
    spread.values[base + (to[i] as number)] = factor.values[i] as number;
  }
  return spread;
}
