/**
 * The vertices y of { y ≥ 0, Ay ≤ 1 } that complement a vertex x of the other best-response
 * polytope: zero outside `replies` (the best responses to x), and tight in every row of `support`
 * (what x plays). When the columns A[support, replies] are independent there is at most one, the
 * solution of a linear system; otherwise the face over `replies` is listed and filtered. All in
 * whole numbers: elimination keeps them whole (Bareiss 1968).
 */
import type { PolytopeVertex, WorkLimit } from "./polytopeVertices.ts";
import { polytopeVertices } from "./polytopeVertices.ts";

export interface Complements {
  readonly points: readonly PolytopeVertex[];
  readonly complete: boolean;
}

const NONE: Complements = { points: [], complete: true };

/**
 * A finder for one polytope. Faces are listed once and remembered; all of them together may take
 * `maxBases`.
 */
export function complementaryVertices(
  matrix: readonly bigint[],
  rows: number,
  columns: number,
  { maxBases, signal }: WorkLimit,
): (support: readonly number[], replies: readonly number[]) => Complements {
  const faces = new Map<string, { vertices: readonly PolytopeVertex[]; complete: boolean }>();
  let left = maxBases;
  return (support, replies) => {
    if (replies.length === 0) return NONE;
    const solved = solveTight(matrix, columns, support, replies);
    if (solved === "none") return NONE;
    if (solved === "many") return listFace(support, replies);
    const { values, denominator } = solved;
    if (values.some((value) => value < 0n)) return NONE;
    const point = Array.from({ length: columns }, () => 0n);
    for (const [k, j] of replies.entries()) point[j] = values[k] as bigint;
    const tight: number[] = [];
    for (let i = 0; i < rows; i++) {
      let sum = 0n;
      for (const [k, j] of replies.entries()) {
        sum += (matrix[i * columns + j] as bigint) * (values[k] as bigint);
      }
      if (sum > denominator) return NONE;
      if (sum === denominator) tight.push(columns + i);
    }
    const zero = [...point.keys()].filter((j) => point[j] === 0n);
    return { points: [{ point, labels: [...zero, ...tight] }], complete: true };
  };

  function listFace(support: readonly number[], replies: readonly number[]): Complements {
    const key = replies.join();
    let face = faces.get(key);
    if (face === undefined) {
      const restricted = Array.from({ length: rows }, (_, i) =>
        replies.map((j) => matrix[i * columns + j] as bigint),
      ).flat();
      const listed = polytopeVertices(restricted, rows, replies.length, {
        maxBases: Math.max(1, left),
        signal,
      });
      left -= listed.bases;
      const vertices = listed.vertices.map((vertex) => widened(vertex, replies, columns));
      face = { vertices, complete: listed.complete };
      faces.set(key, face);
    }
    const points = face.vertices.filter((vertex) =>
      support.every((i) => vertex.labels.includes(columns + i)),
    );
    return { points, complete: face.complete };
  }
}

/** A vertex of the face as a vertex of the whole polytope. */
function widened(
  { point, labels }: PolytopeVertex,
  replies: readonly number[],
  columns: number,
): PolytopeVertex {
  const wide = Array.from({ length: columns }, () => 0n);
  for (const [k, j] of replies.entries()) wide[j] = point[k] as bigint;
  const zero = [...wide.keys()].filter((j) => wide[j] === 0n);
  const tight = labels
    .filter((label) => label >= replies.length)
    .map((label) => label - replies.length + columns);
  return { point: wide, labels: [...zero, ...tight] };
}

/**
 * Solves A[support, replies] y = 1: the one solution as values over a positive denominator, `none`,
 * or `many` when the columns are dependent.
 */
function solveTight(
  matrix: readonly bigint[],
  columns: number,
  support: readonly number[],
  replies: readonly number[],
): { readonly values: readonly bigint[]; readonly denominator: bigint } | "none" | "many" {
  const n = replies.length;
  if (n > support.length) return "many";
  const rows = support.map((i) => [...replies.map((j) => matrix[i * columns + j] as bigint), 1n]);
  let denominator = 1n;
  for (let k = 0; k < n; k++) {
    const found = rows.findIndex((row, r) => r >= k && row[k] !== 0n);
    if (found < 0) return "many";
    const pivotRow = rows[found] as bigint[];
    rows[found] = rows[k] as bigint[];
    rows[k] = pivotRow;
    const pivot = pivotRow[k] as bigint;
    // Gauss and Jordan: every other row loses the column, so the solution can be read off.
    for (const [r, row] of rows.entries()) {
      if (r === k) continue;
      const factor = row[k] as bigint;
      for (let c = 0; c <= n; c++) {
        row[c] = ((row[c] as bigint) * pivot - factor * (pivotRow[c] as bigint)) / denominator;
      }
    }
    denominator = pivot;
  }
  if (rows.slice(n).some((row) => row[n] !== 0n)) return "none";
  const values = rows.slice(0, n).map((row) => row[n] as bigint);
  return denominator > 0n
    ? { values, denominator }
    : { values: values.map((value) => -value), denominator: -denominator };
}
