/** Two things moved together, against solving the model written with their values. */
import { describe, expect, it } from "vitest";
import { loadModel } from "../../language/index.ts";
import { compileDiagram, expectedUtility, jointSensitivity, solveSingleAgent } from "../index.ts";

const text = (price: number, rain: number, right: number): string => `
param price = ${price} in 0..10
chance Rain : bool ~ bernoulli(${rain})
chance Report : {wet, dry} ~ if Rain then {wet: ${right}, dry: ${1 - right}} else {wet: 0.2, dry: 0.8}
decision Insure : {no, yes} sees Report
utility U = if Insure == yes then -price else if Rain then -20 else 0
`;

function load(source: string) {
  const { diagram, diagnostics } = loadModel(source);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

const diagram = load(text(4, 0.3, 0.8));

describe("two-way sensitivity", () => {
  it("is the optimum of the model with these numbers, of parameters and probabilities", () => {
    const grid = jointSensitivity(
      diagram,
      { parameter: "price" },
      { parameter: "P(Rain = true)", from: 0.1, to: 0.9 },
      6,
    );
    expect(grid.rows).toHaveLength(7);
    for (const [i, price] of grid.rows.entries())
      for (const [j, rain] of grid.columns.entries()) {
        const there = load(text(price, rain, 0.8));
        const wanted = [...solveSingleAgent(there).value.values()][0] as number;
        expect(grid.points[i]?.[j]?.value).toBeCloseTo(wanted, 9);
        // The policy that is said to be optimal there is.
        const policy = grid.policies[grid.optimalAt[i]?.[j] as number];
        if (policy === undefined) throw new Error("no policy");
        expect(expectedUtility(compileDiagram(there), 0, policy)).toBeCloseTo(wanted, 9);
      }
    // Always, never, and only when the report is bad.
    expect(grid.policies).toHaveLength(3);
  });

  it("moves two probabilities of different rows", () => {
    const [a, b] = ["P(Rain = true)", "P(Report = dry | Rain = true)"];
    const grid = jointSensitivity(diagram, { parameter: a }, { parameter: b }, 4);
    for (const [i, rain] of grid.rows.entries())
      for (const [j, dry] of grid.columns.entries()) {
        const there = load(text(4, rain, 1 - dry));
        const wanted = [...solveSingleAgent(there).value.values()][0] as number;
        expect(grid.points[i]?.[j]?.value).toBeCloseTo(wanted, 9);
      }
  });

  it("refuses what moves the other, and what there is not", () => {
    const three = load(
      "chance X : {a, b, c} ~ {a: 0.2, b: 0.3, c: 0.5}\ndecision D : {x, y}\nutility U = if X == a and D == x then 1 else 0\n",
    );
    const ask = (first: string, second: string) => () =>
      jointSensitivity(three, { parameter: first }, { parameter: second });
    expect(ask("P(X = a)", "P(X = b)")).toThrow("in one row");
    expect(ask("P(X = a)", "P(X=a)")).toThrow("named twice");
    expect(ask("P(X = a)", "P(Y = b)")).toThrow("states no probability");
    expect(ask("P(X = a)", "price")).toThrow("no parameter called price");
  });
});
