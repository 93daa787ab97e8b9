/** Doubles as whole numbers over a common denominator. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { quotient, simplestFraction, wholeNumbers } from "./fractions.ts";

const read = (values: readonly number[]) => wholeNumbers(Float64Array.from(values));

describe("whole numbers", () => {
  it("are the decimal or simple fraction that was meant", () => {
    expect(read([0.1, 0.30000000000000004, 0.3, 1 / 3])).toEqual({
      whole: [3n, 9n, 9n, 10n],
      unit: 30n,
    });
    expect(read([-33.3333333]).unit).toBe(10_000_000n);
    expect(read([1e19, 1, -0.5])).toEqual({ whole: [2n * 10n ** 19n, 2n, -1n], unit: 2n });
  });

  it("lie within the error that is given", () => {
    expect(simplestFraction(0.7431, 0.01)).toEqual({ over: 3n, under: 4n });
    const random = Random.seeded(5);
    for (let k = 0; k < 500; k++) {
      const value = (random.unit() - 0.5) * 10 ** (random.below(25) - 12);
      const { over, under } = simplestFraction(value, Math.abs(value) * 2 ** -51);
      expect(Math.abs(quotient(over, under) - value)).toBeLessThanOrEqual(
        Math.abs(value) * 2 ** -50,
      );
    }
  });

  it("are the doubles themselves, with errors, where no small denominator is common to all", () => {
    const random = Random.seeded(6);
    const values = Array.from({ length: 200 }, () => random.unit());
    const { whole, unit, errors } = read(values);
    expect(errors).toHaveLength(200);
    for (const [i, value] of values.entries()) {
      expect(quotient(whole[i] as bigint, unit)).toBe(value);
    }
  });
});

describe("a quotient", () => {
  it("is a double, whatever the sizes", () => {
    expect(quotient(1n, 3n)).toBeCloseTo(1 / 3, 16);
    expect(quotient(-(10n ** 400n), 4n * 10n ** 400n)).toBe(-0.25);
    expect(quotient(3n, 10n ** 19n)).toBeCloseTo(3e-19, 33);
    expect(quotient(0n, 7n)).toBe(0);
  });
});
