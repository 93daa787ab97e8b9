/** Claims about one agent among several say what they assume of the others; set decisions are set. */
import { describe, expect, it } from "vitest";
import { loadModel } from "../language/index.ts";
import { incentiveMeter } from "../solve/index.ts";
import { measure } from "./measure.ts";
import { solveEngine } from "./solveEngine.ts";

function asked(text: string, question: string): unknown {
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error("the model does not load");
  const answer = measure(diagram, question, { exact: solveEngine });
  return answer.ok ? answer.value : answer.diagnostics;
}

const GAME = `
  agent a
  agent b
  chance N : {0, 1} ~ uniform
  decision D : {0, 1} by a
  chance X : {0, 1} = D
  decision E : {0, 1} by b sees X
  utility U for a = 2 * X + E + 0 * N
  utility V for b = if E == X then 1 else 0
`;

describe("one agent among several", () => {
  it.each([
    ["incentive(D, X)", 1],
    ["voi_value(D, N)", 0],
    ["voc_value(a, X)", 0],
  ])("%s names what the others do", (question, value) => {
    expect(asked(GAME, question)).toMatchObject({
      kind: "values",
      values: [value],
      detail: "b chooses uniformly",
    });
  });

  it("reads the meter as the library and the command do", () => {
    const { diagram } = loadModel(GAME);
    if (diagram === undefined) throw new Error("the model does not load");
    expect(incentiveMeter(diagram, { decision: "D" }, "X").value).toBe(1);
  });
});

describe("a decision that is set", () => {
  const ALONE = `
    decision Test : bool
    decision Act : {0, 1} sees Test
    utility U = if Test then Act else 0
  `;
  it("has that value as its policy", () => {
    expect(asked(ALONE, "policy(Test | do(Test = false))")).toMatchObject({
      kind: "values",
      values: [false],
      detail: "Test is set",
    });
  });

  it("leaves the rules of other decisions as they are, in these words", () => {
    expect(asked(ALONE, "policy(Act | do(Test = false))")).toMatchObject({
      kind: "undecided",
      message: expect.stringMatching(/leaves the rule of Act as it is/u) as string,
    });
    expect(asked(ALONE, "policy(Act | Test = true)")).toMatchObject({ values: [1] });
  });
});
