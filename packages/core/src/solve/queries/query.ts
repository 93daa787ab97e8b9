/**
 * Questions under a fixed policy: joint posteriors, expectations and expected utilities, given
 * events and interventions. A condition of probability zero is answered `impossible`, never NaN;
 * one that is merely very unlikely is answered like any other.
 */
import type { AgentId, DiagramNode, Value } from "../../model/index.ts";
import type { Condition } from "../tables/conditions.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Askable, JointEvidence, Prepared, QueryRequest } from "./evidence.ts";
import {
  eliminate,
  JunctionTree,
  maximumAPosteriori,
  mostProbableExplanation,
} from "../../probability/index.ts";
import { nodeCalled, resolveCondition } from "../tables/conditions.ts";
import { utilityTerms, weightedUtility } from "../policies/expectedUtility.ts";
import { SolveError } from "../tables/solveError.ts";
import {
  evidenceTable,
  indicators,
  jointWeights,
  namesIn,
  networkOf,
  prepare,
  refusing,
} from "./evidence.ts";
import { supportNetwork, withoutFalseZeros } from "./tinyCells.ts";

export type { Askable, Belief, JointEvidence, QueryRequest } from "./evidence.ts";

/** The joint distribution of some variables given evidence, the first variable slowest. */
export interface Posterior {
  readonly kind: "posterior";
  readonly variables: readonly number[];
  /** Values of each of `variables`, in order. */
  readonly domains: readonly (readonly Value[])[];
  /** Joint probabilities, the FIRST variable slowest; 5e-324 for any that is less but not 0. */
  readonly probabilities: Float64Array;
  /** Probability of the condition (after the interventions); 0 when it is too small for a number. */
  readonly evidence: number;
}

/** The evidence has probability zero, so there is nothing to say given it. */
export interface Impossible {
  readonly kind: "impossible";
}

/** An expected number, and the probability of the evidence it is conditional on. */
export interface Expectation {
  readonly kind: "expectation";
  readonly value: number;
  readonly evidence: number;
}

/** Joint posterior of `of` (names or ids; several for a joint table). */
export function query(
  source: Askable,
  request: QueryRequest & { readonly of: readonly (string | number)[] },
): Posterior | Impossible {
  const prepared = prepare(source, request, request.of);
  const { compiled, domainOf } = prepared;
  const of = request.of.map((n) =>
    typeof n === "number" ? n : nodeCalled(prepared.diagram, n).id,
  );
  if (of.length === 0 || new Set(of).size !== of.length)
    throw new SolveError("bad-query", "the variables asked for must differ", "ask for each once");
  const { values, total, logEvidence } = jointWeights(prepared, of);
  if (!(total > 0)) return { kind: "impossible" };
  const shares = values.map((x) => x / total);
  const probabilities = shares.includes(0)
    ? withoutFalseZeros(shares, support(prepared, of))
    : shares;
  return {
    kind: "posterior",
    variables: of,
    domains: of.map((v) => domainOf(compiled.diagram.node(v))),
    probabilities,
    evidence: Math.exp(logEvidence),
  };
}

/** Above 0 where a cell is possible; undefined where no cell can be too small for a number. */
function support(prepared: Prepared, of: readonly number[]): Float64Array | undefined {
  const { evidence } = prepared;
  const network = networkOf(prepared, [...of, ...evidence.flatMap((t) => t.variables)], evidence);
  const possible = supportNetwork(network);
  return possible && refusing(() => eliminate(possible, of)).factor.values;
}

/** The distribution of every variable given the evidence; undefined for those that are real. */
export interface Marginals {
  readonly kind: "marginals";
  /** P(node | condition) for every chance and decision node, by node id; undefined for utilities. */
  readonly probabilities: readonly (Float64Array | undefined)[];
  readonly evidence: number;
}

