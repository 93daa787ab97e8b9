/**
 * Correlated equilibria (Aumann 1974): a joint distribution over profiles from which no player
 * gains by answering a recommended strategy with another one. They form a polytope that contains
 * every Nash equilibrium, so one linear program finds the one that is best for given weights.
 * Small programs are solved exactly, by the simplex method in whole numbers; larger ones by HiGHS, in
 * floats. Size: one variable per profile, Σ_i m_i (m_i − 1) constraints.
 */
import { AbortedError, checkpoint, isStopped, numberText } from "../../base/index.ts";
import type { NormalFormGame } from "../../model/index.ts";
import type { GameSolver } from "./equilibrium.ts";
import type { LinearConstraint } from "./linearProgram.ts";
import { SolveError } from "../tables/solveError.ts";
import { Dictionary } from "./dictionary.ts";
import { quotient, wholeNumbers } from "./fractions.ts";
import { linearSolver } from "./linearSolver.ts";

export const CORRELATED_PROGRAM: GameSolver = {
  id: "correlated-program",
  title: "Linear program of correlated equilibria",
  needs: { form: "normal", players: "any" },
  guarantees: "the correlated equilibrium with the largest weighted payoff",
  reference: "Aumann 1974; Hart and Schmeidler 1989",
  example: "cidery equilibria games/battle-of-the-sexes --kind correlated",
};

/**
 * A distribution over pure profiles from which no player gains by deviating, and by how much at
 * most one does.
 */
export interface CorrelatedEquilibrium {
  /** Probability of each profile, in the order of the payoff tensors. */
  readonly distribution: Float64Array;
  readonly payoffs: readonly number[];
  /** Largest gain from disobeying one recommendation, weighted by its probability. */
  readonly regret: number;
  /** What the method may leave of a regret of 0: rounding, or the program's own tolerance. */
  readonly tolerance: number;
  /**
   * Told to stop before the best one was found. This is an equilibrium, or, where its regret is above the tolerance, the
   * pure profile with the least regret; none of the equilibria has a larger weighted payoff than `atMost`.
   */
  readonly stopped?: { readonly atMost: number };
}

const LARGEST = 200_000;
/** Entries of the largest program that is solved exactly. */
const LARGEST_EXACT = 6_000;

/**
 * The correlated equilibrium that maximises Σ weight · payoff (equal weights unless told). Stopped, one of less
 * payoff, or the nearest pure profile; `onNearest` is told of that one before a program that does not hear a signal.
 * @throws SolveError `too-many-profiles`
 */
export async function correlatedEquilibrium(
  game: NormalFormGame,
  weights: readonly number[] = game.players.map(() => 1),
  onNearest: (nearest: CorrelatedEquilibrium) => void = () => undefined,
): Promise<CorrelatedEquilibrium> {
  const count = (game.payoffs[0] as Float64Array).length;
  if (count > LARGEST) {
    throw new SolveError(
      "too-many-profiles",
      `the game has ${count} profiles, the linear program takes at most ${LARGEST}`,
      "merge strategies that cannot differ, or split the game",
    );
  }
  const objective = Float64Array.from({ length: count }, (_, i) =>
    game.payoffs.reduce((sum, tensor, p) => sum + (weights[p] ?? 0) * (tensor[i] as number), 0),
  );
  const atMost = objective.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  const rows = game.strategies.reduce((sum, { length }) => sum + length * (length - 1), 0);
  if (rows * count <= LARGEST_EXACT) {
    const { distribution, isBest } = exactly(game, objective);
    if (distribution === undefined) return nearestProfile(game, atMost);
    const found = checked(game, distribution, rounding(game, distribution));
    return isBest ? found : { ...found, stopped: { atMost } };
  }
  const nearest = nearestProfile(game, atMost);
  onNearest(nearest);
  try {
    const distribution = await byHighs(game, objective);
    return checked(game, distribution, PROGRAM_TOLERANCE * largestGain(game));
  } catch (error) {
    if (error instanceof AbortedError) return nearest;
    throw error;
  }
}

