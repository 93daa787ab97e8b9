/**
 * Correlated equilibria (Aumann 1974): a joint distribution over profiles from which no player
 * gains by answering a recommended strategy with another one. They form a polytope that contains
 * every Nash equilibrium, so one linear program finds the one that is best for given weights.
 * Cost: one variable per profile, Σ_i m_i (m_i − 1) constraints.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { GameSolver } from "./equilibrium.ts";
import type { LinearConstraint } from "./linearProgram.ts";
import { SolveError } from "../tables/solveError.ts";
import { linearSolver } from "./linearProgram.ts";

export const CORRELATED_PROGRAM: GameSolver = {
  id: "correlated-program",
  title: "Linear program of correlated equilibria",
  needs: { form: "normal", players: "any" },
  guarantees: "the correlated equilibrium with the largest weighted payoff",
  reference: "Aumann 1974; Hart and Schmeidler 1989",
};

export interface CorrelatedEquilibrium {
  /** Probability of each profile, in the order of the payoff tensors. */
  readonly distribution: Float64Array;
  readonly payoffs: readonly number[];
  /** Largest gain from disobeying one recommendation, weighted by its probability. */
  readonly regret: number;
}

const LARGEST = 200_000;

/**
 * The correlated equilibrium that maximises Σ weight · payoff (equal weights unless told).
 * @throws SolveError `too-many-profiles`
 */
export async function correlatedEquilibrium(
  game: NormalFormGame,
  weights: readonly number[] = game.players.map(() => 1),
): Promise<CorrelatedEquilibrium> {
  const count = (game.payoffs[0] as Float64Array).length;
  if (count > LARGEST) {
    throw new SolveError(
      "too-many-profiles",
      `the game has ${count} profiles, the linear program takes at most ${LARGEST}`,
      "merge strategies that cannot differ, or split the game",
    );
  }
  const solve = await linearSolver();
  const all = Array.from({ length: count }, (_, i) => i);
  const constraints: LinearConstraint[] = obedience(game).map(({ indices, gains }) => ({
    variables: indices,
    coefficients: gains,
    lower: Number.NEGATIVE_INFINITY,
    upper: 0,
  }));
  constraints.push({ variables: all, coefficients: all.map(() => 1), lower: 1, upper: 1 });
  const { variables } = solve({
    objective: all.map((i) =>
      game.payoffs.reduce((sum, tensor, p) => sum + (weights[p] ?? 0) * (tensor[i] as number), 0),
    ),
    lower: all.map(() => 0),
    upper: all.map(() => 1),
    constraints,
  });
  const clean = variables.map((p) => (p > 1e-12 ? p : 0));
  const total = clean.reduce((sum, p) => sum + p, 0);
  const distribution = clean.map((p) => p / total);
  return {
    distribution,
    payoffs: game.payoffs.map((tensor) =>
      tensor.reduce((sum, u, i) => sum + u * (distribution[i] as number), 0),
    ),
    regret: correlatedRegret(game, distribution),
  };
}

/** The checker: the largest expected gain from replacing one recommendation by another strategy. */
export function correlatedRegret(game: NormalFormGame, distribution: Float64Array): number {
  let worst = 0;
  for (const { indices, gains } of obedience(game)) {
    const gain = indices.reduce(
      (sum, index, k) => sum + (distribution[index] as number) * (gains[k] as number),
      0,
    );
    worst = Math.max(worst, gain);
  }
  return worst;
}

/** For each player and pair (recommended, instead): the profiles concerned and the gain in each. */
function* obediencePairs(game: NormalFormGame): Generator<{ indices: number[]; gains: number[] }> {
  const sizes = game.strategies.map((list) => list.length);
  for (const [player, size] of sizes.entries()) {
    const tensor = game.payoffs[player] as Float64Array;
    const stride = sizes.slice(player + 1).reduce((product, other) => product * other, 1);
    for (let from = 0; from < size; from++) {
      const indices: number[] = [];
      for (let index = 0; index < tensor.length; index++) {
        if (Math.floor(index / stride) % size === from) indices.push(index);
      }
      for (let to = 0; to < size; to++) {
        if (to === from) continue;
        const gains = indices.map(
          (index) => (tensor[index + (to - from) * stride] as number) - (tensor[index] as number),
        );
        yield { indices, gains };
      }
    }
  }
}

function obedience(game: NormalFormGame): { indices: number[]; gains: number[] }[] {
  return [...obediencePairs(game)];
}
