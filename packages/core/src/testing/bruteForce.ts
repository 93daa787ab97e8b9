/**
 * Naive answers by enumerating everything: all assignments, all deterministic policies, all values
 * of the noise. Reads tables straight from the nodes and shares no code with the solvers.
 */
import type { InfluenceDiagram } from "../model/index.ts";

export type Rules = ReadonlyMap<number, ArrayLike<number>>;

/** Every assignment of chance and decision variables, decisions unweighted. */
export interface Assignment {
  readonly positions: readonly number[];
  /** Product of the chance probabilities. */
  readonly weight: number;
  /** Utility of each agent. */
  readonly utilities: readonly number[];
}

export function allAssignments(
  diagram: InfluenceDiagram,
  forced: ReadonlyMap<number, number> = new Map(),
): Assignment[] {
  const result: Assignment[] = [];
  const positions: number[] = [];
  const variables = diagram.nodes.filter((n) => n.kind !== "utility");
  const walk = (k: number, weight: number): void => {
    const node = variables[k];
    if (node === undefined) {
      const utilities = diagram.agents.map((_, agent) =>
        diagram.nodes
          .filter((n) => n.kind === "utility" && n.owners.includes(agent))
          .reduce((sum, n) => sum + entry(diagram, n.id, positions), 0),
      );
      result.push({ positions: [...positions], weight, utilities });
      return;
    }
    const size = sizeOf(diagram, node.id);
    for (let v = 0; v < size; v++) {
      const fixed = forced.get(node.id);
      if (fixed !== undefined && fixed !== v) continue;
      positions[node.id] = v;
      const p =
        node.kind === "decision" || fixed !== undefined ? 1 : entry(diagram, node.id, positions, v);
      if (p > 0) walk(k + 1, weight * p);
    }
  };
  walk(0, 1);
  return result;
}

/** Probability of an assignment's decisions under rules; forced decisions count as given. */
export function ruleWeight(
  diagram: InfluenceDiagram,
  rules: Rules,
  positions: readonly number[],
  forced: ReadonlyMap<number, number> = new Map(),
): number {
  let weight = 1;
  for (const [d, rule] of rules) {
    if (forced.has(d)) continue;
    const size = sizeOf(diagram, d);
    weight *= rule[rowOf(diagram, d, positions) * size + (positions[d] as number)] as number;
  }
  return weight;
}

/** All deterministic policies over the given decisions, as action positions by row. */
export function* allPolicies(
  diagram: InfluenceDiagram,
  decisions: readonly number[],
): Generator<Map<number, Float64Array>> {
  const slots = decisions.flatMap((d) =>
    Array.from({ length: rowCount(diagram, d) }, (_, row) => ({ d, row })),
  );
  const choice = slots.map(() => 0);
  for (;;) {
    const rules = new Map(
      decisions.map((d) => [d, new Float64Array(rowCount(diagram, d) * sizeOf(diagram, d))]),
    );
    for (const [k, { d, row }] of slots.entries())
      (rules.get(d) as Float64Array)[row * sizeOf(diagram, d) + (choice[k] as number)] = 1;
    yield rules;
    let k = slots.length - 1;
    for (; k >= 0; k--) {
      choice[k] = (choice[k] as number) + 1;
      if ((choice[k] as number) < sizeOf(diagram, slots[k]?.d as number)) break;
      choice[k] = 0;
    }
    if (k < 0) return;
  }
}

export function policyCount(diagram: InfluenceDiagram, decisions: readonly number[]): number {
  return decisions.reduce((n, d) => n * sizeOf(diagram, d) ** rowCount(diagram, d), 1);
}

/** Best expected utility of an agent over all deterministic policies, and how many reach it. */
export function bestPolicies(
  diagram: InfluenceDiagram,
  agent: number,
): { value: number; count: number } {
  const assignments = allAssignments(diagram);
  let value = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const rules of allPolicies(diagram, diagram.structure.decisions)) {
    let sum = 0;
    for (const a of assignments)
      sum += a.weight * ruleWeight(diagram, rules, a.positions) * (a.utilities[agent] as number);
    if (sum > value + 1e-9) {
      value = sum;
      count = 1;
    } else if (sum > value - 1e-9) count++;
  }
  return { value, count };
}

/**
 * P(event in the world where `forced` holds | evidence in the actual world), by enumerating one
 * noise value per stochastic node and parent configuration.
 */
export function counterfactualByNoise(
  diagram: InfluenceDiagram,
  rules: Rules,
  forced: ReadonlyMap<number, number>,
  given: ReadonlyMap<number, number>,
  event: ReadonlyMap<number, number>,
): number | undefined {
  const variables = diagram.nodes.filter((n) => n.kind !== "utility");
  const noise = variables.flatMap((n) =>
    Array.from({ length: rowCount(diagram, n.id) }, (_, row) => ({ id: n.id, row })),
  );
  const drawn = new Map<number, number[]>(variables.map((n) => [n.id, []]));
  let below = 0;
  let above = 0;
  const run = (fixed: ReadonlyMap<number, number>): number[] => {
    const positions: number[] = [];
    for (const n of variables) {
      const own = fixed.get(n.id);
      positions[n.id] =
        own ?? ((drawn.get(n.id) as number[])[rowOf(diagram, n.id, positions)] as number);
    }
    return positions;
  };
  const holds = (what: ReadonlyMap<number, number>, positions: readonly number[]): boolean =>
    [...what].every(([id, v]) => positions[id] === v);
  const walk = (k: number, weight: number): void => {
    const slot = noise[k];
    if (slot === undefined) {
      if (!holds(given, run(new Map()))) return;
      below += weight;
      if (holds(event, run(forced))) above += weight;
      return;
    }
    const size = sizeOf(diagram, slot.id);
    const { mechanism } = diagram.node(slot.id);
    const table =
      rules.get(slot.id) ?? (mechanism.kind === "table" ? mechanism.entries : undefined);
    for (let v = 0; v < size; v++) {
      const p = table?.[slot.row * size + v] ?? 0;
      if (!(p > 0)) continue;
      (drawn.get(slot.id) as number[])[slot.row] = v;
      walk(k + 1, weight * p);
    }
  };
  walk(0, 1);
  return below > 0 ? above / below : undefined;
}

function sizeOf(diagram: InfluenceDiagram, id: number): number {
  const { domain } = diagram.node(id);
  return domain?.kind === "finite" ? domain.values.length : 1;
}

function rowCount(diagram: InfluenceDiagram, id: number): number {
  return diagram.node(id).parents.reduce((n, p) => n * sizeOf(diagram, p), 1);
}

function rowOf(diagram: InfluenceDiagram, id: number, positions: readonly number[]): number {
  let row = 0;
  for (const p of diagram.node(id).parents)
    row = row * sizeOf(diagram, p) + (positions[p] as number);
  return row;
}

function entry(
  diagram: InfluenceDiagram,
  id: number,
  positions: readonly number[],
  column?: number,
): number {
  const { mechanism } = diagram.node(id);
  if (mechanism.kind !== "table") return 0;
  const row = rowOf(diagram, id, positions);
  return mechanism.entries[
    column === undefined ? row : row * sizeOf(diagram, id) + column
  ] as number;
}
