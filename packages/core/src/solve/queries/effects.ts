/**
 * Quantities built from several worlds: necessity and sufficiency of causes, path-specific effects
 * (Farquhar et al. 2022; docs/theory.md T16), counterfactual harm and benefit (Richens et al. 2022;
 * docs/theory.md T17). Exact for structural models; `assumed` lists mechanisms whose noise was
 * taken to be independent per parent configuration.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Condition, Interventions } from "../tables/conditions.ts";
import type { Counterfactual } from "./counterfactual.ts";
import type { Askable, Impossible, QueryRequest } from "./query.ts";
import type { CounterfactualWorld, Forced } from "./twinNetwork.ts";
import { nodeCalled, resolveCondition } from "../tables/conditions.ts";
import { between, hardForces, prepareWorlds, tablesIn, worldEvent } from "./counterfactual.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { utilityTerms } from "../policies/expectedUtility.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { contextMap } from "../tables/policy.ts";
import { SolveError } from "../tables/solveError.ts";
import { buildTwinNetwork } from "./twinNetwork.ts";

type Options = Omit<QueryRequest, "do" | "given">;

/** A cause, what would have been instead, and the effect asked about. */
export interface CauseRequest extends Options {
  /** The cause as an intervention, `{X: x}`, and its alternative. */
  readonly cause: Interventions;
  readonly alternative: Interventions;
  readonly effect: Condition;
}

/** Pearl's three probabilities of causation, each a number or impossible. */
export interface Causation {
  /** PN: the effect would have failed without the cause, where both happened. */
  readonly necessity: Counterfactual | Impossible;
  /** PS: the cause would have brought the effect about, where neither happened. */
  readonly sufficiency: Counterfactual | Impossible;
  /** PNS: the effect with the cause, and not with the alternative. Nothing is observed for it. */
  readonly both: Counterfactual;
}

/** Pearl's probabilities of necessity and sufficiency (Pearl 2009, Definitions 9.2.1–9.2.3). */
export function causation(source: Askable, request: CauseRequest): Causation {
  const prepared = prepareWorlds(source, request.policy, [request.effect], request);
  const { compiled, policy, domainOf } = prepared;
  const { diagram } = compiled;
  const cause = hardForces(diagram, request.cause);
  const alternative = hardForces(diagram, request.alternative);
  const effect = resolveCondition(diagram, request.effect, domainOf);
  const failure = new Map(
    [...effect].map(([node, positions]) => [
      node,
      domainOf(diagram.node(node))
        .map((_, i) => i)
        .filter((i) => !positions.includes(i)),
    ]),
  );
  if (effect.size !== 1)
    throw new SolveError("bad-query", "the effect must be about one variable", "name one node");
  const actual: CounterfactualWorld = { forced: new Map() };
  const ask = (
    seen: ReadonlyMap<number, Forced>,
    outcome: typeof effect,
    forced: ReadonlyMap<number, Forced>,
    then: typeof effect,
  ) =>
    between(
      compiled,
      policy,
      [actual, { forced }],
      [
        worldEvent(compiled, 0, new Map([...observed(seen), ...outcome])),
        worldEvent(compiled, 1, then),
      ],
    );
  const pair = between(
    compiled,
    policy,
    [{ forced: alternative }, { forced: cause }],
    [worldEvent(compiled, 0, failure), worldEvent(compiled, 1, effect)],
  );
  return {
    necessity: ask(cause, effect, alternative, failure),
    sufficiency: ask(alternative, failure, cause, effect),
    both: pair.kind === "impossible" ? NEVER : joint(pair),
  };
}

/** Without the cause the effect never fails, so the cause never makes the difference. */
const NEVER: Counterfactual = {
  kind: "counterfactual",
  value: 0,
  evidence: 1,
  notes: [],
  assumed: [],
};

/** P(second ∧ first) from P(second | first); nothing is taken for granted any more. */
function joint(answer: Counterfactual): Counterfactual {
  const { bounds, evidence } = answer;
  return {
    ...answer,
    evidence: 1,
    value: answer.value * evidence,
    ...(bounds === undefined ? {} : { bounds: [bounds[0] * evidence, bounds[1] * evidence] }),
  };
}

