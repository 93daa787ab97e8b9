/**
 * Learners with networks and by populations: against the exact planner on random small worlds, on vectors, and
 * the price of leaving a reference against its closed form.
 */
import { describe, expect, test } from "vitest";
import type {
  Environment,
  Episode,
  LabWorld,
  Learner,
  Observation,
  TabulatedWorld,
} from "../index.ts";
import { Random } from "../../base/index.ts";
import {
  averageReturn,
  cartPole,
  cem,
  deepQ,
  dqn,
  evaluatePlan,
  finiteHorizonPlan,
  fitLogistic,
  groupRelative,
  grpo,
  ppo,
  rewardsOf,
  softValueIteration,
  tabulate,
  worldEnvironment,
} from "../index.ts";

const LEARNERS = [dqn, ppo, grpo, cem];

interface Here {
  readonly turn: number;
  readonly place: number;
}

const TURNS = 3;
const PLACES = 3;

/** Chance moves between three places for three turns; where one goes and what is paid is drawn by the seed. */
function randomWorld(seed: number): LabWorld<Here> {
  const random = Random.seeded(seed);
  const rows = Array.from({ length: PLACES * 2 }, () => {
    const [a, b] = [random.unit(), random.unit()];
    return { chances: [a * b, a * (1 - b), 1 - a], paid: random.normal() };
  });
  return {
    horizon: TURNS,
    limit: "end",
    initial: () => [{ state: { turn: 0, place: 0 }, probability: 1 }],
    key: ({ turn, place }) => `${turn} ${place}`,
    actionCount: ({ turn }) => (turn === TURNS ? 0 : 2),
    step: ({ turn, place }, action) =>
      (rows[2 * place + action]?.chances ?? []).map((probability, to) => ({
        state: { turn: turn + 1, place: to },
        probability,
      })),
    reward: ({ place }, action) => rows[2 * place + action]?.paid ?? 0,
  };
}

/** What the learnt rule is worth, exactly. */
function learntValue(
  learner: Learner,
  table: TabulatedWorld<Here>,
  seed: number,
  episodes: number,
): number {
  const random = Random.seeded(seed);
  const { behaviour } = learner.train(worldEnvironment(table.world), { episodes, random });
  const chosen = Int32Array.from(table.states, (state) =>
    table.world.actionCount(state) === 0 ? -1 : behaviour.choose(table.world.key(state), 2, random),
  );
  const choice = Array.from({ length: TURNS }, () => chosen);
  return evaluatePlan(table, { choice }, [rewardsOf(table)])[0] ?? Number.NaN;
}

describe.each(LEARNERS.map((learner) => [learner.id, learner] as const))("%s", (_id, learner) => {
  test("comes within a twentieth of the exact optimum on random small worlds", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const table = tabulate(randomWorld(seed));
      const rewards = rewardsOf(table);
      const best = finiteHorizonPlan(table, rewards).value;
      const worst = -finiteHorizonPlan(
        table,
        rewards.map((r) => -r),
      ).value;
      const missed = (best - learntValue(learner, table, seed, 3000)) / (best - worst);
      expect(missed, `world ${seed}`).toBeLessThan(0.05);
    }
  });

  test("the unit of reward makes no difference", () => {
    const world = randomWorld(2);
    const value = (factor: number): number =>
      learntValue(
        learner,
        tabulate({ ...world, reward: (s, a, t) => factor * world.reward(s, a, t) }),
        1,
        400,
      ) / factor;
    expect(value(1000)).toBeCloseTo(value(0.001), 9);
  });

  test("the same seed learns the same; a limit and a stop are heeded", () => {
    const table = tabulate(randomWorld(4));
    expect(learntValue(learner, table, 9, 200)).toBe(learntValue(learner, table, 9, 200));
    let polls = 0;
    const signal = {
      get aborted(): boolean {
        return ++polls > 40;
      },
    };
    const options = { episodes: 1e6, random: Random.seeded(1), signal };
    expect(learner.train(worldEnvironment(randomWorld(1)), options).episodes).toBeLessThan(400);
  });

  test("on vectors it walks to where it is paid, which no single turn shows", () => {
    const { behaviour } = learner.train(corridor(), { episodes: 300, random: Random.seeded(2) });
    const { mean } = averageReturn(corridor(), behaviour, 20, Random.seeded(3));
    expect(mean).toBeCloseTo(10 - 0.1 * 5, 9);
  });
});

/** Seven places in a row, shown as a vector: a step costs 0.1, the right end pays 10, the left end 1. */
function corridor(): Environment<Float64Array> {
  return {
    horizon: 30,
    space: { shape: [2], low: [-3, 0], high: [3, 1] },
    begin: (): Episode<Float64Array> => {
      let [place, turn] = [-1, 0];
      const isOver = (): boolean => Math.abs(place) > 3 || turn >= 30;
      return {
        get observation() {
          return isOver() ? undefined : Float64Array.of(place, 1);
        },
        get actionCount() {
          return isOver() ? 0 : 2;
        },
        act(action) {
          turn++;
          place += action === 1 ? 1 : -1;
          return (place > 3 ? 10 : place < -3 ? 1 : 0) - 0.1;
        },
      };
    },
  };
}

