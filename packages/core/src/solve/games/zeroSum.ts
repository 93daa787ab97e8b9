/**
 * Two-player constant-sum games by linear programming: the row player's maximin strategy is the
 * primal solution, the column player's minimax strategy the dual one (von Neumann; Dantzig). One
 * equilibrium and the value, which all equilibria share.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { Equilibrium, GameSolver } from "./equilibrium.ts";
import type { LinearConstraint, LinearProgram, LinearSolution } from "./linearProgram.ts";
import type { LinearSolver } from "./linearSolver.ts";
import { SolveError } from "../tables/solveError.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import { solveProgram } from "./linearSolver.ts";

export const ZERO_SUM_PROGRAM: GameSolver = {
  id: "zero-sum-program",
  title: "Linear program of a constant-sum game",
  needs: { form: "normal", players: "two", zeroSum: true },
  guarantees: "one equilibrium and the value",
  reference: "Dantzig 1951",
  example: "cidery equilibria games/rock-paper-scissors --kind zero-sum",
};

/** Optimal mixtures of a zero-sum game and its value to the first player. */
export interface ZeroSumSolution extends Equilibrium {
  /** What the first player gets in every equilibrium. */
  readonly value: number;
}

/** The two payoffs' constant sum, or undefined when it is not constant (up to their rounding). */
export function constantSum(game: NormalFormGame): number | undefined {
  const [first, second] = game.payoffs;
  if (game.players.length !== 2 || first === undefined || second === undefined) return undefined;
  const sum = (first[0] as number) + (second[0] as number);
  const size = (i: number): number => Math.abs(first[i] as number) + Math.abs(second[i] as number);
  for (let i = 0; i < first.length; i++) {
    const off = Math.abs((first[i] as number) + (second[i] as number) - sum);
    if (off > 2 ** -50 * (size(i) + size(0))) return undefined;
  }
  return sum;
}

/** @throws SolveError `not-zero-sum` */
export async function solveZeroSum(game: NormalFormGame): Promise<ZeroSumSolution> {
  return solutionOf(game, await solveProgram(programOf(game)));
}

/** The same with a solver that is already loaded. */
export function solveZeroSumWith(solver: LinearSolver, game: NormalFormGame): ZeroSumSolution {
  return solutionOf(game, solver(programOf(game)));
}

/** max v:  Σ_i x_i A_ij − v ≥ 0 for all j,  Σ_i x_i = 1 */
function programOf(game: NormalFormGame): LinearProgram {
  if (constantSum(game) === undefined) {
    throw new SolveError(
      "not-zero-sum",
      "this method needs two players whose payoffs have a constant sum",
      "use complementary pivoting or vertex enumeration for general payoffs",
    );
  }
  const payoffs = game.payoffs[0] as Float64Array;
  const [rows, columns] = sizesOf(game);
  const everyRow = Array.from({ length: rows }, (_, i) => i);
  const constraints: LinearConstraint[] = Array.from({ length: columns }, (_, j) => ({
    variables: [...everyRow, rows],
    coefficients: [...everyRow.map((i) => payoffs[i * columns + j] as number), -1],
    lower: 0,
    upper: Number.POSITIVE_INFINITY,
  }));
  constraints.push({
    variables: everyRow,
    coefficients: everyRow.map(() => 1),
    lower: 1,
    upper: 1,
  });
  return {
    objective: [...everyRow.map(() => 0), 1],
    lower: [...everyRow.map(() => 0), Number.NEGATIVE_INFINITY],
    upper: Array.from({ length: rows + 1 }, () => Number.POSITIVE_INFINITY),
    constraints,
  };
}

function solutionOf(game: NormalFormGame, { variables, duals }: LinearSolution): ZeroSumSolution {
  const [rows, columns] = sizesOf(game);
  const equilibrium = checkedEquilibrium(game, [
    asDistribution(variables.subarray(0, rows)),
    asDistribution(duals.subarray(0, columns).map((dual) => Math.abs(dual))),
  ]);
  return { ...equilibrium, value: equilibrium.payoffs[0] as number };
}

function sizesOf({ strategies }: NormalFormGame): readonly [number, number] {
  return [strategies[0]?.length ?? 0, strategies[1]?.length ?? 0];
}

/** Rounding of the linear program removed: no negative entries, sum exactly 1. */
function asDistribution(weights: Float64Array): Float64Array {
  const clean = weights.map((weight) => (weight > 1e-12 ? weight : 0));
  const total = clean.reduce((sum, weight) => sum + weight, 0);
  return clean.map((weight) => weight / total);
}
