import { expect, test } from "vitest";
import { testLab } from "../test/labPromises.ts";
import { growth } from "./lab.ts";
import { blowUp, compressed, doublingTimes, fastestYear } from "../src/growth.ts";
import type { Growth } from "../src/growth.ts";

testLab(growth, 3);

const PLAIN: Growth = {
  r: 1.4,
  p: 0.4,
  f: 4,
  jump: 3,
  limit: Number.POSITIVE_INFINITY,
  researcher: "ability",
};

test("doubling times are those of the differential equation, integrated in small steps", () => {
  for (const r of [0.7, 1, 1.4]) {
    const one = { ...PLAIN, r };
    const times = doublingTimes(one, { most: 12 });
    // ln S grows at rate g S^(p − p/r); the first doubling fixes g.
    const power = one.p - one.p / r;
    const first = times[1] ?? 1;
    const rate = power === 0 ? Math.LN2 / first : (1 - 2 ** -power) / (power * first);
    let [log, at] = [0, 0];
    const found: number[] = [0];
    const steps = 4000;
    const dt = (times[12] ?? 0) / steps;
    for (let i = 0; i < steps; i++) {
      const slope = (x: number): number => rate * Math.exp(power * x);
      const [a] = [slope(log)];
      const b = slope(log + (dt / 2) * a);
      const c = slope(log + (dt / 2) * b);
      const next = log + (dt / 6) * (a + 2 * b + 2 * c + slope(log + dt * c));
      while (next >= found.length * Math.LN2 && found.length < 12)
        found.push(at + (dt * (found.length * Math.LN2 - log)) / (next - log));
      log = next;
      at += dt;
    }
    for (let k = 1; k < 12; k++) expect(found[k]).toBeCloseTo(times[k] ?? 0, 2);
  }
});

test("progress is counted in whole doublings, in any window", () => {
  const times = Array.from({ length: 33 }, (_, i) => i / 2);
  expect(compressed(times, 3, 12)).toBe(false);
  expect(compressed(times, 3, 12.1)).toBe(true);
  expect(fastestYear(times)).toBe(23 / 8);
  expect(fastestYear([0])).toBe(0);
});

test("the end of all bounds is the sum of the doublings", () => {
  const end = doublingTimes(PLAIN, { most: 3000, months: 1000 }).at(-1);
  expect(end).toBeCloseTo(blowUp(PLAIN) ?? 0, 6);
  expect(blowUp({ ...PLAIN, r: 1 })).toBeUndefined();
});
