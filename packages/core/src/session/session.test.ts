import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSession, LONGEST_TEXT, type Session } from "./session.ts";
import { applyChange, changeBetween, invertChange } from "./textChange.ts";

const MODEL = "agent a\n// why\nchance X\ndecision D sees X\nutility U from D, X\n";

function open(text = MODEL, file = "m.cid"): Session {
  let time = 0;
  return createSession({ text, file, now: () => (time += 10_000) });
}

describe("text changes", () => {
  it("lead from one text to the other, and back", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
        const change = changeBetween(a, b);
        expect(applyChange(a, change)).toBe(b);
        expect(applyChange(b, invertChange(change))).toBe(a);
      }),
      { seed: 4 },
    );
  });

  it("refuse a text they do not fit", () => {
    expect(() => applyChange("abc", { start: 1, removed: "x", inserted: "" })).toThrow(RangeError);
  });
});

describe("a session", () => {
  it("ends in the original text after undoing any edits, and in the last after redoing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.nat(80),
            cut: fc.nat(6),
            put: fc.string({ maxLength: 6 }),
            merge: fc.boolean(),
          }),
          { maxLength: 25 },
        ),
        (edits) => {
          let time = 0;
          const session = createSession({ text: MODEL, now: () => (time += 100) });
          for (const { at, cut, put, merge } of edits) {
            const { text } = session.state();
            const start = Math.min(at, text.length);
            const range = { start, end: Math.min(text.length, start + cut) };
            session.edit([{ range, newText: put }], "edit", merge ? "typing" : undefined);
          }
          const last = session.state().text;
          while (session.undo() !== undefined) continue;
          expect(session.state().text).toBe(MODEL);
          while (session.redo() !== undefined) continue;
          expect(session.state().text).toBe(last);
        },
      ),
      { seed: 20, numRuns: 150 },
    );
  });

  it("keeps the last good diagram while the text is broken", () => {
    const session = open();
    const { diagram } = session.state();
    session.setText(`${MODEL}chance Y from Nobody\n`, "typing");
    expect(session.state().diagram).toBeUndefined();
    expect(session.state().good?.diagram).toBe(diagram);
    expect(session.state().diagnostics[0]?.severity).toBe("error");
    session.undo();
    expect(session.state().diagram?.nodes.length).toBe(3);
  });

  it("undoes opening another document, its name too", () => {
    const session = open();
    session.open({ text: "chance Z\n", file: "z.cid" }, "open z");
    expect(session.state().file).toBe("z.cid");
    expect(session.undo()).toBe("open z");
    expect(session.state()).toMatchObject({ text: MODEL, file: "m.cid" });
    expect(session.redo()).toBe("open z");
    expect(session.state().file).toBe("z.cid");
  });

  it("joins a burst of typing into one step, but not what came after a pause", () => {
    let time = 0;
    const session = createSession({ text: "", now: () => time });
    for (const [text, at] of [
      ["// a", 0],
      ["// ab", 100],
      ["// abc", 200],
      ["// abcd", 5000],
    ] as const) {
      time = at;
      session.setText(text, "typing", "typing");
    }
    session.undo();
    expect(session.state().text).toBe("// abc");
    session.undo();
    expect(session.state().text).toBe("");
  });

  it("keeps a very long text without reading it", () => {
    const session = open();
    session.setText("x".repeat(LONGEST_TEXT + 1), "paste");
    expect(session.state().diagnostics.map(({ code }) => code)).toEqual(["text-too-long"]);
    expect(session.state().good?.diagram.nodes.length).toBe(3);
  });

  it("forgets selected nodes that are gone", () => {
    const session = open();
    session.select({ nodes: ["X", "U"], edges: [{ from: "X", to: "D" }] });
    session.setText("agent a\ndecision D\nutility U from D\n", "typing");
    expect(session.state().selection).toMatchObject({ nodes: ["U"], edges: [] });
  });

  it("tells its listeners until they stop", () => {
    const session = open();
    let calls = 0;
    const stop = session.subscribe(() => calls++);
    session.setText("chance A\n", "typing");
    stop();
    session.setText("chance B\n", "typing");
    expect(calls).toBe(1);
  });

  it("keeps the diagram while comments, blanks and pins change, and knows the new places", () => {
    const claimed = `${MODEL}param p = 0.5 in 0..1\nclaim control(a, X)\n`;
    const session = open(claimed);
    const before = session.state().diagram;
    expect(before).toBeDefined();
    for (const text of [
      claimed.replace("// why", "// why not, and a longer comment"),
      `\n\n${claimed.replace("from D, X", "from D ,  X")}`,
      `${claimed}\n// layout: X 10 20\n`,
    ]) {
      session.setText(text, "type");
      const { good, diagram } = session.state();
      expect(diagram).toBe(before);
      expect(good?.diagram).toBe(before);
      expect(good?.text).toBe(text);
      const written = (range: { start: number; end: number } | undefined): string =>
        text.slice(range?.start, range?.end);
      expect(good?.places.nodes.map(written)).toEqual(["X", "D", "U"]);
      expect(good?.places.parameters.map(written)).toEqual(["p"]);
      expect(good?.places.claims.map(written)).toEqual(["claim control(a, X)"]);
    }
    session.setText(`${claimed}/`, "type");
    expect(session.state().diagram).toBeUndefined();
    session.setText(`${claimed}//`, "type");
    expect(session.state().diagram).toBe(before);
  });

  it("has another diagram when a number, a name, an arrow, a claim or a parameter's role changes", () => {
    const text = "agent a\nparam p = 1\nchance X\ndecision D sees X\nutility U from D, X\n";
    for (const other of [
      text.replace("= 1", "= 0"),
      text.replaceAll("X", "Y"),
      text.replace("from D, X", "from D"),
      `${text}claim control(a, X)\n`,
      text.replace("agent a", 'agent a "Ann"'),
      `${text}if p > 2 {\n  chance Z\n}\n`,
    ]) {
      const session = open(text);
      const before = session.state().diagram;
      session.setText(other, "type");
      const { good, diagram } = session.state();
      expect(diagram, JSON.stringify(session.state().diagnostics)).toBeDefined();
      expect(good?.diagram).toBe(diagram);
      expect(diagram).not.toBe(before);
    }
  });

  it("of a model that extends another, knows the places of its own parts alone", () => {
    const base = "agent a\nchance Base\ndecision D sees Base\nutility U from D, Base\n";
    const text = 'extends "base.cid"\nchance Own\nadd link Own -> U\n';
    const session = createSession({ text, file: "m.cid", now: () => 0, resolve: () => base });
    const { good } = session.state();
    const places = good?.diagram.nodes.map(({ id, name }) => {
      const range = good.places.nodes[id];
      return range === undefined ? name : `${name} at ${text.slice(range.start, range.end)}`;
    });
    expect(places).toEqual(["Base", "D", "U", "Own at Own"]);
  });
});
