import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import {
  boundedDot,
  contest,
  difference,
  differsFromZero,
  isExact,
  mostBinaryPlaces,
} from "./tolerance.ts";

/** A double as a whole number of 2⁻¹⁰⁷⁴. */
function exactly(x: number): bigint {
  const [high, low] = new Uint32Array(Float64Array.of(x).buffer).reverse() as unknown as number[];
  const exponent = ((high as number) >>> 20) & 0x7ff;
  const mantissa = (BigInt((high as number) & 0xfffff) << 32n) | BigInt(low as number);
  const whole = exponent === 0 ? mantissa : (mantissa | (1n << 52n)) << BigInt(exponent - 1);
  return (high as number) >>> 31 === 1 ? -whole : whole;
}

describe("a sum of products with its bound", () => {
  it("encloses the exact sum, terms of 24 orders of magnitude and signs that cancel", () => {
    const random = Random.seeded(9);
    for (let round = 0; round < 2000; round++) {
      const size = 1 + random.below(12);
      const draw = (): number => (random.unit() - 0.5) * 10 ** (24 * random.unit() - 12);
      const weights = Float64Array.from({ length: size }, () => random.unit());
      const values = Float64Array.from({ length: size }, draw);
      if (size > 1) values[1] = -(values[0] as number);
      const { value, error } = boundedDot(weights, values, 0);
      const exact = values.reduce(
        (sum, v, i) => sum + exactly(v) * exactly(weights[i] as number),
        0n,
      );
      const off = (exactly(value) << 1074n) - exact;
      expect(off < 0n ? -off : off).toBeLessThanOrEqual(exactly(error) << 1074n);
    }
  });
});

describe("a contest of values with errors", () => {
  it("has one winner where the best is better than the errors", () => {
    const found = contest([1, 2, -1e10], [1e-15, 1e-15, 1e-5]);
    expect(found).toEqual({ ties: [1], chosen: 1, within: 0, loss: 0 });
  });

  it("counts whatever may be best, and says how far apart they may be", () => {
    const found = contest([1, 1 + 1e-12, 0.5], [1e-11, 1e-11, 1e-11]);
    expect(found.ties).toEqual([0, 1]);
    expect(found.chosen).toBe(0);
    expect(found.within).toBeCloseTo(2.1e-11, 12);
  });

  it("does not let one uncertain value tie the others among themselves", () => {
    const found = contest([1, 2, 0], [0, 0, 1e4]);
    expect(found.ties).toEqual([1, 2]);
    expect(found.chosen).toBe(1);
    expect(found.loss).toBe(1e4 - 2);
  });

  it("takes equal values without errors for equal, and the first of them", () => {
    expect(contest([3, 7, 7], [0, 0, 0])).toEqual({ ties: [1, 2], chosen: 1, within: 0, loss: 0 });
  });

  it("reads one row out of many", () => {
    expect(contest([9, 9, 1, 2], [0, 0, 0, 0], 2, 2).ties).toEqual([1]);
  });
});

describe("what is exact", () => {
  it("whole numbers and halves of moderate size are, decimal fractions are not", () => {
    expect(mostBinaryPlaces([3, -0.75, 1e9])).toBe(2);
    expect(isExact(1e9, mostBinaryPlaces([0.5]))).toBe(true);
    expect(isExact(1, mostBinaryPlaces([0.1]))).toBe(false);
  });

  it("a decimal fraction that was rounded into a large number is not", () => {
    expect(isExact(1e15 + 0.3, mostBinaryPlaces([1e15 + 0.3]))).toBe(false);
  });
});

describe("differences", () => {
  it("are certain only beyond the errors of both", () => {
    expect(differsFromZero(difference({ value: 2, error: 0 }, { value: 1, error: 0.5 }))).toBe(
      true,
    );
    expect(differsFromZero(difference({ value: 2, error: 0.6 }, { value: 1, error: 0.5 }))).toBe(
      false,
    );
  });
});
