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
import type { Askable, Impossible, QueryRequest } from "./query.ts";
import type { Forced, World, WorldNetwork } from "./worlds.ts";
import { compileDiagram } from "../tables/compile.ts";
import { resolveCondition, resolveInterventions } from "../tables/conditions.ts";
import { couplingBounds } from "./couplingBounds.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { SolveError } from "../tables/solveError.ts";
import { withUtilityVariable } from "../tables/utilityVariable.ts";
import { buildWorlds } from "./worlds.ts";

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

export interface CounterfactualRequest extends Omit<QueryRequest, "do"> {
  readonly event: Condition;
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
  const prepared = prepareWorlds(source, request.policy, [request.event, request.given], request);
  const { compiled, domainOf, policy } = prepared;
  const { diagram } = compiled;
  const given = resolveCondition(diagram, request.given, domainOf);
  const event = resolveCondition(diagram, request.event, domainOf);
  const worlds = [
    { forced: hardForces(diagram, request.actually) },
    { forced: hardForces(diagram, request.do) },
  ];
  return between(compiled, policy, worlds, [
    { world: 0, condition: given },
    { world: 1, condition: event },
  ]);
}

export interface WorldEvent {
  readonly world: number;
  readonly condition: ReadonlyMap<number, readonly number[]>;
}

/** P(last event | the events before it), each in its own world. */
export function between(
  compiled: CompiledDiagram,
  policy: Policy,
  worlds: readonly World[],
  events: readonly WorldEvent[],
): Counterfactual | Impossible {
  const needed = events.flatMap(({ world, condition }) =>
    [...condition.keys()].map((node) => ({ world, node })),
  );
  const network = buildWorlds(compiled, policy, worlds, needed);
  const tables = events.map((e) => indicatorTables(network, e));
  const evidence = tables.slice(0, -1).flat();
  const below = mass(network, evidence);
  if (!(below > 0)) return { kind: "impossible" };
  const all = [...evidence, ...(tables[tables.length - 1] ?? [])];
  const value = Math.min(1, mass(network, all) / below);
  const common = { kind: "counterfactual", value, evidence: below } as const;
  if (network.assumed.length === 0) return { ...common, notes: [], assumed: [] };
  const found = couplingBounds(compiled, policy, network, tables, below);
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
  network: Pick<WorldNetwork, "sizes" | "chance">,
  extra: readonly Table[],
): number {
  const chance = [
    ...network.chance,
    ...extra.map((t) => ({ ...t, variable: t.variables[0] as number })),
  ];
  const { sizes } = network;
  return new InfluenceTree({ sizes, chance, utilities: [], decisions: [] }).totals().p;
}

export function indicatorTables(network: WorldNetwork, event: WorldEvent): Table[] {
  return [...event.condition].map(([node, positions]) => {
    const v = network.variable(event.world, node);
    const values = new Float64Array(network.sizes[v] as number);
    for (const p of positions) values[p] = 1;
    return { variables: [v], values };
  });
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