/** All marginals at once, by one propagation. */
export function marginals(source: Askable, request: QueryRequest = {}): Marginals | Impossible {
  const prepared = prepare(source, request, []);
  const { diagram, evidence, logScale } = prepared;
  const variables = diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const targets = [...variables, ...evidence.flatMap((t) => t.variables)];
  const network = networkOf(prepared, targets, evidence);
  const beliefs = refusing(() => JunctionTree.compile(network).propagate(new Map()));
  if (!beliefs.possible) return { kind: "impossible" };
  const possible = supportNetwork(network);
  const support = possible && refusing(() => JunctionTree.compile(possible).propagate(new Map()));
  return {
    kind: "marginals",
    probabilities: diagram.nodes.map((n) =>
      n.kind === "utility"
        ? undefined
        : withoutFalseZeros(beliefs.marginal(n.id), support?.marginal(n.id)),
    ),
    evidence: Math.exp(beliefs.logProbability + logScale),
  };
}

export interface Explanation {
  readonly kind: "explanation";
  /** Position of every chance and decision node; −1 for utilities. */
  readonly positions: Int32Array;
  /** Probability of these values together with the condition. */
  readonly probability: number;
}

/** The most probable joint value of all variables given a condition. */
export function mostProbable(
  source: Askable,
  request: QueryRequest = {},
): Explanation | Impossible {
  const prepared = prepare(source, request, []);
  const { evidence, diagram, logScale } = prepared;
  const variables = diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const targets = [...variables, ...evidence.flatMap((t) => t.variables)];
  const network = networkOf(prepared, targets, evidence);
  const found = refusing(() => mostProbableExplanation(network));
  if (found === undefined) return { kind: "impossible" };
  return {
    kind: "explanation",
    positions: Int32Array.from(diagram.nodes, (n) => found.positions.get(n.id) ?? -1),
    probability: Math.exp(found.logProbability + logScale),
  };
}

/**
 * The most probable assignments of some variables, their log probability, and whether all ties are
 * listed.
 */
export interface Explanations {
  readonly kind: "explanations";
  readonly variables: readonly number[];
  /** The values of the variables, in order; several when they are equally likely. */
  readonly values: readonly (readonly Value[])[];
  /** log P(values | condition), of each of them. */
  readonly logProbability: number;
  /** False when others may be as likely: looking for all took too long. */
  readonly complete: boolean;
}

/** Most searches made to find out which explanations are equally likely. */
const MOST_SEARCHES = 600;
/** Most equally likely explanations that are listed. */
const MOST_EXPLANATIONS = 16;
/** Explanations this near in log probability count as equally likely: rounding explains it. */
const NEAR = 1e-9;

/**
 * The likeliest joint values of some variables given a condition, the others summed out (MAP);
 * of all chance variables and decisions when `of` is left out (MPE).
 */
export function explanations(
  source: Askable,
  request: QueryRequest & { readonly of?: readonly number[] },
): Explanations | Impossible {
  const prepared = prepare(source, request, request.of ?? []);
  const { compiled, diagram, evidence, domainOf } = prepared;
  const of = request.of ?? diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  if (of.length === 0)
    throw new SolveError("bad-query", "there are no variables to explain", "name a variable");
  const targets = [...of, ...evidence.flatMap((t) => t.variables)];
  const network = networkOf(prepared, targets, evidence);
  const best = (fixed: ReadonlyMap<number, number>): number =>
    refusing(() => maximumAPosteriori(network, of, { evidence: fixed })?.logProbability) ??
    -Infinity;
  const found = refusing(() => maximumAPosteriori(network, of));
  if (found === undefined) return { kind: "impossible" };
  const { logEvidence } = jointWeights(prepared, []);
  const listed: number[][] = [];
  let searches = 0;
  const walk = (fixed: ReadonlyMap<number, number>): void => {
    const v = of[fixed.size];
    if (v === undefined) {
      listed.push(of.map((id) => fixed.get(id) as number));
      return;
    }
    for (let x = 0; x < (compiled.sizes[v] as number); x++) {
      if (listed.length >= MOST_EXPLANATIONS || searches >= MOST_SEARCHES) return;
      searches++;
      const next = new Map(fixed).set(v, x);
      if (best(next) >= found.logProbability - NEAR) walk(next);
    }
  };
  walk(new Map());
  if (listed.length === 0) listed.push(of.map((v) => found.positions.get(v) as number));
  return {
    kind: "explanations",
    variables: of,
    values: listed.map((positions) =>
      positions.map((x, i) => domainOf(diagram.node(of[i] as number))[x] as Value),
    ),
    logProbability: Math.min(0, found.logProbability + prepared.logScale - logEvidence),
    complete: listed.length < MOST_EXPLANATIONS && searches < MOST_SEARCHES,
  };
}

