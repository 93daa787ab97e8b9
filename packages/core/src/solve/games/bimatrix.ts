/**
 * A two-player game as its two best-response polytopes. Adding a constant to one column of the row
 * player's matrix (or one row of the column player's) changes no best response, so both matrices
 * are brought to positive entries of size about 1 column by column, which keeps bases well
 * conditioned.
 */
import type { NormalFormGame } from "../../model/index.ts";
import { SolveError } from "../tables/solveError.ts";

export interface BestResponsePolytopes {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns: { y ≥ 0, A′y ≤ 1 }. */
  readonly forColumnPlayer: Float64Array;
  /** columns × rows: { x ≥ 0, B′ᵀx ≤ 1 }. */
  readonly forRowPlayer: Float64Array;
}

/** @throws SolveError `not-two-players` */
export function bestResponsePolytopes(game: NormalFormGame): BestResponsePolytopes {
  const [first, second] = game.payoffs;
  if (game.players.length !== 2 || first === undefined || second === undefined) {
    throw new SolveError(
      "not-two-players",
      `this method needs two players, the game has ${game.players.length}`,
      "use a method for any number of players",
    );
  }
  const rows = game.strategies[0]?.length ?? 0;
  const columns = game.strategies[1]?.length ?? 0;
  const transposed = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      transposed[j * rows + i] = second[i * columns + j] as number;
    }
  }
  return {
    rows,
    columns,
    forColumnPlayer: positive(first, rows, columns),
    forRowPlayer: positive(transposed, columns, rows),
  };
}

function positive(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = matrix.slice();
  let range = 0;
  for (let j = 0; j < columns; j++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < rows; i++) {
      low = Math.min(low, matrix[i * columns + j] as number);
      high = Math.max(high, matrix[i * columns + j] as number);
    }
    range = Math.max(range, high - low);
    for (let i = 0; i < rows; i++)
      result[i * columns + j] = (matrix[i * columns + j] as number) - low;
  }
  const scale = range > 0 ? 1 / range : 1;
  for (let at = 0; at < result.length; at++) result[at] = (result[at] as number) * scale + 0.25;
  return result;
}
