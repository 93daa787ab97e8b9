/**
 * Questions under a fixed policy: joint posteriors, expectations and expected utilities, given
 * events and interventions. A condition of probability zero is answered `impossible`, never NaN.
 */
import type { AgentId, DiagramNode, InfluenceDiagram, Value } from "../../model/index.ts";
import type { CompiledDiagram, CompileOptions } from "../tables/compile.ts";
import type { Condition, Interventions } from "../tables/conditions.ts";
import type { Network } from "../../probability/index.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import {
  eliminate,
  JunctionTree,
  mostProbableExplanation,
  TooLargeError,
} from "../../probability/index.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { compileDiagram } from "../tables/compile.ts";
import { nodeCalled, resolveCondition, resolveInterventions } from "../tables/conditions.ts";
import { utilityTerms, weightedUtility } from "../policies/expectedUtility.ts";
import { intervene } from "../tables/intervene.ts";
import { withUtilityVariable } from "../tables/utilityVariable.ts";
import { SolveError } from "../tables/solveError.ts";

export interface QueryRequest extends CompileOptions {
  readonly given?: Condition;
  readonly do?: Interventions;
  /** Rules of the decisions the question depends on. */
  readonly policy?: Policy;
}

export interface Posterior {
  readonly kind: "posterior";
  readonly variables: readonly number[];
  /** Values of each of `variables`, in order. */
  readonly domains: readonly (readonly Value[])[];
  /** Joint probabilities, the FIRST variable slowest. */
  readonly probabilities: Float64Array;
  /** Probability of the condition (after the interventions). */
  readonly evidence: number;
}

export interface Impossible {
  readonly kind: "impossible";
}

export interface Expectation {
  readonly kind: "expectation";
  readonly value: number;
  readonly evidence: number;
}

/** A diagram, or one that is compiled already and may be asked many times. */
export type Askable = InfluenceDiagram | CompiledDiagram;

/** Joint posterior of `of` (names or ids; several for a joint table). */
export function query(
  source: Askable,
  request: QueryRequest & { readonly of: readonly (string | number)[] },
): Posterior | Impossible {
  const prepared = prepare(source, request, request.of);
  const { compiled, evidence, policy, domainOf } = prepared;
  const of = request.of.map((n) =>
    typeof n === "number" ? n : nodeCalled(prepared.diagram, n).id,
  );
  if (of.length === 0 || new Set(of).size !== of.length)
    throw new SolveError("bad-query", "the variables asked for must differ", "ask for each once");
  const targets = [...of, ...evidence.flatMap((t) => t.variables)];
  const found = refusing(() =>
    eliminate(networkOf(compiled, policy, targets), of, { softEvidence: weights(evidence) }),
  );
  const { factor, logScale } = found;
  const total = factor.values.reduce((sum, x) => sum + x, 0);
  if (!(total > 0)) return { kind: "impossible" };
  return {
    kind: "posterior",
    variables: of,
    domains: of.map((v) => domainOf(compiled.diagram.node(v))),
    probabilities: factor.values.map((x) => x / total),
    evidence: total * Math.exp(logScale),
  };
}

export interface Marginals {
  readonly kind: "marginals";
  /** P(node | condition) for every chance and decision node, by node id; undefined for utilities. */
  readonly probabilities: readonly (Float64Array | undefined)[];
  readonly evidence: number;
}

