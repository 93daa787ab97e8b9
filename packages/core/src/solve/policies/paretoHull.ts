/**
 * Which tables can be the best for some continuation? Those are the only ones a linear objective
 * with the continuation's coefficients can ever choose: the vertices of the upper hull. First
 * tables below another go (Pareto), then tables below a mixture of others, found as a matrix game
 * by the simplex method.
 *
 * The simplex method only proposes: a table is dropped when the mixture, added up, is seen to be
 * above it. So rounding, and entries of very different size, cost time at worst.
 */

import { roundingFactor } from "../tables/tolerance.ts";

/** Utilities weighted by probability, and the probabilities where they differ between tables. */
export interface Valued {
  readonly u: Float64Array;
  readonly p?: Float64Array;
}

export interface Dominance {
  /** Coefficients are α ≥ 0 of u and β ≥ −least·α of p. */
  readonly least: number;
  /** Differences below this share of an entry do not count. */
  readonly merging: number;
  /** Told of the operations done; when it answers false the search ends. */
  readonly spend: (operations: number) => boolean;
}

/** Indices of the tables to keep, ascending; of equal ones the first. */
export function paretoHull(tables: readonly Valued[], dominance: Dominance): number[] | undefined {
  const { spend, least } = dominance;
  // α·u + β·p = α·(u − least·p) + (β + least·α)·p: coordinates with non-negative coefficients.
  const vectors = tables.map(({ u, p }) =>
    p === undefined ? u : Float64Array.of(...u.map((x, i) => x - least * (p[i] as number)), ...p),
  );
  const pareto = paretoFront(tables, vectors, dominance);
  if (pareto === undefined) return undefined;
  if (pareto.length <= 2) return pareto.sort((a, b) => a - b);
  const kept: number[] = [];
  const undecided = new Set(pareto);
  // Winners of single coordinates and of the even weighting are kept without a game.
  const dimension = vectors[0]?.length ?? 0;
  for (let i = 0; i <= dimension; i++) {
    const score = (v: Float64Array): number =>
      i < dimension ? (v[i] as number) : v.reduce((sum, x) => sum + x, 0);
    let best = pareto[0] as number;
    for (const k of pareto)
      if (score(vectors[k] as Float64Array) > score(vectors[best] as Float64Array)) best = k;
    if (undecided.delete(best)) kept.push(best);
  }
  // A table is judged against those kept; its best weighting may reveal a better one to keep.
  while (undecided.size > 0) {
    const pivots = 8 * dimension * (kept.length + dimension);
    if (!spend(dimension * (undecided.size + pivots))) return undefined;
    const [next] = undecided;
    const candidate = next as number;
    const { weights, mixture } = game(
      vectors[candidate] as Float64Array,
      kept.map((k) => vectors[k] as Float64Array),
    );
    if (mixture !== undefined) {
      const { mixed, errors } = mix(tables, kept, mixture);
      if (isAbove(mixed, tables[candidate] as Valued, dominance, errors)) {
        undecided.delete(candidate);
        continue;
      }
    }
    let best = candidate;
    let high = dot(weights, vectors[candidate] as Float64Array);
    for (const k of undecided) {
      const value = dot(weights, vectors[k] as Float64Array);
      if (value > high) {
        high = value;
        best = k;
      }
    }
    undecided.delete(best);
    kept.push(best);
  }
  return kept.sort((a, b) => a - b);
}

/**
 * Is `a` at least as good as `b` for every continuation, but for the share that does not count?
 * `errors`: how far the entries of `a` may be off.
 */
function isAbove(
  a: Valued,
  b: Valued,
  { least, merging }: Dominance,
  errors?: Required<Valued>,
): boolean {
  for (let i = 0; i < b.u.length; i++) {
    const ub = b.u[i] as number;
    let needed = (errors?.u[i] ?? 0) - merging * Math.abs(ub);
    if (a.p !== undefined && b.p !== undefined) {
      const pb = b.p[i] as number;
      const more = (a.p[i] as number) - pb;
      if (more < (errors?.p[i] ?? 0) - merging * pb) return false;
      if (more > merging * pb) needed += least * more;
    }
    if ((a.u[i] as number) - ub < needed) return false;
  }
  return true;
}

/** The mixture, and how far its entries may be off for the rounding of shares and sums. */
function mix(
  tables: readonly Valued[],
  kept: readonly number[],
  mixture: Float64Array,
): { readonly mixed: Valued; readonly errors: Required<Valued> } {
  const size = (tables[kept[0] as number] as Valued).u.length;
  const hasP = tables[0]?.p !== undefined;
  const u = new Float64Array(size);
  const p = new Float64Array(size);
  const errors = { u: new Float64Array(size), p: new Float64Array(size) };
  const factor = roundingFactor(2 * kept.length + 4);
  for (const [j, k] of kept.entries()) {
    const share = mixture[j] as number;
    if (share === 0) continue;
    const table = tables[k] as Valued;
    for (let i = 0; i < size; i++) {
      const term = share * (table.u[i] as number);
      u[i] = (u[i] as number) + term;
      errors.u[i] = (errors.u[i] as number) + factor * Math.abs(term);
      if (!hasP) continue;
      const weight = share * (table.p?.[i] as number);
      p[i] = (p[i] as number) + weight;
      errors.p[i] = (errors.p[i] as number) + factor * weight;
    }
  }
  return { mixed: hasP ? { u, p } : { u }, errors };
}

