/** Utilities whose sums and differences leave the range of numbers are refused, whatever is asked. */
import { describe, expect, it } from "vitest";
import { loadModel } from "../../language/index.ts";
import { compileDiagram, equilibria, solveSingleAgent } from "../index.ts";

function model(utilities: string) {
  const { diagram, diagnostics } = loadModel(`chance C : bool ~ bernoulli(0.5)
decision D : {a, b} sees C
${utilities}
`);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

describe.each([
  [
    "a sum of two utilities",
    "utility U = if D == a then 1e308 else 0\nutility V = if D == a then 1e308 else 1",
  ],
  [
    "a sum of two losses",
    "utility U = if D == a then -1e308 else 0\nutility V = if D == a then -1e308 else 1",
  ],
  ["a difference of two payoffs", "utility U = if D == a then 1.7e308 else -1.7e308"],
  ["a sum of terms", "utility U = (if C then 1e308 else 0) + (if D == a then 1 else 0)"],
])("%s that is no number", (_, utilities) => {
  it.each([
    ["policies", solveSingleAgent],
    ["equilibria", equilibria],
    ["tables", compileDiagram],
  ])("is refused for %s", (_of, ask) => {
    expect(() => ask(model(utilities))).toThrow(
      /^U may be as large as 1\.\d0e\+308: sums and differences of utilities would leave/u,
    );
  });
});

it("large numbers that have sums are taken", () => {
  const solution = solveSingleAgent(
    model("utility U = if D == a then 1e300 else 0\nutility V = if D == a then 1e300 else 1"),
  );
  expect(solution.value.get(0)).toBe(2e300);
});