/** Probability of an event given a condition. */
export function probability(
  source: Askable,
  request: QueryRequest & { readonly event: Condition },
): Expectation | Impossible {
  const prepared = prepare(source, request, namesIn(request.event));
  const event = resolveCondition(prepared.diagram, request.event, prepared.domainOf);
  return ratio(prepared, indicators(prepared.compiled, event));
}

/** Probability that several events hold together, given a condition. */
export function jointProbability(
  source: Askable,
  request: QueryRequest & { readonly events: readonly JointEvidence[] },
): Expectation | Impossible {
  const asked = request.events.flatMap(({ nodes }) => nodes);
  const prepared = prepare(source, request, asked);
  const { compiled, domainOf } = prepared;
  const tables = request.events.map((event) => evidenceTable(compiled, event, domainOf));
  return ratio(prepared, tables);
}

function ratio(prepared: Prepared, event: readonly Table[]): Expectation | Impossible {
  const below = jointWeights(prepared, []).logEvidence;
  if (below === -Infinity) return { kind: "impossible" };
  const above = jointWeights(prepared, [], event).logEvidence;
  // What a logarithm holds and a number does not is the least positive number, not 0.
  const least = above === -Infinity ? 0 : Number.MIN_VALUE;
  return {
    kind: "expectation",
    value: Math.min(1, Math.max(least, Math.exp(above - below))),
    evidence: Math.exp(below),
  };
}

/** E[node]: of a utility, or of a variable whose values are numbers. */
export function expectation(
  source: Askable,
  request: QueryRequest & { readonly of: string | number },
): Expectation | Impossible {
  const { of } = request;
  const prepared = prepare(source, request, []);
  const { compiled } = prepared;
  const node =
    typeof of === "number" ? compiled.diagram.node(of) : nodeCalled(compiled.diagram, of);
  const terms =
    node.kind === "utility"
      ? (compiled.utilities.find((u) => u.node === node.id)?.terms ?? [])
      : [{ variables: [node.id], values: numbersOf(node) }];
  return weighted(prepared, terms);
}

/** Expected utility of an agent (all agents together when left out) given a condition. */
export function conditionalUtility(
  source: Askable,
  request: QueryRequest & { readonly agent?: AgentId },
): Expectation | Impossible {
  const prepared = prepare(source, request, []);
  return weighted(prepared, utilityTerms(prepared.compiled, request.agent));
}

/** Above this a probability has all its digits, and so has a sum weighted by it. */
const LIKELY = 1e-200;

function weighted(prepared: Prepared, terms: readonly Table[]): Expectation | Impossible {
  const { compiled, policy, evidence, logScale } = prepared;
  const { probability: p, utility } = weightedUtility(compiled, terms, policy, evidence);
  if (p > LIKELY)
    return { kind: "expectation", value: utility / p, evidence: Math.exp(Math.log(p) + logScale) };
  // Too unlikely for plain numbers, or impossible: term by term, with logarithms.
  const { logEvidence } = jointWeights(prepared, []);
  if (logEvidence === -Infinity) return { kind: "impossible" };
  let value = 0;
  for (const term of terms) {
    const { values, total } = jointWeights(prepared, term.variables);
    for (const [i, weight] of values.entries())
      if (weight > 0) value += (weight / total) * (term.values[i] as number);
  }
  return { kind: "expectation", value, evidence: Math.exp(logEvidence) };
}

function numbersOf(node: DiagramNode): Float64Array {
  const values = node.domain?.kind === "finite" ? node.domain.values : [];
  if (values.every((v) => typeof v === "number")) return Float64Array.from(values, Number);
  throw new SolveError(
    "not-numeric",
    `${node.name} has no expectation: its values are not numbers`,
    "ask for the probability of one of its values",
  );
}
