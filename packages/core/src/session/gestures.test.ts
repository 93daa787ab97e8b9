import { describe, expect, it } from "vitest";
import { answersOf } from "./answers.ts";
import { alignSelected, pinNodes, togglePins } from "./arrange.ts";
import { copySelected, duplicateSelected, pasteNodes } from "./clipboard.ts";
import { fillUniform } from "./fillUniform.ts";
import type { GestureResult } from "./gesture.ts";
import {
  changeLinks,
  connectedNode,
  connectNodes,
  createNode,
  cycleOwner,
  deleteSelected,
  labelNode,
  removeLinks,
  renameNode,
  retypeSelected,
} from "./gestures.ts";
import { pinEdit, pinnedPlaces } from "./pinnedPlaces.ts";
import { renameAt } from "./renameAt.ts";
import { createSession, type Session } from "./session.ts";
import { setParameter } from "./setParameters.ts";
import { applyEdits } from "./textChange.ts";
import { connectInStep } from "./stepArrows.ts";
import { neighbourAlongEdges, neighbourInDirection } from "./walk.ts";

const MODEL = `agent a
agent b
param p = 0.5 in 0..1
// A comment.
chance X     // beside X
chance Y from X
decision D by a sees X
utility U for a from D, Y
`;

function open(text = MODEL, ...nodes: string[]): Session {
  const session = createSession({ text, now: () => 0 });
  session.select({ nodes });
  return session;
}

