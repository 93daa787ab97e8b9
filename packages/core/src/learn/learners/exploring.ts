/**
 * How a learner of action values tries things out while it trains.
 *
 * One that asks what the best next choice is worth (off-policy) may stumble as it likes: uniformly, less and
 * less, a tenth of the time to the end. One that expects its own exploring (on-policy) must end with what is
 * best and not with what is safe for somebody who stumbles: its uniform share is gone after two fifths of training,
 * early enough to unlearn what stumbling taught; from then on it tries softly (Boltzmann) what is nearly as good as
 * the best, and not what is known to be far worse. Softness is measured in the gap between the best action and the next, so that units do not matter,
 * and falls to 0 at the end (greedy in the limit: Singh, Jaakkola, Littman & Szepesvári 2000).
 */
import type { Random } from "../../base/index.ts";
import { sample } from "../environments/sample.ts";
import { bestAction } from "./learner.ts";

export interface Exploration {
  /** Share of choices that are made uniformly. */
  readonly uniform: number;
  /** An action worse by the gap is exp(−1/softness) times as likely as the best; 0 is greedy. */
  readonly softness: number;
}

export type Follows = "the best choice" | "its own choice";

/** After a share of the training; a share of random actions that was asked for stays as it is. */
export function explorationAfter(done: number, follows: Follows, asked?: number): Exploration {
  if (asked !== undefined) return { uniform: asked, softness: 0 };
  if (follows === "the best choice")
    return { uniform: Math.max(0.1, 1 - done / 0.75), softness: 0 };
  return { uniform: Math.max(0, 1 - done / 0.4), softness: 4 * (1 - done) };
}

/** The probability of each action. */
export function chancesOf(values: Float64Array, { uniform, softness }: Exploration): Float64Array {
  const best = highest(values);
  const gap = best - secondHighest(values, best);
  const scale = softness * gap;
  const weights = values.map((value) => {
    if (value >= best - 1e-12) return 1;
    return scale > 0 && scale < Number.POSITIVE_INFINITY ? Math.exp((value - best) / scale) : 0;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => ((1 - uniform) * weight) / total + uniform / values.length);
}

/** An action drawn with those probabilities. */
export function tried(values: Float64Array, exploration: Exploration, random: Random): number {
  const { uniform, softness } = exploration;
  if (uniform > 0 && random.unit() < uniform) return random.below(values.length);
  if (softness === 0) return bestAction(values, random);
  return sample(chancesOf(values, { uniform: 0, softness }), random);
}

/** A loop, because spreading a typed array into arguments is slow and this is an innermost line. */
export function highest(values: Float64Array): number {
  let most = values[0] as number;
  for (let a = 1; a < values.length; a++)
    if ((values[a] as number) > most) most = values[a] as number;
  return most;
}

/** The highest that is not the highest; −∞ when all are alike. */
function secondHighest(values: Float64Array, best: number): number {
  let second = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < values.length; a++) {
    const value = values[a] as number;
    if (value < best - 1e-9 && value > second) second = value;
  }
  return second;
}
