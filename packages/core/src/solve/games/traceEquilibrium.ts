/**
 * One equilibrium of a game with any number of players: follow the quantal responses towards Nash
 * equilibrium, guess the support on the way, and polish with Newton's method on the indifference
 * equations of that support. The certificate is the regret measured by the checker; `converged`
 * says whether it is below the wanted one. Finding a mixed equilibrium is PPAD-complete, so no
 * bound on the steps is promised, only that they are limited.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { StopSignal } from "../tables/effort.ts";
import type { Equilibrium, GameSolver } from "./equilibrium.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import { checkpoint, isStopped, Random } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { solveDense } from "./denseSolve.ts";
import { checkedEquilibrium } from "./equilibrium.ts";
import { strategyPayoffs, uniformProfile } from "./mixedProfile.ts";
import { pairPayoffs } from "./pairPayoffs.ts";
import { followBranch } from "./quantalResponse.ts";
import { payoffScale, regret } from "./regret.ts";

export const TRACED_EQUILIBRIUM: GameSolver = {
  id: "traced-equilibrium",
  title: "Quantal responses, then Newton on the support",
  needs: { form: "normal", players: "any" },
  guarantees: "one profile with its certified regret",
  reference: "Turocy 2005; McKelvey and McLennan 1996",
};

/** An equilibrium found by following quantal responses, and whether the path came to its end. */
export interface TracedEquilibrium extends Equilibrium {
  readonly converged: boolean;
}

/**
 * Every player's payoffs are measured from their lowest in units of their range first, so neither
 * unit nor zero of somebody's utility changes where the path leads.
 * @param options.tolerance wanted regret, relative to each player's range; 1e-9 unless told
 * @throws SolveError `game-too-large`, for the equations of all strategies stand in one square table
 * @throws AbortedError when the work around it was stopped
 */
export function traceEquilibrium(
  written: NormalFormGame,
  options: {
    readonly tolerance?: number;
    readonly maxSteps?: number;
    /** The best profile so far is returned once this is aborted. */
    readonly signal?: StopSignal | undefined;
  } = {},
): TracedEquilibrium {
  requireNarrow(written);
  const game = normalised(written);
  const wanted = (options.tolerance ?? 1e-9) * payoffScale(game);
  let best: MixedProfile = uniformProfile(game);
  let bestRegret = regret(game, best);
  let nextTry = payoffScale(game);
  const keep = (profile: MixedProfile): boolean => {
    const found = regret(game, profile);
    if (found < bestRegret) {
      best = profile;
      bestRegret = found;
    }
    return bestRegret <= wanted;
  };
  if (bestRegret > wanted) {
    followBranch(
      game,
      (point) => {
        if (keep(point.profile) || options.signal?.aborted === true) return true;
        checkpoint();
        if (point.regret > nextTry && point.lambda > 0) return false;
        nextTry = point.regret * 0.6;
        return [1e-1, 1e-2, 1e-4, 1e-7].some((threshold) => {
          const polished = polish(game, point.profile, threshold);
          return polished !== undefined && keep(polished);
        });
      },
      options.maxSteps,
    );
  }
  return { ...checkedEquilibrium(written, best), converged: bestRegret <= wanted };
}

/** Strategies of all players together. */
const MOST_STRATEGIES = 2_000;

/** Can the path be followed, which takes a square table of all strategies? */
export function isNarrow(sizes: readonly number[]): boolean {
  return sizes.reduce((sum, size) => sum + size, 0) <= MOST_STRATEGIES;
}

function requireNarrow({ strategies }: NormalFormGame): void {
  const sizes = strategies.map((list) => list.length);
  if (isNarrow(sizes)) return;
  throw new SolveError(
    "game-too-large",
    `the players have ${sizes.join(" + ")} strategies, more than the ${MOST_STRATEGIES} whose quantal responses are followed`,
    "merge strategies that cannot differ, or split the game",
  );
}

/** Supports tried, and starting points in each. */
const MOST_SUPPORTS = 400;
const STARTS = 4;
/** Regret relative to a player's range at which Newton's method has found an equilibrium. */
const FOUND = 1e-12;

/**
 * More equilibria in mixed strategies: Newton's method on the indifference equations of every
 * support, from several starting points. Those found are equilibria; that none was missed is not
 * claimed. None at all where the supports are too many.
 */
export function equilibriaOnSupports(written: NormalFormGame, signal?: StopSignal): MixedProfile[] {
  const sizes = written.strategies.map((list) => list.length);
  if (sizes.reduce((n, size) => n * (2 ** size - 1), 1) > MOST_SUPPORTS) return [];
  const game = normalised(written);
  const random = Random.seeded(1);
  const found: MixedProfile[] = [];
  for (const supports of allSupports(sizes)) {
    if (signal?.aborted === true || isStopped()) break;
    if (supports.every((support) => support.length === 1)) continue;
    for (let start = 0; start < STARTS; start++) {
      const profile = supports.map((support, i) => {
        const mixed = new Float64Array(sizes[i] as number);
        for (const s of support) mixed[s] = start === 0 ? 1 : 0.1 + random.unit();
        const total = mixed.reduce((sum, p) => sum + p, 0);
        return mixed.map((p) => p / total);
      });
      const one = polish(game, profile, 0);
      const isNew =
        one !== undefined &&
        regret(game, one) <= FOUND &&
        supports.every((support, i) => support.every((s) => (one[i]?.[s] ?? 0) > 1e-9)) &&
        found.every((other) =>
          other.some((mixed, i) => mixed.some((p, s) => Math.abs(p - (one[i]?.[s] ?? 0)) > 1e-6)),
        );
      if (isNew) found.push(one);
    }
  }
  return found;
}

