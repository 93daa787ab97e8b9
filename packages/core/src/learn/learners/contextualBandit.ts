/**
 * A contextual bandit: every turn is a game of its own, its action judged by the reward until the
 * next turn only. Exact for models with one decision; short-sighted elsewhere, on purpose.
 */
import type { Learner } from "./learner.ts";
import { bestAction, byTable, greedy, progressReporter, rowOf } from "./learner.ts";

/** Learns the mean reward of each action in each context; for one decision per episode. */
export const contextualBandit: Learner = {
  id: "bandit",
  title: "Contextual bandit (ε-greedy)",
  needs: "finitely many observations and actions",
  guarantees:
    "converges to the optimum of a single decision; ignores what an action leads to later",
  source: "Auer, Cesa-Bianchi & Fischer 2002 (ε falling as in their ε_n-greedy)",
  train: byTable("the bandit", (environment, options) => {
    const { random } = options;
    const means = new Map<string, Float64Array>();
    const visits = new Map<string, Float64Array>();
    const report = progressReporter(options, () => greedy(means));
    let played = 0;
    for (; played < options.episodes && options.signal?.aborted !== true; played++) {
      const exploration = options.exploration ?? Math.max(0.05, Math.min(1, 50 / (played + 1)));
      const episode = environment.begin(random);
      let total = 0;
      for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
        const row = rowOf(means, seen, episode.actionCount);
        const tried = rowOf(visits, seen, episode.actionCount);
        const action =
          random.unit() < exploration ? random.below(episode.actionCount) : bestAction(row, random);
        const reward = episode.act(action);
        total += reward;
        const n = (tried[action] as number) + 1;
        tried[action] = n;
        row[action] =
          (row[action] as number) + (options.rate ?? 1 / n) * (reward - (row[action] as number));
      }
      report(played + 1, total);
    }
    return { behaviour: greedy(means), episodes: played, values: means };
  }),
};
