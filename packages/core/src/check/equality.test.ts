import { describe, expect, it } from "vitest";
import { finiteDomain, indexInDomain, valuesEqual } from "../model/index.ts";
import { loadModel } from "../language/index.ts";
import { checkClaims } from "./checkClaims.ts";
import { solveEngine } from "./solveEngine.ts";

function outcomes(text: string): string[] {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join());
  return checkClaims(diagram, { exact: solveEngine }).map(
    ({ claim, outcome }) => `${outcome} ${claim.text}`,
  );
}

function allHold(model: string, claims: readonly string[]): void {
  const text = `${model}\n${claims.map((claim) => `claim ${claim}`).join("\n")}`;
  expect(outcomes(text)).toEqual(claims.map((claim) => `holds ${claim.replace(/^not /, "not ")}`));
}

describe("values of the language", () => {
  it.each([
    [1e9, 1e9 + 1, false],
    [2 ** 53 - 1, 2 ** 53 - 2, false],
    [5e-10, 0, false],
    [1e-300, 0, false],
    [0.1 + 0.2, 0.3, true],
    [1.1 - 1, 0.1, true],
    [0.3, 0.3000001, false],
    [1 - 1e-12, 1, false],
    [Infinity, 3, false],
    [Infinity, Infinity, true],
    [-Infinity, Infinity, false],
    [1e308, -1e308, false],
  ])("%d and %d: %s", (a, b, equal) => {
    expect(valuesEqual(a, b)).toBe(equal);
  });

  it("a calculated number takes its place in a domain, a whole one exactly", () => {
    const grid = finiteDomain(Array.from({ length: 11 }, (_, i) => i / 10));
    expect(indexInDomain(grid, 0.1 + 0.2)).toBe(3);
    expect(indexInDomain(grid, 100.1 - 100)).toBe(1);
    expect(indexInDomain(grid, 0.3001)).toBe(-1);
    const wide = finiteDomain([0, 1e9, 1e9 + 1, 5e12]);
    expect([1e9, 1e9 + 1, 5e12 + 1].map((x) => indexInDomain(wide, x))).toEqual([1, 2, -1]);
    expect(indexInDomain(finiteDomain([0, 1e-10]), 1e-10)).toBe(1);
  });

  it("compare exactly in mechanisms, large and small", () => {
    allHold(
      `param budget = 1000000000
       param risk = 0.0000000005
       chance C : {0, 1} ~ { 1: 0.5, 0: 0.5 }
       chance Over : bool = budget + C > budget
       chance Same : bool = budget + C == budget
       chance AtMost : bool = budget + C <= budget
       chance Differs : bool = budget + C != budget
       chance Risky : bool = risk > 0
       chance In : bool = budget + C in {1000000000}
       chance Sum : bool = 0.1 + 0.2 == 0.3`,
      [
        "P(Over = true) == 0.5",
        "P(Same = true) == 0.5",
        "P(AtMost = true) == 0.5",
        "P(Differs = true) == 0.5",
        "P(Risky = true) == 1",
        "P(In = true) == 0.5",
        "P(Sum = true) == 1",
      ],
    );
  });
});

describe("probabilities against 0 and 1", () => {
  it("a small chance is not none, and almost certain is not certain", () => {
    allHold(
      `chance Small : bool ~ bernoulli(0.0000000009)
       chance Tiny : bool ~ bernoulli(1e-300)
       chance Never : bool ~ bernoulli(0)`,
      [
        "P(Small = true) > 0",
        "not P(Small = true) == 0",
        "P(Small = true) != 0",
        "P(Small = false) < 1",
        "not P(Small = false) == 1",
        "P(Tiny = true) > 0",
        "not P(Tiny = false) == 1",
        "P(Tiny = false) != 1",
        "P(Never = true) == 0",
        "P(Never = false) == 1",
        "P(Never = true) <= 0",
        "P(Small == true or Small == false) == 1",
        "P(Small = true) == 0 within 0.001",
        "P(Small = true) == 9e-10",
        "not P(Small = true) == 9.1e-10",
        "would(Small = true | Never = false) > 0",
      ],
    );
  });

  it("what rounding leaves of 1 - p - q does not count", () => {
    allHold(
      `param p = 0.7
       param q = 0.2
       chance X : {a, b, c} ~ { a: p, b: q, c: 1 - p - q }
       chance Y : bool ~ bernoulli(1 - p - q - 0.1 + 0.0000000001 - 0.0000000001 + 0.00000000000000001)`,
      ["P(X = a) + P(X = b) + P(X = c) == 1", "P(Y = true) == 0"],
    );
  });
});

describe("expectations", () => {
  it("against 0 are as exact as their terms allow", () => {
    allHold(
      `agent a
       chance S : {-1, 1} ~ uniform
       chance N : {-3, 1, 2} ~ uniform
       decision D : {stay, risk} by a
       utility Fair for a = 0.1 * S
       utility Small for a = if D == risk then -1e10 else 5e-10`,
      [
        "E(Fair) == 0",
        "E(N) == 0",
        "not value(a) == 0",
        "value(a) > 0",
        "E(Small) == 5e-10",
        "not E(Small) == 0",
        "E(Small | do(D = risk)) == -1e10",
      ],
    );
  });

  it("a difference of one at a thousand million is a difference", () => {
    allHold(
      `agent a
       decision D : {x, y} by a
       utility U for a = if D == x then 1000000001 else 0`,
      ["not value(a) == 1000000000", "value(a) > 1000000000", "value(a) == 1e9 within 1"],
    );
  });
});
