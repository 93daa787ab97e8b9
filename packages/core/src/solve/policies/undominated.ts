/**
 * Which vectors can be the best for some non-negative weighting? Those are the only ones a linear
 * objective with non-negative coefficients can ever choose: the vertices of the upper hull. First
 * vectors below another in every coordinate go (Pareto), then vectors below a mixture of others,
 * by a matrix game solved with the simplex method.
 */

/**
 * Indices of the vectors to keep; ties keep the first. `slack`: gains below it do not count.
 * `spend` is told of the operations done; when it answers false the search ends with undefined.
 */
export function undominated(
  vectors: readonly Float64Array[],
  slack: number,
  spend: (operations: number) => boolean,
): number[] | undefined {
  const pareto = paretoFront(vectors, slack, spend);
  if (pareto === undefined) return undefined;
  if (pareto.length <= 2) return pareto;
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
  // A vector is judged against those kept; its best weighting may reveal a better one to keep.
  while (undecided.size > 0) {
    const pivots = 8 * dimension * (kept.length + dimension);
    if (!spend(dimension * (undecided.size + pivots))) return undefined;
    const [next] = undecided;
    const candidate = next as number;
    const weights = bestWeights(
      vectors[candidate] as Float64Array,
      kept.map((k) => vectors[k] as Float64Array),
      slack,
    );
    if (weights === undefined) {
      undecided.delete(candidate);
      continue;
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

function paretoFront(
  vectors: readonly Float64Array[],
  slack: number,
  spend: (operations: number) => boolean,
): number[] | undefined {
  const sums = vectors.map((v) => v.reduce((sum, x) => sum + x, 0));
  const order = vectors.map((_, i) => i).sort((a, b) => (sums[b] as number) - (sums[a] as number));
  const front: number[] = [];
  for (const i of order) {
    const v = vectors[i] as Float64Array;
    if (!spend(4 * front.length)) return undefined;
    if (!front.some((k) => covers(vectors[k] as Float64Array, v, slack))) front.push(i);
  }
  return front;
}

function covers(a: Float64Array, b: Float64Array, slack: number): boolean {
  for (let i = 0; i < a.length; i++) if ((a[i] as number) < (b[i] as number) - slack) return false;
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/**
 * Weights w ≥ 0, Σw = 1, with w·v > w·o + slack for all others, or undefined. The game with
 * payoffs (v − o)ᵢ between coordinates and others, by the simplex method on its LP.
 */
function bestWeights(
  v: Float64Array,
  others: readonly Float64Array[],
  slack: number,
): Float64Array | undefined {
  const rows = v.length;
  const columns = others.length;
  let shift = 0;
  for (const o of others)
    for (let i = 0; i < rows; i++) shift = Math.max(shift, (o[i] as number) - (v[i] as number));
  shift += 1;
  // max Σy subject to A y ≤ 1, y ≥ 0, all entries of A ≥ 1; the value of the game is 1/Σy.
  const width = columns + rows + 1;
  const tableau = Array.from({ length: rows + 1 }, () => new Float64Array(width));
  for (let i = 0; i < rows; i++) {
    const row = tableau[i] as Float64Array;
    for (const [j, o] of others.entries()) row[j] = (v[i] as number) - (o[i] as number) + shift;
    row[columns + i] = 1;
    row[width - 1] = 1;
  }
  const objective = tableau[rows] as Float64Array;
  for (let j = 0; j < columns; j++) objective[j] = -1;
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
    if (leave < 0 || step > 4 * limit) return v.map(() => 1 / rows); // keep it: never wrong
    pivot(tableau, leave, enter);
  }
  const total = objective[width - 1] as number;
  if (!(1 / total - shift > slack)) return undefined;
  const weights = new Float64Array(rows);
  for (let i = 0; i < rows; i++) weights[i] = Math.max(0, objective[columns + i] as number) / total;
  return weights;
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
