/** Soft choices against their definitions; reward models against the weights behind the labels. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../base/index.ts";
import { bestOfN, bestOfNDivergence, fitBradleyTerry, quantiliser } from "../index.ts";

const estimates = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});

describe("quantilisers and best of n", () => {
  test("a quantiliser never exceeds base / q, and sums to one", () => {
    fc.assert(
      fc.property(estimates, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, q) => {
        const chosen = quantiliser(values, q);
        expect(chosen.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        for (const p of chosen) expect(p).toBeLessThanOrEqual(1 / values.length / q + 1e-12);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("q = 0 is the argmax, q = 1 the base", () => {
    expect([...quantiliser([1, 3, 2], 0)]).toEqual([0, 1, 0]);
    expect([...quantiliser([1, 3, 2], 1, [0.5, 0.2, 0.3])]).toEqual([0.5, 0.2, 0.3]);
    expect(() => quantiliser([1], 2)).toThrow(RangeError);
  });

  test("best of n agrees with drawing n options and taking the best", () => {
    const values = [0.3, -1, 2, 0.9];
    const exact = bestOfN(values, 3);
    const count = new Float64Array(4);
    for (let i = 0; i < 64; i++) {
      const drawn = [i % 4, Math.floor(i / 4) % 4, Math.floor(i / 16)];
      const best = drawn.reduce((a, b) => ((values[b] ?? 0) > (values[a] ?? 0) ? b : a));
      count[best] = (count[best] ?? 0) + 1 / 64;
    }
    for (const [i, p] of exact.entries()) expect(p).toBeCloseTo(count[i] ?? 0, 12);
  });

  test("its divergence from the base stays below ln n − (n−1)/n", () => {
    const size = 400;
    for (const n of [2, 10, 50]) {
      const chosen = bestOfN(
        Float64Array.from({ length: size }, (_, i) => i),
        n,
      );
      const divergence = chosen.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p * size) : 0), 0);
      expect(divergence).toBeLessThanOrEqual(bestOfNDivergence(n) + 1e-9);
      expect(divergence).toBeGreaterThan(0.95 * bestOfNDivergence(n));
    }
  });
});

describe("reward models", () => {
  test("the direction of the weights is recovered from noiseless labels", () => {
    const random = Random.seeded(1);
    const truth = [1, -2, 0.5];
    const comparisons = Array.from({ length: 400 }, () => {
      const [x, y] = [0, 1].map(() => truth.map(() => random.normal()));
      const score = truth.reduce((sum, w, i) => sum + w * ((x?.[i] ?? 0) - (y?.[i] ?? 0)), 0);
      return score > 0
        ? { preferred: x ?? [], other: y ?? [] }
        : { preferred: y ?? [], other: x ?? [] };
    });
    const weights = fitBradleyTerry(comparisons, 3);
    const norm = Math.hypot(...weights) * Math.hypot(...truth);
    const cosine = truth.reduce((sum, w, i) => sum + w * (weights[i] ?? 0), 0) / norm;
    expect(cosine).toBeGreaterThan(0.99);
  });

  test("one comparison has the closed form w·penalty = σ(−w)", () => {
    const [w = 0] = fitBradleyTerry([{ preferred: [1], other: [0] }], 1, {
      penalty: 0.1,
      steps: 5000,
    });
    expect(0.1 * w).toBeCloseTo(1 / (1 + Math.exp(w)), 5);
  });
});
