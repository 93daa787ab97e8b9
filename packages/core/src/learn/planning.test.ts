/** Planners against answers computed by hand or by trying every policy. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LabWorld } from "./index.ts";
import { Random } from "../base/index.ts";
import {
  beliefTreePlan,
  evaluatePlan,
  finiteHorizonPlan,
  greedy,
  presentGoalPlan,
  qLearning,
  rewardsOf,
  rollout,
  subgamePerfectPlan,
  tableEnvironment,
  tabulate,
  valueIteration,
  worldEnvironment,
} from "./index.ts";

/** States 0 … n−1; each action's outcomes and pay from the seed. */
function randomWorld(
  seed: number,
  states: number,
  actions: number,
  horizon: number,
): LabWorld<number> {
  const random = Random.seeded(seed);
  const table = Array.from({ length: states * actions }, () => {
    const weights = Array.from({ length: states }, () => random.unit());
    const total = weights.reduce((sum, w) => sum + w, 0);
    return weights.map((w) => w / total);
  });
  const pay = Array.from({ length: states * actions }, () => random.unit());
  return {
    horizon,
    initial: () => [{ state: 0, probability: 1 }],
    key: String,
    actionCount: () => actions,
    step: (s, a) =>
      (table[s * actions + a] ?? []).map((probability, state) => ({ state, probability })),
    reward: (s, a) => pay[s * actions + a] ?? 0,
  };
}

/** Largest expected total over all rules of all turns, by trying each. */
function bruteForce(world: LabWorld<number>, states: number, actions: number): number {
  const best = (s: number, left: number): number => {
    if (left === 0) return 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < actions; a++) {
      let sum = 0;
      for (const { state, probability } of world.step(s, a))
        sum += probability * (world.reward(s, a, state) + best(state, left - 1));
      most = Math.max(most, sum);
    }
    return most;
  };
  expect(states).toBeGreaterThan(0);
  return best(0, world.horizon);
}

describe("planning in worlds", () => {
  test("backward induction finds the best value, and the plan is worth it", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), (seed, horizon) => {
        const world = randomWorld(seed, 3, 2, horizon);
        const table = tabulate(world);
        const rewards = rewardsOf(table);
        const plan = finiteHorizonPlan(table, rewards);
        expect(plan.value).toBeCloseTo(bruteForce(world, 3, 2), 9);
        expect(evaluatePlan(table, plan, [rewards])[0]).toBeCloseTo(plan.value, 9);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("value iteration satisfies the optimality equation", () => {
    const table = tabulate(randomWorld(5, 6, 3, 1));
    const rewards = rewardsOf(table);
    const { values, converged } = valueIteration(table, rewards, { discount: 0.9 });
    expect(converged).toBe(true);
    const long = finiteHorizonPlan(table, rewards, { horizon: 400, discount: 0.9 });
    for (const [s, v] of values.entries()) expect(v).toBeCloseTo(long.values[0]?.[s] ?? 0, 7);
  });

  test("Q-learning in the world agrees with the planner within 2 %", () => {
    const world: LabWorld<number> = {
      ...randomWorld(3, 3, 2, 4),
      key: String,
    };
    // The turn is part of what is seen, so that the learner's policies are the planner's.
    const timed: LabWorld<readonly [number, number]> = {
      horizon: 4,
      limit: "end",
      initial: () => [{ state: [0, 0], probability: 1 }],
      key: ([s, t]) => `${s},${t}`,
      actionCount: ([, t]) => (t < 4 ? 2 : 0),
      step: ([s, t], a) =>
        world.step(s, a).map(({ state, probability }) => ({ state: [state, t + 1], probability })),
      reward: ([s], a, [next]) => world.reward(s, a, next),
    };
    const table = tabulate(timed);
    const optimum = finiteHorizonPlan(table, rewardsOf(table)).value;
    const { values } = qLearning.train(worldEnvironment(timed), {
      episodes: 20_000,
      random: Random.seeded(1),
    });
    const learnt = greedy(values ?? new Map());
    const random = Random.seeded(2);
    const choice = Array.from({ length: 4 }, () =>
      Int32Array.from(table.states, (state) => learnt.choose(timed.key(state), 2, random)),
    );
    const [value = 0] = evaluatePlan(table, { choice }, [rewardsOf(table)]);
    expect(value).toBeGreaterThan(0.98 * optimum);
  });

  test("a rollout gets what the plan promises in a world without chance", () => {
    const world: LabWorld<number> = {
      horizon: 3,
      initial: () => [{ state: 0, probability: 1 }],
      key: String,
      actionCount: () => 2,
      step: (s, a) => [{ state: s + a, probability: 1 }],
      reward: (s, a) => (a === 1 ? s : 0.5),
    };
    const { total } = rollout(worldEnvironment(world), { choose: () => 1 }, Random.seeded(1));
    expect(total).toBe(3);
  });

  test("a world that forgets a share of probability is refused", () => {
    const world = randomWorld(1, 2, 1, 1);
    expect(() => tabulate({ ...world, step: () => [{ state: 0, probability: 0.5 }] })).toThrow(
      /total probability 0.5/,
    );
  });

  test("so is one whose chances are negative or no numbers, or that does not certainly begin", () => {
    const world = randomWorld(1, 2, 1, 1);
    const to = (...chances: readonly number[]): LabWorld<number> => ({
      ...world,
      step: () => chances.map((probability, state) => ({ state, probability })),
    });
    expect(() => tabulate(to(-1, 2))).toThrow("action 0 in state 0 has probability -1");
    expect(() => tabulate(to(Number.NaN, 1))).toThrow("total probability NaN");
    const initial = () => [{ state: 0, probability: 0.3 }];
    expect(() => tabulate({ ...world, initial })).toThrow(
      "the initial states have total probability 0.3",
    );
  });

  test("a reward that is not a number is refused, and not taken for the least", () => {
    const table = tabulate(randomWorld(1, 2, 1, 1));
    expect(() => rewardsOf(table, () => Number.NaN)).toThrow(
      "the reward of action 0 in state 0 is not a number",
    );
  });
});

describe("changing goals", () => {
  /**
   * Turn 1: keep the goal or let it change. Turn 2: take a or b. Goal 0 pays 1 for a, goal 1 for
   * b; letting it change pays 0.5 at once under both.
   */
  type S = { readonly turn: number; readonly goal: number };
  const world: LabWorld<S> = {
    horizon: 2,
    initial: () => [{ state: { turn: 1, goal: 0 }, probability: 1 }],
    key: ({ turn, goal }) => `${turn},${goal}`,
    actionCount: ({ turn }) => (turn < 3 ? 2 : 0),
    step: ({ turn, goal }, a) => [
      { state: { turn: turn + 1, goal: turn === 1 ? a : goal }, probability: 1 },
    ],
    reward: () => 0,
  };
  const table = tabulate(world);
  const worth =
    (goal: number) =>
    (state: S, a: number): number =>
      state.turn === 1 ? 0.5 * a : Number(a === goal);
  const goals = {
    evaluatorOf: Int32Array.from(table.states, ({ goal }) => goal),
    rewards: [rewardsOf(table, worth(0)), rewardsOf(table, worth(1))],
  };
  const first = table.indexOf({ turn: 1, goal: 0 });

  test("an agent that expects its later selves keeps its goal", () => {
    expect(subgamePerfectPlan(table, goals).choice[0]?.[first]).toBe(0);
  });

  test("an agent that ignores them takes what pays at once, and then follows the new goal", () => {
    const plan = presentGoalPlan(table, goals);
    expect(plan.choice[0]?.[first]).toBe(1);
    expect(plan.choice[1]?.[table.indexOf({ turn: 2, goal: 1 })]).toBe(1);
  });

  test("with one goal both are ordinary optimal plans", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = tabulate(randomWorld(seed, 3, 2, 4));
        const rewards = rewardsOf(random);
        const one = { evaluatorOf: new Int32Array(3), rewards: [rewards] };
        const best = finiteHorizonPlan(random, rewards).value;
        for (const plan of [subgamePerfectPlan(random, one), presentGoalPlan(random, one)])
          expect(evaluatePlan(random, plan, [rewards])[0]).toBeCloseTo(best, 9);
      }),
      { seed: 2, numRuns: 20 },
    );
  });
});

