/**
 * Tabular temporal-difference learning: Q-learning (Watkins 1989), SARSA (Rummery & Niranjan 1994)
 * and expected SARSA share one loop and differ in what they expect of the next turn. The learning
 * rate of an action falls as one over a power of its visits, so that averages settle.
 *
 * Where an environment tells that a choice was replaced (an interruption), they learn about the
 * action that was done. Q-learning, which asks what the best next choice is worth, then learns as if it
 * were never interrupted; SARSA, which asks what was done next, learns what interruptions cost
 * (Orseau & Armstrong 2016, Safely Interruptible Agents).
 */
import type { Behaviour, Environment } from "../environments/environment.ts";
import type { Learner, Trained, TrainingOptions } from "./learner.ts";
import { bestAction, greedy, progressReporter, rowOf } from "./learner.ts";

/** What the next turn is worth, given its action values, the action that follows, and ε. */
type NextValue = (values: Float64Array, nextAction: number, exploration: number) => number;

/** Q-learning (Watkins and Dayan 1992): off-policy, tables by observation. */
export const qLearning: Learner = {
  id: "q_learning",
  title: "Q-learning",
  needs: "finitely many observations and actions",
  guarantees:
    "converges to optimal values when observations are Markov and every action is tried for ever; otherwise a heuristic",
  source: "Watkins 1989",
  train: (environment, options) =>
    trainByDifferences(environment, options, (values) => highest(values)),
};

/** Sarsa (Rummery and Niranjan 1994): on-policy, tables by observation. */
export const sarsa: Learner = {
  id: "sarsa",
  title: "SARSA",
  needs: "finitely many observations and actions",
  guarantees: "learns the values of the exploring policy it follows; optimal as exploration fades",
  source: "Rummery & Niranjan 1994",
  train: (environment, options) =>
    trainByDifferences(environment, options, (values, action) => values[action] as number),
};

/**
 * Expected Sarsa: as Sarsa, with the mean over the next action instead of the one drawn (van
 * Seijen et al. 2009).
 */
export const expectedSarsa: Learner = {
  id: "expected_sarsa",
  title: "Expected SARSA",
  needs: "finitely many observations and actions",
  guarantees: "as SARSA, with less variance",
  source: "van Seijen, van Hasselt, Whiteson & Wiering 2009",
  train: (environment, options) =>
    trainByDifferences(environment, options, (values, _action, exploration) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return (1 - exploration) * highest(values) + exploration * mean;
    }),
};

/** Values and visits of what was seen, what was done there, and what it paid. */
interface Turn {
  readonly row: Float64Array;
  readonly tried: Float64Array;
  readonly done: number;
  readonly reward: number;
}

function trainByDifferences(
  environment: Environment,
  options: TrainingOptions,
  nextValue: NextValue,
): Trained {
  const { random, discount = 1 } = options;
  const values = new Map<string, Float64Array>();
  const visits = new Map<string, Float64Array>();
  const report = progressReporter(options, () => greedy(values));
  let played = 0;
  for (; played < options.episodes && options.signal?.aborted !== true; played++) {
    const exploration = options.exploration ?? fading(played / options.episodes);
    const explorer = exploring(values, exploration);
    const episode = environment.begin(random);
    let total = 0;
    let seen = episode.observation;
    let action = seen === undefined ? 0 : explorer.choose(seen, episode.actionCount, random);
    /** The turn before waits for what is done at this one. */
    let before: Turn | undefined;
    const learn = ({ row, tried, done, reward }: Turn, target: number): void => {
      const n = (tried[done] as number) + 1;
      tried[done] = n;
      const rate = options.rate ?? 1 / n ** 0.75;
      row[done] = (row[done] as number) + rate * (reward + target - (row[done] as number));
    };
    while (seen !== undefined) {
      const row = rowOf(values, seen, episode.actionCount);
      const tried = rowOf(visits, seen, episode.actionCount);
      const reward = episode.act(action);
      const done = episode.executed ?? action;
      if (before !== undefined) learn(before, discount * nextValue(row, done, exploration));
      total += reward;
      seen = episode.observation;
      if (seen !== undefined) action = explorer.choose(seen, episode.actionCount, random);
      before = { row, tried, done, reward };
    }
    if (before !== undefined) learn(before, 0);
    report(played + 1, total);
  }
  return { behaviour: greedy(values), episodes: played, values };
}

/** A loop, because spreading a typed array into arguments is slow and this is the innermost line. */
function highest(values: Float64Array): number {
  let most = values[0] as number;
  for (let a = 1; a < values.length; a++)
    if ((values[a] as number) > most) most = values[a] as number;
  return most;
}

/** ε from 1 down to 0.05 over the first three quarters of training. */
function fading(done: number): number {
  return Math.max(0.05, 1 - done / 0.75);
}

function exploring(values: Map<string, Float64Array>, exploration: number): Behaviour {
  return {
    choose(observation, actionCount, random) {
      if (random.unit() < exploration) return random.below(actionCount);
      return bestAction(rowOf(values, observation, actionCount), random);
    },
  };
}
