/**
 * A variable with some of its parents taken away and its numbers kept: its table, averaged over
 * what those parents may be. Parents are averaged independently of each other and of the rest.
 */
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import type { NodeId } from "../../graph/index.ts";
import { mechanismReader } from "../../model/index.ts";

/** How likely each value of a parent that goes is taken to be, in the order of its domain. */
export type ParentWeights = (parent: NodeId) => ArrayLike<number>;

/** Larger tables are not written: nobody could read them. */
const MOST_ENTRIES = 4096;

export type Averaged =
  | { readonly ok: true; readonly node: DiagramNode }
  | { readonly ok: false; readonly reason: string };

/**
 * Every row is the mean, under the weights, of the rows it stands for, to 15 digits. Cost: the table as
 * it was. Refused without finite domains, and where the table would have more than 4096 entries.
 */
export function averagedMechanism(
  diagram: InfluenceDiagram,
  id: NodeId,
  gone: readonly NodeId[],
  weights: ParentWeights,
): Averaged {
  const node = diagram.node(id);
  const sizes: number[] = [];
  for (const parent of node.parents) {
    const { domain, name } = diagram.node(parent);
    if (domain?.kind !== "finite")
      return { ok: false, reason: `${name} has no finite domain to average over` };
    sizes.push(domain.values.length);
  }
  if (node.kind === "chance" && node.domain?.kind !== "finite")
    return {
      ok: false,
      reason: `${node.name} has no finite domain, so its numbers are not a table`,
    };
  const reader = mechanismReader(diagram, id);
  const kept = node.parents.filter((parent) => !gone.includes(parent));
  const rows = product(kept.map((parent) => sizes[node.parents.indexOf(parent)] as number));
  if (rows * reader.rowSize > MOST_ENTRIES)
    return {
      ok: false,
      reason: `the table of ${node.name} would have ${rows * reader.rowSize} entries, more than ${MOST_ENTRIES}`,
    };
  if (rows * product(sizes) > 2 ** 22)
    return { ok: false, reason: `the table of ${node.name} is too large to be averaged` };
  const table = new Float64Array(rows * reader.rowSize);
  const row = new Float64Array(reader.rowSize);
  const shares = node.parents.map((parent) =>
    gone.includes(parent) ? weights(parent) : undefined,
  );
  eachConfiguration(sizes, (positions) => {
    let share = 1;
    let at = 0;
    for (const [i, own] of shares.entries()) {
      const position = positions[i] as number;
      if (own === undefined) at = at * (sizes[i] as number) + position;
      else share *= own[position] ?? 0;
    }
    if (share === 0) return;
    reader.read(positions, row);
    for (let j = 0; j < row.length; j++) {
      const cell = at * reader.rowSize + j;
      table[cell] = (table[cell] as number) + share * (row[j] as number);
    }
  });
  // Fifteen digits are all that sums of products are good for: 0.4 rather than 0.39999999999999997.
  for (let i = 0; i < table.length; i++) table[i] = Number((table[i] as number).toPrecision(15));
  return { ok: true, node: withTable(node, kept, table, reader.rowSize) };
}

function withTable(
  node: DiagramNode,
  parents: readonly NodeId[],
  table: Float64Array,
  rowSize: number,
): DiagramNode {
  if (node.kind === "utility")
    return { ...node, parents, mechanism: { kind: "table", stochastic: false, entries: table } };
  const certain = chosenPositions(table, rowSize);
  const wasCertain = node.mechanism.kind !== "unspecified" && !isStochastic(node);
  if (wasCertain && certain !== undefined)
    return { ...node, parents, mechanism: { kind: "table", stochastic: false, entries: certain } };
  normalise(table, rowSize);
  return { ...node, parents, mechanism: { kind: "table", stochastic: true, entries: table } };
}

function isStochastic({ mechanism }: DiagramNode): boolean {
  return (mechanism.kind === "expression" || mechanism.kind === "table") && mechanism.stochastic;
}

/** Where each row has its one; undefined when some row is left to chance. */
function chosenPositions(table: Float64Array, rowSize: number): Float64Array | undefined {
  const chosen = new Float64Array(table.length / rowSize);
  for (let row = 0; row < chosen.length; row++) {
    const at = table.subarray(row * rowSize, (row + 1) * rowSize).indexOf(1);
    if (at === -1) return undefined;
    chosen[row] = at;
  }
  return chosen;
}

/** Rounding of a long sum is no reason to refuse a row. */
function normalise(table: Float64Array, rowSize: number): void {
  for (let start = 0; start < table.length; start += rowSize) {
    const row = table.subarray(start, start + rowSize);
    const mass = row.reduce((sum, p) => sum + p, 0);
    if (mass > 0 && Math.abs(mass - 1) > 1e-12)
      for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) / mass;
  }
}

function eachConfiguration(
  sizes: readonly number[],
  visit: (positions: readonly number[]) => void,
): void {
  const positions = sizes.map(() => 0);
  for (let left = product(sizes); left > 0; left--) {
    visit(positions);
    // The last one runs fastest.
    for (let i = sizes.length - 1; i >= 0; i--) {
      positions[i] = ((positions[i] as number) + 1) % (sizes[i] as number);
      if (positions[i] !== 0) break;
    }
  }
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all * one, 1);
}
