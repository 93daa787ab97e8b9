/** Named distributions keep the probabilities of far values, against high-precision numbers. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { finiteDomain, mechanismReader } from "../src/model/index.ts";
import { loadModel } from "../src/language/index.ts";
import {
  logBetaBetween,
  logBinomial,
  logExponentialBetween,
  logNormalBetween,
  logPoissonBetween,
} from "../src/model/logProbabilities.ts";
import { familyLogMass, familyMass } from "../src/model/families.ts";

const FUNCTIONS: Readonly<Record<string, (...numbers: number[]) => number>> = {
  normal: (low, high) => logNormalBetween(low, high),
  exponential: logExponentialBetween,
  poisson: logPoissonBetween,
  binomial: (k, n, p) => logBinomial(k, n, p),
  beta: logBetaBetween,
};

interface Recorded {
  readonly values: readonly [string, (number | string)[], string][];
}

const recorded = JSON.parse(
  readFileSync(new URL("../../../conformance/tails.json", import.meta.url), "utf8"),
) as Recorded;

function row(text: string): Float64Array {
  const { diagram, diagnostics } = loadModel(`model "m"\nchance X : ${text}`);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  const reader = mechanismReader(diagram, 0);
  const values = new Float64Array(reader.rowSize);
  reader.read([], values);
  return values;
}

describe("probabilities of intervals", () => {
  it.each(recorded.values)("%s %j is e to the %s", (family, numbers, wanted) => {
    const found = FUNCTIONS[family]?.(...numbers.map(Number).map(unlimited(numbers)));
    expect(Math.abs(Number(found) - Number(wanted))).toBeLessThan(
      2e-13 * Math.max(1, Math.abs(Number(wanted))),
    );
  });
});

/** JSON has no infinities; they are written as words. */
function unlimited(written: readonly (number | string)[]) {
  return (x: number, i: number): number => {
    const word = written[i];
    return word === "inf" ? Infinity : word === "-inf" ? -Infinity : x;
  };
}

describe("rows of named distributions", () => {
  it("are symmetric where the distribution is", () => {
    for (const text of ["-9..9 ~ normal(0, 1)", "-30..30 ~ normal(0, 2)"]) {
      const values = row(text);
      for (let i = 0; i < values.length; i++)
        expect(values[i]).toBeCloseTo(values[values.length - 1 - i] as number, 15);
      const [first = 0] = values;
      expect((values[values.length - 1] as number) / first).toBeCloseTo(1, 12);
    }
  });

  it("keep the upper tail of every family", () => {
    for (const text of [
      "-9..9 ~ normal(0, 1)",
      "0..200 ~ exponential(3)",
      "0..30 ~ poisson(1)",
      "1..200 ~ lognormal(0, 0.5)",
      "real in 0..1 by 0.01 ~ beta(2, 100)",
      "0..400 ~ binomial(400, 0.2)",
    ]) {
      const values = row(text);
      expect(values[values.length - 1]).toBeGreaterThan(0);
      expect(values[values.length - 1]).toBeLessThan(1e-12);
      expect(values.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    }
  });

  it("have logarithms where the numbers themselves are 0", () => {
    const domain = finiteDomain([0, 50, 100]);
    const logs = familyLogMass("normal", [0, 1], domain);
    // log P(Z > 75) = −75²/2 − log(75 √(2π)) − …
    expect(logs[2]).toBeCloseTo(-2817.736604346, 6);
    const plain = new Float64Array(3);
    familyMass("normal", [0, 1], domain, 1, plain);
    expect(plain[2]).toBe(0);
  });

  it("of a trillion trials are computed at once or refused at once", () => {
    const values = row("0..200 ~ binomial(1000000000000, 0.000000000001)");
    expect(values[0]).toBeCloseTo(Math.exp(-1), 11);
    expect(() => row("0..10 ~ binomial(1000000000000, 0.5)")).toThrow(/outside the domain/);
    expect(() => row("0..10 ~ poisson(1000000000000)")).toThrow(/at most/);
    expect(row("0..10 ~ poisson(1000000)")[10]).toBeCloseTo(1, 12);
  });
});
