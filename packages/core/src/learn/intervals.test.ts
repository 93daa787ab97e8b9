/** Intervals hold what they promise: in 95 of 100 repetitions, also with few runs. */
import { expect, test } from "vitest";
import { Random } from "../base/index.ts";
import { mean, meanInterval, shareInterval, studentQuantile, trialsFor } from "./intervals.ts";

/** A normal value by Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

test.each([3, 5, 10, 20])("the mean of %i runs lies in its interval 95 times of 100", (runs) => {
  const random = Random.seeded(1908);
  const experiments = 10_000;
  let covered = 0;
  for (let i = 0; i < experiments; i++) {
    const values = Array.from({ length: runs }, () => 7 + 3 * normal(random));
    const [low, high] = meanInterval(values) ?? [0, 0];
    if (low <= 7 && 7 <= high) covered++;
  }
  expect(covered / experiments).toBeGreaterThan(0.94);
  expect(covered / experiments).toBeLessThan(0.965);
});

/** P(|T| ≤ t) by Simpson's rule on the density, which needs no table. */
function centralMass(t: number, degrees: number): number {
  const density = (x: number): number => (1 + (x * x) / degrees) ** (-(degrees + 1) / 2);
  const area = (to: number, steps: number): number => {
    let sum = density(0) + density(to);
    for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * density((i * to) / steps);
    return (sum * to) / steps / 3;
  };
  // The whole area: ∫ over x = √n tan θ makes it finite.
  const whole = ((): number => {
    const steps = 20_000;
    const f = (angle: number): number => Math.cos(angle) ** (degrees - 1);
    let sum = f(0) + f(Math.PI / 2);
    for (let i = 1; i < steps; i++) {
      sum += (i % 2 === 1 ? 4 : 2) * f((i * Math.PI) / 2 / steps);
    }
    return (Math.sqrt(degrees) * sum * Math.PI) / 2 / steps / 3;
  })();
  return area(t, 20_000) / whole;
}

test("quantiles of Student's t leave 5 % outside, for 1 … 200 degrees of freedom", () => {
  for (const degrees of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 19, 30, 60, 200])
    expect(centralMass(studentQuantile(degrees), degrees)).toBeCloseTo(0.95, 6);
});

test("one run has no interval", () => {
  expect(meanInterval([3])).toBeUndefined();
  expect(meanInterval([])).toBeUndefined();
  expect(mean([])).toBe(0);
  expect(meanInterval([2, 2, 2])).toEqual([2, 2]);
});

function coverage(runs: number, draw: (random: Random) => number, mean: number): number {
  const random = Random.seeded(1934);
  let covered = 0;
  for (let i = 0; i < 10_000; i++) {
    const [low, high] = meanInterval(Array.from({ length: runs }, () => draw(random))) ?? [0, 0];
    if (low <= mean && mean <= high) covered++;
  }
  return covered / 10_000;
}

test.each([
  [3, 0.89],
  [5, 0.88],
  [10, 0.9],
  [20, 0.92],
])(
  "for very skewed values (exponential) the mean of %i runs is covered less: %d or more",
  (runs, least) => {
    const share = coverage(runs, (random) => -Math.log(1 - random.unit()), 1);
    expect(share).toBeGreaterThan(least - 0.01);
    expect(share).toBeLessThan(0.95);
  },
);

test("for two values, one of them rare, few runs say nothing: all alike, they have no spread", () => {
  const share = (runs: number, p: number) =>
    coverage(runs, (random) => Number(random.unit() < p), p);
  expect(share(3, 0.5)).toBeLessThan(0.8);
  expect(share(20, 0.5)).toBeGreaterThan(0.93);
  expect(share(5, 0.1)).toBeLessThan(0.5);
});

test("shares: the interval's ends leave 2.5 % outside, and known intervals come out", () => {
  // Clopper & Pearson 1934; 20 of 20 and 19 of 20 as in any table.
  expect(shareInterval(20, 20)[0]).toBeCloseTo(0.8316, 4);
  expect(shareInterval(19, 20).map((p) => Number(p.toFixed(4)))).toEqual([0.7513, 0.9987]);
  expect(shareInterval(0, 5).map((p) => Number(p.toFixed(4)))).toEqual([0, 0.5218]);
  expect(shareInterval(0, 0)).toEqual([0, 1]);
  expect(() => shareInterval(3, 2)).toThrow(RangeError);
  expect(trialsFor(0.95)).toBe(72);
  expect(trialsFor(0.9)).toBe(36);
  for (const share of [0.5, 0.8, 0.9, 0.95, 0.99]) {
    const needed = trialsFor(share);
    expect(shareInterval(needed, needed)[0]).toBeGreaterThanOrEqual(share - 1e-9);
    expect(shareInterval(needed - 1, needed - 1)[0]).toBeLessThan(share);
  }
});

test("shares: in at least 95 of 100 repetitions, at every share and number of trials", () => {
  const random = Random.seeded(3);
  for (const trials of [3, 5, 10, 20, 72])
    for (const p of [0.05, 0.5, 0.95]) {
      let covered = 0;
      for (let i = 0; i < 2000; i++) {
        let successes = 0;
        for (let k = 0; k < trials; k++) successes += Number(random.unit() < p);
        const [low, high] = shareInterval(successes, trials);
        if (low <= p && p <= high) covered++;
      }
      expect(covered / 2000, `${trials} trials at ${p}`).toBeGreaterThan(0.94);
    }
});
