/**
 * Tabular temporal-difference learning: Q-learning (Watkins 1989), SARSA (Rummery & Niranjan 1994)
 * and expected SARSA share one loop and differ in what they expect of the next turn and in how they
 * explore (`exploring.ts`). The learning rate of an action after n visits is (H + 1) / (H + n), where H is how
 * many turns ahead matter: it stays near 1 until values have come through from the end, then averages settle
 * (Jin, Allen-Zhu, Bubeck & Jordan 2018, Is Q-learning Provably Efficient?).
 *
 * Where an episode was cut, what follows is worth what is expected there; where it ended, nothing.
 *
 * With several objectives (`Environment.objectives`) each has values of its own, every turn teaches all of
 * them, and the agent acts by the one it holds. Q-learning then expects what it could get if it stayed in
 * control (`presentGoalPlan`), SARSA what its later selves, who may hold another objective, will do
 * (`subgamePerfectPlan`).
 *
 * Where an environment tells that a choice was replaced (an interruption), they learn about the
 * action that was done. Q-learning, which asks what the best next choice is worth, then learns as if it
 * were never interrupted; SARSA, which asks what was done next, learns what interruptions cost
 * (Orseau & Armstrong 2016, Safely Interruptible Agents).
 */
import type { Environment, Episode } from "../environments/environment.ts";
import type { Learner, TrainedTable, TrainingOptions } from "./learner.ts";
import { byTable, discountOf, greedy, progressReporter } from "./learner.ts";
import type { Exploration, Follows } from "./exploring.ts";
import { chancesOf, explorationAfter, highest, tried } from "./exploring.ts";
import type { ActionRow } from "./actionTable.ts";
import { ActionTable } from "./actionTable.ts";

/** What the next turn is worth: by its action values, the action that follows, and the chance of each. */
type NextValue = (values: Float64Array, action: number, chances: () => Float64Array) => number;

/** Q-learning (Watkins and Dayan 1992): off-policy, tables by observation. */
export const qLearning: Learner = {
  id: "q_learning",
  title: "Q-learning",
  needs: "finitely many observations and actions",
  guarantees:
    "converges to optimal values when observations are Markov and every action is tried for ever; otherwise a heuristic",
  source: "Watkins 1989",
  train: byTable("Q-learning", (environment, options) =>
    trainByDifferences(environment, options, "the best choice", (values) => highest(values)),
  ),
};

/** Sarsa (Rummery and Niranjan 1994): on-policy, tables by observation. */
export const sarsa: Learner = {
  id: "sarsa",
  title: "SARSA",
  needs: "finitely many observations and actions",
  guarantees: "learns the values of the exploring policy it follows; optimal as exploration fades",
  source: "Rummery & Niranjan 1994",
  train: byTable("SARSA", (environment, options) =>
    trainByDifferences(
      environment,
      options,
      "its own choice",
      (values, action) => values[action] as number,
    ),
  ),
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
  train: byTable("Expected SARSA", (environment, options) =>
    trainByDifferences(environment, options, "its own choice", (values, _action, chances) =>
      chances().reduce((sum, chance, action) => sum + chance * (values[action] as number), 0),
    ),
  ),
};

function trainByDifferences(
  environment: Environment,
  options: TrainingOptions,
  follows: Follows,
  nextValue: NextValue,
): TrainedTable {
  const { random } = options;
  const discount = discountOf(environment, options);
  const { objectives = 1, horizon, cuts = false } = environment;
  // Ends within the horizon, or goes on for ever and fades by the discount.
  const ahead = cuts && discount < 1 ? 1 / (1 - discount) : Math.min(horizon, 1 / (1 - discount));
  const table = new ActionTable(objectives);
  let exploration: Exploration = explorationAfter(0, follows, options.exploration);
  // This is the innermost loop of much that is computed: nothing is made anew in it.
  let expected: Float64Array = new Float64Array();
  const chances = (): Float64Array => chancesOf(expected, exploration);
  const learn = (
    { values, visits }: ActionRow,
    done: number,
    worths: Float64Array,
    next?: ActionRow,
    nextAction = 0,
  ): void => {
    const n = (visits[done] as number) + 1;
    visits[done] = n;
    const rate = options.rate ?? (ahead + 1) / (ahead + n);
    if (next !== undefined) expected = next.values[next.held] as Float64Array;
    for (let k = 0; k < objectives; k++) {
      const own = values[k] as Float64Array;
      const after =
        next === undefined ? 0 : nextValue(next.values[k] as Float64Array, nextAction, chances);
      const target = (worths[k] as number) + discount * after;
      own[done] = (own[done] as number) + rate * (target - (own[done] as number));
    }
  };
  const report = progressReporter(options, () => greedy(table.valuesHeld()));
  let played = 0;
  for (; played < options.episodes && options.signal?.aborted !== true; played++) {
    exploration = explorationAfter(played / options.episodes, follows, options.exploration);
    const episode = environment.begin(random);
    let total = 0;
    // The turn before waits for what is done at this one: what was known there, what was done, what it was worth.
    let before: ActionRow | undefined;
    let doneBefore = 0;
    let worths = new Float64Array(objectives);
    let worthsBefore = new Float64Array(objectives);
    for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
      const row = table.rowOf(seen, episode.actionCount, episode.held);
      const action = tried(row.values[row.held] as Float64Array, exploration, random);
      const reward = episode.act(action);
      const done = episode.executed ?? action;
      if (before !== undefined) learn(before, doneBefore, worthsBefore, row, done);
      total += reward;
      writeWorths(episode, reward, worths);
      [before, doneBefore] = [row, done];
      [worths, worthsBefore] = [worthsBefore, worths];
    }
    if (before !== undefined) {
      const { cut } = episode;
      const beyond =
        cut === undefined ? undefined : table.rowOf(cut.observation, cut.actionCount, episode.held);
      const own = beyond?.values[beyond.held];
      const nextAction = own === undefined ? 0 : tried(own, exploration, random);
      learn(before, doneBefore, worthsBefore, beyond, nextAction);
    }
    report(played + 1, total);
  }
  const values = table.valuesHeld();
  return { behaviour: greedy(values), episodes: played, discount, values };
}

/** Of the last turn, by objective. */
function writeWorths(episode: Episode, reward: number, worths: Float64Array): void {
  if (worths.length === 1) {
    worths[0] = reward;
    return;
  }
  if (episode.worths?.length !== worths.length)
    throw new RangeError(
      `an environment with ${worths.length} objectives must say what each turn was worth by every one; it said ${episode.worths?.length ?? 0}`,
    );
  worths.set(episode.worths);
}
