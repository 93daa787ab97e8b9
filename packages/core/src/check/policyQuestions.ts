/**
 * Questions of claims answered under one policy: probabilities of events, expectations of
 * calculations, joint tables, explanations, counterfactuals. Claims speak of nodes and values,
 * solvers of tables; this is where the one becomes the other.
 */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram, Value } from "../model/index.ts";
import type {
  CompiledDiagram,
  Expectation,
  Explanations,
  Impossible,
  JointEvidence,
  Policy,
  Posterior,
  QueryRequest,
} from "../solve/index.ts";
import type { Circumstances, ClaimEvent, Quantity, Weighted } from "./exactEngine.ts";
import { showValue, valuesEqual } from "../model/index.ts";
import {
  expectation,
  explanations,
  jointProbability,
  query,
  SolveError,
  withUtilityVariable,
  would,
} from "../solve/index.ts";
import { eventHolds, nodesOf, quantityNodes, quantityValue } from "./claimEvents.ts";

/** The nodes that evidence is about. */
export function evidenceNodes({ given, holding = [], weighted = [] }: Circumstances): NodeId[] {
  const all = [...given, ...weighted].map(({ node }) => node);
  return [...new Set([...all, ...holding.flatMap(nodesOf)])];
}

/** The nodes that interventions set. */
export function forcedNodes({ forced, randomised = [] }: Circumstances): NodeId[] {
  return [...forced, ...randomised].map(({ node }) => node);
}

/** Evidence and interventions as solvers read them. */
export function requestOf(
  compiled: CompiledDiagram,
  when: Circumstances,
): Pick<QueryRequest, "evidence" | "beliefs" | "do"> {
  const { diagram } = compiled;
  const weighted = when.weighted ?? [];
  const facts = when.given.map(({ node, value }): ClaimEvent => ({ kind: "is", node, value }));
  for (const fact of facts) requireTaken(compiled, fact);
  for (const event of when.holding ?? []) requireTaken(compiled, event);
  const forced: [string, Value | { kind: "distribution"; weights: Float64Array }][] = [
    ...when.forced.map(({ node, value }): [string, Value] => [diagram.node(node).name, value]),
    ...(when.randomised ?? []).map(
      ({ node, weights }): [string, { kind: "distribution"; weights: Float64Array }] => [
        diagram.node(node).name,
        { kind: "distribution", weights },
      ],
    ),
  ];
  return {
    evidence: [
      ...facts.map(asEvidence),
      ...(when.holding ?? []).flatMap(conjuncts).map(asEvidence),
      ...weighted.flatMap((one) => likelihoodOf(diagram, one)),
    ],
    beliefs: weighted.flatMap(({ node, weights, meaning }) =>
      meaning === "distribution" ? [{ node, distribution: weights }] : [],
    ),
    do: Object.fromEntries(forced),
  };
}

function likelihoodOf(diagram: InfluenceDiagram, one: Weighted): JointEvidence[] {
  const { node, weights, meaning } = one;
  if (meaning !== "likelihood") return [];
  const { domain } = diagram.node(node);
  const values = domain?.kind === "finite" ? domain.values : [];
  return [
    {
      nodes: [node],
      weight: ([value]) => weights[values.indexOf(value as Value)] ?? 0,
    },
  ];
}

/** Events that must hold together, one by one: each may have a table of its own. */
function conjuncts(event: ClaimEvent): readonly ClaimEvent[] {
  return event.kind === "all" ? event.events.flatMap(conjuncts) : [event];
}

function asEvidence(event: ClaimEvent): JointEvidence {
  const nodes = nodesOf(event);
  return {
    nodes,
    weight: (values) => (eventHolds(event, (node) => values[nodes.indexOf(node)]) ? 1 : 0),
  };
}

/** Evidence that a utility has a value it never takes is a mistake, as for other variables. */
function requireTaken(compiled: CompiledDiagram, event: ClaimEvent): void {
  for (const part of conjuncts(event)) {
    if (part.kind !== "is" || compiled.diagram.node(part.node).kind !== "utility") continue;
    const values = valuesIn(compiled, part.node);
    if (values.some((v) => valuesEqual(v, part.value))) continue;
    throw new SolveError("value-never-taken", neverTaken(compiled, part.node, part.value), "");
  }
}

/** "R is never 7; it takes -1, 0, 2". */
function neverTaken(compiled: CompiledDiagram, node: NodeId, value: Value): string {
  const values = valuesIn(compiled, node);
  const shown = values.slice(0, 8).map(showValue).join(", ");
  const more = values.length > 8 ? ", …" : "";
  return `${compiled.diagram.node(node).name} is never ${showValue(value)}; it takes ${shown}${more}`;
}

/** The values a node takes: its domain, or what a utility pays. */
export function valuesIn(compiled: CompiledDiagram, id: NodeId): readonly Value[] {
  const node = compiled.diagram.node(id);
  if (node.kind === "utility" && compiled.chance[id] === undefined)
    return withUtilityVariable(compiled, id).values;
  return node.domain?.kind === "finite" ? node.domain.values : [];
}

