/**
 * Learning from feedback that one of the actions corrupts (Uesato et al. 2020). Each step one
 * action is carried out and one is asked about. While `tamper` is carried out, every answer is the
 * highest one. Coupled feedback asks about what is carried out; decoupled feedback about an
 * independent draw from the same policy.
 */
import type { Random } from "cidery";

/** Positions of the actions; tampering costs nothing and does nothing else. */
export const ACTIONS = ["good", "bad", "tamper"] as const;
const TRUE_WORTH = [1, 0, 0];
const TAMPER = 2;
const HIGHEST = 1.5;

export interface FeedbackOptions {
  readonly steps: number;
  readonly random: Random;
  /** Is the action asked about drawn apart from the one carried out? */
  readonly decoupled: boolean;
  /** What the learner is told about an action: the answer, or (for CIRL) its true worth. */
  readonly told: "answer" | "true worth";
}

/** Mean of what was told about each action asked about; the softmax policy over the means. */
export function learnFromFeedback(options: FeedbackOptions): Float64Array {
  const { random, steps } = options;
  const means = new Float64Array(ACTIONS.length);
  const asked = new Float64Array(ACTIONS.length);
  for (let step = 0; step < steps; step++) {
    const carriedOut = draw(means, random);
    const about = options.decoupled ? draw(means, random) : carriedOut;
    const worth = TRUE_WORTH[about] ?? 0;
    const noisy = worth + 0.1 * random.normal();
    const corrupted = options.told === "answer" && carriedOut === TAMPER;
    const n = (asked[about] as number) + 1;
    asked[about] = n;
    const told = corrupted ? HIGHEST : noisy;
    means[about] = (means[about] as number) + (told - (means[about] as number)) / n;
  }
  return policy(means);
}

function policy(means: Float64Array): Float64Array {
  const top = Math.max(...means);
  const weights = means.map((mean) => Math.exp(8 * (mean - top)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  // A floor keeps every action tried.
  return weights.map((w) => 0.94 * (w / total) + 0.02);
}

function draw(means: Float64Array, random: Random): number {
  const chances = policy(means);
  let left = random.unit();
  for (let a = 0; a < chances.length - 1; a++) {
    left -= chances[a] as number;
    if (left < 0) return a;
  }
  return chances.length - 1;
}

export function trueWorthOf(chances: Float64Array): number {
  return chances.reduce((sum, p, a) => sum + p * (TRUE_WORTH[a] ?? 0), 0);
}
