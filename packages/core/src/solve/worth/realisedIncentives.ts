/**
 * Incentives that a parametrised model really has, not just admits (docs/theory.md T10): response,
 * and instrumental control. Both quantify over all optimal deterministic policies, so they need
 * these to be few; `undecided` says why when they are not.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { OptimalFamily } from "../policies/countOptimal.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { OthersPlay } from "../policies/othersPlay.ts";
import type { SolveOptions } from "../policies/singleAgent.ts";
import type { NodeReference } from "./worth.ts";
import type { Table } from "../tables/decisionProblem.ts";
import { descendants } from "../../graph/index.ts";
import { agentProblem } from "../policies/agentProblem.ts";
import { compileDiagram } from "../tables/compile.ts";
import { nodeCalled } from "../tables/conditions.ts";
import { mass } from "../queries/counterfactual.ts";
import { optimalFamilies } from "../policies/countOptimal.ts";
import { utilityTerms } from "../policies/expectedUtility.ts";
import { difference, differsFromZero } from "../tables/tolerance.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { pureRule } from "../tables/policy.ts";
import { solveProblem } from "../policies/solveProblem.ts";
import { buildTwinNetwork } from "../queries/twinNetwork.ts";

/**
 * Whether a given diagram with its numbers has an incentive, with the policy that shows it, or why
 * that was not decided.
 */
export type Realised =
  | {
      readonly kind: "has" | "has-not";
      /** An optimal policy without the incentive, when there is one. */
      readonly counterexample?: Policy;
      /** What was assumed of the other agents. */
      readonly others: OthersPlay;
      /**
       * Of a response: the probability with which another value of X would have changed the decision,
       * at the value that changes it most, under the optimal policy that reacts least; 0 where one
       * does not react.
       */
      readonly reaction?: number;
    }
  | { readonly kind: "undecided"; readonly reason: string };

const MAX_POLICIES = 4096;

/** Does every optimal policy react to X: some do(X = x) changes the decision with probability > 0? */
export function responseIncentive(
  diagram: InfluenceDiagram,
  decision: NodeReference,
  node: NodeReference,
  options: SolveOptions = {},
): Realised {
  let least = 1;
  const found = everyOptimalPolicy(diagram, decision, node, options, (...at) => {
    least = Math.min(least, reaction(...at));
    return least > 0;
  });
  return found.kind === "undecided" ? found : { ...found, reaction: least };
}

/** How likely do(X = x) changes the decision, at the x that changes it most. */
function reaction(compiled: CompiledDiagram, policy: Policy, d: number, x: number): number {
  let most = 0;
  for (let value = 0; value < (compiled.sizes[x] as number); value++) {
    const worlds = [
      { forced: new Map() },
      { forced: new Map([[x, { kind: "value", position: value } as const]]) },
    ];
    const network = buildTwinNetwork(compiled, policy, worlds, [
      { world: 0, node: d },
      { world: 1, node: d },
    ]);
    const [here, there] = [network.variable(0, d), network.variable(1, d)];
    if (here === there) continue;
    const size = compiled.sizes[d] as number;
    const differs = new Float64Array(size * size).fill(1);
    for (let a = 0; a < size; a++) differs[a * size + a] = 0;
    most = Math.max(most, mass(network, [{ variables: [here, there], values: differs }]));
  }
  return Math.min(1, most);
}

/**
 * Does every optimal policy use X as an instrument: for some action d, replacing X by the value it
 * has under d changes the expected utility in some context of positive probability?
 */
export function instrumentalControlIncentive(
  diagram: InfluenceDiagram,
  decision: NodeReference,
  node: NodeReference,
  options: SolveOptions = {},
): Realised {
  const owner = diagram.structure.ownerOf(idOf(diagram, decision));
  return everyOptimalPolicy(diagram, decision, node, options, (compiled, policy, d, x) => {
    if (diagram.node(x).kind === "utility") return controlsUtility(compiled, policy, d, x);
    const terms = utilityTerms(compiled, owner).filter(isBelow(compiled, x));
    const { parents } = diagram.node(d);
    for (let action = 0; action < (compiled.sizes[d] as number); action++) {
      const worlds = [
        { forced: new Map() },
        { forced: new Map([[d, { kind: "value", position: action } as const]]) },
        { forced: new Map([[x, { kind: "world", world: 1 } as const]]) },
      ];
      const mentioned = terms.flatMap((t) => t.variables);
      const network = buildTwinNetwork(compiled, policy, worlds, [
        ...parents.map((p) => ({ world: 0, node: p })),
        ...[...mentioned, d, x].flatMap((v) => [0, 1, 2].map((world) => ({ world, node: v }))),
      ]);
      const gain = (world: number): Gains =>
        byContext(
          network,
          parents,
          terms.map((t) => network.inWorld(t, world)),
        );
      if (differ(gain(0), gain(2))) return true;
    }
    return false;
  });
}

