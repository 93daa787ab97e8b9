/**
 * The vertices y of { y ≥ 0, Ay ≤ 1 } that complement a vertex x of the other best-response
 * polytope: zero outside `replies` (the best responses to x), and tight in every row of `support`
 * (what x plays). When the columns A[support, replies] are independent there is at most one, the
 * solution of a linear system; otherwise the face over `replies` is listed and filtered.
 */
import type { PolytopeVertex, WorkLimit } from "./polytopeVertices.ts";
import { polytopeVertices } from "./polytopeVertices.ts";

export interface Complements {
  readonly points: readonly PolytopeVertex[];
  readonly complete: boolean;
}

const RANK_TOLERANCE = 1e-9;
const SLACK_TOLERANCE = 1e-9;
const NONE: Complements = { points: [], complete: true };

/**
 * A finder for one polytope. Faces are listed once and remembered; all of them together may take
 * `maxBases`.
 */
export function complementaryVertices(
  matrix: Float64Array,
  rows: number,
  columns: number,
  { maxBases, signal }: WorkLimit,
): (support: readonly number[], replies: readonly number[]) => Complements {
  const faces = new Map<string, { vertices: readonly PolytopeVertex[]; complete: boolean }>();
  const work = new Float64Array((rows + 1) * (columns + 1));
  const order = new Int32Array(rows);
  let left = maxBases;
  return (support, replies) => {
    if (replies.length === 0) return NONE;
    const solved = solveTight(matrix, columns, support, replies, work, order);
    if (solved === "none") return NONE;
    if (solved === "many") return listFace(support, replies);
    const point = new Float64Array(columns);
    for (const [k, j] of replies.entries()) {
      const value = solved[k] as number;
      if (value < -SLACK_TOLERANCE) return NONE;
      point[j] = value > SLACK_TOLERANCE ? value : 0;
    }
    const tight: number[] = [];
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (const j of replies) sum += (matrix[i * columns + j] as number) * (point[j] as number);
      if (sum > 1 + SLACK_TOLERANCE) return NONE;
      if (sum > 1 - SLACK_TOLERANCE) tight.push(columns + i);
    }
    const zero = [...point.keys()].filter((j) => point[j] === 0);
    return { points: [{ point, labels: [...zero, ...tight] }], complete: true };
  };

  function listFace(support: readonly number[], replies: readonly number[]): Complements {
    const key = replies.join();
    let face = faces.get(key);
    if (face === undefined) {
      const restricted = new Float64Array(rows * replies.length);
      for (let i = 0; i < rows; i++) {
        for (const [k, j] of replies.entries()) {
          restricted[i * replies.length + k] = matrix[i * columns + j] as number;
        }
      }
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
  const wide = new Float64Array(columns);
  for (const [k, j] of replies.entries()) wide[j] = point[k] as number;
  const zero = [...wide.keys()].filter((j) => wide[j] === 0);
  const tight = labels
    .filter((label) => label >= replies.length)
    .map((label) => label - replies.length + columns);
  return { point: wide, labels: [...zero, ...tight] };
}

/**
 * Solves A[support, replies] y = 1 by elimination with row pivoting: the one solution, `none`, or
 * `many` when the columns are dependent (to rounding).
 */
function solveTight(
  matrix: Float64Array,
  columns: number,
  support: readonly number[],
  replies: readonly number[],
  work: Float64Array,
  order: Int32Array,
): Float64Array | "none" | "many" {
  const n = replies.length;
  const m = support.length;
  if (n > m) return "many";
  const width = n + 1;
  for (let r = 0; r < m; r++) {
    const base = (support[r] as number) * columns;
    for (let k = 0; k < n; k++)
      work[r * width + k] = matrix[base + (replies[k] as number)] as number;
    work[r * width + n] = 1;
    order[r] = r;
  }
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let r = k + 1; r < m; r++) {
      const size = Math.abs(work[(order[r] as number) * width + k] as number);
      if (size > Math.abs(work[(order[best] as number) * width + k] as number)) best = r;
    }
    const held = order[k] as number;
    order[k] = order[best] as number;
    order[best] = held;
    const pivotRow = (order[k] as number) * width;
    const pivot = work[pivotRow + k] as number;
    if (Math.abs(pivot) < RANK_TOLERANCE) return "many";
    for (let r = k + 1; r < m; r++) {
      const row = (order[r] as number) * width;
      const factor = (work[row + k] as number) / pivot;
      if (factor === 0) continue;
      for (let c = k + 1; c <= n; c++) {
        work[row + c] = (work[row + c] as number) - factor * (work[pivotRow + c] as number);
      }
    }
  }
  for (let r = n; r < m; r++) {
    if (Math.abs(work[(order[r] as number) * width + n] as number) > SLACK_TOLERANCE) return "none";
  }
  const solution = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    const row = (order[k] as number) * width;
    let sum = work[row + n] as number;
    for (let c = k + 1; c < n; c++) sum -= (work[row + c] as number) * (solution[c] as number);
    solution[k] = sum / (work[row + k] as number);
  }
  return solution;
}
