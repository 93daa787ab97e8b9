/** Intervals hold what they promise: in 95 of 100 repetitions, also with few runs. */
import { expect, test } from "vitest";
import { Random } from "../base/index.ts";
import { meanInterval, studentQuantile } from "./intervals.ts";

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
  expect(meanInterval([2, 2, 2])).toEqual([2, 2]);
});