function observed(forced: ReadonlyMap<number, Forced>): [number, number[]][] {
  return [...forced].map(([node, f]) => [node, f.kind === "value" ? [f.position] : []]);
}

/** A difference of expectations along some paths, in utility units or those of the variable. */
export interface Effect {
  readonly kind: "effect";
  readonly value: number;
  readonly assumed: readonly number[];
}

/** An action, its reference, and the arrows along which the effect is counted. */
export interface PathEffectRequest extends Options {
  readonly action: Interventions;
  readonly reference: Interventions;
  /** Edges the effect may travel; all others carry what they would under the reference. */
  readonly along: readonly (readonly [string, string])[];
  /** A utility, or a variable with numeric values; an agent's total utility when left out. */
  readonly of?: string;
  readonly agent?: AgentId;
}

/** E[outcome] when the action acts along the given edges only, minus E[outcome] of the reference. */
export function pathSpecificEffect(source: Askable, request: PathEffectRequest): Effect {
  const { compiled, policy } = prepareWorlds(source, request.policy, [], request);
  const { diagram } = compiled;
  const open = new Set(
    request.along.map(([from, to]) => {
      const child = nodeCalled(diagram, to);
      const parent = nodeCalled(diagram, from);
      if (!child.parents.includes(parent.id))
        throw new SolveError(
          "unknown-edge",
          `there is no arrow ${from} -> ${to}`,
          "list arrows of the diagram",
        );
      return `${parent.id}>${child.id}`;
    }),
  );
  const worlds: CounterfactualWorld[] = [
    { forced: hardForces(diagram, request.reference) },
    {
      forced: hardForces(diagram, request.action),
      reads: (parent, child) => (open.has(`${parent}>${child}`) ? undefined : 0),
    },
  ];
  const terms = outcomeTerms(compiled, request.of, request.agent);
  const needed = terms.flatMap((t) => t.variables).flatMap((node) => both(node));
  const network = buildTwinNetwork(compiled, policy, worlds, needed);
  const { sizes, chance } = network;
  const expect = (world: number): number => {
    // A utility's own arrows are edges too: closed ones read the reference.
    let sum = 0;
    for (const u of terms) {
      const variables = u.variables.map((v) => {
        const closed = world === 1 && u.node !== undefined && !open.has(`${v}>${u.node}`);
        return network.variable(closed ? 0 : world, v);
      });
      const utilities = [{ variables, values: u.values }];
      const tree = new InfluenceTree({ sizes, chance, utilities, decisions: [] });
      tree.activateAll();
      sum += tree.expectedUtility();
    }
    return sum;
  };
  return { kind: "effect", value: expect(1) - expect(0), assumed: network.assumed };
}

function both(node: number) {
  return [
    { world: 0, node },
    { world: 1, node },
  ];
}

interface OutcomeTerm {
  readonly node: number | undefined;
  readonly variables: readonly number[];
  readonly values: Float64Array;
}

function outcomeTerms(
  compiled: CompiledDiagram,
  of: string | undefined,
  agent: AgentId | undefined,
): OutcomeTerm[] {
  const wanted = of === undefined ? undefined : nodeCalled(compiled.diagram, of);
  if (wanted !== undefined && wanted.kind !== "utility") {
    const values = wanted.domain?.kind === "finite" ? wanted.domain.values : [];
    if (values.some((v) => typeof v !== "number"))
      throw new SolveError(
        "not-numeric",
        `${wanted.name} has no expectation: its values are not numbers`,
        "ask about a utility or a numeric variable",
      );
    return [{ node: undefined, variables: [wanted.id], values: Float64Array.from(values, Number) }];
  }
  return compiled.utilities
    .filter((u) =>
      wanted === undefined ? agent === undefined || u.owners.includes(agent) : u.node === wanted.id,
    )
    .flatMap((u) => u.terms.map((t) => ({ ...t, node: u.node })));
}

