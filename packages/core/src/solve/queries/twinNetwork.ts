/**
 * Several worlds that share their noise: the network behind counterfactuals, nested counterfactuals
 * and path-specific effects (Balke & Pearl 1994; Shpitser & Pearl 2007; docs/theory.md T15). Each
 * world has its own interventions; copies of a variable whose parents are the same variables are
 * merged, so that only what an intervention touches is doubled.
 *
 * Deterministic mechanisms and roots share exactly. A stochastic mechanism with parents (and a
 * mixed rule) gets one independent noise variable per parent configuration: two copies agree when
 * their parents take equal values, and are independent otherwise. Those variables are listed in
 * `assumed`, since the diagram's numbers alone do not decide between couplings.
 */
import type { CompiledDiagram } from "../tables/compile.ts";
import type { ChanceTable, Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { Intervention } from "../tables/conditions.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { intervene } from "../tables/intervene.ts";
import { SolveError } from "../tables/solveError.ts";

export interface CounterfactualWorld {
  /** Variables forced to a value (position), or to the value they have in an earlier world. */
  readonly forced: ReadonlyMap<number, Forced>;
  /** Reads a parent from an earlier world instead: by child, then by parent. */
  readonly reads?: (parent: number, child: number) => number | undefined;
}

export type Forced =
  | { readonly kind: "value"; readonly position: number }
  | { readonly kind: "world"; readonly world: number };

export interface TwinNetwork {
  readonly sizes: readonly number[];
  readonly chance: readonly ChanceTable[];
  /** The network's variable for a node in a world. */
  readonly variable: (world: number, node: number) => number;
  /** Stochastic nodes with unmerged copies. */
  readonly assumed: readonly number[];
  /** The unmerged copies of each assumed node, with their parents in the network. */
  readonly copies: ReadonlyMap<number, readonly Copy[]>;
  /** The same table with a node's variables replaced by those of a world. */
  readonly inWorld: (table: Table, world: number) => Table;
}

export interface Copy {
  readonly variable: number;
  readonly parents: readonly number[];
}

/** @throws SolveError `table-too-large` when coupled copies would need too large a table */
export function buildTwinNetwork(
  compiled: CompiledDiagram,
  policy: Policy,
  worlds: readonly CounterfactualWorld[],
  needed: readonly { readonly world: number; readonly node: number }[],
  /** Tables that stand in for those of nodes observed in the first world. */
  observed: ReadonlyMap<number, Float64Array> = new Map(),
): TwinNetwork {
  const { diagram, maxEntries } = compiled;
  const base = ancestralTables(
    intervene(compiled, forcedEverywhere(worlds)),
    policy,
    needed.map((n) => n.node),
    { rules: "whole" },
  );
  const sizes: number[] = [];
  const chance: ChanceTable[] = [];
  const ids = worlds.map(() => new Map<number, number>());
  const constants = new Map<string, number>();
  const copies = new Map<number, Copy[]>();
  const assumed: number[] = [];
  const create = (node: number): number => {
    sizes.push(compiled.sizes[node] as number);
    return sizes.length - 1;
  };
  const constant = (node: number, position: number): number => {
    const key = `${node}=${position}`;
    let id = constants.get(key);
    if (id === undefined) {
      id = create(node);
      constants.set(key, id);
      const values = new Float64Array(compiled.sizes[node] as number);
      values[position] = 1;
      chance.push({ variable: id, variables: [id], values });
    }
    return id;
  };
  for (const table of base) {
    const node = table.variable;
    const own: Copy[] = [];
    for (const [w, world] of worlds.entries()) {
      const here = ids[w] as Map<number, number>;
      const forced = world.forced.get(node);
      if (forced?.kind === "value") {
        here.set(node, constant(node, forced.position));
        continue;
      }
      if (forced?.kind === "world") {
        here.set(node, ids[forced.world]?.get(node) as number);
        continue;
      }
      const parents = table.variables.slice(0, -1).map((p) => {
        const from = world.reads?.(p, node) ?? w;
        return ids[from]?.get(p) as number;
      });
      const twin = own.find((c) => c.parents.every((p, i) => p === parents[i]));
      if (twin !== undefined) {
        here.set(node, twin.variable);
        continue;
      }
      const copy = { variable: create(node), parents };
      const isCoupled = own.length > 0 && !isDeterministic(table, sizes[copy.variable] as number);
      chance.push(
        isCoupled
          ? coupled(table, copy, own, sizes, maxEntries, diagram.node(node).name)
          : {
              variable: copy.variable,
              variables: [...parents, copy.variable],
              values:
                (own.length === 0 && w === 0 ? observed.get(node) : undefined) ?? table.values,
            },
      );
      if (isCoupled && !assumed.includes(node)) assumed.push(node);
      own.push(copy);
      here.set(node, copy.variable);
    }
    if (own.length > 1) copies.set(node, own);
  }
  const variable = (world: number, node: number): number => ids[world]?.get(node) as number;
  const inWorld = (table: Table, world: number): Table => ({
    variables: table.variables.map((v) => variable(world, v)),
    values: table.values,
  });
  return { sizes, chance, variable, assumed, copies, inWorld };
}

/** What every world forces needs neither its mechanism nor its rule. */
function forcedEverywhere(
  worlds: readonly CounterfactualWorld[],
): ReadonlyMap<number, Intervention> {
  const [first, ...rest] = worlds;
  const result = new Map<number, Intervention>();
  for (const [node, forced] of first?.forced ?? [])
    if (forced.kind === "value" && rest.every((w) => w.forced.get(node)?.kind === "value"))
      result.set(node, forced);
  return result;
}

/** P(copy | its parents, earlier copies and theirs): equal where some earlier parents are equal. */
function coupled(
  table: ChanceTable,
  copy: Copy,
  earlier: readonly Copy[],
  sizes: readonly number[],
  maxEntries: number,
  name: string,
): ChanceTable {
  const all = [copy, ...earlier];
  const variables = [
    ...new Set(all.flatMap((c) => c.parents)),
    ...earlier.map((c) => c.variable),
    copy.variable,
  ];
  const size = sizes[copy.variable] as number;
  const entries = tableSize(sizes, variables);
  if (entries > maxEntries)
    throw new SolveError(
      "table-too-large",
      `the copies of ${name} in ${all.length} worlds need a table of ${entries.toPrecision(3)} entries, more than ${maxEntries}`,
      `write ${name} as a deterministic mechanism of an explicit noise variable`,
    );
  const values = new Float64Array(entries);
  const at = new Map(variables.map((v, i) => [v, i]));
  const extents = variables.map((v) => sizes[v] as number);
  const positions = new Int32Array(variables.length);
  const where = (v: number): number => at.get(v) as number;
  const index = (c: Copy): number =>
    c.parents.reduce((n, p) => n * (sizes[p] as number) + (positions[where(p)] as number), 0);
  for (let e = 0; e < entries; e++) {
    const row = index(copy);
    const mine = positions[variables.length - 1] as number;
    const same = earlier.find((c) => index(c) === row);
    values[e] =
      same === undefined
        ? (table.values[row * size + mine] as number)
        : positions[where(same.variable)] === mine
          ? 1
          : 0;
    for (let i = extents.length - 1; i >= 0; i--) {
      positions[i] = (positions[i] as number) + 1;
      if ((positions[i] as number) < (extents[i] as number)) break;
      positions[i] = 0;
    }
  }
  return { variable: copy.variable, variables, values };
}

function isDeterministic(table: ChanceTable, size: number): boolean {
  for (let start = 0; start < table.values.length; start += size) {
    let ones = 0;
    for (let j = 0; j < size; j++) if (table.values[start + j] === 1) ones++;
    if (ones !== 1) return false;
  }
  return true;
}