/** All marginals at once, by one propagation. */
export function marginals(source: Askable, request: QueryRequest = {}): Marginals | Impossible {
  const prepared = prepare(source, request, []);
  const { compiled, evidence, policy, diagram } = prepared;
  const variables = diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const network = networkOf(compiled, policy, variables);
  const beliefs = refusing(() =>
    JunctionTree.compile(network).propagate(new Map(), { softEvidence: weights(evidence) }),
  );
  if (!beliefs.possible) return { kind: "impossible" };
  return {
    kind: "marginals",
    probabilities: diagram.nodes.map((n) =>
      n.kind === "utility" ? undefined : beliefs.marginal(n.id),
    ),
    evidence: beliefs.probabilityOfEvidence,
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
  const { compiled, evidence, policy, diagram } = prepared;
  const variables = diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
  const found = refusing(() =>
    mostProbableExplanation(networkOf(compiled, policy, variables), {
      softEvidence: weights(evidence),
    }),
  );
  if (found === undefined) return { kind: "impossible" };
  return {
    kind: "explanation",
    positions: Int32Array.from(diagram.nodes, (n) => found.positions.get(n.id) ?? -1),
    probability: Math.exp(found.logProbability),
  };
}

export function networkOf(
  compiled: CompiledDiagram,
  policy: Policy,
  targets: readonly number[],
): Network {
  const { sizes } = compiled;
  const tables = ancestralTables(compiled, policy, targets);
  return {
    sizes,
    factors: tables.map(({ variables, values }) => ({
      variables,
      sizes: variables.map((v) => sizes[v] as number),
      values,
    })),
    children: tables.map((t) => t.variable),
  };
}

export function weights(evidence: readonly Table[]): ReadonlyMap<number, Float64Array> {
  return new Map(evidence.map((t) => [t.variables[0] as number, t.values]));
}

/** Refusals of the probability layer in this layer's terms. */
export function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    throw new SolveError(
      "table-too-large",
      error.message,
      "ask for fewer variables at once, or give the model fewer parents and coarser domains",
    );
  }
}

/** Probability of an event given a condition. */
export function probability(
  source: Askable,
  request: QueryRequest & { readonly event: Condition },
): Expectation | Impossible {
  const prepared = prepare(source, request, namesIn(request.event));
  const { compiled, evidence, policy, domainOf } = prepared;
  const event = resolveCondition(prepared.diagram, request.event, domainOf);
  const both = [...evidence, ...indicators(compiled, event)];
  const below = weightedUtility(compiled, [], policy, evidence).probability;
  if (!(below > 0)) return { kind: "impossible" };
  const above = weightedUtility(compiled, [], policy, both).probability;
  return { kind: "expectation", value: Math.min(1, above / below), evidence: below };
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

export interface Prepared {
  readonly diagram: InfluenceDiagram;
  readonly compiled: CompiledDiagram;
  readonly evidence: readonly Table[];
  readonly policy: Policy;
  readonly domainOf: (node: DiagramNode) => readonly Value[];
}

/** Compiles, intervenes and gives a variable to each utility that is asked about as one. */
export function prepare(
  source: Askable,
  request: QueryRequest,
  asked: readonly (string | number)[],
): Prepared {
  let compiled = "chance" in source ? source : compileDiagram(source, request);
  const { diagram } = compiled;
  const domains = new Map<number, readonly Value[]>();
  compiled = intervene(compiled, resolveInterventions(diagram, request.do));
  for (const name of [...asked, ...namesIn(request.given)]) {
    const node = typeof name === "number" ? diagram.node(name) : nodeCalled(diagram, name);
    if (node.kind !== "utility" || compiled.chance[node.id] !== undefined) continue;
    const added = withUtilityVariable(compiled, node.id);
    compiled = added.compiled;
    domains.set(node.id, added.values);
  }
  const domainOf = (node: DiagramNode): readonly Value[] =>
    domains.get(node.id) ?? (node.domain?.kind === "finite" ? node.domain.values : []);
  const given = resolveCondition(diagram, request.given, domainOf);
  const evidence = indicators(compiled, given);
  return { diagram, compiled, evidence, policy: request.policy ?? new Map(), domainOf };
}

function namesIn(condition: Condition | undefined): (string | number)[] {
  if (condition === undefined) return [];
  return condition instanceof Map ? [...condition.keys()] : Object.keys(condition);
}

/** One 0/1 table per conditioned variable. */
function indicators(
  compiled: CompiledDiagram,
  given: ReadonlyMap<number, readonly number[]>,
): Table[] {
  return [...given].map(([v, positions]) => {
    const values = new Float64Array(compiled.sizes[v] as number);
    for (const p of positions) values[p] = 1;
    return { variables: [v], values };
  });
}

function weighted(prepared: Prepared, terms: readonly Table[]): Expectation | Impossible {
  const { compiled, policy, evidence } = prepared;
  const { probability: p, utility } = weightedUtility(compiled, terms, policy, evidence);
  if (!(p > 0)) return { kind: "impossible" };
  return { kind: "expectation", value: utility / p, evidence: p };
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