test("a cart's pole is balanced: the published threshold of 195 of 200 turns", () => {
  for (const [learner, episodes] of [
    [ppo, 60],
    [cem, 800],
  ] as const) {
    const { behaviour } = learner.train(cartPole(200), { episodes, random: Random.seeded(1) });
    const { mean } = averageReturn(cartPole(200), behaviour, 100, Random.seeded(2));
    expect(mean, learner.id).toBeGreaterThanOrEqual(195);
  }
});

describe("the price of leaving a reference", () => {
  const PAID = [1, 0.5, 0, -1];
  const bandit: LabWorld<string> = {
    horizon: 1,
    limit: "end",
    initial: () => [{ state: "start", probability: 1 }],
    key: (state) => state,
    actionCount: (state) => (state === "start" ? 4 : 0),
    step: () => [{ state: "over", probability: 1 }],
    reward: (_state, action) => PAID[action] ?? 0,
  };

  test.each([
    [0.3, [0.25, 0.25, 0.25, 0.25]],
    [1, [0.1, 0.2, 0.3, 0.4]],
    [0.5, [0.05, 0.05, 0.1, 0.8]],
  ])("at %s a nat the bandit learns π₀ · exp(r / λ)", (price, reference) => {
    const learner = groupRelative({ price, reference: () => reference });
    const { chances } = learner.train(worldEnvironment(bandit), {
      episodes: 30_000,
      random: Random.seeded(1),
    });
    const weights = PAID.map((paid, a) => (reference[a] ?? 0) * Math.exp(paid / price));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const learnt = chances?.("start", 4) ?? new Float64Array(4);
    for (const [a, weight] of weights.entries())
      expect(learnt[a], `action ${a}`).toBeCloseTo(weight / total, 1.6);
  });

  test("over several turns it learns the plan of soft value iteration", () => {
    const table = tabulate(randomWorld(3));
    const price = 0.8;
    const plan = softValueIteration(table, rewardsOf(table), { price });
    const { chances } = groupRelative({ price }).train(worldEnvironment(table.world), {
      episodes: 30_000,
      random: Random.seeded(1),
    });
    let compared = 0;
    for (const [s, state] of table.states.entries()) {
      if (state.turn === TURNS) continue;
      const learnt = chances?.(table.world.key(state), 2)[0] ?? Number.NaN;
      const exact = plan.chances[state.turn]?.[table.firstRow[s] as number] ?? Number.NaN;
      expect(Math.abs(learnt - exact), `${state.turn} ${state.place}`).toBeLessThan(0.06);
      compared++;
    }
    expect(compared).toBe(7);
  });

  test("what pays only in the end is found at a small price: it comes down from a large one", () => {
    /** Left pays 0.6 at once; right pays 1 for one of 64 ways to go on, and nothing for the others. */
    const late: LabWorld<string> = {
      horizon: 2,
      limit: "end",
      initial: () => [{ state: "start", probability: 1 }],
      key: (state) => state,
      actionCount: (state) => ({ start: 2, right: 64 })[state] ?? 0,
      step: (state, action) => [
        { state: state === "start" && action === 1 ? "right" : "over", probability: 1 },
      ],
      reward: (state, action) =>
        state === "right" ? Number(action === 5) : action === 0 ? 0.6 : 0,
    };
    // Right is worth λ · log((e^(1/λ) + 63) / 64) = 0.79 at this price, and less than left before anything is known.
    for (let seed = 1; seed <= 5; seed++) {
      const { chances } = groupRelative({ price: 0.05 }).train(worldEnvironment(late), {
        episodes: 20_000,
        random: Random.seeded(seed),
      });
      expect(chances?.("start", 2)[1], `seed ${seed}`).toBeGreaterThan(0.8);
    }
  });

  test("by a number that describes them, a normal policy learns to move its mean by 1 / λ", () => {
    const places = Array.from({ length: 41 }, (_, i) => (i - 20) / 2);
    const densities = places.map((x) => Math.exp((-x * x) / 2));
    const total = densities.reduce((sum, density) => sum + density, 0);
    const line: LabWorld<string> = {
      ...bandit,
      actionCount: (state) => (state === "start" ? places.length : 0),
      reward: (_state, action) => places[action] ?? 0,
    };
    const learner = groupRelative({
      price: 0.4,
      reference: () => densities.map((density) => density / total),
      features: places.map((x) => [x]),
    });
    const { chances } = learner.train(worldEnvironment(line), {
      episodes: 20_000,
      random: Random.seeded(1),
    });
    const learnt = chances?.("start", places.length) ?? new Float64Array(places.length);
    // π₀ · exp(x / λ): mean 1 / λ = 2.5 and the reference's spread, where hardly anything is drawn before learning.
    const mean = learnt.reduce((sum, p, i) => sum + p * (places[i] as number), 0);
    const square = learnt.reduce((sum, p, i) => sum + p * ((places[i] as number) - mean) ** 2, 0);
    expect(Math.abs(mean - 2.5)).toBeLessThan(0.1);
    expect(square).toBeCloseTo(1, 3);
    // What was never met is said as before.
    expect(chances?.("elsewhere", places.length)[20]).toBeCloseTo(1 / total, 12);
  });

  test("a group of one has nothing to be compared with", () => {
    expect(() => groupRelative({ group: 1 })).toThrow(/needs 2/);
  });
});

