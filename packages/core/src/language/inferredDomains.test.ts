/** Deterministic variables whose values nobody has written: what they can be is worked out. */
import { describe, expect, it } from "vitest";
import { showValue } from "../model/index.ts";
import { format, loadModel, printModel, sameDiagram } from "./index.ts";

function valuesOf(text: string): Record<string, string> {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return Object.fromEntries(
    diagram.nodes.flatMap(({ name, domain }) =>
      domain?.kind === "finite" ? [[name, domain.values.map(showValue).join(" ")]] : [],
    ),
  );
}

function faults(text: string): string[] {
  return loadModel(text).diagnostics.map(({ code, hint }) => `${code}: ${hint}`);
}

const RATING = `chance T : {a, b} ~ uniform
chance Check : bool ~ bernoulli(0.5)
decision A : {a, b} sees T
chance Rating = if Check then number(A == T) else 0
utility U = Rating
`;

describe("the values of a deterministic variable", () => {
  it("are those its formula comes to: numbers upwards, labels as they come up, truth values both", () => {
    expect(valuesOf(RATING)).toMatchObject({ Rating: "0 1" });
    const text = `chance X = 3 - Y
chance Y : 0..2 ~ uniform
chance Z = X > 1 and Y == 0
chance W = if Z then "big" else "small"
chance V = (X, W)
utility U from W = [1, 2]
`;
    expect(valuesOf(text)).toMatchObject({
      X: "1 2 3",
      Z: "false true",
      W: "small big",
      V: "(1, small) (1, big) (2, small) (2, big) (3, small) (3, big)",
    });
  });

  it("are worked out in whatever order variables are declared, step by step in loops", () => {
    expect(valuesOf("chance B = A + 1\nchance A = C * 2\nchance C : {1, 5} ~ uniform\n")).toEqual({
      A: "2 10",
      B: "3 11",
      C: "1 5",
    });
    const loop = `chance S[0] : {0, 1} ~ uniform
for t in 1..3 {
  decision A[t] : {0, 1} sees S[t-1]
  chance S[t] = S[t-1] + A[t]
}
utility U = S[3]
`;
    expect(valuesOf(loop)).toMatchObject({
      "S[1]": "0 1 2",
      "S[2]": "0 1 2 3",
      "S[3]": "0 1 2 3 4",
    });
  });

  it("are the same as if they had been written, and print so; the formatter leaves the text alone", () => {
    const written = RATING.replace("Rating =", "Rating : {0, 1} =");
    const [one, other] = [loadModel(RATING).diagram, loadModel(written).diagram];
    if (one === undefined || other === undefined) throw new Error("no model");
    expect(sameDiagram(one, other)).toBe(true);
    expect(valuesOf(printModel(one))).toEqual(valuesOf(RATING));
    expect(format(RATING)).not.toContain("Rating :");
  });

  it("are not guessed: what is random, moves with a slider or rests on a value list that is missing, is said", () => {
    expect(faults("chance X ~ bernoulli(0.3)\n")).toEqual([
      expect.stringContaining("missing-domain: say which values it takes"),
    ]);
    expect(
      faults("param p = 0.5 in 0..1\nchance X : bool ~ uniform\nchance Y = if X then p else 0\n"),
    ).toEqual([expect.stringContaining("they change with the parameter p")]);
    // A truth value has both values, whatever the slider says.
    expect(
      valuesOf("param p = 1 in 0..2\nchance X : 0..2 ~ uniform\nchance Y = X > p\n"),
    ).toMatchObject({ Y: "false true" });
    expect(faults("utility U = 3\nchance X = U + 1\n")).toEqual([
      expect.stringContaining("U has no list of values either"),
    ]);
    expect(faults("chance X : 0..3 ~ uniform\nchance Y = 1 / X\n")).toEqual([
      expect.stringContaining("division-by-zero"),
    ]);
    expect(faults("chance C : bool ~ uniform\nchance Y = if C then nope else 0\n")).toHaveLength(1);
  });

  it("do not hide a circle", () => {
    expect(faults("chance X = Y + 1\nchance Y = X - 1\n")).toEqual([
      expect.stringMatching(/^cycle/u),
    ]);
    expect(faults("chance X = X + 1\n")).toEqual([expect.stringMatching(/^cycle/u)]);
  });

  it("of a long chain that is declared backwards have to be written, with a word why", () => {
    const chain = "for t in 1..900 { chance S[t] = if t == 900 then 0 else S[t+1] }\n";
    expect(faults(chain)[0]).toContain("declared backwards");
  });
});
