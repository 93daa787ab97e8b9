/**
 * A two-player game as its two best-response polytopes, in whole numbers. Adding a constant to one
 * column of the row player's matrix (or one row of the column player's) changes no best response,
 * and measuring a column in another unit only rescales its weight; so every column is brought to
 * small positive whole numbers of its own.
 */
import type { NormalFormGame } from "../../model/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { greatestCommonDivisor, quotient, wholeNumbers } from "./fractions.ts";

/** Payoffs of two players in whole numbers, each player's in a unit of its own. */
export interface WholeBimatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns, of the row player and of the column player. */
  readonly payoffs: readonly [readonly bigint[], readonly bigint[]];
}

/** { z ≥ 0, matrix · z ≤ 1 }. */
export interface BestResponsePolytope {
  readonly rows: number;
  readonly columns: number;
  readonly matrix: readonly bigint[];
  /** The weight of variable j is proportional to z_j · scale[j]. */
  readonly scale: readonly bigint[];
}

export interface BestResponsePolytopes {
  /** rows × columns: { y ≥ 0, A′y ≤ 1 }. */
  readonly forColumnPlayer: BestResponsePolytope;
  /** columns × rows: { x ≥ 0, B′ᵀx ≤ 1 }. */
  readonly forRowPlayer: BestResponsePolytope;
}

/**
 * @param errors largest rounding errors of the payoffs, like them; a few last places unless told
 * @throws SolveError `not-two-players`
 */
export function wholeBimatrix(
  game: NormalFormGame,
  errors?: readonly (Float64Array | undefined)[],
): WholeBimatrix {
  const [first, second] = game.payoffs;
  if (game.players.length !== 2 || first === undefined || second === undefined) {
    throw new SolveError(
      "not-two-players",
      `this method needs two players, the game has ${game.players.length}`,
      "use a method for any number of players",
    );
  }
  return {
    rows: game.strategies[0]?.length ?? 0,
    columns: game.strategies[1]?.length ?? 0,
    payoffs: [wholeNumbers(first, errors?.[0]).whole, wholeNumbers(second, errors?.[1]).whole],
  };
}

export function bestResponsePolytopes({
  rows,
  columns,
  payoffs: [first, second],
}: WholeBimatrix): BestResponsePolytopes {
  const transposed = Array.from(
    { length: rows * columns },
    (_, at) => second[(at % rows) * columns + Math.floor(at / rows)] as bigint,
  );
  return {
    forColumnPlayer: positive(first, rows, columns),
    forRowPlayer: positive(transposed, columns, rows),
  };
}

/** The same game with the players' roles exchanged. */
export function mirrored({ rows, columns, payoffs }: WholeBimatrix): WholeBimatrix {
  const turned = payoffs.map((matrix) =>
    Array.from(
      { length: rows * columns },
      (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)] as bigint,
    ),
  );
  return {
    rows: columns,
    columns: rows,
    payoffs: [turned[1] as bigint[], turned[0] as bigint[]],
  };
}

/** The mixed strategy behind a point of a polytope. */
export function distributionOf(
  point: readonly bigint[],
  { scale }: BestResponsePolytope,
): Float64Array {
  const weights = point.map((z, j) => z * (scale[j] as bigint));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  return Float64Array.from(weights, (weight) => quotient(weight, total));
}

function positive(payoffs: readonly bigint[], rows: number, columns: number): BestResponsePolytope {
  const matrix = [...payoffs];
  const steps: bigint[] = [];
  for (let j = 0; j < columns; j++) {
    let low = payoffs[j] as bigint;
    for (let i = 1; i < rows; i++) {
      const value = payoffs[i * columns + j] as bigint;
      if (value < low) low = value;
    }
    let step = 0n;
    for (let i = 0; i < rows; i++) {
      step = greatestCommonDivisor(step, (payoffs[i * columns + j] as bigint) - low);
    }
    if (step === 0n) step = 1n;
    for (let i = 0; i < rows; i++) {
      matrix[i * columns + j] = ((payoffs[i * columns + j] as bigint) - low) / step + 1n;
    }
    steps.push(step);
  }
  const all = steps.reduce((n, step) => (n / greatestCommonDivisor(n, step)) * step, 1n);
  return { rows, columns, matrix, scale: steps.map((step) => all / step) };
}