test("hidden layers of one's own are used: without any, nothing bends", () => {
  /** Paid for telling whether two signs differ: no linear value does. */
  const odd: Environment<Float64Array> = {
    horizon: 1,
    space: { shape: [2], low: -1, high: 1 },
    begin: (random): Episode<Float64Array> => {
      let seen: Float64Array | undefined = Float64Array.of(
        2 * random.below(2) - 1,
        2 * random.below(2) - 1,
      );
      const differs = seen[0] !== seen[1];
      return {
        get observation() {
          return seen;
        },
        actionCount: 2,
        act(action) {
          seen = undefined;
          return (action === 1) === differs ? 1 : 0;
        },
      };
    },
  };
  const share = (hidden: readonly number[]): number => {
    const { behaviour } = deepQ({ hidden }).train(odd, {
      episodes: 1500,
      random: Random.seeded(1),
    });
    return averageReturn(odd, behaviour, 200, Random.seeded(2)).mean;
  };
  expect(share([16, 8])).toBe(1);
  expect(share([])).toBeLessThan(0.9);
});

test.each([grpo, ppo])("$id hands its policy of chances to whoever looks on the way", (learner) => {
  const table = tabulate(randomWorld(3));
  let last: Float64Array | undefined;
  const { chances } = learner.train(worldEnvironment(table.world), {
    episodes: 64,
    random: Random.seeded(4),
    onCheckpoint(_done, _behaviour, now) {
      last = now?.("0 0", 2);
      expect(last?.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    },
  });
  // The last look is at most a step away from what is returned.
  expect(Math.abs((last?.[0] ?? 9) - (chances?.("0 0", 2)[0] ?? 0))).toBeLessThan(0.01);
});

test("the last hidden layer of deep Q-learning can be read, and decides by a linear rule what is done", () => {
  /** One turn; the second action pays what is seen, the first nothing. */
  const signs: Environment<Float64Array> = {
    horizon: 1,
    space: { shape: [1], low: -1, high: 1 },
    begin(random) {
      const seen = Float64Array.of(2 * random.unit() - 1);
      let over = false;
      return {
        get observation() {
          return over ? undefined : seen;
        },
        actionCount: 2,
        act(action) {
          over = true;
          return action * (seen[0] as number);
        },
      };
    },
  };
  const random = Random.seeded(1);
  const options = { episodes: 1500, random, rate: 0.01 };
  const { behaviour, hidden } = deepQ({ hidden: [6] }).train(
    signs as Environment<Observation>,
    options,
  );
  const points = Array.from({ length: 41 }, (_, i) => Float64Array.of((i - 20) / 20));
  const done = points.map((seen) => behaviour.choose(seen, 2, random));
  expect(done[0]).toBe(0);
  expect(done[40]).toBe(1);
  const rows = points.map((seen) => hidden?.(seen) ?? new Float64Array(0));
  expect(rows.map((row) => row.length)).toEqual(points.map(() => 6));
  expect(rows.flatMap((row) => Array.from(row)).every((unit) => unit >= 0)).toBe(true);
  const features = Float64Array.from(rows.flatMap((row) => Array.from(row)));
  const { weights } = fitLogistic(features, done, 2, { steps: 2000, rate: 0.1 });
  const apart = (k: number): number => (weights[2 * k + 1] as number) - (weights[2 * k] as number);
  const told = rows.map((row) =>
    Number(row.reduce((sum, unit, k) => sum + unit * apart(k), apart(6)) > 0),
  );
  // One point may lie on the edge.
  expect(told.filter((one, i) => one !== done[i]).length).toBeLessThanOrEqual(1);
  // It is a copy, and a table has none.
  rows[0]?.fill(9);
  expect(hidden?.(points[0] as Float64Array)).not.toEqual(rows[0]);
  const table = dqn.train(worldEnvironment(randomWorld(1)), { episodes: 5, random });
  expect(table.hidden).toBeUndefined();
});
