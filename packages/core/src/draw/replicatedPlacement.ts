/**
 * A replicated model as a grid: one column per time step (the last index), one row per declared
 * variable, so that every step looks like every other and a picture of a thousand steps costs no
 * more thought than one of two. Rows are ordered so that arrows within a step run between
 * neighbouring rows. Variables without an index get a row of their own, or stand before the first
 * or after the last step when that is all they touch.
 */
import type { Point } from "./geometry.ts";
import type { Placement } from "./placement.ts";
import type { Size } from "./nodeShape.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { bestRowOrder } from "./rowOrder.ts";

const BETWEEN_COLUMNS = 66;
const BETWEEN_ROWS = 44;

interface Cell {
  readonly row: string;
  readonly column: number;
  /** The only variable of its row. */
  readonly alone: boolean;
}

/** Whether the grid suits: most nodes are instances, over at least two steps. */
export function isReplicated(diagram: InfluenceDiagram): boolean {
  const columns = new Set<number>();
  const templates = new Map<string, number>();
  let instances = 0;
  for (const { instance } of diagram.nodes) {
    const column = instance?.indices.at(-1);
    if (instance === undefined || column === undefined) continue;
    instances++;
    columns.add(column);
    templates.set(instance.template, (templates.get(instance.template) ?? 0) + 1);
  }
  const repeated = [...templates.values()].some((count) => count > 1);
  return repeated && columns.size > 1 && instances >= diagram.nodes.length * 0.6;
}

/** @param sizes in a picture whose time runs to the right */
export function replicatedPlacement(
  diagram: InfluenceDiagram,
  sizes: readonly Size[],
  fold: boolean,
): Placement {
  const cells = cellsOf(diagram);
  const columns = [...new Set([...cells.values()].map(({ column }) => column))].sort(
    (a, b) => a - b,
  );
  const steps = columns.filter(Number.isInteger);
  const isStep = (column: number): boolean => Number.isInteger(column);
  const isBetween = (column: number): boolean =>
    !isStep(column) && column > (steps[0] as number) && column < (steps.at(-1) as number);
  const folded = fold && steps.length > 4;
  const lastShown = steps[1] as number;
  const final = steps.at(-1) as number;
  const isShown = (column: number): boolean => !folded || column <= lastShown || column >= final;

  const rows = bestRowOrder(diagram, cells);
  const shown = [...cells].filter(([, { column, alone }]) => isShown(column) || alone);
  // Variables in a row of their own may stick out of their column: nothing stands beside them.
  const widthIn = (wanted: (cell: Cell) => boolean): number =>
    shown.reduce((most, [v, c]) => (wanted(c) ? Math.max(most, sizes[v]?.width ?? 0) : most), 0);
  const widest = widthIn((cell) => isStep(cell.column) && !cell.alone);
  const across = tracks(
    columns.filter((column) => isShown(column) && !isBetween(column)),
    (column) => [isStep(column) ? widest : widthIn((cell) => cell.column === column)],
    BETWEEN_COLUMNS,
    folded ? final : undefined,
  );
  // Columns without a track of their own (between steps, or folded away) lie between their neighbours.
  const tracked = [...across.keys()];
  const middleOf = (column: number): number => {
    const left = tracked.filter((other) => other <= column).at(-1) ?? column;
    const right = tracked.find((other) => other >= column) ?? column;
    return Math.round(((across.get(left) ?? 0) + (across.get(right) ?? 0)) / 2);
  };
  const down = tracks(
    rows,
    (row) => shown.filter(([, cell]) => cell.row === row).map(([v]) => sizes[v]?.height ?? 0),
    BETWEEN_ROWS,
    undefined,
  );
  const centres = new Map<NodeId, Point>();
  for (const [v, { row, column }] of shown) {
    centres.set(v, { x: middleOf(column), y: down.get(row) as number });
  }
  const gap = ((across.get(lastShown) ?? 0) + (across.get(final) ?? 0)) / 2;
  return {
    centres,
    ellipses: folded ? [...down.values()].map((y) => ({ x: gap, y })) : [],
  };
}

/** Middles of columns or rows as thick as their thickest node; extra room before `wide`. */
function tracks<K>(
  keys: readonly K[],
  extents: (key: K) => number[],
  gap: number,
  wide: K | undefined,
): Map<K, number> {
  const middles = new Map<K, number>();
  let at = 0;
  for (const key of keys) {
    if (key === wide && wide !== undefined) at += gap * 1.3;
    const extent = Math.max(0, ...extents(key));
    middles.set(key, Math.round(at + extent / 2));
    at += extent + gap;
  }
  return middles;
}

function cellsOf(diagram: InfluenceDiagram): Map<NodeId, Cell> {
  const cells = new Map<NodeId, Cell>();
  for (const { id, instance } of diagram.nodes) {
    const column = instance?.indices.at(-1);
    if (instance === undefined || column === undefined) continue;
    const row = [instance.template, ...instance.indices.slice(0, -1)].join(" ");
    cells.set(id, { row, column, alone: false });
  }
  const steps = [...cells.values()].map(({ column }) => column);
  const first = steps.reduce((least, step) => Math.min(least, step), Number.POSITIVE_INFINITY);
  const last = steps.reduce((most, step) => Math.max(most, step), Number.NEGATIVE_INFINITY);
  const taken = new Set([...cells.values()].map(({ row, column }) => `${row}|${column}`));
  for (const { id, name } of diagram.nodes) {
    if (cells.has(id)) continue;
    const parents = [...diagram.graph.parents(id)];
    const children = [...diagram.graph.children(id)];
    const near = [...parents, ...children].flatMap((v) => cells.get(v) ?? []);
    const low = Math.min(...near.map(({ column }) => column));
    const high = Math.max(...near.map(({ column }) => column));
    const neighbour = near[0]?.row;
    const before = parents.length === 0 && high <= first;
    const after = children.length === 0 && low >= last;
    const side = before ? first - 0.5 : last + 0.5;
    if (neighbour !== undefined && (before || after) && !taken.has(`${neighbour}|${side}`)) {
      cells.set(id, { row: neighbour, column: side, alone: false });
      taken.add(`${neighbour}|${side}`);
      continue;
    }
    const middle = near.length === 0 ? (first + last) / 2 : (low + high) / 2;
    const column = before || after ? side : Math.round(middle * 2) / 2;
    const within = Math.min(last + 0.5, Math.max(first - 0.5, column));
    cells.set(id, { row: `=${name}`, column: within, alone: true });
  }
  return cells;
}
