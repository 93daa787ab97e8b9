/** Point-based planning against exact backward induction over beliefs, and known values. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Belief, LabWorld, PointBasedPlan, TabulatedWorld } from "../index.ts";
import { Random } from "../../base/index.ts";
import { beliefTreePlan, pointBasedValueIteration, rewardsOf, tabulate } from "../index.ts";

/** States 0 … n−1 of which only the remainder by `colours` is seen; everything from the seed. */
function hiddenWorld(
  seed: number,
  size: number,
  colours: number,
  horizon: number,
): LabWorld<number> {
  const random = Random.seeded(seed);
  const actions = 2 + random.below(2);
  const row = (): number[] => {
    const weights = Array.from({ length: size }, () => (random.unit() < 0.4 ? 0 : random.unit()));
    weights[random.below(size)] = 1;
    const total = weights.reduce((sum, w) => sum + w, 0);
    return weights.map((w) => w / total);
  };
  const chances = Array.from({ length: size * actions }, row);
  const pay = Array.from({ length: size * actions }, () => 2 * random.unit() - 1);
  const first = row();
  const ends = random.below(2) === 0;
  return {
    horizon,
    initial: () => first.map((probability, state) => ({ state, probability })),
    key: String,
    actionCount: (s) => (ends && s % colours === 0 ? 0 : actions),
    step: (s, a) =>
      (chances[s * actions + a] ?? []).map((probability, state) => ({ state, probability })),
    reward: (s, a, next) => (pay[s * actions + a] ?? 0) + 0.1 * next,
    observe: (s) => String(s % colours),
  };
}

/** What following a plan is worth, belief by belief. */
function worthOf(
  table: TabulatedWorld<number>,
  plan: PointBasedPlan,
  horizon: number,
  discount: number,
): number {
  const rewards = rewardsOf(table);
  const observe = table.world.observe ?? String;
  const group = (mass: ReadonlyMap<number, number>): [number, Belief][] => {
    const groups = new Map<string, [number, number][]>();
    for (const [s, p] of mass) {
      const seen = observe(table.states[s] as number);
      groups.set(seen, [...(groups.get(seen) ?? []), [s, p]]);
    }
    return [...groups.values()].map((members) => {
      const total = members.reduce((sum, [, p]) => sum + p, 0);
      return [total, members.map(([s, p]) => [s, p / total])];
    });
  };
  const from = (belief: Belief, turn: number): number => {
    const action = turn === horizon ? -1 : plan.choose(belief, turn);
    if (action < 0) return 0;
    let sum = 0;
    const mass = new Map<number, number>();
    for (const [s, p] of belief) {
      const row = (table.firstRow[s] as number) + action;
      for (let o = table.firstOutcome[row] ?? 0; o < (table.firstOutcome[row + 1] ?? 0); o++) {
        const chance = p * (table.probability[o] ?? 0);
        sum += chance * (rewards[o] ?? 0);
        mass.set(table.next[o] ?? 0, (mass.get(table.next[o] ?? 0) ?? 0) + chance);
      }
    }
    for (const [p, next] of group(mass)) sum += discount * p * from(next, turn + 1);
    return sum;
  };
  const start = new Map([...table.initial.entries()].filter(([, p]) => p > 0));
  return group(start).reduce((sum, [p, belief]) => sum + p * from(belief, 0), 0);
}

describe("with a last turn", () => {
  test("the bounds hold whenever it stops, and the plan is worth its lower bound", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom(0, 1, 5, 40),
        (seed, size, colours, horizon, maxBackups) => {
          const table = tabulate(hiddenWorld(seed, size, colours, horizon));
          const discount = seed % 2 === 0 ? 1 : 0.8;
          const exact = beliefTreePlan(table, { discount }).value;
          const plan = pointBasedValueIteration(table, { discount, maxBackups });
          expect(plan.lower).toBeLessThanOrEqual(exact + 1e-9);
          expect(plan.upper).toBeGreaterThanOrEqual(exact - 1e-9);
          expect(worthOf(table, plan, horizon, discount)).toBeGreaterThanOrEqual(plan.lower - 1e-9);
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  test("it converges to the exact value within the tolerance", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 6 }), (seed, size) => {
        const table = tabulate(hiddenWorld(seed, size, 2, 4));
        const exact = beliefTreePlan(table).value;
        const plan = pointBasedValueIteration(table, { tolerance: 1e-6 });
        expect(plan.converged).toBe(true);
        expect(Math.abs(plan.lower - exact)).toBeLessThanOrEqual(1.1e-6);
        expect(Math.abs(plan.upper - exact)).toBeLessThanOrEqual(1.1e-6);
      }),
      { seed: 2, numRuns: 40 },
    );
  });
});

