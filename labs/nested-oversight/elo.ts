/**
 * Elo fitted from games (Elo 1978; as a model of paired comparisons: Bradley & Terry 1952): a win of one over another has
 * probability 1 / (1 + 10^((other − one) / 400)). Maximum likelihood by Newton's method, with a penalty worth a
 * twentieth of a game that keeps those finite who never lost; intervals from the curvature at the maximum.
 */

/** Results between two: `wins` of `games` went to the first. */
export interface Result {
  readonly one: number;
  readonly other: number;
  readonly wins: number;
  readonly games: number;
}

export interface Ratings {
  /** In Elo points; their sum is nothing. */
  readonly elo: readonly number[];
  /** Half of the 95 % interval of one rating less another. */
  readonly margin: (one: number, other: number) => number;
  /** How much is known of a rating beside the mean of all: one over its variance, in Elo points. */
  readonly weight: (one: number) => number;
}

const SCALE = 400 / Math.LN10;
/** A standard deviation of 1600 Elo. */
const PENALTY = 1 / (4 * Math.LN10) ** 2;

export function eloChance(difference: number): number {
  return 1 / (1 + Math.exp(-difference / SCALE));
}

/** Cost: (results + players³) for each of a dozen steps. */
export function fitElo(results: readonly Result[], players: number): Ratings {
  const theta = new Float64Array(players);
  let covariance: number[][] = [];
  for (let step = 0; step < 50; step++) {
    const gradient = theta.map((one) => -PENALTY * one);
    const curvature = theta.reduce<number[][]>((rows, _, i) => {
      rows.push(Array.from(theta, (__, j) => (i === j ? PENALTY : 0)));
      return rows;
    }, []);
    for (const { one, other, wins, games } of results) {
      const p = 1 / (1 + Math.exp((theta[other] as number) - (theta[one] as number)));
      const [slope, weight] = [wins - games * p, games * p * (1 - p)];
      gradient[one] = (gradient[one] as number) + slope;
      gradient[other] = (gradient[other] as number) - slope;
      add(curvature, one, one, weight);
      add(curvature, other, other, weight);
      add(curvature, one, other, -weight);
      add(curvature, other, one, -weight);
    }
    covariance = inverse(curvature);
    let largest = 0;
    const moves = covariance.map((row) =>
      row.reduce((sum, c, j) => sum + c * (gradient[j] as number), 0),
    );
    for (const [i, move] of moves.entries()) {
      // Far from the maximum a whole step may overshoot.
      const bounded = Math.max(-2, Math.min(2, move));
      theta[i] = (theta[i] as number) + bounded;
      largest = Math.max(largest, Math.abs(bounded));
    }
    if (largest < 1e-10) break;
  }
  const at = (i: number, j: number): number => covariance[i]?.[j] ?? 0;
  const elo = Array.from(theta, (one) => one * SCALE);
  const rowMeans = covariance.map((row) => row.reduce((sum, c) => sum + c / players, 0));
  const overall = rowMeans.reduce((sum, one) => sum + one / players, 0);
  return {
    elo,
    margin: (i, j) => 1.959964 * SCALE * Math.sqrt(at(i, i) + at(j, j) - 2 * at(i, j)),
    weight: (i) => 1 / (SCALE ** 2 * (at(i, i) - 2 * (rowMeans[i] ?? 0) + overall)),
  };
}

/** The rating of somebody new, from games against those who have one. */
export function ratingOf(
  results: readonly { readonly against: number; readonly wins: number; readonly games: number }[],
): number {
  let [low, high] = [-3000, 3000];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    const slope = results.reduce(
      (sum, { against, wins, games }) => sum + wins - games * eloChance(middle - against),
      (-PENALTY * middle) / SCALE,
    );
    if (slope > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function add(rows: number[][], i: number, j: number, by: number): void {
  const row = rows[i] as number[];
  row[j] = (row[j] as number) + by;
}

/** Of a positive definite matrix, by Gauss and Jordan. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (const [i, row] of rows.entries()) {
    const pivot = row[i] as number;
    for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) / pivot;
    for (const other of rows) {
      if (other === row) continue;
      const factor = other[i] as number;
      if (factor === 0) continue;
      for (let j = 0; j < row.length; j++)
        other[j] = (other[j] as number) - factor * (row[j] as number);
    }
  }
  return rows.map((row) => row.slice(matrix.length));
}
