/**
 * What would have been: probabilities in a world with interventions, given evidence from the
 * actual one, under one policy that both worlds share (policies are fixed first). Exact for
 * structural models; otherwise the answer names the mechanisms whose noise was assumed independent
 * per parent configuration, and bounds that hold for every coupling of the noise.
 */
import type { DiagramNode, InfluenceDiagram, Value } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Condition, Interventions } from "../tables/conditions.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { Askable, JointEvidence, QueryRequest } from "./evidence.ts";
import type { Impossible } from "./query.ts";
import type { CounterfactualWorld, Forced, TwinNetwork } from "./twinNetwork.ts";
import { compileDiagram } from "../tables/compile.ts";
import { resolveCondition, resolveInterventions } from "../tables/conditions.ts";
import { couplingBounds } from "./couplingBounds.ts";
import { eliminate } from "../../probability/index.ts";
import { beliefTables, evidenceTable, indicators, logColumns, prepare } from "./evidence.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { SolveError } from "../tables/solveError.ts";
import { withUtilityVariable } from "../tables/utilityVariable.ts";
import { buildTwinNetwork } from "./twinNetwork.ts";

/**
 * A probability or expectation in another world, the probability of what was observed, and what
 * was assumed on the way.
 */
export interface Counterfactual {
  readonly kind: "counterfactual";
  readonly value: number;
  /** Probability of the evidence. */
  readonly evidence: number;
  /** `assumed-independent-noise` when the value rests on that. */
  readonly notes: readonly string[];
  /** The nodes whose noise was assumed independent per parent configuration. */
  readonly assumed: readonly number[];
  /** Present when noise was assumed: the value lies between these whatever the coupling. */
  readonly bounds?: readonly [number, number];
  /** Where the bounds come from. */
  readonly reason?: string;
}

/** What happened, what is done instead, and the event or variable asked about there. */
export interface CounterfactualRequest extends Omit<QueryRequest, "do"> {
  readonly event?: Condition;
  /** Further events, about several nodes at once; all together are asked about. */
  readonly events?: readonly JointEvidence[];
  /** Forced in the counterfactual world only. */
  readonly do?: Interventions;
  /** Forced in the actual world, where the evidence is. */
  readonly actually?: Interventions;
}

/** P(event in the world where `do` holds | evidence in the actual world). */
export function would(
  source: Askable,
  request: CounterfactualRequest,
): Counterfactual | Impossible {
  const { events = [], evidence = [], beliefs = [] } = request;
  const about = [...events, ...evidence].flatMap(({ nodes }) => nodes);
  const prepared = prepareWorlds(
    source,
    request.policy,
    [request.event, request.given, new Map(about.map((id) => [id, []]))],
    request,
  );
  const { compiled, domainOf, policy } = prepared;
  const { diagram } = compiled;
  const actually = request.actually === undefined ? {} : { do: request.actually };
  const actual = prepare(compiled, { policy, ...actually }, []);
  const given = indicators(compiled, resolveCondition(diagram, request.given, domainOf));
  const event = indicators(compiled, resolveCondition(diagram, request.event, domainOf));
  const softly = [...given, ...evidence.map((one) => evidenceTable(compiled, one, domainOf))];
  const fitted =
    beliefs.length === 0 ? [] : beliefTables({ ...actual, evidence: softly, domainOf }, beliefs);
  const worlds = [
    { forced: hardForces(diagram, request.actually) },
    { forced: hardForces(diagram, request.do) },
  ];
  return between(compiled, policy, worlds, [
    { world: 0, tables: [...softly, ...fitted] },
    {
      world: 1,
      tables: [...event, ...events.map((one) => evidenceTable(compiled, one, domainOf))],
    },
  ]);
}

export interface WorldEvent {
  readonly world: number;
  /** Over nodes of the diagram: 1 where the event holds, 0 elsewhere, or a likelihood. */
  readonly tables: readonly Table[];
}

/** A conjunction of outcomes as an event of a world. */
export function worldEvent(
  compiled: CompiledDiagram,
  world: number,
  condition: ReadonlyMap<number, readonly number[]>,
): WorldEvent {
  return { world, tables: indicators(compiled, condition) };
}