test("for ever: between the value of many turns and what can still follow them", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const table = tabulate(hiddenWorld(seed, 4, 2, 6));
      const discount = 0.4;
      const exact = beliefTreePlan(table, { discount }).value;
      const most = Math.max(...rewardsOf(table).map(Math.abs));
      const rest = (most * discount ** 6) / (1 - discount);
      const plan = pointBasedValueIteration(table, {
        discount,
        horizon: Number.POSITIVE_INFINITY,
      });
      expect(plan.converged).toBe(true);
      expect(plan.lower).toBeLessThanOrEqual(exact + rest + 1e-9);
      expect(plan.upper).toBeGreaterThanOrEqual(exact - rest - 1e-9);
      expect(worthOf(table, plan, 6, discount)).toBeGreaterThanOrEqual(plan.lower - rest - 1e-9);
    }),
    { seed: 3, numRuns: 10 },
  );
});

describe("the tiger (Kaelbling, Littman & Cassandra 1998): listen at −1, right 85 %; +10, −100", () => {
  type Tiger = { readonly left: boolean; readonly heard: string };
  const either = (heard: string): { state: Tiger; probability: number }[] =>
    [true, false].map((left) => ({ state: { left, heard }, probability: 0.5 }));
  const table = tabulate<Tiger>({
    horizon: 3,
    initial: () => either(""),
    key: ({ left, heard }) => `${left},${heard}`,
    actionCount: () => 3,
    step: ({ left }, a) =>
      a === 0
        ? [true, false].map((hears) => ({
            state: { left, heard: hears ? "left" : "right" },
            probability: hears === left ? 0.85 : 0.15,
          }))
        : either(""),
    reward: ({ left }, a) => (a === 0 ? -1 : (a === 1) === left ? -100 : 10),
    observe: ({ heard }) => heard,
  });
  const forever = pointBasedValueIteration(table, {
    discount: 0.95,
    horizon: Number.POSITIVE_INFINITY,
    tolerance: 0.01,
  });

  test("for ever at a discount of 0.95 it is worth 19.37", () => {
    expect(forever.converged).toBe(true);
    expect(forever.lower).toBeLessThanOrEqual(19.3714);
    expect(forever.upper).toBeGreaterThanOrEqual(19.3713);
    expect(forever.upper - forever.lower).toBeLessThanOrEqual(0.01);
  });

  test("one report is not enough to open a door, two that agree are", () => {
    const said = (left: number): Belief => [
      [table.indexOf({ left: true, heard: "left" }), left],
      [table.indexOf({ left: false, heard: "left" }), 1 - left],
    ];
    expect(forever.choose(said(0.85))).toBe(0);
    expect(forever.choose(said(0.85 ** 2 / (0.85 ** 2 + 0.15 ** 2)))).toBe(2);
  });

  test("with turns to go it agrees with the belief tree", () => {
    for (const horizon of [1, 2, 3, 8]) {
      const exact = beliefTreePlan(table, { horizon }).value;
      const plan = pointBasedValueIteration(table, { horizon, tolerance: 1e-9 });
      expect(plan.lower).toBeCloseTo(exact, 8);
      expect(plan.upper).toBeCloseTo(exact, 8);
    }
  });
});