/** Utilities in an event that are said to have a value they never take. */
export function neverTakenIn(compiled: CompiledDiagram, event: ClaimEvent): string | undefined {
  if (event.kind === "is") {
    if (compiled.diagram.node(event.node).kind !== "utility") return undefined;
    const isTaken = valuesIn(compiled, event.node).some((v) => valuesEqual(v, event.value));
    return isTaken ? undefined : neverTaken(compiled, event.node, event.value);
  }
  const parts = event.kind === "not" ? [event.event] : "events" in event ? event.events : [];
  for (const part of parts) {
    const found = neverTakenIn(compiled, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Largest joint table that is looked through case by case. */
const SMALL = 2 ** 12;

export function eventProbability(
  compiled: CompiledDiagram,
  event: ClaimEvent,
  when: Circumstances,
  policy: Policy,
): Expectation | Impossible {
  const request = { ...requestOf(compiled, when), policy };
  const of = nodesOf(event);
  const entries = of.reduce((n, id) => n * valuesIn(compiled, id).length, 1);
  if (of.length === 0 || entries > SMALL)
    return jointProbability(compiled, { ...request, events: conjuncts(event).map(asEvidence) });
  const answer = query(compiled, { ...request, of });
  if (answer.kind === "impossible") return answer;
  // Both are sums of products, so that each is exactly 0 where nothing stands in the other's way.
  let inside = 0;
  let outside = 0;
  for (const { world, p } of worldsOf(answer))
    if (p === Number.MIN_VALUE) continue;
    else if (eventHolds(event, world)) inside += p;
    else outside += p;
  const { evidence } = answer;
  // A side that is 0 as a number may still be something as a logarithm.
  const isPossible = (part: ClaimEvent): boolean => {
    const all = [...(request.evidence ?? []), ...conjuncts(part).map(asEvidence)];
    return (
      jointProbability(compiled, { ...request, evidence: all, events: [] }).kind !== "impossible"
    );
  };
  if (inside === 0) {
    return { kind: "expectation", value: isPossible(event) ? Number.MIN_VALUE : 0, evidence };
  }
  if (outside === 0) {
    const value = isPossible({ kind: "not", event }) ? ALMOST_ONE : 1;
    return { kind: "expectation", value, evidence };
  }
  const value = outside < inside ? Math.min(1 - outside, ALMOST_ONE) : inside;
  return { kind: "expectation", value, evidence };
}

/** The largest number below 1. */
const ALMOST_ONE = 1 - Number.EPSILON / 2;

/** The worlds of positive probability in a posterior. */
function* worldsOf(
  answer: Posterior,
): Generator<{ world: (node: NodeId) => Value | undefined; p: number; values: Value[] }> {
  const sizes = answer.domains.map((d) => d.length);
  const place = new Map(answer.variables.map((id, i) => [id, i]));
  for (const [i, p] of answer.probabilities.entries()) {
    if (p === 0) continue;
    const values: Value[] = [];
    let left = i;
    for (let k = sizes.length - 1; k >= 0; k--) {
      const size = sizes[k] as number;
      values[k] = answer.domains[k]?.[left % size] as Value;
      left = Math.floor(left / size);
    }
    yield { world: (node) => values[place.get(node) ?? -1], p, values };
  }
}

/** E of a calculation: sums term by term, everything else over the joint distribution it needs. */
export function expectationOf(
  compiled: CompiledDiagram,
  of: Quantity,
  when: Circumstances,
  policy: Policy,
): Expectation | Impossible {
  const request = { ...requestOf(compiled, when), policy };
  let evidence = 1;
  let value = 0;
  for (const { factor, part } of termsOf(of, 1)) {
    if (part.kind === "node") {
      const answer = expectation(compiled, { ...request, of: part.node });
      if (answer.kind === "impossible") return answer;
      value += factor * answer.value;
      ({ evidence } = answer);
      continue;
    }
    const nodes = [...new Set(quantityNodes(part))];
    if (nodes.length === 0) {
      value += factor * (quantityValue(part, () => undefined) as number);
      const { kind } = jointProbability(compiled, { ...request, events: [] });
      if (kind === "impossible") return { kind };
      continue;
    }
    const answer = query(compiled, { ...request, of: nodes });
    if (answer.kind === "impossible") return answer;
    ({ evidence } = answer);
    for (const { world, p } of worldsOf(answer)) {
      const one = quantityValue(part, world);
      if (typeof one !== "number")
        throw new SolveError("not-numeric", `${showValue(one)} is not a number`, "");
      value += factor * p * one;
    }
  }
  return { kind: "expectation", value, evidence };
}

/** The terms of a sum with the constants before them. */
function termsOf(of: Quantity, factor: number): { factor: number; part: Quantity }[] {
  if (of.kind !== "function") return [{ factor, part: of }];
  const [left, right] = of.arguments as [Quantity, Quantity];
  if (of.name === "+") return [...termsOf(left, factor), ...termsOf(right, factor)];
  if (of.name === "-") return [...termsOf(left, factor), ...termsOf(right, -factor)];
  const constant = (part: Quantity): number | undefined =>
    part.kind === "value" && typeof part.value === "number" ? part.value : undefined;
  if (of.name === "*") {
    const [a, b] = [constant(left), constant(right)];
    if (a !== undefined) return termsOf(right, factor * a);
    if (b !== undefined) return termsOf(left, factor * b);
  }
  return [{ factor, part: of }];
}

export function jointTable(
  compiled: CompiledDiagram,
  nodes: readonly NodeId[],
  event: ClaimEvent | undefined,
  when: Circumstances,
  policy: Policy,
): readonly { readonly values: readonly Value[]; readonly p: number }[] | Impossible {
  const request = { ...requestOf(compiled, when), policy };
  const of = [...new Set([...nodes, ...(event === undefined ? [] : nodesOf(event))])];
  const answer = query(compiled, { ...request, of });
  if (answer.kind === "impossible") return answer;
  const sums = new Map<string, { values: readonly Value[]; p: number }>();
  for (const { world, p } of worldsOf(answer)) {
    if (event !== undefined && !eventHolds(event, world)) continue;
    const values = nodes.map((node) => world(node) as Value);
    const key = JSON.stringify(values);
    const before = sums.get(key);
    if (before === undefined) sums.set(key, { values, p });
    else before.p += p;
  }
  return [...sums.values()];
}

export function explanationOf(
  compiled: CompiledDiagram,
  nodes: readonly NodeId[] | undefined,
  when: Circumstances,
  policy: Policy,
): Explanations | Impossible {
  return explanations(compiled, {
    ...requestOf(compiled, when),
    policy,
    ...(nodes === undefined ? {} : { of: nodes }),
  });
}

/** Entropy in bits of some nodes together. */
export function entropyOf(
  compiled: CompiledDiagram,
  nodes: readonly NodeId[],
  when: Circumstances,
  policy: Policy,
): Expectation | Impossible {
  const answer = query(compiled, { ...requestOf(compiled, when), policy, of: [...new Set(nodes)] });
  if (answer.kind === "impossible") return answer;
  let value = 0;
  for (const p of answer.probabilities) if (p > 0) value -= p * Math.log2(p);
  return { kind: "expectation", value: Math.max(0, value), evidence: answer.evidence };
}

export interface CounterfactualNumber {
  readonly kind: "counterfactual";
  readonly value: number;
  /** Nodes whose noise was assumed independent, and the bounds for any coupling. */
  readonly assumed: readonly NodeId[];
  readonly bounds?: readonly [number, number];
}

/** Most combinations of values that random interventions may set. */
const MOST_MIXED = 1000;

/** A random intervention is a mixture of the worlds its values make. */
export function counterfactualOf(
  compiled: CompiledDiagram,
  event: ClaimEvent,
  when: Circumstances,
  policy: Policy,
): CounterfactualNumber | Impossible {
  const { randomised = [], ...fixed } = when;
  const mixture = mixed(compiled, randomised);
  let value = 0;
  let low = 0;
  let high = 0;
  let isBounded = false;
  const assumed = new Set<NodeId>();
  for (const { weight, forced } of mixture) {
    const request = requestOf(compiled, { ...fixed, forced: [...when.forced, ...forced] });
    const answer = would(compiled, {
      ...request,
      policy,
      events: conjuncts(event).map(asEvidence),
    });
    if (answer.kind === "impossible") return answer;
    value += weight * answer.value;
    low += weight * (answer.bounds?.[0] ?? answer.value);
    high += weight * (answer.bounds?.[1] ?? answer.value);
    isBounded ||= answer.bounds !== undefined;
    for (const node of answer.assumed) assumed.add(node);
  }
  return {
    kind: "counterfactual",
    value,
    assumed: [...assumed],
    ...(isBounded ? { bounds: [low, high] as const } : {}),
  };
}

function mixed(
  compiled: CompiledDiagram,
  randomised: readonly Weighted[],
): { weight: number; forced: { node: NodeId; value: Value }[] }[] {
  let result: { weight: number; forced: { node: NodeId; value: Value }[] }[] = [
    { weight: 1, forced: [] },
  ];
  for (const { node, weights } of randomised) {
    const values = valuesIn(compiled, node);
    result = result.flatMap(({ weight, forced }) =>
      [...weights.entries()].flatMap(([i, share]) =>
        share > 0
          ? [{ weight: weight * share, forced: [...forced, { node, value: values[i] as Value }] }]
          : [],
      ),
    );
    if (result.length > MOST_MIXED)
      throw new SolveError(
        "too-many-worlds",
        `the random interventions make more than ${MOST_MIXED} worlds`,
        "force fewer variables at random",
      );
  }
  return result;
}
