import { describe, expect, it } from "vitest";
import { completionsAt, hoverAt, referencesAt, tokens } from "./edit/editor.ts";
import * as edits from "./edit/edits.ts";
import { fromJson } from "./json/fromJson.ts";
import { toJson } from "./json/toJson.ts";
import { loadModel } from "./load.ts";
import { format } from "./print/format.ts";
import { printModel } from "./print/printModel.ts";
import { whereDifferent } from "./print/sameDiagram.ts";

const NODES = `chance A : bool
decision D : bool sees A
chance X : bool from D
utility U from X, A
`;
const STORY = `${NODES}claim control(D, X)
story "Who decides?" show D, A
story "It pays to push" pin control(D, X) note "Since U looks at X"
ask "Cut one arrow so that it does not" until not control(D, X) note "Which arrow is the lever?"
`;

function loaded(text: string) {
  const { diagram, diagnostics, places } = loadModel(text);
  expect(diagnostics.map((d) => d.message)).toEqual([]);
  if (diagram === undefined || places === undefined) throw new Error("no diagram");
  return { diagram, places };
}

function faults(text: string): string[] {
  return loadModel(text).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("steps of a model", () => {
  it("are read in order, with what they show, pin and ask", () => {
    const { diagram, places } = loaded(STORY);
    expect(diagram.steps).toMatchObject([
      { kind: "story", text: "Who decides?", show: ["D", "A"] },
      { kind: "story", text: "It pays to push", show: [], note: "Since U looks at X" },
      {
        kind: "ask",
        until: { text: "not control(D, X)", negated: true, note: "Which arrow is the lever?" },
      },
    ]);
    expect(diagram.steps[1]).toMatchObject({
      pin: { expression: { kind: "call", name: "control" } },
    });
    const [first] = places.steps;
    expect(STORY.slice(first?.start, first?.end)).toBe(`story "Who decides?" show D, A`);
  });

  it("are no claims", () => {
    expect(loaded(STORY).diagram.claims.map(({ text }) => text)).toEqual(["control(D, X)"]);
  });

  it("survive printing, JSON and formatting", () => {
    const { diagram } = loaded(STORY);
    expect(whereDifferent(loaded(printModel(diagram)).diagram, diagram)).toBeUndefined();
    const json = JSON.parse(JSON.stringify(toJson(diagram))) as unknown;
    const read = fromJson(json);
    expect(read.ok && whereDifferent(read.value, diagram)).toBeUndefined();
    expect(format(STORY)).toBe(
      STORY.replace("chance A", "chance   A")
        .replace("chance X", "chance   X")
        .replace("utility U", "utility  U"),
    );
    expect(format(format(STORY))).toBe(format(STORY));
  });

  it("stand in loops, and show every instance of a variable without an index", () => {
    const { diagram } = loaded(`for t in 1..2 {
  chance S[t] : bool
  story "Step" show S[t]
}
story "All" show S`);
    expect(diagram.steps.map((step) => step.kind === "story" && step.show)).toEqual([
      ["S[1]"],
      ["S[2]"],
      ["S[1]", "S[2]"],
    ]);
  });

  it("are those of the file itself, not of what it extends", () => {
    const { diagram } = loadModel(`extends "base"\nstory "Mine"`, {
      resolve: () => ({ path: "base.cid", text: STORY }),
    });
    expect(diagram?.steps.map(({ text }) => text)).toEqual(["Mine"]);
  });

  it("leave `story`, `ask`, `show`, `pin` and `until` free as names", () => {
    const { diagram } = loaded(`agent ask
chance story "the story" : {told, kept, until}
chance show : bool = story == kept
decision pin : bool by ask sees story, show
utility until for ask = if pin == show then 1 else 0
story "Names" show story, pin`);
    expect(diagram.nodes.map(({ name }) => name)).toEqual(["story", "show", "pin", "until"]);
    expect(diagram.steps).toMatchObject([{ text: "Names", show: ["story", "pin"] }]);
  });

  it.each([
    [`story "A" show Z`, "unknown-name: no variable is called `Z`"],
    [`story "A" pin D`, "unknown-predicate: no predicate is called `D`"],
    [
      `story "A" pin not control(D, X)`,
      "claim-shape: only a single verdict about the graph can be pinned",
    ],
    [
      `story "A" pin value(agent) == 1`,
      "claim-shape: only a single verdict about the graph can be pinned",
    ],
    [`ask "A"`, "unfinished-item"],
    [`ask "A" until`, "unfinished-item"],
    [`ask "A" until control(D, Z)`, "unknown-name"],
    [`ask "A" show D`, "syntax"],
  ])("says what is wrong with %s", (line, message) => {
    const found = faults(`${NODES}${line}\n`);
    expect(found.length, found.join("\n")).toBe(1);
    expect(found[0]).toContain(message);
  });

  it("follow a renaming, and are found, hovered, coloured and completed", () => {
    const { tree } = loadModel(STORY);
    const renamed = edits.renameVariable(tree, { from: "X", to: "Y" });
    if (!renamed.ok) throw new Error(renamed.reason);
    let text = STORY;
    for (const { range, newText } of [...renamed.edits].sort(
      (a, b) => b.range.start - a.range.start,
    ))
      text = text.slice(0, range.start) + newText + text.slice(range.end);
    expect(text).toContain("pin control(D, Y)");
    expect(text).toContain("until not control(D, Y)");
    expect(referencesAt(STORY, STORY.indexOf("show D") + 5)).toHaveLength(6);
    expect(hoverAt(STORY, STORY.indexOf("story") + 1)?.text).toBe(
      "story: a step of the model's story",
    );
    const words = tokens(STORY).filter(({ kind }) => kind === "keyword");
    const image = words.map(({ range }) => STORY.slice(range.start, range.end));
    for (const word of ["story", "show", "pin", "ask", "until"]) expect(image).toContain(word);
    const at = `${NODES}ask "A" until `;
    expect(completionsAt(at, at.length).items.map(({ label }) => label)).toContain("control");
    const shown = `${NODES}story "A" show `;
    expect(completionsAt(shown, shown.length).items.map(({ label }) => label)).toEqual([
      "A",
      "D",
      "X",
      "U",
    ]);
  });

  it("are refused as data when text and expression disagree, or the text is several items", () => {
    const json = toJson(loaded(STORY).diagram) as unknown as {
      steps: { until?: { text: string } }[];
    };
    const other = structuredClone(json);
    (other.steps[2] as { until: { text: string } }).until.text = "control(D, A)";
    const read = fromJson(other);
    expect(!read.ok && read.diagnostics[0]?.message).toContain(
      "steps.2.until: the text `control(D, A)`",
    );
    (other.steps[2] as { until: { text: string } }).until.text = "control(D, X)\nchance Z : bool";
    const torn = fromJson(other);
    expect(!torn.ok && torn.diagnostics[0]?.message).toContain("is not the text of one claim");
  });
});
