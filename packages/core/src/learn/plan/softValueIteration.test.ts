/** Planning with a price on leaving a reference: closed form, perturbations, limits, and counts by simulation. */
import { describe, expect, test } from "vitest";
import type { LabWorld } from "../index.ts";
import { Random } from "../../base/index.ts";
import {
  finiteHorizonPlan,
  outcomeCounts,
  rewardsOf,
  softValueIteration,
  tabulate,
} from "../index.ts";

/** Three places, two or three actions, outcomes and rewards drawn by the seed. */
function world(seed: number): LabWorld<number> {
  const random = Random.seeded(seed);
  const rows = Array.from({ length: 9 }, () => {
    const a = random.unit();
    return {
      chances: [a, 1 - a],
      to: [random.below(3), random.below(3)],
      paid: 2 * random.normal(),
    };
  });
  return {
    horizon: 4,
    initial: () => [
      { state: 0, probability: 0.3 },
      { state: 1, probability: 0.7 },
    ],
    key: String,
    actionCount: (place) => 2 + (place % 2),
    step: (place, action) =>
      [0, 1].map((i) => ({
        state: rows[3 * place + action]?.to[i] ?? 0,
        probability: rows[3 * place + action]?.chances[i] ?? 0,
      })),
    reward: (place, action, next) => (rows[3 * place + action]?.paid ?? 0) + next,
  };
}

/** Expected reward less the price of the divergence from the reference, from the definition. */
function worth(
  table: ReturnType<typeof tabulate<number>>,
  chances: readonly Float64Array[],
  price: number,
  reference: Float64Array,
): number {
  const rewards = rewardsOf(table);
  let total = 0;
  for (let turn = 0; turn < chances.length; turn++) {
    const upTo = outcomeCounts(table, chances.slice(0, turn + 1));
    const before = outcomeCounts(table, chances.slice(0, turn));
    for (let row = 0; row + 1 < table.firstOutcome.length; row++)
      for (let o = table.firstOutcome[row] ?? 0; o < (table.firstOutcome[row + 1] ?? 0); o++) {
        const flow = (upTo[o] ?? 0) - (before[o] ?? 0);
        const chance = chances[turn]?.[row] ?? 0;
        if (flow === 0) continue;
        total += flow * ((rewards[o] ?? 0) - price * Math.log(chance / (reference[row] ?? 0)));
      }
  }
  return total;
}

function references(table: ReturnType<typeof tabulate<number>>, random: Random): Float64Array {
  const reference = new Float64Array(table.firstOutcome.length - 1);
  for (let s = 0; s < table.states.length; s++) {
    const [from, end] = [table.firstRow[s] ?? 0, table.firstRow[s + 1] ?? 0];
    let sum = 0;
    for (let row = from; row < end; row++) sum += reference[row] = 0.1 + random.unit();
    for (let row = from; row < end; row++) reference[row] = (reference[row] ?? 0) / sum;
  }
  return reference;
}

describe("planning with a price on leaving a reference", () => {
  test("its value is what its plan is worth, and no plan near it is worth more", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = Random.seeded(100 + seed);
      const table = tabulate(world(seed));
      const reference = references(table, random);
      const price = 0.2 + random.unit();
      const { chances, value } = softValueIteration(table, rewardsOf(table), { price, reference });
      expect(worth(table, chances, price, reference)).toBeCloseTo(value, 9);
      for (let n = 0; n < 10; n++) {
        const other = references(table, random);
        const moved = chances.map((row) => row.map((p, i) => 0.9 * p + 0.1 * (other[i] ?? 0)));
        expect(worth(table, moved, price, reference)).toBeLessThan(value);
      }
    }
  });

  test("for one decision it is the reference reweighted; nearly free it is the optimum", () => {
    const table = tabulate({
      ...world(5),
      horizon: 1,
      initial: () => [{ state: 1, probability: 1 }],
    });
    const rewards = rewardsOf(table);
    const { chances } = softValueIteration(table, rewards, { price: 0.7 });
    const from = table.firstRow[0] ?? 0;
    const paid = [0, 1, 2].map((a) => {
      let sum = 0;
      for (
        let o = table.firstOutcome[from + a] ?? 0;
        o < (table.firstOutcome[from + a + 1] ?? 0);
        o++
      )
        sum += (table.probability[o] ?? 0) * (rewards[o] ?? 0);
      return Math.exp(sum / 0.7);
    });
    const total = paid.reduce((sum, w) => sum + w, 0);
    for (const [a, weight] of paid.entries())
      expect(chances[0]?.[from + a]).toBeCloseTo(weight / total, 12);
    const whole = tabulate(world(6));
    const best = finiteHorizonPlan(whole, rewardsOf(whole)).value;
    expect(softValueIteration(whole, rewardsOf(whole), { price: 1e-4 }).value).toBeCloseTo(best, 2);
  });

  test("a price of 0 is refused", () => {
    const table = tabulate(world(1));
    expect(() => softValueIteration(table, rewardsOf(table), { price: 0 })).toThrow(/above 0/);
  });
});