/** For a utility X itself: does some action change what X pays in some context? */
function controlsUtility(compiled: CompiledDiagram, policy: Policy, d: number, x: number): boolean {
  const all = compiled.utilities.find((u) => u.node === x)?.terms ?? [];
  const terms = all.filter(isBelow(compiled, d));
  const { parents } = compiled.diagram.node(d);
  for (let action = 0; action < (compiled.sizes[d] as number); action++) {
    const worlds = [
      { forced: new Map() },
      { forced: new Map([[d, { kind: "value", position: action } as const]]) },
    ];
    const network = buildTwinNetwork(compiled, policy, worlds, [
      ...parents.map((p) => ({ world: 0, node: p })),
      ...terms
        .flatMap((t) => t.variables)
        .flatMap((v) => [
          { world: 0, node: v },
          { world: 1, node: v },
        ]),
    ]);
    const gain = (world: number): Gains =>
      byContext(
        network,
        parents,
        terms.map((t) => network.inWorld(t, world)),
      );
    if (differ(gain(0), gain(1))) return true;
  }
  return false;
}

/** Is a table about a node, or about something below it? The others only blur what changes. */
function isBelow({ diagram }: CompiledDiagram, node: number): (table: Table) => boolean {
  const below = descendants(diagram.graph, [node]);
  return ({ variables }) => variables.some((v) => v === node || below[v] === 1);
}

/** Weighted utilities by context, and how far rounding may have moved them. */
interface Gains {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/** Expected utility weighted by the probability of each context, contexts read in world 0. */
function byContext(
  network: ReturnType<typeof buildTwinNetwork>,
  parents: readonly number[],
  utilities: readonly { readonly variables: readonly number[]; readonly values: Float64Array }[],
): Gains {
  const { sizes, chance } = network;
  const scope = parents.map((p) => network.variable(0, p));
  const last = scope[scope.length - 1];
  const decisions = last === undefined ? [] : [{ variable: last, parents: scope.slice(0, -1) }];
  const tree = new InfluenceTree({ sizes, chance, utilities, decisions });
  tree.activateAll();
  if (last !== undefined) {
    const values = tree.actionTable(0).u;
    return { values, errors: tree.actionErrors(0, values) };
  }
  const { value, error } = tree.boundedUtility();
  return { values: Float64Array.of(value), errors: Float64Array.of(error) };
}

/** Is some entry of the two certainly not the same? */
function differ(a: Gains, b: Gains): boolean {
  return a.values.some((value, i) => {
    const one = { value, error: a.errors[i] as number };
    const other = { value: b.values[i] as number, error: b.errors[i] as number };
    return differsFromZero(difference(one, other));
  });
}

function everyOptimalPolicy(
  diagram: InfluenceDiagram,
  decision: NodeReference,
  node: NodeReference,
  options: SolveOptions,
  holds: (compiled: CompiledDiagram, policy: Policy, d: number, x: number) => boolean,
): Realised {
  const d = idOf(diagram, decision);
  const x = idOf(diagram, node);
  const compiled = compileDiagram(diagram, options);
  const owner = diagram.structure.ownerOf(d);
  const { problem, others } = agentProblem(compiled, owner, options);
  const solved = solveProblem(problem, options);
  if (!solved.optimal)
    return { kind: "undecided", reason: "the optimum was not proven within the limits" };
  const families = optimalFamilies(problem);
  if (families === undefined)
    return {
      kind: "undecided",
      reason: "there are too many policies to look at every optimal one",
    };
  let seen = 0;
  for (const family of families)
    for (const policy of policiesOf(problem, family)) {
      if (++seen > MAX_POLICIES)
        return { kind: "undecided", reason: `more than ${MAX_POLICIES} policies are optimal` };
      const all = new Map([...others.policy, ...policy]);
      if (!holds(compiled, all, d, x)) return { kind: "has-not", counterexample: policy, others };
    }
  return { kind: "has", others };
}

/** Every deterministic policy of a family. */
export function* policiesOf(problem: DecisionProblem, family: OptimalFamily): Generator<Policy> {
  const rows = family.flatMap((rule) => [...rule]);
  const counters = rows.map(() => 0);
  for (;;) {
    let at = 0;
    yield new Map(
      problem.decisions.map((slot, i) => {
        const contexts = family[i]?.length ?? 0;
        const choices = Array.from({ length: contexts }, (_, c) => {
          const row = rows[at + c] as readonly number[];
          return row[counters[at + c] as number] as number;
        });
        at += contexts;
        return [slot.variable, pureRule(problem.sizes[slot.variable] as number, choices)];
      }),
    );
    let k = rows.length - 1;
    for (; k >= 0; k--) {
      counters[k] = (counters[k] as number) + 1;
      if ((counters[k] as number) < (rows[k] as readonly number[]).length) break;
      counters[k] = 0;
    }
    if (k < 0) return;
  }
}

function idOf(diagram: InfluenceDiagram, node: NodeReference): number {
  return typeof node === "number" ? diagram.node(node).id : nodeCalled(diagram, node).id;
}
