/** What is worked out is held against enumeration, and against draws. */
import { describe, expect, test } from "vitest";
import { Random } from "@cidery/core";
import { bestOfNDivergence } from "@cidery/core/learn";
import { bestOf, DRAWS, drawsCurve, outcomeOf, pricedPolicy, priceAt } from "./policies.ts";
import { compared, learntProxy } from "./proxy.ts";
import type { Policy } from "./reinforcement.ts";
import { chancesOfStrings, reinforced } from "./reinforcement.ts";
import {
  drawAutomaton,
  drawWorld,
  farPoints,
  LENGTH,
  LETTERS,
  lettersOf,
  readBy,
} from "./world.ts";

const strings = drawWorld("strings", 8, Random.seeded(1));

describe("strings", () => {
  test("all 4096 are there, each described by itself, with mean worth 0 and spread 1", () => {
    expect(strings.inputs).toHaveLength(LETTERS ** LENGTH);
    expect(new Set(strings.inputs.map((input) => input.join(""))).size).toBe(4096);
    for (const index of [0, 1, 777, 4095])
      expect(strings.inputs[index]).toEqual(strings.madeOf(lettersOf(index)));
    const mean = strings.gold.reduce((sum, g) => sum + g, 0) / 4096;
    const square = strings.gold.reduce((sum, g) => sum + g * g, 0) / 4096;
    expect(mean).toBeCloseTo(0, 12);
    expect(square).toBeCloseTo(1, 12);
  });

  test("an automaton of one state only adds letters up", () => {
    const one = drawAutomaton(1, Random.seeded(2));
    const [worth = []] = one.worth;
    const letters = [3, 0, 0, 2, 1, 3];
    expect(readBy(one, letters)).toBeCloseTo(
      letters.reduce((sum, letter) => sum + (worth[letter] ?? 0), 0),
      12,
    );
  });
});

test("the mean worth of points drawn coordinate by coordinate is that of draws", () => {
  const points = drawWorld("points", 0, Random.seeded(3));
  const random = Random.seeded(4);
  const laws = Array.from({ length: points.turns }, () => {
    const weights = points.usual.map(() => random.unit() ** 8);
    const total = weights.reduce((sum, w) => sum + w, 0);
    return Float64Array.from(weights, (w) => w / total);
  });
  // Certain coordinates but two: the mean is a sum over few.
  const certain = laws.map((law, i) => (i < 2 ? law : law.map((_, k) => Number(k === 5 + i))));
  const worths = new Map<string, number>();
  let sum = 0;
  for (const [a, p] of (certain[0] as Float64Array).entries())
    for (const [b, q] of (certain[1] as Float64Array).entries()) {
      const only = [a, b, 7, 8, 9, 10, 11, 12].map((k) =>
        Float64Array.from(points.usual, (_, j) => Number(j === k)),
      );
      const worth = points.meanWorth?.(only) ?? Number.NaN;
      worths.set(`${a} ${b}`, worth);
      sum += p * q * worth;
    }
  expect(points.meanWorth?.(certain)).toBeCloseTo(sum, 9);
  // A point of the pool is worth what the pool says: the same waves, seen as coordinates that are certain.
  expect(
    Math.abs(points.meanWorth?.(laws.map(() => Float64Array.from(points.usual))) ?? 9),
  ).toBeLessThan(0.3);
});

test("a point of the pool is worth what the pool says, and wavier worth comes of the same draw", () => {
  const [flat, wavy] = [undefined, 0.8].map((waviness) =>
    drawWorld("points", 0, Random.seeded(3), waviness),
  );
  for (const i of [0, 9, 30_000])
    expect(flat?.worthOf?.(flat.inputs[i] ?? [])).toBeCloseTo(flat?.gold[i] ?? Number.NaN, 12);
  expect(wavy?.inputs[5]).toEqual(flat?.inputs[5]);
  expect(wavy?.gold[5]).not.toBe(flat?.gold[5]);
});