describe("gestures", () => {
  it("change only what they are about, comments stay", () => {
    const session = open();
    expect(connectNodes(session, "Y", "D")).toMatchObject({ ok: true });
    expect(session.state().text).toBe(MODEL.replace("sees X\n", "sees X, Y\n"));
    expect(removeLinks(session, [{ from: "Y", to: "D" }])).toMatchObject({ ok: true });
    expect(session.state().text).toBe(MODEL);
  });

  it("take the place of a deleted node with it, and undo brings both back", () => {
    const text = `chance A\nchance B\nchance C\n\n// layout: A 10 20; B 30 40\n`;
    const session = open(text, "A");
    expect(deleteSelected(session)).toMatchObject({ ok: true });
    expect(session.state().text).toBe("chance B\nchance C\n\n// layout: B 30 40\n");
    session.select({ nodes: ["B"] });
    deleteSelected(session);
    expect(session.state().text).toBe("chance C\n");
    session.undo();
    session.undo();
    expect(session.state().text).toBe(text);
    const steps =
      "for t in 1..2 { chance S[t] }\nchance E\n\n// layout: S[1] 0 0; S[t] 1 1; E 5 5\n";
    const loop = open(steps, "E");
    deleteSelected(loop);
    expect(loop.state().text).toContain("// layout: S[1] 0 0; S[t] 1 1\n");
  });

  it("call nodes and agents by their display texts, as the page does, in labels and refusals", () => {
    const text =
      'agent a "the clerk"\nagent b "the boss"\nchance X "what it thinks" : {0, 1} = 1\n' +
      'decision D "what it shows" by a sees X\nutility U "clicks" for a = X\n' +
      'for t in 1..2 { chance S[t] "state"\nchance E[t] from S[t] }\n';
    const session = open(text, "X");
    const labelOf = (result: GestureResult): string => (result.ok ? result.label : result.reason);
    expect(labelOf(changeLinks(session, { cut: [{ from: "X", to: "D" }], add: [] }))).toBe(
      "cut what it thinks → what it shows",
    );
    expect(labelOf(connectNodes(session, "X", "D"))).toBe("connect what it thinks → what it shows");
    expect(session.undo()).toBe("connect what it thinks → what it shows");
    expect(labelOf(connectNodes(session, "X", "U"))).toBe(
      "what it thinks → clicks is there already",
    );
    expect(labelOf(connectInStep(session, "E[1]", "S[1]"))).toBe("connect E[t] → state [t+1]");
    session.select({ nodes: ["D"] });
    expect(labelOf(cycleOwner(session))).toBe("give what it shows to the boss");
    expect(labelOf(deleteSelected(session))).toBe("delete what it shows");
    pinNodes(session, new Map([["X", { x: 1, y: 2 }]]));
    expect(session.undo()).toBe("move what it thinks");
  });

  it("add and cut arrows in one step", () => {
    const session = open();
    const change = { add: [{ from: "Y", to: "D" }], cut: [{ from: "X", to: "D" }] };
    expect(changeLinks(session, change)).toMatchObject({
      ok: true,
      label: "cut X → D, add Y → D",
    });
    expect(session.state().text).toBe(MODEL.replace("sees X\n", "sees Y\n"));
    session.undo();
    expect(session.state().text).toBe(MODEL);
    const steps = open("for t in 1..2 { chance S[t]\ndecision A[t] }\n");
    expect(changeLinks(steps, { add: [{ from: "S[1]", to: "A[2]" }], cut: [] }).ok).toBe(true);
    expect(steps.state().text).toContain("add link S[1] -> A[2]\n");
  });

  it("write, change and take away the label of a node", () => {
    const session = open();
    expect(labelNode(session, "D", "what it does")).toMatchObject({ ok: true });
    expect(session.state().text).toContain('decision D "what it does" by a sees X');
    expect(labelNode(session, "D", "")).toMatchObject({ ok: true });
    expect(session.state().text).toBe(MODEL);
    const steps = open("for t in 1..3 { chance S[t] }\n");
    expect(labelNode(steps, "S[2]", "state")).toMatchObject({ ok: true });
    expect(steps.state().text).toBe('for t in 1..3 { chance S[t] "state" }\n');
  });

  it("rename parameters, agents, types and labels at any of their places", () => {
    const text = `agent robot
param p = 0.5 in 0..1
chance X : {low, high} ~ { low: p, high: 1 - p }
decision D : bool by robot sees X
utility U for robot = if X == low and D then 1 else 0
claim value(robot) == p
`;
    const session = open(text);
    const rename = (word: string, to: string): boolean =>
      renameAt(session, session.state().text.lastIndexOf(word), to).ok;
    expect([rename("p\n", "share"), rename("robot", "agent_one"), rename("low", "small")]).toEqual([
      true,
      true,
      true,
    ]);
    expect(session.state().text).toBe(
      text
        .replaceAll(/\bp\b/gu, "share")
        .replaceAll("robot", "agent_one")
        .replaceAll("low", "small"),
    );
    expect(renameAt(session, 0, "x")).toMatchObject({ ok: false });
    expect(renameAt(session, session.state().text.indexOf("share"), "X")).toMatchObject({
      ok: false,
    });
    for (let step = 0; step < 3; step++) session.undo();
    expect(session.state().text).toBe(text);
  });

  it("make nodes with fresh names, alone or connected", () => {
    const session = open();
    expect(createNode(session, "chance")).toMatchObject({ ok: true, name: "X2" });
    expect(connectedNode(session, "D", true)).toMatchObject({ ok: true, name: "X3" });
    expect(connectedNode(session, "D", false)).toMatchObject({ ok: true, name: "X4" });
    const { diagram } = session.state();
    const parents = (name: string): string[] =>
      (diagram?.node(diagram.idOf(name) as number).parents ?? []).map(
        (v) => diagram?.node(v).name as string,
      );
    expect(parents("D")).toEqual(["X", "X3"]);
    expect(parents("X4")).toEqual(["D"]);
  });

  it("refuse a cycle, naming it", () => {
    const session = open();
    const result = connectNodes(session, "U", "X");
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? "" : result.reason).toMatch(/X → (?:Y|D) → U/u);
    expect(session.state().text).toBe(MODEL);
  });

  it("offer to drop the mechanism that stands in the way, and say so", () => {
    const text =
      "chance A : bool ~ bernoulli(0.5)\nchance B : bool = not A // why\nclaim dsep(A, B)\n";
    const session = open(text, "A");
    const result = deleteSelected(session);
    expect(result.ok).toBe(false);
    const remedy = result.ok ? undefined : result.remedy;
    expect(remedy?.title).toBe("Do it without the mechanism of B and a claim");
    expect(remedy?.run()).toMatchObject({ ok: true });
    expect(session.state().text).toBe("chance B : bool // why\n");
    session.undo();
    expect(session.state().text).toBe(text);
  });

  it("rename, retype, give away, set parameters", () => {
    const session = open(MODEL, "X");
    expect(renameNode(session, "X", "H'")).toMatchObject({ ok: true, name: "H'" });
    expect(session.state().selection.nodes).toEqual(["H'"]);
    expect(retypeSelected(session, "decision")).toMatchObject({ ok: true });
    expect(cycleOwner(session)).toMatchObject({ ok: true });
    expect(setParameter(session, "p", 0.25)).toMatchObject({ ok: true });
    expect(session.state().text).toContain("decision H' by b");
    expect(session.state().text).toContain("param p = 0.25 in 0..1");
    expect(session.state().text).toContain("// beside X");
  });

  it("do nothing to a broken text, in words", () => {
    const session = open(`${MODEL}chance Z from`);
    expect(createNode(session, "chance")).toMatchObject({ ok: false });
  });

  it("copy declarations as text and paste them under fresh names", () => {
    const session = open(MODEL, "Y", "D");
    expect(copySelected(session)).toBe("chance Y from X\ndecision D by a sees X\n");
    expect(duplicateSelected(session)).toMatchObject({ ok: true });
    expect(session.state().text).toBe(`${MODEL}chance Y2 from X\ndecision D2 by a sees X\n`);
    expect(session.state().selection.nodes).toEqual(["Y2", "D2"]);
    expect(pasteNodes(session, "hello")).toMatchObject({ ok: false });
  });

  it("put uniform tables in, and every variable then has numbers", () => {
    const session = open();
    expect(fillUniform(session)).toMatchObject({ ok: true });
    const { diagram, text } = session.state();
    expect(diagram?.nodes.every(({ mechanism }) => mechanism.kind !== "unspecified")).toBe(true);
    expect(text).toContain("// beside X");
    expect(fillUniform(session)).toMatchObject({ ok: false });
  });
});