describe("hidden states", () => {
  /** The tiger (Kaelbling, Littman & Cassandra 1998): listen at −1, right 85 %; ±10, −100. */
  type Tiger = { readonly left: boolean; readonly heard: string };
  const tiger: LabWorld<Tiger> = {
    horizon: 2,
    initial: () => [true, false].map((left) => ({ state: { left, heard: "" }, probability: 0.5 })),
    key: ({ left, heard }) => `${left},${heard}`,
    actionCount: () => 3,
    step: ({ left }, a) =>
      a === 0
        ? [true, false].map((hears) => ({
            state: { left, heard: hears ? "left" : "right" },
            probability: hears === left ? 0.85 : 0.15,
          }))
        : [true, false].map((next) => ({ state: { left: next, heard: "" }, probability: 0.5 })),
    reward: ({ left }, a) => (a === 0 ? -1 : (a === 1) === left ? -100 : 10),
    observe: ({ heard }) => heard,
  };

  test("the tiger's exact values", () => {
    const table = tabulate(tiger);
    expect(beliefTreePlan(table, { horizon: 1 }).value).toBeCloseTo(-1, 12);
    expect(beliefTreePlan(table, { horizon: 2 }).value).toBeCloseTo(-2, 12);
    // Two agreeing reports (probability .745) make opening worth 6.67…; else listen on.
    const agreeing = 0.85 ** 2 + 0.15 ** 2;
    const open = (10 * 0.85 ** 2 - 100 * 0.15 ** 2) / agreeing;
    const three = -2 + agreeing * open + (1 - agreeing) * -1;
    expect(beliefTreePlan(table, { horizon: 3 }).value).toBeCloseTo(three, 12);
  });

  test("when everything is seen it is ordinary planning", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const table = tabulate(randomWorld(seed, 3, 2, 3));
        const best = finiteHorizonPlan(table, rewardsOf(table)).value;
        expect(beliefTreePlan(table).value).toBeCloseTo(best, 9);
      }),
      { seed: 3, numRuns: 20 },
    );
  });
});

test("Q-learning with one objective per goal learns what planning for the present goal plans", () => {
  for (const seed of [11, 12, 13]) {
    const world = randomWorld(seed, 4, 2, 30);
    const table = tabulate(world);
    const paid = rewardsOf(table);
    const goals = {
      evaluatorOf: Int32Array.from(table.states, (s) => s % 2),
      rewards: [paid, paid.map((worth) => 1 - worth)],
    };
    const random = Random.seeded(1);
    const { behaviour } = qLearning.train(tableEnvironment(table, { rewards: goals }), {
      episodes: 3000,
      random,
      discount: 0.9,
    });
    const learnt = table.states.map((state) => behaviour.choose(world.key(state), 2, random));
    for (const [goal, rewards] of goals.rewards.entries()) {
      const { choice } = valueIteration(table, rewards, { discount: 0.9 });
      for (const [s, own] of goals.evaluatorOf.entries())
        if (own === goal) expect(learnt[s]).toBe(choice[s]);
    }
  }
});
