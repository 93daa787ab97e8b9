/** Siblings of faults that were reported once: the right values, worked out by hand. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { answer, checkClaims, solveEngine } from "../src/check/index.ts";
import { readModelFile } from "../src/formats/index.ts";
import { loadModel, parseQuestion, printModel } from "../src/language/index.ts";

function modelOf(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return diagram;
}

/** The one answer to a question, or what is said instead. */
function asked(diagram: InfluenceDiagram, text: string): unknown {
  const found = answer(diagram, text, { exact: solveEngine });
  if (!found.ok) return found.diagnostics[0]?.message;
  const [row] = found.value;
  return row?.kind === "values" ? row.values[0] : row?.message;
}

function hint(diagram: InfluenceDiagram, text: string): string | undefined {
  const found = parseQuestion(text, diagram);
  return found.ok ? undefined : found.diagnostics[0]?.hint;
}

describe("calculations in questions", () => {
  const diagram = modelOf(`
    param p = 0.3
    chance N : {-1, 0, 2.5} ~ {-1: 0.4, 0: 0.35, 2.5: 0.25}
    chance B : bool ~ bernoulli(p)
    chance T : (bool, 0..1) ~ {(true, 0): 0.5, (false, 1): 0.5}
    for t in 1..2 { chance S[t] : (0..1, {a, b}) ~ {(0, a): 0.75, (1, b): 0.25} }`);

  it.each([
    ["E(number(B))", 0.3],
    ["E(floor(N / 2) + number(B))", 0.15],
    ["E(N % 2)", 0.525],
    ["E(clamp(N, 0, 1))", 0.25],
    ["P(round(N) >= 3)", 0.25],
    ["E(sign(N))", -0.15],
    ["P(T[0] = true)", 0.5],
    ["P(T[0])", 0.5],
    ["P(T[1] >= 1 | T[0] = false)", 1],
    ["E(T[1])", 0.5],
    ["P(S[2][0] = 1)", 0.25],
    ["P(S[1][1] = b | S[1][0] = 1)", 1],
    ["E(sum(t in 1..2) S[t][0])", 0.5],
    ["E(sum(t in 1..2) t * S[t][0])", 0.75],
    ["P((sum(t in 1..2) S[t][0]) >= 1)", 0.4375],
    ["E(product(t in 1..2) S[t][0])", 0.0625],
  ])("%s", (text, value) => {
    expect(asked(diagram, text)).toBeCloseTo(value, 12);
  });

  it.each([
    ["E(clamp(N))", /takes 3 numbers/],
    ["P(T[2] = 1)", /components 0 to 1/],
    ["P(sqrt(N) > 1)", /sqrt of -1/],
    ["P(p = 0.3)", /`p` is a parameter/],
    ["P(B = true | p = 1)", /`p` is a parameter/],
    ["", /one question is needed/],
    ["P(N =", /a value was expected before the end$/],
  ])("%s is refused", (text, message) => {
    expect(asked(diagram, text)).toMatch(message);
  });
});

describe("names and labels that only quotation makes readable", () => {
  const diagram = modelOf(`
    chance \`family-out\` : bool ~ bernoulli(0.2)
    chance \`a b\` : {"<20", "20-40"} ~ uniform
    chance note : {"1", "2"} ~ uniform`);

  it.each([
    ["P(family-out)", "this name stands in back-ticks: `family-out`"],
    ["P(a b)", "this name stands in back-ticks: `a b`"],
    ["P(`a b` = <20)", 'this label stands in quotation marks: "<20"'],
    ["P(`a b` = 20-40)", 'this label stands in quotation marks: "20-40"'],
    ["P(note = 1)", 'did you mean `"1"`?'],
  ])("%s", (text, expected) => {
    expect(hint(diagram, text)).toBe(expected);
  });
});

describe("probabilities below the least number", () => {
  const diagram = modelOf(`
    chance B : 0..50 ~ binomial(50, 1e-12)
    chance E : 0..2000 ~ exponential(1)
    claim P(B >= 49) == 0
    claim P(B >= 49) > 0
    claim P(B < 49) == 1
    claim P(E >= 2000) == 0
    claim P(E >= 2000) <= 1e-300
    claim P(B > 50) == 0`);

  it("are not 0, and what they leave is not 1", () => {
    const results = checkClaims(diagram, { exact: solveEngine });
    expect(results.map(({ outcome }) => outcome)).toEqual([
      "fails",
      "holds",
      "fails",
      "fails",
      "holds",
      "holds",
    ]);
  });
});

describe("a claim about a number", () => {
  it("says what was found, also where there is more to say", () => {
    const diagram = modelOf(`
      chance X : 0..3 ~ uniform
      decision D : bool sees X
      utility R = if D then X else 0
      claim P(R = 0.5) == 0
      claim map(X | X >= 3) == 3`);
    const texts = checkClaims(diagram, { exact: solveEngine }).map((r) => r.explanation);
    expect(texts[0]).toMatch(/^found 0: R is never 0\.5/);
    expect(texts[1]).toMatch(/^found 3: probability 1/);
  });
});

describe("values that differ by rounding only", () => {
  it.each(["{0.3, 0.30000000000000004}", "{(0.3, true), (0.30000000000000004, true)}"])(
    "%s is one value listed twice",
    (domain) => {
      const { diagnostics } = loadModel(`chance X : ${domain} ~ uniform`);
      expect(diagnostics[0]?.message).toMatch(/differ only by rounding/);
    },
  );
});

describe("rows of files that sum to one but for adding up", () => {
  it("stay as they are written", () => {
    const bif = `network n { }
      variable x { type discrete [ 3 ] { a, b, c }; }
      probability ( x ) { table 0.6, 0.3, 0.1; }`;
    const { result } = readModelFile({ name: "x.bif", text: bif });
    if (!result.ok || result.value.diagram === undefined) throw new Error("not read");
    expect(printModel(result.value.diagram)).toContain("[0.6, 0.3, 0.1]");
  });
});
