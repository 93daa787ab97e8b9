/**
 * All vertices of a polytope { z ∈ Rᵈ : z ≥ 0, Mz ≤ 1 } with positive whole M, by walking its graph.
 *
 * A vertex is a basis of the system with slacks; pivoting one variable in moves along an edge. The
 * right-hand side is perturbed symbolically (lexicographic ratio test), which makes the polytope
 * simple, so its graph is connected and every vertex of the unperturbed one is met. The walk goes
 * depth first and undoes its pivots on the way back; arithmetic is exact. A vertex whose binding
 * constraints are more than d is degenerate; its bases are merged by their labels.
 *
 * Labels: 0 … d−1 for z_i = 0, d … d+k−1 for row i tight.
 * Source: the graph search of Avis and Fukuda's problem, with a table of visited bases in place of
 * reverse search; for games see Avis, Rosenberg, Savani and von Stengel (2010).
 */
import type { StopSignal } from "../tables/effort.ts";
import { Dictionary } from "./dictionary.ts";

/** When to stop: after so many bases, or when told to. */
export interface WorkLimit {
  readonly maxBases: number;
  readonly signal?: StopSignal | undefined;
}

export interface PolytopeVertex {
  /** Times a positive number. */
  readonly point: readonly bigint[];
  /** Binding constraints, ascending. */
  readonly labels: readonly number[];
}

export interface VertexList {
  readonly vertices: readonly PolytopeVertex[];
  /** False when the walk stopped at its limit. */
  readonly complete: boolean;
  /** True when some vertex has more binding constraints than dimensions. */
  readonly degenerate: boolean;
  /** Bases seen, the measure of work. */
  readonly bases: number;
}

interface Step {
  readonly row: number;
  readonly column: number;
  /** The next column to try at the basis this step left. */
  readonly next: number;
}

export function polytopeVertices(
  matrix: readonly bigint[],
  rows: number,
  columns: number,
  { maxBases, signal }: WorkLimit,
): VertexList {
  const dictionary = new Dictionary(matrix, rows, columns);
  const { basic, nonbasic } = dictionary;
  const keyOf = basisKeys(rows, columns);
  const visited = new Set([keyOf(basic, nonbasic)]);
  const found = new Map<number | string, PolytopeVertex>();
  let degenerate = false;
  let complete = true;
  const record = (): void => {
    const labels = dictionary.labels();
    // A nondegenerate vertex has one basis only; the others are recognised by their labels.
    const isDegenerate = labels.length > columns;
    const name = isDegenerate ? labels.join() : found.size;
    if (isDegenerate) degenerate = true;
    if (!found.has(name)) found.set(name, { point: dictionary.point(), labels });
  };
  record();
  const path: Step[] = [];
  for (let column = 0; ; ) {
    if (signal?.aborted === true) {
      complete = false;
      break;
    }
    if (column >= columns) {
      const back = path.pop();
      if (back === undefined) break;
      dictionary.pivot(back.row, back.column);
      column = back.next;
      continue;
    }
    const row = dictionary.leavingRow(column);
    if (row < 0 || !isNew(row, column)) {
      column++;
      continue;
    }
    dictionary.pivot(row, column);
    record();
    path.push({ row, column, next: column + 1 });
    column = 0;
  }
  return { vertices: [...found.values()], complete, degenerate, bases: visited.size };

  /** Marks the basis behind a pivot as visited; false when it was, or when no more are allowed. */
  function isNew(row: number, column: number): boolean {
    const [leaving, entering] = [basic[row] as number, nonbasic[column] as number];
    basic[row] = entering;
    nonbasic[column] = leaving;
    const key = keyOf(basic, nonbasic);
    basic[row] = leaving;
    nonbasic[column] = entering;
    if (visited.has(key)) return false;
    if (visited.size >= maxBases) {
      complete = false;
      return false;
    }
    visited.add(key);
    return true;
  }
}

type KeyOf = (basic: Int32Array, nonbasic: Int32Array) => number | string;

/**
 * Exact keys of bases that do not depend on the order of labels: the sum of 2^label where that is
 * exact, otherwise the smaller of the two sets, sorted, written in base (number of labels).
 */
function basisKeys(rows: number, columns: number): KeyOf {
  const count = rows + columns;
  const smaller: KeyOf =
    rows < columns
      ? (basic) => ordered(basic, count, rows)
      : (_, nonbasic) => ordered(nonbasic, count, columns);
  if (count > 52) return smaller;
  const power = Float64Array.from({ length: count }, (_, i) => 2 ** i);
  return (_, nonbasic) => {
    let key = 0;
    for (let i = 0; i < columns; i++) key += power[nonbasic[i] as number] as number;
    return key;
  };
}

function ordered(labels: Int32Array, count: number, size: number): number | string {
  const sorted = labels.slice().sort();
  if (size * Math.log2(count) > 52) return sorted.join();
  let key = 0;
  for (let i = 0; i < size; i++) key = key * count + (sorted[i] as number);
  return key;
}
