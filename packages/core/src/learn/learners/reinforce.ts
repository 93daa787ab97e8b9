/**
 * REINFORCE (Williams 1992): a softmax policy per observation, pushed up the gradient of the return
 * with the mean return at the observation as baseline. Follows the gradient of its own policy, so
 * it needs no Markov observations, but may stop at a local optimum.
 */
import type { Behaviour } from "../environments/environment.ts";
import type { Learner } from "./learner.ts";
import { byTable, discountOf, progressReporter, rowOf } from "./learner.ts";
import { rollout } from "../environments/environment.ts";
import { sample } from "../environments/sample.ts";

/** REINFORCE (Williams 1992): a softmax policy that follows the gradient of its return. */
export const reinforce: Learner = {
  id: "reinforce",
  title: "REINFORCE",
  needs: "finitely many observations and actions",
  guarantees: "climbs the expected return of its policy to a local optimum, for any observations",
  source: "Williams 1992",
  train: byTable("REINFORCE", (environment, options) => {
    const { random } = options;
    const discount = discountOf(environment, options);
    const preferences = new Map<string, Float64Array>();
    const baselines = new Map<string, Baseline>();
    const report = progressReporter(options, () => likeliest(preferences));
    const acting = softmaxBehaviour(preferences);
    let played = 0;
    for (; played < options.episodes && options.signal?.aborted !== true; played++) {
      const { steps, total, cut } = rollout(environment, acting, random);
      const rate = options.rate ?? 0.5 / Math.sqrt(1 + played / 200);
      // Where it was cut the usual return there stands for what would have followed.
      let following = cut === undefined ? 0 : (baselines.get(cut.observation)?.mean ?? 0);
      for (let t = steps.length - 1; t >= 0; t--) {
        const { observation, action, reward } = steps[t] as (typeof steps)[number];
        following = reward + discount * following;
        const baseline = baselines.get(observation) ?? { mean: 0, square: 0, count: 0 };
        baselines.set(observation, baseline);
        const advantage = standardised(baseline, following);
        push(preferences.get(observation), action, rate * advantage);
      }
      report(played + 1, total);
    }
    return { behaviour: likeliest(preferences), episodes: played, discount };
  }),
};

/** Running moments of the returns that followed an observation. */
interface Baseline {
  mean: number;
  square: number;
  count: number;
}

/** How far a return is above what is usual here, in spreads, so that units do not matter. */
function standardised(baseline: Baseline, following: number): number {
  const surprise = baseline.count === 0 ? 0 : following - baseline.mean;
  baseline.count++;
  const share = 1 / Math.min(baseline.count, 200);
  baseline.mean += surprise * share + (baseline.count === 1 ? following : 0);
  baseline.square += (surprise * surprise - baseline.square) * share;
  const spread = Math.sqrt(baseline.square);
  return spread === 0 ? 0 : Math.max(-3, Math.min(3, surprise / spread));
}

function push(row: Float64Array | undefined, action: number, amount: number): void {
  if (row === undefined) return;
  const chances = softmax(row);
  for (let a = 0; a < row.length; a++) {
    const moved = (row[a] as number) + amount * ((a === action ? 1 : 0) - (chances[a] as number));
    // Beyond ±30 a softmax is deterministic; the bound keeps it able to change its mind.
    row[a] = Math.max(-30, Math.min(30, moved));
  }
}

/** Probabilities proportional to exp(row). */
export function softmax(row: Float64Array): Float64Array {
  const highest = Math.max(...row);
  const weights = row.map((x) => Math.exp(x - highest));
  const sum = weights.reduce((s, w) => s + w, 0);
  return weights.map((w) => w / sum);
}

function softmaxBehaviour(preferences: Map<string, Float64Array>): Behaviour {
  return {
    choose(observation, actionCount, random) {
      return sample(softmax(rowOf(preferences, observation, actionCount)), random);
    },
  };
}

function likeliest(preferences: ReadonlyMap<string, Float64Array>): Behaviour {
  return {
    choose(observation, actionCount, random) {
      const row = preferences.get(observation);
      if (row === undefined) return random.below(actionCount);
      return row.indexOf(Math.max(...row));
    },
  };
}