/** P(last event | the events before it), each in its own world. */
export function between(
  compiled: CompiledDiagram,
  policy: Policy,
  worlds: readonly CounterfactualWorld[],
  events: readonly WorldEvent[],
): Counterfactual | Impossible {
  const needed = events.flatMap(({ world, tables }) =>
    tables.flatMap((t) => t.variables.map((node) => ({ world, node }))),
  );
  const observed = observedColumns(compiled, policy, worlds[0], events.slice(0, -1));
  const network = buildTwinNetwork(compiled, policy, worlds, needed, observed);
  const tables = events.map((e) => tablesIn(network, e));
  const evidence = tables.slice(0, -1).flat();
  const below = mass(network, evidence);
  const isLikely = below > LIKELY && observed.size === 0;
  const logBelow = isLikely ? Math.log(below) : logMass(network, evidence);
  if (logBelow === -Infinity) return { kind: "impossible" };
  const all = [...evidence, ...(tables[tables.length - 1] ?? [])];
  const share = isLikely ? mass(network, all) / below : Math.exp(logMass(network, all) - logBelow);
  const value = Math.min(1, share);
  const common = { kind: "counterfactual", value, evidence: below } as const;
  if (network.assumed.length === 0) return { ...common, notes: [], assumed: [] };
  const found = isLikely
    ? couplingBounds(compiled, policy, network, tables, below)
    : ({ bounds: [0, 1], reason: "the evidence is too unlikely for closer bounds" } as const);
  return {
    ...common,
    notes: ["assumed-independent-noise"],
    assumed: network.assumed,
    bounds: [Math.min(found.bounds[0], value), Math.max(found.bounds[1], value)],
    reason: found.reason,
  };
}

/** Total weight of a network times further tables. */
export function mass(
  network: Pick<TwinNetwork, "sizes" | "chance">,
  extra: readonly Table[],
): number {
  const chance = [
    ...network.chance,
    ...extra.map((t) => ({ ...t, variable: t.variables[0] as number })),
  ];
  const { sizes } = network;
  return new InfluenceTree({ sizes, chance, utilities: [], decisions: [] }).totals().p;
}

/** Above this a probability has all its digits. */
const LIKELY = 1e-200;

/** Logarithm of the total weight; never underflows. */
function logMass(network: TwinNetwork, extra: readonly Table[]): number {
  const factors = [...network.chance, ...extra].map(({ variables, values }) => ({
    variables,
    sizes: variables.map((v) => network.sizes[v] as number),
    values,
  }));
  const { factor, logScale } = eliminate({ sizes: network.sizes, factors }, []);
  const total = factor.values.reduce((sum, x) => sum + x, 0);
  return total > 0 ? Math.log(total) + logScale : -Infinity;
}

/** The event's tables over the network's variables. */
export function tablesIn(network: TwinNetwork, event: WorldEvent): Table[] {
  return event.tables.map((table) => network.inWorld(table, event.world));
}

/** Tables of what is observed in the first world, where their entries would underflow. */
function observedColumns(
  compiled: CompiledDiagram,
  policy: Policy,
  first: CounterfactualWorld | undefined,
  events: readonly WorldEvent[],
): ReadonlyMap<number, Float64Array> {
  const result = new Map<number, Float64Array>();
  for (const { world, tables } of events)
    for (const { variables, values } of tables) {
      const [v] = variables;
      if (world !== 0 || v === undefined || variables.length > 1 || first?.forced.has(v)) continue;
      if (policy.has(v)) continue;
      const scaled = logColumns(compiled, compiled.chance[v], values);
      if (scaled !== undefined) result.set(v, scaled.table.values);
    }
  return result;
}

/** Hard interventions as forces; soft ones have no single counterfactual world. */
export function hardForces(
  diagram: InfluenceDiagram,
  interventions: Interventions | undefined,
): ReadonlyMap<number, Forced> {
  const result = new Map<number, Forced>();
  for (const [node, intervention] of resolveInterventions(diagram, interventions)) {
    if (intervention.kind !== "value")
      throw new SolveError(
        "soft-counterfactual",
        `${diagram.node(node).name} is forced softly`,
        "counterfactual worlds force values; add a noise variable for a soft intervention",
      );
    result.set(node, intervention);
  }
  return result;
}

/** Compiles, and gives a variable to every utility an event speaks about. */
export function prepareWorlds(
  source: Askable,
  policy: Policy | undefined,
  conditions: readonly (Condition | undefined)[],
  options: Omit<QueryRequest, "do" | "given" | "policy"> = {},
): {
  readonly compiled: CompiledDiagram;
  readonly policy: Policy;
  readonly domainOf: (node: DiagramNode) => readonly Value[];
} {
  let compiled = "chance" in source ? source : compileDiagram(source, options);
  const { diagram } = compiled;
  const domains = new Map<number, readonly Value[]>();
  for (const condition of conditions) {
    if (condition === undefined) continue;
    const names = condition instanceof Map ? [...condition.keys()] : Object.keys(condition);
    for (const name of names) {
      const id = typeof name === "number" ? name : diagram.idOf(name);
      if (id === undefined || diagram.node(id).kind !== "utility") continue;
      if (compiled.chance[id] !== undefined) continue;
      const added = withUtilityVariable(compiled, id);
      compiled = added.compiled;
      domains.set(id, added.values);
    }
  }
  const domainOf = (node: DiagramNode): readonly Value[] =>
    domains.get(node.id) ?? (node.domain?.kind === "finite" ? node.domain.values : []);
  return { compiled, policy: policy ?? new Map(), domainOf };
}
