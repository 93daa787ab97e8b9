/**
 * Bounds on a counterfactual that hold however the noise of stochastic mechanisms couples their
 * copies in different worlds, as long as each world alone has the diagram's numbers.
 *
 * One node assumed, two values, two copies: the joint of the copies given their parents may be any
 * 2×2 table with the given margins. The answer is linear in its free entry, separately for every
 * pair of parent configurations, so the extremes are at the Fréchet ends. (Outer bounds when one
 * configuration takes part in several pairs; tight when there is one pair.) Otherwise the Fréchet
 * inequality on event and evidence is used: each is fixed by its own world.
 */
import type { CompiledDiagram } from "../tables/compile.ts";
import type { ChanceTable, Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { Copy, TwinNetwork } from "./twinNetwork.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";

export interface Bounds {
  readonly bounds: readonly [number, number];
  readonly reason: string;
}

/** `tables`: indicators of the events, the evidence first, the event asked about last. */
export function couplingBounds(
  compiled: CompiledDiagram,
  policy: Policy,
  network: TwinNetwork,
  tables: readonly (readonly Table[])[],
  evidence: number,
): Bounds {
  const only = network.assumed.length === 1 ? (network.assumed[0] as number) : undefined;
  const copies = only === undefined ? [] : (network.copies.get(only) ?? []);
  const [first, second] = copies;
  const event = tables[tables.length - 1] ?? [];
  const alone = weight(network, event);
  const low = Math.max(0, (alone + evidence - 1) / evidence);
  const high = Math.min(1, alone / evidence);
  const frechet: Bounds = {
    bounds: [low, high],
    reason: "Fréchet inequality on the event and the evidence, each known in its own world",
  };
  if (
    only === undefined ||
    first === undefined ||
    second === undefined ||
    copies.length > 2 ||
    compiled.sizes[only] !== 2
  )
    return frechet;
  const table = ancestralTables(compiled, policy, [only], { rules: "whole" }).find(
    (t) => t.variable === only,
  );
  if (table === undefined) return frechet;
  const exact = coupleTwo(network, tables.flat(), table, first, second);
  return {
    bounds: [
      Math.max(low, Math.min(1, exact[0] / evidence)),
      Math.min(high, Math.max(0, exact[1] / evidence)),
    ],
    reason: `every coupling of the noise of ${compiled.diagram.node(only).name} over pairs of its parent configurations`,
  };
}

/** Least and greatest total weight over couplings of two binary copies. */
function coupleTwo(
  network: TwinNetwork,
  evidence: readonly Table[],
  table: ChanceTable,
  first: Copy,
  second: Copy,
): [number, number] {
  const own = new Set([first.variable, second.variable]);
  const parents = [...new Set([...first.parents, ...second.parents])];
  const chance = [
    ...network.chance.filter((t) => !own.has(t.variable)),
    ...evidence.map((t) => ({ ...t, variable: t.variables[0] as number })),
  ];
  const slot = { variable: second.variable, parents: [...parents, first.variable] };
  const tree = new InfluenceTree({
    sizes: network.sizes,
    chance,
    utilities: [],
    decisions: [slot],
  });
  const { p } = tree.actionTable(0);
  let low = 0;
  let high = 0;
  const positions = new Map(parents.map((v) => [v, 0]));
  const row = (copy: Copy): number =>
    copy.parents.reduce(
      (n, v) => n * (network.sizes[v] as number) + (positions.get(v) as number),
      0,
    );
  for (let start = 0; start < p.length; start += 4) {
    // Weight of (first, second) = 00, 01, 10, 11 at these parents.
    const [w00, w01, w10, w11] = [0, 1, 2, 3].map((k) => p[start + k] as number) as [
      number,
      number,
      number,
      number,
    ];
    const a = table.values[2 * row(first) + 1] as number;
    const b = table.values[2 * row(second) + 1] as number;
    const at = (both: number): number =>
      w11 * both + w10 * (a - both) + w01 * (b - both) + w00 * (1 - a - b + both);
    const same = row(first) === row(second);
    const ends = same ? [at(a)] : [at(Math.max(0, a + b - 1)), at(Math.min(a, b))];
    low += Math.min(...ends);
    high += Math.max(...ends);
    for (let i = parents.length - 1; i >= 0; i--) {
      const v = parents[i] as number;
      const next = (positions.get(v) as number) + 1;
      positions.set(v, next < (network.sizes[v] as number) ? next : 0);
      if (next < (network.sizes[v] as number)) break;
    }
  }
  return [low, high];
}

function weight(network: TwinNetwork, event: readonly Table[]): number {
  const chance = [
    ...network.chance,
    ...event.map((t) => ({ ...t, variable: t.variables[0] as number })),
  ];
  const { sizes } = network;
  return new InfluenceTree({ sizes, chance, utilities: [], decisions: [] }).totals().p;
}