/** @throws SolveError when the method left more regret than it may */
function checked(
  game: NormalFormGame,
  distribution: Float64Array,
  tolerance: number,
): CorrelatedEquilibrium {
  const expected = (tensor: Float64Array): number =>
    tensor.reduce((sum, u, i) => sum + u * (distribution[i] as number), 0);
  const regret = correlatedRegret(game, distribution);
  if (regret > tolerance) {
    throw new SolveError(
      "linear-program",
      `the linear program left a gain of ${numberText(regret, { digits: 3 })}, more than its tolerance ${numberText(tolerance, { digits: 3 })}`,
      "payoffs of very different sizes need a game small enough for exact arithmetic: fewer contexts or actions",
    );
  }
  return { distribution, payoffs: game.payoffs.map(expected), regret, tolerance };
}

/** The pure profile that a player gains least by leaving; one look at every payoff. */
function nearestProfile(game: NormalFormGame, atMost: number): CorrelatedEquilibrium {
  const count = (game.payoffs[0] as Float64Array).length;
  const regrets = new Float64Array(count);
  let stride = count;
  for (const [player, { length: size }] of game.strategies.entries()) {
    const tensor = game.payoffs[player] as Float64Array;
    stride /= size;
    for (let index = 0; index < count; index++) {
      if (Math.floor(index / stride) % size !== 0) continue;
      let best = Number.NEGATIVE_INFINITY;
      for (let s = 0; s < size; s++) best = Math.max(best, tensor[index + s * stride] as number);
      for (let s = 0; s < size; s++) {
        const at = index + s * stride;
        regrets[at] = Math.max(regrets[at] as number, best - (tensor[at] as number));
      }
    }
  }
  const least = regrets.reduce((at, regret, i) => (regret < (regrets[at] as number) ? i : at), 0);
  const distribution = new Float64Array(count);
  distribution[least] = 1;
  const payoffs = game.payoffs.map((tensor) => tensor[least] as number);
  const tolerance = 1e-12 * payoffs.reduce((most, u) => Math.max(most, Math.abs(u)), 0);
  const regret = regrets[least] as number;
  return { distribution, payoffs, regret, tolerance, stopped: { atMost } };
}

/** Relative to the largest gain of a row. */
const PROGRAM_TOLERANCE = 1e-6;

function largestGain(game: NormalFormGame): number {
  let most = 0;
  const sizes = game.strategies.map((list) => list.length);
  for (const { gains } of obediencePairs(sizes, game.payoffs, minus)) {
    for (const gain of gains) most = Math.max(most, Math.abs(gain));
  }
  return most;
}

/** Of probabilities and payoffs in the sums that the checker adds up. */
function rounding(game: NormalFormGame, distribution: Float64Array): number {
  let most = 0;
  const sizes = game.strategies.map((list) => list.length);
  for (const { indices, gains } of obediencePairs(sizes, game.payoffs, bothSizes)) {
    const size = indices.reduce(
      (sum, index, k) => sum + (distribution[index] as number) * (gains[k] as number),
      0,
    );
    most = Math.max(most, size);
  }
  return 1e-12 * most;
}

async function byHighs(game: NormalFormGame, objective: Float64Array): Promise<Float64Array> {
  const solve = await linearSolver();
  const all = Array.from(objective.keys());
  const constraints: LinearConstraint[] = [];
  for (const { indices, gains } of obediencePairs(
    game.strategies.map((l) => l.length),
    game.payoffs,
    minus,
  )) {
    checkpoint();
    const largest = gains.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0);
    if (largest === 0) continue;
    constraints.push({
      variables: indices,
      coefficients: gains.map((gain) => gain / largest),
      lower: Number.NEGATIVE_INFINITY,
      upper: 0,
    });
  }
  constraints.push({ variables: all, coefficients: all.map(() => 1), lower: 1, upper: 1 });
  const size = objective.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
  const { variables } = solve({
    objective: all.map((i) => (objective[i] as number) / size),
    lower: all.map(() => 0),
    upper: all.map(() => 1),
    constraints,
  });
  const clean = variables.map((p) => (p > 1e-12 ? p : 0));
  const total = clean.reduce((sum, p) => sum + p, 0);
  return clean.map((p) => p / total);
}

