import { expect, it } from "vitest";
import { amountText, decimalText, measuredText, numberText, percentText } from "./numberText.ts";
import { Random } from "./random.ts";

it.each([
  [0, "0"],
  [-0, "0"],
  [1, "1"],
  [0.5, "0.5"],
  [0.1 + 0.2, "0.3"],
  [1.1 * 3, "3.3"],
  [1 / 3, "≈0.333333"],
  [-2 / 3, "≈-0.666667"],
  [1234567.891, "1234567.891"],
  [1234567.89123456, "≈1234567.9"],
  [1234567, "1234567"],
  [0.9999999999, "0.9999999999"],
  [1 - 1e-13, "≈0.9999999999999"],
  [1 - 2 ** -53, "≈0.9999999999999999"],
  [3.2e-14, "3.2e-14"],
  [1.1e-22, "1.1e-22"],
  [Math.PI * 1e-20, "≈3.14159e-20"],
  [3 + 1e-11, "≈3.00000000001"],
  [1e21, "1e+21"],
  [-1e10, "-10000000000"],
  [Infinity, "∞"],
  [Number.NaN, "not a number"],
])("writes %d as %s", (x, text) => {
  expect(numberText(x)).toBe(text);
});

it("says ≈ where amounts cancelled, three digits where something was measured", () => {
  expect([-5.5e-17, 0, 2e-10, 77 - 1e-14, 3 + 1e-11].map((x) => amountText(x))).toEqual([
    "≈0",
    "0",
    "2e-10",
    "77",
    "≈3.00000000001",
  ]);
  expect([0.9996, 0.12345, 1, 0.25].map(measuredText)).toEqual(["0.9996", "0.123", "1", "0.25"]);
  expect([6.99999999999999, -1e-13, 123456.001].map(measuredText)).toEqual([
    "7",
    "0",
    "123456.001",
  ]);
});

it("rounds to decimals, to whole numbers only with a sign", () => {
  const numbers = [0.25, 1 / 3, 0.0001, -0.0001, 0, 0.9999, 2];
  expect(numbers.map((x) => decimalText(x, 3))).toEqual([
    "0.25",
    "0.333",
    "≈0",
    "≈0",
    "0",
    "≈1",
    "2",
  ]);
});

it("keeps 0 % and 100 % for none and all", () => {
  const shares = [0, 1, 0.25, 1 / 3, 0.0001, 0.99999];
  expect(shares.map((share) => percentText(share))).toEqual([
    "0 %",
    "100 %",
    "25 %",
    "33.3 %",
    "<0.1 %",
    ">99.9 %",
  ]);
});

it("never writes another number without a sign, nor a whole one for what is not", () => {
  const random = Random.seeded(1);
  for (let i = 0; i < 20_000; i++) {
    const x = (random.unit() - 0.5) * 10 ** (random.unit() * 40 - 25);
    const text = numberText(x);
    const read = Number(text.replace("≈", ""));
    expect(Math.abs(read - x)).toBeLessThanOrEqual(
      (text.startsWith("≈") ? 5e-6 : 4e-15) * Math.abs(x),
    );
    expect(Number.isInteger(read)).toBe(Number.isInteger(x));
  }
});