function* allSupports(sizes: readonly number[]): Generator<number[][]> {
  const [size, ...rest] = sizes;
  if (size === undefined) {
    yield [];
    return;
  }
  for (let set = 1; set < 2 ** size; set++) {
    const support = Array.from({ length: size }, (_, s) => s).filter((s) => ((set >> s) & 1) === 1);
    for (const others of allSupports(rest)) yield [support, ...others];
  }
}

function normalised(game: NormalFormGame): NormalFormGame {
  return {
    ...game,
    payoffs: game.payoffs.map((tensor) => {
      const low = tensor.reduce((least, x) => Math.min(least, x), Infinity);
      const range = tensor.reduce((most, x) => Math.max(most, x - low), 0) || 1;
      return tensor.map((x) => (x - low) / range);
    }),
  };
}

/**
 * Newton's method on u_ij(p) = v_i for the strategies above `threshold`, Σ_j p_ij = 1; damped
 * normal equations (Levenberg–Marquardt) so that a continuum of solutions is no obstacle.
 */
function polish(
  game: NormalFormGame,
  profile: MixedProfile,
  threshold: number,
): MixedProfile | undefined {
  const support = profile.map((mixed) =>
    [...mixed.keys()].filter((j) => (mixed[j] as number) > threshold),
  );
  if (support.some((list) => list.length === 0)) return undefined;
  const current = profile.map((mixed, i) => {
    const kept = mixed.map((p, j) => ((support[i] as number[]).includes(j) ? p : 0));
    const total = kept.reduce((sum, p) => sum + p, 0);
    return kept.map((p) => p / total);
  });
  const unknowns = support.reduce((sum, list) => sum + list.length, 0);
  const scale = payoffScale(game);
  for (let round = 0; round < 30; round++) {
    const { matrix, residual } = indifference(game, current, support, unknowns, scale);
    const size = Math.max(...residual.map(Math.abs), 0);
    if (size < 1e-15) break;
    const step = leastSquaresStep(matrix, residual, unknowns);
    if (step === undefined) return undefined;
    let at = 0;
    let largest = 0;
    for (const [i, list] of support.entries()) {
      const mixed = current[i] as Float64Array;
      for (const j of list) {
        const change = step[at++] as number;
        largest = Math.max(largest, Math.abs(change));
        mixed[j] = (mixed[j] as number) - change;
      }
    }
    if (!Number.isFinite(largest) || largest > 10) return undefined;
    if (largest < 1e-16) break;
  }
  if (current.some((mixed) => mixed.some((p) => p < -1e-9))) return undefined;
  return current.map((mixed) => {
    const clean = mixed.map((p) => Math.max(0, p));
    const total = clean.reduce((sum, p) => sum + p, 0);
    return clean.map((p) => p / total);
  });
}

/** Equations: differences of payoffs to the support's first strategy, and unit sums. */
function indifference(
  game: NormalFormGame,
  profile: readonly Float64Array[],
  support: readonly (readonly number[])[],
  unknowns: number,
  scale: number,
): { matrix: Float64Array; residual: Float64Array } {
  const matrix = new Float64Array(unknowns * unknowns);
  const residual = new Float64Array(unknowns);
  let row = 0;
  for (const [i, list] of support.entries()) {
    const u = strategyPayoffs(game, profile, i);
    const first = list[0] as number;
    let column = 0;
    residual[row] = -1;
    for (const [k, others] of support.entries()) {
      const width = (profile[k] as Float64Array).length;
      const pairs = k === i ? undefined : pairPayoffs(game, profile, i, k);
      for (const l of others) {
        if (pairs === undefined) {
          matrix[row * unknowns + column] = 1;
          residual[row] = (residual[row] as number) + ((profile[k] as Float64Array)[l] as number);
        } else {
          for (let n = 1; n < list.length; n++) {
            const j = list[n] as number;
            matrix[(row + n) * unknowns + column] =
              ((pairs[j * width + l] as number) - (pairs[first * width + l] as number)) / scale;
          }
        }
        column++;
      }
    }
    for (let n = 1; n < list.length; n++) {
      residual[row + n] = ((u[list[n] as number] as number) - (u[first] as number)) / scale;
    }
    row += list.length;
  }
  return { matrix, residual };
}

function leastSquaresStep(
  matrix: Float64Array,
  residual: Float64Array,
  n: number,
): Float64Array | undefined {
  const direct = residual.slice();
  if (solveDense(matrix.slice(), direct) && direct.every((x) => Math.abs(x) < 1)) return direct;
  const normal = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    for (let a = 0; a < n; a++) {
      const x = matrix[r * n + a] as number;
      if (x === 0) continue;
      right[a] = (right[a] as number) + x * (residual[r] as number);
      for (let b = 0; b < n; b++) {
        normal[a * n + b] = (normal[a * n + b] as number) + x * (matrix[r * n + b] as number);
      }
    }
  }
  for (let a = 0; a < n; a++) normal[a * n + a] = (normal[a * n + a] as number) + 1e-12;
  return solveDense(normal, right) ? right : undefined;
}
