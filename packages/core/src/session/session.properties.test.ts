/** One document: what stays true of its state whatever happens to the text. */
import { describe, expect, it } from "vitest";
import type { Session } from "./session.ts";
import { createSession, LONGEST_TEXT } from "./session.ts";
import { answersOf, verdictKey } from "./answers.ts";
import { pinNodes } from "./arrange.ts";
import { deleteSelected, renameNode } from "./gestures.ts";

const MODEL = "chance S\ndecision D sees S\nutility U from S, D\n";

function open(text: string): Session {
  return createSession({ now: () => 0, text, file: "first.cid" });
}

describe("while the text is broken", () => {
  it("the last good diagram stays, with the text it belongs to", () => {
    const session = open(MODEL);
    const good = session.state().good;
    session.setText(`${MODEL}chance Z from Nobody\n`, "typing");
    expect(session.state().diagram).toBeUndefined();
    expect(session.state().good).toBe(good);
    expect(session.state().good?.text).toBe(MODEL);
    expect(session.state().diagnostics.length).toBeGreaterThan(0);
    session.setText(`${MODEL}chance Z from S\n`, "typing");
    expect(session.state().good?.diagram).toBe(session.state().diagram);
    expect(session.state().diagram?.idOf("Z")).toBeDefined();
  });

  it("the selection stays too, and gestures say what is in their way", () => {
    const session = open(MODEL);
    session.select({ nodes: ["S"] });
    session.setText(`${MODEL}}`, "typing");
    expect(session.state().selection.nodes).toEqual(["S"]);
    const result = deleteSelected(session);
    expect(result.ok ? "" : result.reason).toContain("fix the error in the text first");
    expect(session.state().text).toBe(`${MODEL}}`);
  });

  it("dragging a node of the last good picture loses no pin", () => {
    const session = open(`${MODEL}\n// layout: S 1 2; D 3 4\n`);
    session.setText(session.state().text.replace("sees", "se es"), "typing");
    pinNodes(session, new Map([["U", { x: 5, y: 6 }]]));
    expect(session.state().text).toContain("// layout: S 1 2; D 3 4; U 5 6\n");
  });
});

describe("a text that is too long to be read", () => {
  it("is kept, said to be too long, and undone", () => {
    const session = open(MODEL);
    const { good } = session.state();
    session.setText(MODEL + "/".repeat(LONGEST_TEXT), "paste");
    const state = session.state();
    expect(state.diagnostics.map(({ code }) => code)).toEqual(["text-too-long"]);
    expect(state.tree).toBeUndefined();
    expect(state.good).toBe(good);
    session.undo();
    expect(session.state().diagram?.nodes).toHaveLength(3);
  });
});

describe("opening another model", () => {
  it("is one undoable step that brings text and file name back", () => {
    const session = open(MODEL);
    session.open({ text: "chance Other\n", file: "other.cid" }, "open other");
    expect(session.state()).toMatchObject({ text: "chance Other\n", file: "other.cid" });
    expect(session.undo()).toBe("open other");
    expect(session.state()).toMatchObject({ text: MODEL, file: "first.cid" });
    expect(session.redo()).toBe("open other");
    expect(session.state()).toMatchObject({ text: "chance Other\n", file: "other.cid" });
  });

  it("shows no picture of one document for another", () => {
    const session = open(MODEL);
    const broken = `${MODEL}{`;
    session.setText(broken, "typing");
    session.open({ text: "chance Other\n", file: "other.cid" }, "open other");
    session.undo();
    expect(session.state().text).toBe(broken);
    expect(session.state().good?.diagram.idOf("Other")).toBeUndefined();
    session.open({ text: "chance (\n", file: "broken.cid" }, "open broken");
    expect(session.state().good).toBeUndefined();
  });

  it("empties the selection", () => {
    const session = open(MODEL);
    session.select({ nodes: ["S"], pinnedVerdict: "x" });
    session.open({ text: MODEL, file: "copy.cid" }, "open copy");
    expect(session.state().selection).toEqual({ nodes: [], edges: [], pinnedVerdict: undefined });
  });

  it("is no step when nothing was there before: undo never empties the page", () => {
    const session = createSession({ now: () => 0 });
    session.open({ text: MODEL, file: "first.cid" }, "open the first example");
    expect(session.state().diagram?.nodes).toHaveLength(3);
    expect(session.undo()).toBeUndefined();
    expect(session.state().text).toBe(MODEL);
  });
});

