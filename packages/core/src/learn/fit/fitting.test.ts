/** Fitted models: gradients against finite differences, fits against what is known to be best. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FitTargets } from "./network.ts";
import type { LayerShape } from "./layers.ts";
import { Random } from "../../base/index.ts";
import { fitLogistic, fitNetwork } from "../index.ts";
import { weightCount } from "./layers.ts";
import { networkLoss } from "./network.ts";

const XOR = Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1);
const ODD = [0, 1, 1, 0];

describe("logistic fitting", () => {
  test("with biases alone it learns the frequencies", () => {
    const classes = [0, 0, 0, 1, 2, 2, 0, 0, 1, 2];
    const { probabilities } = fitLogistic(new Float64Array(10), classes, 3, { steps: 3000 });
    const learnt = probabilities([0]);
    for (const [k, share] of [0.5, 0.2, 0.3].entries()) expect(learnt[k]).toBeCloseTo(share, 4);
  });

  test("two classes and one feature: the penalised optimum found by Newton's method", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = Random.seeded(seed);
        const xs = Float64Array.from({ length: 40 }, () => random.normal());
        const ys = Array.from(xs, (x) => Number(random.unit() < 1 / (1 + Math.exp(-2 * x - 0.5))));
        const penalty = 0.05;
        // By symmetry the two classes' weights are opposite: w and −w, so the score is 2w x + 2b.
        let [w, b] = [0, 0];
        for (let step = 0; step < 50; step++) {
          let [gw, gb, hww, hwb, hbb] = [2 * penalty * w, 0, 2 * penalty, 0, 1e-12];
          for (const [n, x] of xs.entries()) {
            const p = 1 / (1 + Math.exp(-2 * (w * x + b)));
            const error = (2 * (p - (ys[n] ?? 0))) / 40;
            const curve = (4 * p * (1 - p)) / 40;
            gw += error * x;
            gb += error;
            hww += curve * x * x;
            hwb += curve * x;
            hbb += curve;
          }
          const area = hww * hbb - hwb * hwb;
          [w, b] = [w - (hbb * gw - hwb * gb) / area, b - (hww * gb - hwb * gw) / area];
        }
        const fit = fitLogistic(xs, ys, 2, { penalty, steps: 3000 });
        expect(fit.largestSlope).toBeLessThan(1e-4);
        expect(fit.weights[1]).toBeCloseTo(w, 3);
        expect(fit.probabilities([0.7])[1]).toBeCloseTo(1 / (1 + Math.exp(-2 * (w * 0.7 + b))), 3);
      }),
      { seed: 1, numRuns: 10 },
    );
  });

  test("it cannot learn XOR", () => {
    const { probabilities, loss } = fitLogistic(XOR, ODD, 2);
    expect(loss).toBeCloseTo(Math.LN2, 3);
    expect(probabilities([0, 1])[1]).toBeCloseTo(0.5, 2);
  });

  test("sizes that disagree and unknown classes are refused", () => {
    expect(() => fitLogistic(new Float64Array(5), [0, 1], 2)).toThrow(/5 numbers .* 2 rows/);
    expect(() => fitLogistic(new Float64Array(2), [0, 2], 2)).toThrow(/example 1 is 2/);
    expect(() => fitLogistic(Float64Array.of(1, Number.NaN), [0, 1], 2)).toThrow(/NaN/);
  });
});

describe("the network", () => {
  test("its gradient is that of its loss, by finite differences", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom("tanh" as const, "relu" as const),
        fc.constantFrom("classes" as const, "numbers" as const),
        fc.constantFrom([], [3], [4, 3], [3, 2, 4]),
        (seed, unit, kind, hidden) => {
          const random = Random.seeded(seed);
          const [inputs, outputs, examples] = [2, 2, 4];
          const shape: LayerShape = { sizes: [inputs, ...hidden, outputs], unit };
          const draw = (length: number): Float64Array =>
            Float64Array.from({ length }, () => random.normal());
          const rows = draw(inputs * examples);
          const targets: FitTargets =
            kind === "classes"
              ? { kind, classes: Array.from({ length: examples }, () => random.below(2)), count: 2 }
              : { kind, values: draw(outputs * examples) };
          const weights = draw(weightCount(shape));
          const gradient = new Float64Array(weights.length);
          const some = [0, 2, 3, 3];
          networkLoss(shape, weights, rows, targets, some, gradient);
          for (const [at, slope] of gradient.entries()) {
            const moved = (by: number): number => {
              const there = weights.slice();
              there[at] = (there[at] ?? 0) + by;
              return networkLoss(shape, there, rows, targets, some);
            };
            expect((moved(1e-6) - moved(-1e-6)) / 2e-6).toBeCloseTo(slope, 6);
          }
        },
      ),
      { seed: 2, numRuns: 40 },
    );
  });

  test.each(["tanh", "relu"] as const)("with %s units it learns XOR", (unit) => {
    const targets: FitTargets = { kind: "classes", classes: ODD, count: 2 };
    for (let seed = 1; seed <= 5; seed++) {
      const random = Random.seeded(seed);
      const { outputs } = fitNetwork(XOR, 4, targets, { random, hidden: 8, unit, rate: 0.03 });
      for (const [n, odd] of ODD.entries())
        expect(outputs(XOR.subarray(2 * n, 2 * n + 2))[odd]).toBeGreaterThan(0.9);
    }
  });

  test("it fits a curve, also by batches", () => {
    const xs = Float64Array.from({ length: 41 }, (_, i) => (i - 20) / 10);
    const targets: FitTargets = { kind: "numbers", values: xs.map(Math.sin) };
    for (const batch of [undefined, 16]) {
      const fit = fitNetwork(xs, 41, targets, {
        random: Random.seeded(3),
        hidden: 12,
        steps: 2000,
        penalty: 0,
        ...(batch === undefined ? {} : { batch }),
      });
      expect(fit.loss).toBeLessThan(0.002);
      expect(fit.outputs([0.55])[0]).toBeCloseTo(Math.sin(0.55), 1);
    }
  });

  test("the same seed gives the same weights, another seed others; a penalty shrinks them", () => {
    const fit = (seed: number, penalty: number): Float64Array =>
      fitNetwork(
        XOR,
        4,
        { kind: "classes", classes: ODD, count: 2 },
        { random: Random.seeded(seed), hidden: 4, steps: 300, penalty, batch: 3 },
      ).weights;
    expect(fit(1, 0)).toEqual(fit(1, 0));
    expect(fit(1, 0)).not.toEqual(fit(2, 0));
    const size = (weights: Float64Array): number => weights.reduce((sum, w) => sum + w * w, 0);
    expect(size(fit(1, 0.1))).toBeLessThan(size(fit(1, 0)));
  });

  test("it goes on from weights it is given, which stay what they are", () => {
    const inputs = Float64Array.from([-1, 0, 1]);
    const targets = { kind: "numbers", values: Float64Array.from([1, 0, 1]) } as const;
    const options = { random: Random.seeded(5), hidden: 4, penalty: 0 };
    const first = fitNetwork(inputs, 3, targets, { ...options, steps: 50 });
    const kept = first.weights.slice();
    const more = fitNetwork(inputs, 3, targets, { ...options, steps: 200, start: first.weights });
    expect(more.loss).toBeLessThan(first.loss);
    expect(first.weights).toEqual(kept);
    const none = fitNetwork(inputs, 3, targets, { ...options, steps: 0, start: first.weights });
    expect(none.weights).toEqual(kept);
    expect(() =>
      fitNetwork(inputs, 3, targets, { ...options, start: new Float64Array(2) }),
    ).toThrow("there are 2 weights to go on from; the network has 13");
  });

  test("sizes that disagree are refused", () => {
    const options = { random: Random.seeded(1), hidden: 2 };
    const classes: FitTargets = { kind: "classes", classes: [0, 1], count: 2 };
    expect(() => fitNetwork(XOR, 4, classes, options)).toThrow(/4 examples and 2 classes/);
    const numbers: FitTargets = { kind: "numbers", values: new Float64Array(3) };
    expect(() => fitNetwork(XOR, 4, numbers, options)).toThrow(/3 numbers/);
    expect(() => fitNetwork(XOR, 4, classes, { ...options, hidden: 0 })).toThrow(/hidden/);
  });
});