/** Whose harm, by which action, compared with which default, in which cases. */
export interface HarmRequest extends Options {
  readonly agent?: AgentId;
  readonly action: Interventions;
  /** What the harm is measured against. */
  readonly default: Interventions;
  /** Evidence in the world of the action. */
  readonly given?: Condition;
}

/**
 * Expected counterfactual harm and benefit of an action against a default, in utility units
 * (Richens et al. 2022).
 */
export interface Harm {
  readonly kind: "harm";
  /** Expected loss against the default in the cases where the action does worse. */
  readonly harm: number;
  readonly benefit: number;
  /** E[U | action] − E[U | default] = benefit − harm. */
  readonly difference: number;
  readonly assumed: readonly number[];
}

const MAX_JOINT = 2 ** 22;

/** Counterfactual harm and benefit of an action against a default, summed over utilities. */
export function harm(source: Askable, request: HarmRequest): Harm | Impossible {
  const prepared = prepareWorlds(source, request.policy, [request.given], request);
  const { compiled, policy, domainOf } = prepared;
  const { diagram } = compiled;
  const worlds: CounterfactualWorld[] = [
    { forced: hardForces(diagram, request.action) },
    { forced: hardForces(diagram, request.default) },
  ];
  const terms = utilityTerms(compiled, request.agent);
  const condition = resolveCondition(diagram, request.given, domainOf);
  const needed = [
    ...terms.flatMap((t) => t.variables).flatMap((node) => both(node)),
    ...[...condition.keys()].map((node) => ({ world: 0, node })),
  ];
  const network = buildTwinNetwork(compiled, policy, worlds, needed);
  const here = terms.map((t) => network.inWorld(t, 0));
  const there = terms.map((t) => network.inWorld(t, 1));
  const scope = [...new Set([...here, ...there].flatMap((t) => t.variables))];
  const entries = tableSize(network.sizes, scope);
  if (entries > MAX_JOINT)
    throw new SolveError(
      "table-too-large",
      `the utilities of both worlds depend on ${entries.toPrecision(3)} combinations, more than ${MAX_JOINT}`,
      "let one summary variable decide the utility",
    );
  const evidence = tablesIn(network, worldEvent(compiled, 0, condition));
  const weights = jointWeights(network, scope, evidence);
  const gains = new Float64Array(entries);
  for (const t of there) addTable(gains, network.sizes, scope, t, 1);
  for (const t of here) addTable(gains, network.sizes, scope, t, -1);
  let total = 0;
  let worse = 0;
  let better = 0;
  for (let e = 0; e < entries; e++) {
    const w = weights[e] as number;
    const loss = gains[e] as number;
    total += w;
    if (loss > 0) worse += w * loss;
    else better -= w * loss;
  }
  if (!(total > 0)) return { kind: "impossible" };
  const result = { harm: worse / total, benefit: better / total, assumed: network.assumed };
  return { kind: "harm", ...result, difference: result.benefit - result.harm };
}

function jointWeights(
  network: ReturnType<typeof buildTwinNetwork>,
  scope: readonly number[],
  evidence: ReturnType<typeof tablesIn>,
): Float64Array {
  const chance = [
    ...network.chance,
    ...evidence.map((t) => ({ ...t, variable: t.variables[0] as number })),
  ];
  const { sizes } = network;
  const last = scope[scope.length - 1];
  if (last === undefined) return Float64Array.of(1);
  const decisions = [{ variable: last, parents: scope.slice(0, -1) }];
  return new InfluenceTree({ sizes, chance, utilities: [], decisions }).actionTable(0).p;
}

function addTable(
  sum: Float64Array,
  sizes: readonly number[],
  scope: readonly number[],
  table: { readonly variables: readonly number[]; readonly values: Float64Array },
  sign: number,
): void {
  const map = contextMap(sizes, scope, table.variables);
  for (let e = 0; e < sum.length; e++)
    sum[e] = (sum[e] as number) + sign * (table.values[map[e] as number] as number);
}