describe("the selection", () => {
  it("follows a rename, and loses what is gone", () => {
    const session = open(MODEL);
    session.select({ nodes: ["S", "D"], edges: [{ from: "S", to: "U" }] });
    renameNode(session, "S", "State");
    expect(session.state().selection.nodes).toEqual(["State", "D"]);
    expect(session.state().selection.edges).toEqual([{ from: "State", to: "U" }]);
    session.setText("chance State\n", "typing");
    expect(session.state().selection.nodes).toEqual(["State"]);
    expect(session.state().selection.edges).toEqual([]);
  });

  it("keeps the pinned verdict when what it is about is renamed", () => {
    const session = open(MODEL);
    const pinned = (): string | undefined => {
      const { diagram } = session.state();
      if (diagram === undefined) return undefined;
      const verdicts = answersOf(diagram).verdictsOf(["value-of-information"]);
      return verdicts.map((one) => verdictKey(diagram, one)).find((key) => key.includes("|S|"));
    };
    session.select({ pinnedVerdict: pinned() });
    expect(pinned()).toBeDefined();
    renameNode(session, "S", "State");
    const key = session.state().selection.pinnedVerdict;
    expect(key).toContain("|State|");
    renameNode(session, "State", "S");
    expect(session.state().selection.pinnedVerdict).toBe(pinned());
  });

  it("names the instance that was renamed", () => {
    const session = open("chance S[1]\nfor t in 1..2 {\n  chance S[t+1] from S[t]\n}\n");
    session.select({ nodes: ["S[2]"] });
    const result = renameNode(session, "S[2]", "State");
    expect(result).toMatchObject({ ok: true, name: "State[2]" });
    expect(session.state().selection.nodes).toEqual(["State[2]"]);
    expect(renameNode(session, "State[2]", "State[3]")).toMatchObject({
      ok: false,
      reason: "State[2] keeps its index; rename State itself",
    });
  });

  it("keeps a selected arrow only as long as it is there", () => {
    const session = open(MODEL);
    session.select({ edges: [{ from: "S", to: "D" }] });
    session.setText(MODEL.replace("from S, D", "from D, S"), "typing");
    expect(session.state().selection.edges).toHaveLength(1);
    session.setText(MODEL.replace(" sees S", ""), "typing");
    expect(session.state().selection.edges).toHaveLength(0);
  });

  it("is no step for undo", () => {
    const session = open(MODEL);
    session.select({ nodes: ["S"] });
    expect(session.undo()).toBeUndefined();
  });
});

describe("a listener", () => {
  it("is told of every change once, and no more after it left", () => {
    const session = open(MODEL);
    let told = 0;
    const leave = session.subscribe(() => told++);
    session.setText(`${MODEL}\n`, "typing");
    session.setText(`${MODEL}\n`, "typing");
    expect(told).toBe(1);
    session.select({ nodes: ["S"] });
    session.undo();
    expect(told).toBe(3);
    leave();
    session.redo();
    expect(told).toBe(3);
  });
});

describe("reading another text", () => {
  it("says what it would mean and changes nothing", () => {
    const session = open(MODEL);
    const before = session.state();
    expect(session.read("chance A\n").diagram?.nodes).toHaveLength(1);
    expect(session.read("chance (").diagram).toBeUndefined();
    expect(session.read("chance (").diagnostics.length).toBeGreaterThan(0);
    expect(session.state()).toBe(before);
  });
});

describe("reading again", () => {
  it("uses what the lookup has learnt meanwhile, and changes no text", () => {
    const files = new Map<string, string>();
    const session = createSession({
      now: () => 0,
      text: 'extends "parent"\nchance Y from S\n',
      resolve: (path) => files.get(path),
    });
    expect(session.state().diagram).toBeUndefined();
    const { revision, lastChange } = session.state();
    files.set("parent", MODEL);
    session.reload();
    expect(session.state().diagram?.nodes).toHaveLength(4);
    expect(session.state().revision).toBe(revision);
    expect(session.state().lastChange).toBe(lastChange);
    expect(session.undo()).toBeUndefined();
  });
});