describe("kitchens with more recipes than a belief tree can hold", () => {
  const recipes = Array.from({ length: 8 }, (_, wanted) => wanted);

  test("meal choice with eight recipes: make dough, ask, bake what was heard", () => {
    type Meal = {
      readonly time: number;
      readonly wanted: number;
      /** −2 flour, −1 dough, then the pie that was baked, and 8 when it is eaten. */
      readonly kitchen: number;
      readonly heard: number;
    };
    const cooked = (kitchen: number, move: number): number => {
      if (kitchen >= 0) return 8;
      if (kitchen === -2) return move === 1 ? -1 : -2;
      return move >= 3 ? move - 3 : -1;
    };
    const table = tabulate<Meal>({
      horizon: 6,
      initial: () =>
        recipes.map((wanted) => ({
          state: { time: 0, wanted, kitchen: -2, heard: -1 },
          probability: wanted === 0 ? 0.3 : 0.1,
        })),
      key: ({ time, wanted, kitchen, heard }) => `${time},${wanted},${kitchen},${heard}`,
      actionCount: ({ time, kitchen }) => (kitchen === 8 || time >= 6 ? 0 : 11),
      step: ({ time, wanted, kitchen, heard }, move) => [
        {
          state: {
            time: time + 1,
            wanted,
            kitchen: cooked(kitchen, move),
            heard: move === 2 && time >= 1 ? wanted : heard,
          },
          probability: 1,
        },
      ],
      reward: ({ kitchen, wanted }, move, next) =>
        (next.kitchen !== 8 || kitchen === 8 ? 0 : kitchen === wanted ? 2 : -1) -
        (move === 2 ? 0.1 : 0),
      observe: ({ time, kitchen, heard }) => `${time},${kitchen},${heard}`,
    });
    const plan = pointBasedValueIteration(table, { discount: 0.99, tolerance: 1e-9 });
    // Dough at 0, the question at 1, the pie at 2, eaten at 3.
    const value = 2 * 0.99 ** 3 - 0.1 * 0.99;
    expect(plan.lower).toBeCloseTo(value, 8);
    expect(plan.upper).toBeCloseTo(value, 8);
  });

  test("noisy answers: asking again is found, and the gap is stated", () => {
    // A question is about one of three bits of the wanted recipe, answered soundly 9 times in 10.
    type Kitchen = {
      readonly wanted: number;
      readonly heard: "yes" | "no" | "";
      readonly done: boolean;
    };
    const answer = (wanted: number, bit: number): Kitchen["heard"] =>
      (wanted >> bit) % 2 === 1 ? "yes" : "no";
    const table = tabulate<Kitchen>({
      horizon: 20,
      initial: () =>
        recipes.map((wanted) => ({
          state: { wanted, heard: "", done: false },
          probability: 1 / 8,
        })),
      key: ({ wanted, heard, done }) => `${wanted},${heard},${done}`,
      actionCount: ({ done }) => (done ? 0 : 11),
      step: (state, a) =>
        a >= 3
          ? [{ state: { ...state, heard: "", done: true }, probability: 1 }]
          : (["yes", "no"] as const).map((heard) => ({
              state: { ...state, heard },
              probability: heard === answer(state.wanted, a) ? 0.9 : 0.1,
            })),
      reward: ({ wanted }, a) => (a < 3 ? -0.05 : a - 3 === wanted ? 2 : -1),
      observe: ({ heard, done }) => `${heard},${done}`,
    });
    const plan = pointBasedValueIteration(table, {
      discount: 0.99,
      horizon: Number.POSITIVE_INFINITY,
      maxBackups: 3000,
    });
    const askedOnce = -0.05 * (1 + 0.99 + 0.99 ** 2) + 0.99 ** 3 * (3 * 0.9 ** 3 - 1);
    expect(plan.lower).toBeGreaterThan(askedOnce);
    expect(plan.upper).toBeLessThan(2);
    expect(plan.converged).toBe(false);
    const start = recipes.map(
      (wanted) => [table.indexOf({ wanted, heard: "", done: false }), 1 / 8] as const,
    );
    expect(plan.choose(start)).toBeLessThan(3);
  });
});

test("without a last turn or a discount it refuses", () => {
  const table = tabulate(hiddenWorld(1, 2, 1, 2));
  const horizon = Number.POSITIVE_INFINITY;
  expect(() => pointBasedValueIteration(table, { horizon })).toThrow(/discount must be below 1/);
  expect(() => pointBasedValueIteration(table, { horizon: 1.5 })).toThrow(/1\.5/);
});