function paretoFront(
  tables: readonly Valued[],
  vectors: readonly Float64Array[],
  dominance: Dominance,
): number[] | undefined {
  const sums = vectors.map((v) => v.reduce((sum, x) => sum + x, 0));
  const order = vectors.map((_, i) => i).sort((a, b) => (sums[b] as number) - (sums[a] as number));
  const front: number[] = [];
  for (const i of order) {
    const table = tables[i] as Valued;
    if (!dominance.spend(4 * front.length)) return undefined;
    if (!front.some((k) => isAbove(tables[k] as Valued, table, dominance))) front.push(i);
  }
  return front;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/**
 * The game with payoffs (v − o)ᵢ between coordinates and others, by the simplex method on its LP:
 * weights w ≥ 0 that favour v most, and the mixture of the others that answers them (absent when
 * v wins, or the method does not end). Rows and columns are scaled to payoffs of at most 1.
 */
function game(
  v: Float64Array,
  others: readonly Float64Array[],
): { readonly weights: Float64Array; readonly mixture?: Float64Array } {
  const rows = v.length;
  const columns = others.length;
  const rowScale = new Float64Array(rows);
  for (const o of others)
    for (let i = 0; i < rows; i++)
      rowScale[i] = Math.max(rowScale[i] as number, Math.abs((v[i] as number) - (o[i] as number)));
  const payoff = (i: number, o: Float64Array): number =>
    rowScale[i] === 0 ? 0 : ((v[i] as number) - (o[i] as number)) / (rowScale[i] as number);
  const columnScale = others.map((o) => {
    let largest = 0;
    for (let i = 0; i < rows; i++) largest = Math.max(largest, Math.abs(payoff(i, o)));
    return largest === 0 ? 1 : largest;
  });
  const shift = 2;
  // max Σy subject to A y ≤ 1, y ≥ 0, all entries of A in 1 … 3; the value of the game is 1/Σy.
  const width = columns + rows + 1;
  const tableau = Array.from({ length: rows + 1 }, () => new Float64Array(width));
  const basis = Int32Array.from({ length: rows }, (_, i) => columns + i);
  for (let i = 0; i < rows; i++) {
    const row = tableau[i] as Float64Array;
    for (const [j, o] of others.entries())
      row[j] = payoff(i, o) / (columnScale[j] as number) + shift;
    row[columns + i] = 1;
    row[width - 1] = 1;
  }
  const objective = tableau[rows] as Float64Array;
  for (let j = 0; j < columns; j++) objective[j] = -1;
  const even = { weights: rowScale.map((scale) => (scale === 0 ? 0 : 1 / scale)) };
  const limit = 50 * (rows + columns);
  for (let step = 0; ; step++) {
    let enter = -1;
    let steepest = -1e-12;
    for (let j = 0; j < width - 1; j++) {
      if ((objective[j] as number) >= steepest) continue;
      enter = j;
      // Bland's rule after a while, against cycling.
      if (step > limit) break;
      steepest = objective[j] as number;
    }
    if (enter < 0) break;
    let leave = -1;
    let ratio = Number.POSITIVE_INFINITY;
    for (let i = 0; i < rows; i++) {
      const row = tableau[i] as Float64Array;
      const a = row[enter] as number;
      if (a > 1e-12 && (row[width - 1] as number) / a < ratio) {
        ratio = (row[width - 1] as number) / a;
        leave = i;
      }
    }
    if (leave < 0 || step > 4 * limit) return even;
    pivot(tableau, leave, enter);
    basis[leave] = enter;
  }
  const total = objective[width - 1] as number;
  const weights = new Float64Array(rows);
  for (let i = 0; i < rows; i++)
    if ((rowScale[i] as number) > 0)
      weights[i] =
        Math.max(0, objective[columns + i] as number) / (total * (rowScale[i] as number));
  if (1 / total - shift > 1e-9) return { weights };
  const mixture = new Float64Array(columns);
  for (const [i, j] of basis.entries())
    if (j < columns)
      mixture[j] =
        Math.max(0, (tableau[i] as Float64Array)[width - 1] as number) / (columnScale[j] as number);
  const sum = mixture.reduce((a, b) => a + b, 0);
  return sum > 0 ? { weights, mixture: mixture.map((share) => share / sum) } : { weights };
}

function pivot(tableau: readonly Float64Array[], leave: number, enter: number): void {
  const row = tableau[leave] as Float64Array;
  const factor = row[enter] as number;
  for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) / factor;
  for (const [i, other] of tableau.entries()) {
    if (i === leave) continue;
    const scale = other[enter] as number;
    if (scale === 0) continue;
    for (let j = 0; j < row.length; j++)
      other[j] = (other[j] as number) - scale * (row[j] as number);
  }
}
