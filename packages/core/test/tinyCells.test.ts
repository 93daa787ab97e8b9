/**
 * Cells of joint tables that are too small for a number, yet not 0: the least positive number, as
 * the single event has it. What is impossible is 0.
 */
import { describe, expect, it } from "vitest";
import { loadModel } from "../src/language/index.ts";
import { beliefs, marginals, probability, query } from "../src/solve/index.ts";

const { diagram } = loadModel(
  `model "Twice unlikely"
chance A : {yes, no} ~ {yes: 1e-200, no: 1 - 1e-200}
chance C : {yes, no} ~ {yes: 1e-200, no: 1 - 1e-200}
chance B : {both, one, none, never} = if A == yes and C == yes then both else if A == yes or C == yes then one else none
chance S : {yes, no} ~ {yes: if B == both then 0.5 else 0, no: if B == both then 0.5 else 1}`,
  { file: "tiny.cid" },
);
if (diagram === undefined) throw new Error("the model does not load");

const model = diagram;

function cells(of: readonly string[], given: Readonly<Record<string, string>> = {}): number[] {
  const found = query(model, { of, given });
  return found.kind === "impossible" ? [] : [...found.probabilities];
}

function single(event: Readonly<Record<string, string>>): number {
  const found = probability(model, { event });
  return found.kind === "impossible" ? NaN : found.value;
}

describe("a cell of a table", () => {
  it("of 1e-400 is the least positive number, an impossible one is 0", () => {
    expect(cells(["B"])).toEqual([Number.MIN_VALUE, expect.closeTo(2e-200, 210), 1, 0]);
    expect(cells(["A", "C"])[0]).toBe(Number.MIN_VALUE);
    expect(cells(["S"])).toEqual([Number.MIN_VALUE, 1]);
    expect(cells(["B", "C"], { A: "yes" }).filter((p) => p > 0)).toEqual([
      expect.closeTo(1e-200, 210),
      1,
    ]);
    expect(cells(["B"], { S: "yes" })).toEqual([1, 0, 0, 0]);
  });

  it("is 0 exactly where the single event is", () => {
    for (const [i, B] of ["both", "one", "none", "never"].entries()) {
      expect(cells(["B"])[i]).toBe(single({ B }));
      for (const [j, S] of ["yes", "no"].entries())
        expect(cells(["B", "S"])[2 * i + j]).toBe(single({ B, S }));
    }
  });

  it("is the same where all variables are asked at once", () => {
    const one = marginals(model);
    const other = beliefs(model);
    const B = model.idOf("B") as number;
    const wanted = [Number.MIN_VALUE, expect.closeTo(2e-200, 210), 1, 0];
    expect(one.kind === "marginals" && [...(one.probabilities[B] ?? [])]).toEqual(wanted);
    expect(other.kind === "beliefs" && [...(other.marginals[B] ?? [])]).toEqual(wanted);
  });
});
