/**
 * The off-switch game: act, switch oneself off, or wait for a human who knows what acting is
 * worth. What each move is worth to somebody who believes the utility is normal, by quadrature and
 * in closed form, and the game as an environment for learners.
 */
import type { Random } from "@cidery/core";
import type { Settings } from "@cidery/core/lab";
import type { Environment } from "@cidery/core/learn";
import { normalDensity, normalMean, normalShare } from "../src/normal.ts";
import { oneDecision } from "../src/oneDecision.ts";

const ACT = 0;
const OFF = 1;
export const WAIT = 2;
/** As in the diagram's domain of R. */
export const MOVES = ["act", "off", "wait"] as const;

export interface Game {
  readonly mu: number;
  readonly sigma: number;
  readonly beta: number;
}

export function gameOf({ mu = 0.5, sigma = 1, beta = 0 }: Settings): Game {
  return { mu, sigma, beta };
}

/** How likely the human is to allow what is worth u. */
function allows(u: number, beta: number): number {
  return beta === 0 ? Number(u > 0) : 1 / (1 + Math.exp(-u / beta));
}

/** What each move is worth to somebody who believes the utility is normal. */
export function worths({ mu, sigma, beta }: Game): [act: number, off: number, wait: number] {
  return [mu, 0, normalMean((u) => u * allows(u, beta), mu, sigma, [0])];
}

/** Worth of the switch Δ: waiting less the better of acting and switching off. */
export function deference(game: Game): number {
  const [act, off, wait] = worths(game);
  return wait - Math.max(act, off);
}

/** Waiting for a rational human, in closed form: μΦ(μ/σ) + σφ(μ/σ). */
export function rationalWaiting({ mu, sigma }: Game): number {
  if (sigma === 0) return Math.max(mu, 0);
  return mu * normalShare(mu / sigma) + sigma * normalDensity(mu / sigma);
}

/** Waiting for an erratic human by Stein's lemma: μE[π] + σ²E[π′]. */
export function steinWaiting({ mu, sigma, beta }: Game): number {
  const slope = (u: number): number => (allows(u, beta) * (1 - allows(u, beta))) / beta;
  const allowed = normalMean((u) => allows(u, beta), mu, sigma);
  return mu * allowed + sigma ** 2 * normalMean(slope, mu, sigma);
}

/** The least uncertainty at which a robot defers (Δ ≥ 0), by bisection; `limit` if it is more. */
export function leastUncertainty(game: Game, limit = 6): number {
  const defers = (sigma: number): boolean => deference({ ...game, sigma }) >= -1e-12;
  if (defers(0)) return 0;
  let [low, high] = [0, limit];
  if (!defers(high)) return limit;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (defers(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The best move; whoever gains nothing by asking does not ask. */
export function bestMove(game: Game): number {
  const all = worths(game);
  return [ACT, OFF, WAIT].reduce((a, b) => ((all[b] ?? 0) > (all[a] ?? 0) + 1e-12 ? b : a));
}

export interface Play {
  readonly utility: number;
  /** What the human says, asked or not. */
  readonly allowed: boolean;
  /** The robot waited to hear it. */
  readonly asked: boolean;
  readonly runs: boolean;
}

/** What happens after a move, drawn. */
export function play({ mu, sigma, beta }: Game, move: number, random: Random): Play {
  const utility = mu + sigma * random.normal();
  const allowed = random.unit() < allows(utility, beta);
  const asked = move === WAIT;
  return { utility, allowed, asked, runs: asked ? allowed : move === ACT };
}

/** One decision; the utility is drawn anew each time and never shown. */
export function environmentOf(game: Game): Environment {
  return oneDecision({
    observation: "start",
    actionCount: MOVES.length,
    act(action, random) {
      const { utility, runs } = play(game, action, random);
      return runs ? utility : 0;
    },
  });
}
