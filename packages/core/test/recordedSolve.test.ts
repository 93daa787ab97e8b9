/**
 * Small models whose answers conformance/solve.py found by listing everything, in every clone: beliefs,
 * values of optimal policies, values of games of constant sum, pure equilibria.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { answer, solveEngine } from "../src/check/index.ts";
import { loadModel } from "../src/language/index.ts";
import { bimatrixGame } from "../src/model/index.ts";
import { pureEquilibria, solveSingleAgent, solveZeroSum } from "../src/solve/index.ts";

type Matrix = readonly (readonly number[])[];

const recorded = JSON.parse(
  readFileSync(new URL("../../../conformance/solve.json", import.meta.url), "utf8"),
) as {
  readonly beliefs: readonly {
    readonly model: string;
    readonly answers: readonly (readonly [question: string, p: number])[];
  }[];
  readonly optima: readonly { readonly model: string; readonly value: number }[];
  readonly zeroSum: readonly { readonly game: Matrix; readonly value: number }[];
  readonly pure: readonly {
    readonly game: readonly [Matrix, Matrix];
    readonly profiles: readonly (readonly number[])[];
  }[];
};

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(`${diagnostics[0]?.message}: ${text}`);
  return diagram;
}

it("beliefs given evidence are sums over all worlds", () => {
  let asked = 0;
  for (const { model, answers } of recorded.beliefs) {
    const diagram = read(model);
    for (const [question, p] of answers) {
      asked++;
      const found = answer(diagram, question, { exact: solveEngine });
      const [row] = found.ok ? found.value : [];
      if (row?.kind !== "values") throw new Error(`${question} of ${model}`);
      expect(row.values[0], `${question} of ${model}`).toBeCloseTo(p, 12);
    }
  }
  expect(asked).toBeGreaterThan(120);
});

it("an optimal policy is worth what the best of all policies is", () => {
  expect(recorded.optima.length).toBe(30);
  for (const { model, value } of recorded.optima) {
    const solution = solveSingleAgent(read(model));
    expect(solution.optimal, model).toBe(true);
    expect([...solution.value.values()][0], model).toBeCloseTo(value, 11);
  }
});

it("a game of constant sum has the value of the supports that hold each other", async () => {
  expect(recorded.zeroSum.length).toBe(40);
  for (const { game, value } of recorded.zeroSum) {
    const other = game.map((row) => row.map((payoff) => -payoff));
    const found = await solveZeroSum(bimatrixGame(game, other));
    expect(found.value, JSON.stringify(game)).toBeCloseTo(value, 9);
  }
});

it("pure equilibria are the profiles that nobody leaves", () => {
  expect(recorded.pure.length).toBe(30);
  for (const { game, profiles } of recorded.pure) {
    const { equilibria } = pureEquilibria(bimatrixGame(game[0], game[1]));
    const found = equilibria.map(({ profile }) =>
      profile.map((mixture) => [...mixture].findIndex((p) => p > 0)).join(" "),
    );
    expect(found.sort(), JSON.stringify(game)).toEqual(profiles.map((one) => one.join(" ")).sort());
  }
});
