/** Taking everything back leads to the first text, byte for byte, whatever was done. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Session } from "./session.ts";
import { setParameter } from "./setParameters.ts";
import { Random } from "../base/index.ts";
import { formatModel, printModel } from "../language/index.ts";
import { randomDiagram } from "../testing/index.ts";
import { alignSelected, pinNodes, togglePins } from "./arrange.ts";
import { copySelected, duplicateSelected, pasteNodes } from "./clipboard.ts";
import { fillUniform } from "./fillUniform.ts";
import {
  connectedNode,
  connectNodes,
  createNode,
  cycleOwner,
  deleteSelected,
  removeLinks,
  renameNode,
  retypeSelected,
} from "./gestures.ts";
import { createSession } from "./session.ts";
import { applyChange, applyEdits, changeBetween, invertChange } from "./textChange.ts";

const anyText = fc.string({
  maxLength: 40,
  unit: fc.constantFrom("a", "b", "\n", "\r\n", "é", "😀"),
});

describe("a text change", () => {
  it("leads from one text to the other and back", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const change = changeBetween(before, after);
        expect(applyChange(before, change)).toBe(after);
        expect(applyChange(after, invertChange(change))).toBe(before);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("is as small as one replaced stretch can be", () => {
    expect(changeBetween("chance X", "chance Xy")).toEqual({
      start: 8,
      removed: "",
      inserted: "y",
    });
    expect(changeBetween("same", "same")).toEqual({ start: 4, removed: "", inserted: "" });
    expect(changeBetween("aa", "aaa")).toEqual({ start: 2, removed: "", inserted: "a" });
  });

  it("refuses a text it does not fit", () => {
    expect(() => applyChange("abc", { start: 1, removed: "x", inserted: "" })).toThrow(RangeError);
  });

  it("edits are applied in any order, those at one place in the order they are listed", () => {
    const edits = [
      { range: { start: 3, end: 3 }, newText: "1" },
      { range: { start: 0, end: 1 }, newText: "A" },
      { range: { start: 3, end: 3 }, newText: "2" },
    ];
    expect(applyEdits("abc", edits)).toBe("Abc12");
  });
});

describe("undo", () => {
  it("takes back a burst of typing as one step, and a later burst as another", () => {
    let now = 0;
    const session = createSession({ now: () => now, text: "" });
    for (const [text, time] of [
      ["c", 0],
      ["ch", 100],
      ["cha", 200],
      ["cha\n", 2000],
    ] as const) {
      now = time;
      session.setText(text, "typing", "typing");
    }
    expect(session.undo()).toBe("typing");
    expect(session.state().text).toBe("cha");
    session.undo();
    expect(session.state().text).toBe("");
    expect(session.undo()).toBeUndefined();
  });

  it("takes back one drag of a slider as one step", () => {
    const text = "param p = 0.951 in 0..1\nchance X : bool ~ bernoulli(p)\n";
    const session = createSession({ now: () => 0, text });
    for (const value of [0.952, 0.152, 0.7, 0.701, 0.1]) setParameter(session, "p", value);
    expect(session.state().history.past).toHaveLength(1);
    session.undo();
    expect(session.state().text).toBe(text);
  });

  it("does not keep a burst that changed nothing in the end", () => {
    const session = createSession({ now: () => 0, text: "chance X\n" });
    session.setText("chance Xy\n", "typing", "typing");
    session.setText("chance X\n", "typing", "typing");
    expect(session.state().history.past).toHaveLength(0);
  });

  it("joined bursts lead back to where they began, wherever the typing went", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 12 }), ([first = "", ...texts]) => {
        const session = createSession({ now: () => 0, text: first });
        for (const text of texts) session.setText(text, "typing", "typing");
        const last = session.state().text;
        while (session.undo() !== undefined) continue;
        expect(session.state().text).toBe(first);
        while (session.redo() !== undefined) continue;
        expect(session.state().text).toBe(last);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("forgets what was undone once something else is done", () => {
    const session = createSession({ now: () => 0, text: "chance X\n" });
    createNode(session, "chance");
    session.undo();
    createNode(session, "utility");
    expect(session.redo()).toBeUndefined();
  });

  it("leads back through 200 random edits of text and canvas, byte for byte, and forward again", () => {
    for (let seed = 1; seed <= 2; seed++) {
      const random = Random.seeded(seed);
      const first = commented(random, seed);
      let now = 0;
      const session = createSession({ now: () => now, text: first, file: "first.cid" });
      const texts = [first];
      for (let attempts = 0; texts.length <= 200 && attempts < 3000; attempts++) {
        now += random.below(3) * 1000;
        randomStep(session, random);
        const { text, history } = session.state();
        texts.length = history.past.length;
        texts.push(text);
      }
      expect(texts.length).toBeGreaterThan(200);
      for (let at = texts.length - 2; at >= 0; at--) {
        expect(session.undo()).toBeDefined();
        expect(session.state().text).toBe(texts[at]);
      }
      expect(session.state().file).toBe("first.cid");
      expect(session.undo()).toBeUndefined();
      for (const text of texts.slice(1)) {
        expect(session.redo()).toBeDefined();
        expect(session.state().text).toBe(text);
      }
      expect(session.redo()).toBeUndefined();
    }
  }, 240_000);
});

/** A random model whose lines carry comments; every other one with the line ends of Windows. */
function commented(random: Random, seed: number): string {
  const diagram = randomDiagram(random, { nodes: 6, agents: 2, structureOnly: seed % 3 === 0 });
  const newline = seed % 2 === 0 ? "\r\n" : "\n";
  return `// ${seed}\n${printModel(diagram)}// end`
    .split("\n")
    .map((line, at) => (at % 3 === 1 ? `${line} // ${at}` : line))
    .join(newline);
}

