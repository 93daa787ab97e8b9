/** Reward networks: their gradient, the linear case against the convex fit, what bends, and what is not known. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SegmentComparison } from "../index.ts";
import { Random } from "../../base/index.ts";
import { fitBradleyTerry, fitRewardEnsemble, fitRewardNetwork } from "../index.ts";
import { weightCount } from "./layers.ts";
import { comparisonLoss } from "./rewardNetwork.ts";

/** Pairs of segments labelled with the chances that a reward of the steps gives. */
function labelled(
  reward: (step: readonly number[]) => number,
  pairs: number,
  random: Random,
  draw: () => number[],
  length = 3,
): SegmentComparison[] {
  return Array.from({ length: pairs }, () => {
    const [x, y] = [0, 1].map(() => Array.from({ length }, draw)) as [number[][], number[][]];
    const sum = (segment: number[][]): number =>
      segment.reduce((all, step) => all + reward(step), 0);
    const isFirst = random.unit() < 1 / (1 + Math.exp(sum(y) - sum(x)));
    return isFirst ? { preferred: x, other: y } : { preferred: y, other: x };
  });
}

describe("a reward from comparisons", () => {
  test("its gradient is that of its loss, by finite differences", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom([], [3], [3, 2]),
        fc.constantFrom(0, 0.2),
        (seed, hidden, randomShare) => {
          const random = Random.seeded(seed);
          const shape = { sizes: [2, ...hidden, 1], unit: "tanh" as const };
          const draw = (): number[] => [random.normal(), random.normal()];
          const pairs = labelled(([a = 0]) => a, 4, random, draw);
          const weights = Float64Array.from({ length: weightCount(shape) }, () => random.normal());
          const gradient = new Float64Array(weights.length);
          comparisonLoss(shape, weights, pairs, randomShare, gradient);
          for (const [at, slope] of gradient.entries()) {
            const moved = (by: number): number => {
              const there = weights.slice();
              there[at] = (there[at] ?? 0) + by;
              return comparisonLoss(shape, there, pairs, randomShare);
            };
            expect((moved(1e-6) - moved(-1e-6)) / 2e-6).toBeCloseTo(slope, 6);
          }
        },
      ),
      { seed: 3, numRuns: 30 },
    );
  });

  test("without hidden layers it is the convex fit of Bradley and Terry", () => {
    const random = Random.seeded(4);
    const draw = (): number[] => [random.normal(), random.normal()];
    const pairs = labelled(([a = 0, b = 0]) => a - 0.5 * b, 150, random, draw);
    const sums = pairs.map(({ preferred, other }) => ({
      preferred: [0, 1].map((k) => preferred.reduce((sum, step) => sum + (step[k] ?? 0), 0)),
      other: [0, 1].map((k) => other.reduce((sum, step) => sum + (step[k] ?? 0), 0)),
    }));
    const exact = fitBradleyTerry(sums, 2, { penalty: 0.01, steps: 2000 });
    const fit = fitRewardNetwork(pairs, {
      random,
      hidden: [],
      penalty: 0.01,
      steps: 2000,
      rate: 0.05,
    });
    expect(fit.weights[0]).toBeCloseTo(exact[0] ?? 0, 3);
    expect(fit.weights[1]).toBeCloseTo(exact[1] ?? 0, 3);
  });

  test("with a hidden layer it learns a reward that bends, which a linear one cannot", () => {
    const random = Random.seeded(5);
    const bends = ([a = 0]: readonly number[]): number => 4 * Math.abs(a);
    const pairs = labelled(bends, 250, random, () => [2 * random.unit() - 1]);
    const apart = (hidden: readonly number[]): number => {
      const { reward } = fitRewardNetwork(pairs, { random: Random.seeded(1), hidden, batch: 32 });
      return (reward([0.9]) + reward([-0.9])) / 2 - reward([0]);
    };
    expect(apart([12])).toBeGreaterThan(1.5);
    expect(Math.abs(apart([]))).toBeLessThan(1e-9);
  });

  test("the rewards of the steps compared have mean 0", () => {
    const random = Random.seeded(6);
    const pairs = labelled(
      ([a = 0]) => a,
      40,
      random,
      () => [random.normal()],
    );
    const { reward } = fitRewardNetwork(pairs, { random, steps: 50 });
    const steps = pairs.flatMap(({ preferred, other }) => [...preferred, ...other]);
    expect(steps.reduce((sum, step) => sum + reward(step), 0)).toBeCloseTo(0, 9);
  });

  test("an ensemble disagrees more where nothing was compared", () => {
    const random = Random.seeded(7);
    const pairs = labelled(
      ([a = 0]) => 3 * a,
      100,
      random,
      () => [random.unit()],
    );
    const { members, spread, reward } = fitRewardEnsemble(pairs, 5, {
      random,
      batch: 32,
      steps: 200,
    });
    expect(members).toHaveLength(5);
    expect(spread([6])).toBeGreaterThan(2 * spread([0.5]));
    expect(reward([0.9])).toBeGreaterThan(reward([0.1]));
  });

  test("nothing to compare, uneven features and no members are refused", () => {
    const random = Random.seeded(1);
    expect(() => fitRewardNetwork([], { random })).toThrow(/no steps/);
    const uneven = [{ preferred: [[1, 2]], other: [[1]] }];
    expect(() => fitRewardNetwork(uneven, { random })).toThrow(/1 features where another has 2/);
    expect(() =>
      fitRewardNetwork([{ preferred: [[Number.NaN]], other: [[1]] }], { random }),
    ).toThrow(/NaN/);
    expect(() => fitRewardEnsemble(uneven, 0, { random })).toThrow(/at least one/);
  });
});