describe("far points", () => {
  const { points, base } = farPoints(Random.seeded(2));
  const along = Float64Array.from(points, (x) => x[0] as number);
  const { outcomes } = drawsCurve(along, along, base);

  test("count for as much as normal draws do", () => {
    expect(base.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const square = along.reduce((sum, x, i) => sum + x * x * (base[i] as number), 0);
    expect(Math.abs(square - 1)).toBeLessThan(0.03);
  });

  test("the best of n of them is as far out as the largest of n normal draws, where a pool of its size has no points", () => {
    for (const [k, { proxy, nats }] of outcomes.entries()) {
      const n = DRAWS[k] as number;
      expect(Math.abs(proxy - largestOf(n)), String(n)).toBeLessThan(0.05);
      expect(Math.abs(nats - bestOfNDivergence(n)), String(n)).toBeLessThan(0.05);
    }
  });
});

/** Mean of the largest of n normal draws, by the trapezium rule. */
function largestOf(n: number): number {
  const step = 0.001;
  let [below, sum] = [0, 0];
  for (let x = -9; x < 9; x += step) {
    const next = below + (step * Math.exp(-((x + step / 2) ** 2) / 2)) / Math.sqrt(2 * Math.PI);
    sum += (x + step / 2) * (next ** n - below ** n);
    below = next;
  }
  return sum;
}

describe("optimised exactly", () => {
  const random = Random.seeded(5);
  const rewards = Float64Array.from({ length: 9 }, () => random.normal());
  const gold = Float64Array.from({ length: 9 }, () => random.normal());

  test("best of three is the best of all 729 draws of three", () => {
    const chances = new Float64Array(9);
    for (let code = 0; code < 729; code++) {
      const draws = [code % 9, Math.floor(code / 9) % 9, Math.floor(code / 81)];
      const best = draws.reduce((a, b) =>
        (rewards[b] as number) > (rewards[a] as number) ? b : a,
      );
      chances[best] = (chances[best] as number) + 1 / 729;
    }
    const by = outcomeOf(chances, rewards, gold);
    const of = bestOf(3, rewards, gold);
    expect(of.proxy).toBeCloseTo(by.proxy, 12);
    expect(of.gold).toBeCloseTo(by.gold, 12);
    expect(of.nats).toBeCloseTo(by.nats, 12);
  });

  test("no policy gets more reward less the price, nor more at the same distance", () => {
    const price = 0.4;
    const best = outcomeOf(pricedPolicy(price, rewards), rewards, gold);
    for (let n = 0; n < 300; n++) {
      const weights = Float64Array.from({ length: 9 }, () => random.unit() ** 3);
      const total = weights.reduce((sum, w) => sum + w, 0);
      const other = outcomeOf(
        weights.map((w) => w / total),
        rewards,
        gold,
      );
      expect(other.proxy - price * other.nats).toBeLessThanOrEqual(best.proxy - price * best.nats);
      const at = outcomeOf(pricedPolicy(priceAt(other.nats, rewards), rewards), rewards, gold);
      expect(at.nats).toBeCloseTo(other.nats, 6);
      expect(other.proxy).toBeLessThanOrEqual(at.proxy + 1e-6);
    }
  });

  test("the best of 1, 2, 4 … draws by squares is that by powers", () => {
    const { outcomes } = drawsCurve(rewards, gold);
    for (const [k, found] of outcomes.entries()) {
      const by = bestOf(DRAWS[k] as number, rewards, gold);
      expect(found.gold).toBeCloseTo(by.gold, 10);
      expect(found.proxy).toBeCloseTo(by.proxy, 10);
      expect(found.nats).toBeCloseTo(by.nats, 10);
    }
  });

  test("where people's own worth is optimised nothing is lost on the way", () => {
    expect(drawsCurve(gold, gold).fall).toBe(0);
  });
});

test("comparisons put first what people prefer", () => {
  const pairs = compared(strings, 200, Random.seeded(6));
  const worth = new Map(strings.inputs.map((input, i) => [input, strings.gold[i] as number]));
  for (const { preferred, other } of pairs)
    expect(worth.get(preferred[0] as Float64Array)).toBeGreaterThanOrEqual(
      worth.get(other[0] as Float64Array) ?? 0,
    );
});

test("a policy's chances of strings are products of its chances of letters", () => {
  const letters = new Map<string, Float64Array>();
  const random = Random.seeded(7);
  const policy: Policy = (seen, actions) => {
    const known =
      letters.get(String(seen)) ?? Float64Array.from({ length: actions }, () => random.unit());
    letters.set(String(seen), known);
    const total = known.reduce((sum, p) => sum + p, 0);
    return known.map((p) => p / total);
  };
  const chances = chancesOfStrings(strings, policy);
  expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  for (const index of [0, 1234, 4095]) {
    const word = lettersOf(index);
    const product = word.reduce(
      (all, letter, i) => all * (policy(word.slice(0, i).join(""), 4)[letter] as number),
      1,
    );
    expect(chances[index]).toBeCloseTo(product, 12);
  }
});

test("what is trained cannot get more than the frontier, and is looked at on the way", () => {
  const proxy = learntProxy(strings, { labels: 100, width: 2, steps: 50 }, Random.seeded(8));
  const { end, looks } = reinforced(strings, proxy, {
    price: 0.2,
    episodes: 4000,
    random: Random.seeded(9),
  });
  expect(looks.length).toBeGreaterThanOrEqual(10);
  for (const { proxy: reward, nats } of [...looks.map(({ outcome }) => outcome), end]) {
    const most = outcomeOf(
      pricedPolicy(priceAt(nats, proxy.rewards), proxy.rewards),
      proxy.rewards,
      strings.gold,
    );
    expect(reward).toBeLessThanOrEqual(most.proxy + 1e-6);
  }
});