const SNIPPETS = [
  "chance Q\n",
  "// note\n",
  "x",
  "\r\n",
  "{",
  '"',
  "decision E sees X\n",
  "é",
  "/*",
];

function randomStep(session: Session, random: Random): void {
  const { text, diagram, good } = session.state();
  const at = random.below(text.length + 1);
  if (diagram === undefined) {
    if (random.below(3) > 0) session.setText(good?.text ?? "", "mend");
    else session.edit([{ range: { start: at, end: at }, newText: "y" }], "typing", "typing");
    return;
  }
  const names = diagram.nodes.map((node) => node.name);
  const name = names.length === 0 ? "none" : random.pick(names);
  const other = names.length === 0 ? "none" : random.pick(names);
  const places = new Map(names.map((one) => [one, { x: random.below(900), y: random.below(900) }]));
  session.select({ nodes: [...new Set([name, other])], edges: [] });
  const steps: (() => unknown)[] = [
    () => session.edit([{ range: { start: at, end: at }, newText: random.pick(SNIPPETS) }], "type"),
    () =>
      session.edit(
        [{ range: { start: at, end: Math.min(text.length, at + random.below(9)) }, newText: "" }],
        "typing",
        "typing",
      ),
    () => createNode(session, random.pick(["chance", "decision", "utility"])),
    () => connectedNode(session, name, random.below(2) === 0),
    () => connectNodes(session, name, other),
    () => {
      const result = deleteSelected(session);
      if (!result.ok) result.remedy?.run();
    },
    () => {
      const id = diagram.idOf(name);
      const parent = id === undefined ? undefined : diagram.node(id).parents[0];
      if (parent === undefined) return;
      const result = removeLinks(session, [{ from: diagram.node(parent).name, to: name }]);
      if (!result.ok) result.remedy?.run();
    },
    () => renameNode(session, name, `R${random.below(50)}`),
    () => retypeSelected(session, random.pick(["chance", "decision", "utility"])),
    () => cycleOwner(session),
    () => setParameter(session, "p", random.below(9) / 8),
    () => pasteNodes(session, copySelected(session)),
    () => duplicateSelected(session),
    () => pinNodes(session, new Map([[name, { x: random.below(900), y: -random.below(900) }]])),
    () => togglePins(session, places),
    () => alignSelected(session, places, random.pick(["left", "middle", "across"])),
    () => fillUniform(session),
    () => session.setText(formatModel(text).text, "format"),
    () => session.open({ text: `${text}// opened\n`, file: `${random.below(5)}.cid` }, "open"),
  ];
  random.pick(steps)();
}