/**
 * Obedience is homogeneous, so p = 0 is feasible beside Σp ≤ 1, and with a positive objective the
 * best p has Σp = 1. The objective is the slack of a row that never binds. Any p on the way, brought to
 * Σp = 1, is an equilibrium, too: what there is when it is stopped.
 */
function exactly(
  game: NormalFormGame,
  objective: Float64Array,
): { readonly distribution: Float64Array | undefined; readonly isBest: boolean } {
  const count = objective.length;
  const sizes = game.strategies.map((list) => list.length);
  const payoffs = game.payoffs.map((tensor) => wholeNumbers(tensor).whole);
  const aim = wholeNumbers(objective).whole;
  const low = aim.reduce((least, x) => (x < least ? x : least));
  const matrix: bigint[][] = [];
  const rhs: bigint[] = [];
  for (const { indices, gains } of obediencePairs(sizes, payoffs, minusWhole)) {
    const row = Array.from({ length: count }, () => 0n);
    for (const [k, index] of indices.entries()) row[index] = gains[k] as bigint;
    matrix.push(row);
    rhs.push(0n);
  }
  const shifted = aim.map((x) => x - low + 1n);
  matrix.push(
    Array.from({ length: count }, () => 1n),
    shifted,
  );
  rhs.push(1n, shifted.reduce((most, x) => (x > most ? x : most)) + 1n);
  const dictionary = new Dictionary(matrix.flat(), matrix.length, count, rhs);
  const last = matrix.length - 1;
  for (;;) {
    let column = -1;
    for (let j = 0; j < count; j++) {
      const rate = dictionary.coefficient(last, j);
      if (rate > 0n && (column < 0 || rate > dictionary.coefficient(last, column))) column = j;
    }
    if (column < 0) return { distribution: shares(dictionary, count), isBest: true };
    if (isStopped()) return { distribution: shares(dictionary, count), isBest: false };
    dictionary.pivot(dictionary.leavingRow(column), column);
  }
}

/** The first values, brought to a sum of 1; undefined where all are 0. */
function shares(dictionary: Dictionary, count: number): Float64Array | undefined {
  const { values } = dictionary.values();
  let total = 0n;
  for (let i = 0; i < count; i++) total += values[i] as bigint;
  if (total === 0n) return undefined;
  return Float64Array.from({ length: count }, (_, i) => quotient(values[i] as bigint, total));
}

/** The checker: the largest expected gain from replacing one recommendation by another strategy. */
export function correlatedRegret(game: NormalFormGame, distribution: Float64Array): number {
  let worst = 0;
  const sizes = game.strategies.map((list) => list.length);
  for (const { indices, gains } of obediencePairs(sizes, game.payoffs, minus)) {
    const gain = indices.reduce(
      (sum, index, k) => sum + (distribution[index] as number) * (gains[k] as number),
      0,
    );
    worst = Math.max(worst, gain);
  }
  return worst;
}

/** For each player and pair (recommended, instead): the profiles concerned and the gain in each. */
function* obediencePairs<T extends number | bigint>(
  sizes: readonly number[],
  payoffs: readonly ArrayLike<T>[],
  difference: (a: T, b: T) => T,
): Generator<{ readonly indices: readonly number[]; readonly gains: readonly T[] }> {
  for (const [player, size] of sizes.entries()) {
    const tensor = payoffs[player] as ArrayLike<T>;
    const stride = sizes.slice(player + 1).reduce((product, other) => product * other, 1);
    for (let from = 0; from < size; from++) {
      const indices: number[] = [];
      for (let index = 0; index < tensor.length; index++) {
        if (Math.floor(index / stride) % size === from) indices.push(index);
      }
      for (let to = 0; to < size; to++) {
        if (to === from) continue;
        const gains = indices.map((index) =>
          difference(tensor[index + (to - from) * stride] as T, tensor[index] as T),
        );
        yield { indices, gains };
      }
    }
  }
}

const minus = (a: number, b: number): number => a - b;
const bothSizes = (a: number, b: number): number => Math.abs(a) + Math.abs(b);
const minusWhole = (a: bigint, b: bigint): bigint => a - b;
