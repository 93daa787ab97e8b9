/**
 * The order of the rows of a grid that costs least: an arrow between neighbouring rows is free of
 * trouble, one that must pass other rows of its own column is dear, one between columns is in
 * between. All orders are tried for up to seven rows, exchanges from the declared order for more.
 */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";

const ROWS_TO_ENUMERATE = 7;

interface Link {
  readonly a: number;
  readonly b: number;
  readonly within: number;
  readonly across: number;
}

export function bestRowOrder(
  diagram: InfluenceDiagram,
  cells: ReadonlyMap<NodeId, { readonly row: string; readonly column: number }>,
): string[] {
  const rows: string[] = [];
  const kinds: string[] = [];
  for (const { id, kind } of diagram.nodes) {
    const row = cells.get(id)?.row;
    if (row === undefined || rows.includes(row)) continue;
    rows.push(row);
    kinds.push(kind);
  }
  const links = linksBetween(diagram, cells, rows);
  const cost = (order: readonly number[]): number => {
    const place: number[] = [];
    for (const [at, row] of order.entries()) place[row] = at;
    let total = 0;
    for (const { a, b, within, across } of links) {
      const apart = Math.abs((place[a] as number) - (place[b] as number));
      total += within * (apart === 1 ? 1 : 3 * apart) + across * apart;
    }
    // Among equals, what agents want stands above what they do.
    for (const [row, kind] of kinds.entries()) {
      const place01 = (place[row] as number) / rows.length;
      total += 1e-3 * (kind === "utility" ? place01 : kind === "decision" ? -place01 : 0);
    }
    return total;
  };
  const start = rows.map((_, row) => row);
  const order = rows.length <= ROWS_TO_ENUMERATE ? cheapest(start, cost) : improved(start, cost);
  return order.map((row) => rows[row] as string);
}

function linksBetween(
  diagram: InfluenceDiagram,
  cells: ReadonlyMap<NodeId, { readonly row: string; readonly column: number }>,
  rows: readonly string[],
): Link[] {
  const links = new Map<string, { a: number; b: number; within: number; across: number }>();
  const at = new Map(rows.map((row, index) => [row, index]));
  for (const [from, to] of diagram.graph.edges()) {
    const source = cells.get(from);
    const target = cells.get(to);
    if (source === undefined || target === undefined || source.row === target.row) continue;
    const a = at.get(source.row) as number;
    const b = at.get(target.row) as number;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const link = links.get(key) ?? { a, b, within: 0, across: 0 };
    if (source.column === target.column) link.within = 1;
    else link.across = 0.6;
    links.set(key, link);
  }
  return [...links.values()];
}

function cheapest(start: readonly number[], cost: (order: readonly number[]) => number): number[] {
  let best = [...start];
  let least = cost(best);
  const order = [...start];
  const permute = (fixed: number): void => {
    if (fixed === order.length) {
      const price = cost(order);
      if (price < least - 1e-9) {
        least = price;
        best = [...order];
      }
      return;
    }
    for (let i = fixed; i < order.length; i++) {
      const [moved] = order.splice(i, 1) as [number];
      order.splice(fixed, 0, moved);
      permute(fixed + 1);
      order.splice(fixed, 1);
      order.splice(i, 0, moved);
    }
  };
  permute(0);
  return best;
}

/** Moves single rows as long as that helps; at most as many rounds as there are rows. */
function improved(start: readonly number[], cost: (order: readonly number[]) => number): number[] {
  let best = [...start];
  let least = cost(best);
  for (let round = 0; round < Math.min(start.length, 12); round++) {
    const before = least;
    for (const row of start) {
      for (let to = 0; to < start.length; to++) {
        const order = best.filter((other) => other !== row);
        order.splice(to, 0, row);
        const price = cost(order);
        if (price < least - 1e-9) {
          least = price;
          best = order;
        }
      }
    }
    if (least === before) break;
  }
  return best;
}