describe("pinned places", () => {
  it("are one comment at the end, which goes when nothing is pinned", () => {
    const session = open(MODEL, "X");
    pinNodes(session, new Map([["X", { x: 10.4, y: -20 }]]));
    expect(session.state().text).toBe(`${MODEL}\n// layout: X 10 -20\n`);
    expect(pinnedPlaces(session.state().text)).toEqual(new Map([["X", { x: 10, y: -20 }]]));
    togglePins(session, new Map());
    expect(session.state().text).toBe(MODEL);
  });

  it("read back what they write", () => {
    const places = new Map([
      ["S[1]", { x: 1, y: 2 }],
      ["H'", { x: -3, y: 4 }],
    ]);
    const edit = pinEdit("chance A", places);
    expect(edit && pinnedPlaces(applyEdits("chance A", [edit]))).toEqual(places);
  });

  it("line up and space out", () => {
    const session = open(MODEL, "X", "Y", "D");
    const places = new Map([
      ["X", { x: 0, y: 0 }],
      ["Y", { x: 30, y: 5 }],
      ["D", { x: 100, y: 9 }],
    ]);
    alignSelected(session, places, "top");
    expect([...pinnedPlaces(session.state().text).values()].map(({ y }) => y)).toEqual([0, 0, 0]);
    alignSelected(session, places, "across");
    expect([...pinnedPlaces(session.state().text).values()].map(({ x }) => x)).toEqual([
      0, 50, 100,
    ]);
  });
});

describe("answers", () => {
  it("are the same values while the structure is the same", () => {
    const session = open();
    const first = session.state().diagram;
    session.setText(`// another comment\n${MODEL}`, "typing");
    expect(session.state().diagram).toBe(first);
    setParameter(session, "p", 0.25);
    const second = session.state().diagram;
    expect(second).not.toBe(first);
    if (first === undefined || second === undefined) throw new Error("no diagram");
    const criteria = ["value-of-information"];
    expect(answersOf(second).verdictsOf(criteria)).toBe(answersOf(first).verdictsOf(criteria));
    connectNodes(session, "Y", "D");
    const third = session.state().diagram;
    if (third === undefined) throw new Error("no diagram");
    expect(answersOf(third).verdictsOf(criteria)).not.toBe(answersOf(first).verdictsOf(criteria));
  });
});

describe("walking", () => {
  const places = new Map([
    ["X", { x: 0, y: 0 }],
    ["D", { x: 100, y: 10 }],
    ["Y", { x: 90, y: -80 }],
    ["U", { x: 200, y: 0 }],
  ]);
  it("goes to the nearest node in a direction", () => {
    expect(neighbourInDirection(places, "X", "right")).toBe("D");
    expect(neighbourInDirection(places, "X", "left")).toBeUndefined();
    expect(neighbourInDirection(places, undefined, "right")).toBeDefined();
  });
  it("goes along arrows only", () => {
    const { diagram } = open().state();
    if (diagram === undefined) throw new Error("no diagram");
    expect(neighbourAlongEdges(diagram, places, "U", "left")).toBe("D");
    expect(neighbourAlongEdges(diagram, places, "X", "left")).toBeUndefined();
  });
});

describe("a text of Windows", () => {
  const TEXT = "param p = 0.5 in 0..1\r\nchance A : bool ~ bernoulli(p)\r\nchance B from A\r\n";
  const whole = (session: Session): void => {
    expect(session.state().text).not.toBe(TEXT);
    expect(session.state().text).not.toMatch(/(?<!\r)\n/u);
    while (session.undo() !== undefined);
    expect(session.state().text).toBe(TEXT);
  };

  it.each<[string, (session: Session) => unknown]>([
    ["a new node", (session) => createNode(session, "chance", { parent: "A" })],
    ["a pin", (session) => pinNodes(session, new Map([["A", { x: 1, y: 2 }]]))],
    ["a paste", (session) => pasteNodes(session, "chance C from A\nchance D2 from C\n")],
    ["a parameter", (session) => setParameter(session, "p", 0.25)],
    ["a deleted node", (session) => (session.select({ nodes: ["B"] }), deleteSelected(session))],
  ])("gets its own line ends from %s", (_, gesture) => {
    const session = createSession({ text: TEXT, now: () => 0 });
    gesture(session);
    whole(session);
  });
});
