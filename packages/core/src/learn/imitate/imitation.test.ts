/** Learning from demonstrations: frequencies, features that match, and the likelihood of whole courses by brute force. */
import { describe, expect, test } from "vitest";
import type { LabWorld } from "../index.ts";
import { Random } from "../../base/index.ts";
import {
  averageReturn,
  cartPole,
  cloneBehaviour,
  collected,
  inverseReinforcement,
  rewardsOf,
  rollout,
  softValueIteration,
  tabulate,
  worldEnvironment,
} from "../index.ts";

const SIDE = 3;

/** A square of cells walked for four turns; with slips, a move may stay where it is. */
function field(slip: number): LabWorld<number> {
  const moved = (cell: number, move: number): number => {
    const [x, y] = [cell % SIDE, Math.floor(cell / SIDE)];
    const right = [1, -1, 0, 0][move] ?? 0;
    const down = [0, 0, 1, -1][move] ?? 0;
    const to = (n: number): number => Math.max(0, Math.min(SIDE - 1, n));
    return to(y + down) * SIDE + to(x + right);
  };
  return {
    horizon: 4,
    limit: "end",
    initial: () => [{ state: 0, probability: 1 }],
    key: String,
    actionCount: () => 4,
    step: (cell, move) =>
      slip === 0
        ? [{ state: moved(cell, move), probability: 1 }]
        : [
            { state: moved(cell, move), probability: 1 - slip },
            { state: cell, probability: slip },
          ],
    reward: () => 0,
  };
}

const FEATURES = [
  (_cell: number, _move: number, next: number): number => Number(next === 8),
  (_cell: number, _move: number, next: number): number => Number(next === 4),
  (cell: number, _move: number, next: number): number => Number(cell === next),
];
const TRUE = [1.5, -2, 0.5];

describe("inverse reinforcement learning", () => {
  test.each([0, 0.3])(
    "recovers the features of a soft planner (slips %s), and its weights",
    (slip) => {
      const table = tabulate(field(slip));
      const features = FEATURES.map((feature) => rewardsOf(table, feature));
      const rewards = rewardsOf(table, (s, a, t) =>
        FEATURES.reduce((sum, feature, k) => sum + (TRUE[k] ?? 0) * feature(s, a, t), 0),
      );
      const { chances } = softValueIteration(table, rewards, { price: 1 });
      const shown = collected(table, chances, features);
      const learnt = inverseReinforcement(table, features, shown, { steps: 1500 });
      expect(learnt.mismatch).toBeLessThan(1e-4);
      // These three features are not bound to each other, so the weights themselves come back.
      for (const [k, weight] of TRUE.entries()) expect(learnt.weights[k]).toBeCloseTo(weight, 2);
    },
  );

  test("where nothing is left to chance a course is as likely as exp of what it is worth", () => {
    const table = tabulate(field(0));
    const features = FEATURES.map((feature) => rewardsOf(table, feature));
    const demonstrated = [0.3, 0.3, 0.8];
    const { weights, expected } = inverseReinforcement(table, features, demonstrated);
    // All 4⁴ courses, by brute force.
    let total = 0;
    const sums = [0, 0, 0];
    for (let course = 0; course < 256; course++) {
      let cell = 0;
      const own = [0, 0, 0];
      for (let turn = 0; turn < 4; turn++) {
        const move = Math.floor(course / 4 ** turn) % 4;
        const next = table.world.step(cell, move)[0]?.state ?? 0;
        for (const [k, feature] of FEATURES.entries())
          own[k] = (own[k] ?? 0) + feature(cell, move, next);
        cell = next;
      }
      const weight = Math.exp(own.reduce((sum, f, k) => sum + f * (weights[k] ?? 0), 0));
      total += weight;
      for (const [k, f] of own.entries()) sums[k] = (sums[k] ?? 0) + weight * f;
    }
    for (const [k, sum] of sums.entries()) {
      expect(expected[k]).toBeCloseTo(sum / total, 9);
      expect(expected[k]).toBeCloseTo(demonstrated[k] ?? 0, 3);
    }
  });

  test("from a few demonstrations: their features, less a penalty for weights", () => {
    const table = tabulate(field(0.2));
    const features = FEATURES.map((feature) => rewardsOf(table, feature));
    const shown = [4, 0, 0];
    const loose = inverseReinforcement(table, features, shown, { steps: 300 });
    const tight = inverseReinforcement(table, features, shown, { steps: 300, penalty: 1 });
    const size = ({ weights }: typeof loose): number => weights.reduce((sum, w) => sum + w * w, 0);
    // Nobody can be four times at a place that is two moves away: without a penalty the weights run off.
    expect(size(tight)).toBeLessThan(size(loose));
    expect(loose.mismatch).toBeGreaterThan(0.5);
  });

  test("lengths that disagree are refused", () => {
    const table = tabulate(field(0));
    expect(() => inverseReinforcement(table, [], [])).toThrow(/0 features/);
    expect(() => inverseReinforcement(table, [new Float64Array(2)], [1])).toThrow(/2 values for/);
  });
});

describe("behavioural cloning", () => {
  test("of keys it is the shares of what was done there", () => {
    const steps = ["a", "a", "a", "b"].map((observation, i) => ({
      observation,
      action: i === 0 ? 1 : 0,
      reward: 0,
    }));
    const options = { random: Random.seeded(1) };
    const { chances, loss, likeliest } = cloneBehaviour([{ steps, total: 0 }], options);
    expect([...chances("a", 2)]).toEqual([2 / 3, 1 / 3]);
    expect([...chances("c", 4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(loss).toBeCloseTo(-(2 * Math.log(2 / 3) + Math.log(1 / 3)) / 4, 12);
    expect(likeliest.choose("a", 2, Random.seeded(1))).toBe(0);
    const softer = cloneBehaviour([{ steps, total: 0 }], { ...options, prior: 1 });
    expect([...softer.chances("b", 2)]).toEqual([2 / 3, 1 / 3]);
  });

  test("it walks as a soft planner was seen to walk", () => {
    const world = field(0);
    const random = Random.seeded(2);
    const expert = { choose: (seen: string): number => (Number(seen) % SIDE < 2 ? 0 : 2) };
    const shown = Array.from({ length: 5 }, () => rollout(worldEnvironment(world), expert, random));
    const { likeliest } = cloneBehaviour(shown, { random });
    expect(rollout(worldEnvironment(world), likeliest, random)).toEqual(shown[0]);
  });

  test("of vectors: who balances a pole is followed, far better than chance", () => {
    const world = cartPole(200);
    const random = Random.seeded(3);
    const expert = {
      choose: ([place = 0, speed = 0, angle = 0, turning = 0]: Float64Array): number =>
        Number(0.1 * place + 0.3 * speed + 5 * angle + turning > 0),
    };
    const shown = Array.from({ length: 5 }, () => rollout(world, expert, random));
    expect(shown[0]?.total).toBe(200);
    const { likeliest, loss } = cloneBehaviour(shown, {
      random,
      ...(world.space === undefined ? {} : { space: world.space }),
    });
    expect(loss).toBeLessThan(0.3);
    expect(averageReturn(world, likeliest, 20, random).mean).toBeGreaterThan(150);
  });

  test("nothing demonstrated is refused", () => {
    expect(() => cloneBehaviour([], { random: Random.seeded(1) })).toThrow(/no step/);
  });
});
