/** Any text can be a name or a label, is found by exactly that text, and is written back. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { format, loadModel, parseClaim, printModel, whereDifferent } from "./index.ts";
import { writeName, writeText } from "./syntax/words.ts";

function load(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

function codes(text: string): string[] {
  return loadModel(text).diagnostics.map((d) => d.code);
}

/** Free texts, with what has to be written by its code or quoted drawn often. */
export const freeText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."ab1 _'\"`\\\n\t\r[](){}<>=,.:|-/*#%é".split("")),
    fc.constantFrom("\u0000", "\u001b", "\u0085", "\u00a0", "\u200b", "\u202e", "\u2028", "\ufeff"),
    fc.constantFrom("\ufffd", "\ud800", "\udc00", "שלום", "日本", "👩‍🔬", "if", "not ", "u{41}"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});

describe("names and labels", () => {
  it("are any text, written so that it is read back", () => {
    fc.assert(
      fc.property(freeText, freeText, (name, label) => {
        fc.pre(name !== "");
        const text = `chance ${writeName(name)} : {${writeText(label)}, ${writeText(`${label}2`)}} ~ uniform`;
        const diagram = load(text);
        expect(diagram.nodes[0]?.name).toBe(name);
        expect(diagram.nodes[0]?.domain).toMatchObject({ values: [label, `${label}2`] });
        const printed = printModel(diagram);
        expect(whereDifferent(diagram, load(printed))).toBeUndefined();
        expect(printModel(load(format(printed)))).toBe(printed);
        const asked = parseClaim(`P(${writeName(name)} = ${writeText(label)}) == 0.5`, diagram);
        expect(asked.ok && asked.value.expression).toMatchObject({
          left: { arguments: [{ target: name, value: { value: label } }] },
        });
      }),
      { seed: 16, numRuns: 400 },
    );
  });

  it("mean what they spell: `a b` and a_b are two variables", () => {
    const diagram = load('chance `a b` : {x, y} ~ {x: 1, y: 0}\nchance a_b : {x, "<20"} ~ uniform');
    expect(diagram.nodes.map((n) => n.name)).toEqual(["a b", "a_b"]);
    const asked = parseClaim('P(a_b = "<20") == 0.5', diagram);
    expect(asked.ok).toBe(true);
    expect(parseClaim('P(`a b` = "<20") == 0.5', diagram).ok).toBe(false);
  });

  it("in quotation marks are labels, whatever else has the name", () => {
    const diagram = load(
      'chance x : {x, "1", "true"} ~ uniform\nchance y : bool = `x` == "x" or `x` == "true"\nchance z : bool = `x` == "1"',
    );
    expect(diagram.node(1).parents).toEqual([0]);
    expect(whereDifferent(diagram, load(printModel(diagram)))).toBeUndefined();
    expect(codes("chance x : {x, y} ~ uniform\nchance y2 : bool = x == y")).toContain(
      "ambiguous-name",
    );
    expect(codes('chance x : {1, 2} ~ uniform\nchance y : bool = x == "1"')).toContain(
      "never-equal",
    );
  });

  it("in back-ticks are not keywords, built-ins or wildcards", () => {
    const text = [
      "agent `agent`",
      "type `bool` = {`_`, b}",
      "chance `uniform` : bool ~ uniform()",
      "chance `sum` : `bool` ~ { `_`: 0.5, b: 0.5 }",
      'chance m : 0..1 = match `sum` { "_" => 1, _ => 0 }',
      "chance n : bool = `uniform`",
      "chance k : bool ~ uniform()",
    ].join("\n");
    const diagram = load(text);
    expect(diagram.node(3).parents).toEqual([0]);
    expect(diagram.node(4).parents).toEqual([]);
    expect(whereDifferent(diagram, load(printModel(diagram)))).toBeUndefined();
  });

  it("may be keywords where nothing else can be meant", () => {
    const text = [
      "agent model",
      "param type = 0.5",
      "chance if : {yes, no, not} ~ uniform",
      "chance and : {in, else, match} ~ { in: 0.5, else: 0.25, match: 0.25 }",
      "decision note : {claim, for} by model sees if, and",
      "decision chance : {a, b} by model sees note",
      "utility utility for model = match note { claim => 1, for => if chance == a then type else 0 }",
      "claim not control(model, if)",
      "claim P(and = else) == 0.25",
      "claim model.policy(note) == claim",
    ].join("\n");
    const diagram = load(text);
    expect(diagram.nodes.map((n) => n.name)).toEqual(["if", "and", "note", "chance", "utility"]);
    expect(diagram.claims).toHaveLength(3);
    expect(whereDifferent(diagram, load(printModel(diagram)))).toBeUndefined();
    expect(codes("chance x : bool = if")).toEqual(["unknown-name"]);
  });

  it("keep keywords keywords where both can be meant", () => {
    expect(load('utility U = 1 +\n 2\nnote "x"').header.notes).toEqual(["x"]);
    expect(codes("chance x : bool =\nchance y : bool")).toEqual(["unfinished-item"]);
    expect(codes("decision D : bool sees\nparam p = 1")).toEqual(["unfinished-item"]);
    expect(codes("utility for robot = 3")).toEqual(["keyword-as-name"]);
  });

  it("that are spoilt are reported with their place", () => {
    expect(codes("chance `` : bool")).toEqual(["empty-name"]);
    expect(codes("chance `a : bool\nchance b : bool")).toEqual(["open-name"]);
    expect(codes('chance a "\\u{110000}" : bool')).toEqual(["bad-escape"]);
    expect(codes("chance a : {under-20, over-20} ~ uniform")).toEqual([
      "not-a-domain",
      "not-a-domain",
    ]);
    expect(codes("chance a : {20-40, 40-70} ~ uniform")).toEqual([
      "difference-as-value",
      "difference-as-value",
    ]);
    expect(codes("for t in 1..2 { chance S[t] : bool }\nchance `S[2]` : bool")).toEqual([
      "duplicate-name",
    ]);
  });
});
