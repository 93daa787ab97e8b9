/** What is copied is text, and pasting it never breaks the model or takes a name twice. */
import { describe, expect, it } from "vitest";
import type { Session } from "./session.ts";
import { Random } from "../base/index.ts";
import { printModel } from "../language/index.ts";
import { randomDiagram } from "../testing/index.ts";
import { copySelected, duplicateSelected, pasteNodes } from "./clipboard.ts";
import { createSession } from "./session.ts";

const MODEL = `agent robot

chance   S : bool ~ uniform   // root
decision D : bool sees S
chance   X : bool
  = S == D        // goes on
chance   X2 from X
utility  U from X
`;

function open(text: string, selected: readonly string[] = []): Session {
  const session = createSession({ now: () => 0, text });
  session.select({ nodes: selected });
  return session;
}

function names(session: Session): string[] {
  return session.state().diagram?.nodes.map(({ name }) => name) ?? ["(broken)"];
}

describe("copying", () => {
  it("takes the declarations as they are written, with their lines and comments", () => {
    expect(copySelected(open(MODEL, ["X", "S"]))).toBe(
      "chance   X : bool\n  = S == D        // goes on\nchance   S : bool ~ uniform   // root\n",
    );
    expect(copySelected(open(MODEL))).toBe("");
  });

  it("takes nothing of a declaration in another file", () => {
    const session = createSession({
      now: () => 0,
      text: 'extends "parent"\n// a first line that is long enough\nchance Y from S\n',
      resolve: () => MODEL,
    });
    session.select({ nodes: ["S", "Y"] });
    expect(copySelected(session)).toBe("chance Y from S\n");
  });
});

describe("pasting", () => {
  it("gives fresh names where theirs are taken, and to their mentions among each other", () => {
    const session = open(MODEL, ["X", "X2"]);
    expect(pasteNodes(session, copySelected(session)).ok).toBe(true);
    expect(session.state().text).toBe(
      `${MODEL}chance   X3 : bool\n  = S == D        // goes on\nchance   X4 from X3\n`,
    );
    expect(session.state().selection.nodes).toEqual(["X3", "X4"]);
    session.undo();
    expect(session.state().text).toBe(MODEL);
  });

  it("keeps names that are free, even when another copy moves close to them", () => {
    const session = open("chance X\n");
    expect(pasteNodes(session, "chance X\nchance X2 from X\n").ok).toBe(true);
    expect(names(session)).toEqual(["X", "X3", "X2"]);
    expect(session.state().text).toContain("chance X2 from X3");
  });

  it("takes no name that a type, a function, a label or an agent has", () => {
    const session = open(
      "agent V2\ntype V3 = V4 | V5\nfn V6(x) = x\nparam V7 = 1\nchance V : V3\ndecision D sees V\n",
    );
    session.select({ nodes: ["V"] });
    expect(duplicateSelected(session).ok).toBe(true);
    expect(session.state().selection.nodes).toEqual(["V8"]);
    expect(session.undo()).toBe("duplicate");
  });

  it("brings nodes into another model", () => {
    const session = open("chance S\n");
    expect(pasteNodes(session, "chance T from S\n").ok).toBe(true);
    expect(names(session)).toEqual(["S", "T"]);
  });

  it.each([
    ["nothing", "", /nothing to paste/],
    ["prose", "see you at five", /not part of a model/],
    ["what mentions nodes that are not here", "chance T from Elsewhere\n", /Elsewhere/],
    ["half a declaration", "chance T from\n", /not part of a model/],
  ])("refuses %s, and changes nothing", (_, pasted, reason) => {
    const session = open(MODEL);
    const result = pasteNodes(session, pasted);
    expect(result.ok ? "" : result.reason).toMatch(reason);
    expect(session.state().text).toBe(MODEL);
    expect(session.state().history.past).toHaveLength(0);
    expect(session.state().selection.nodes).toEqual([]);
  });

  it("refuses a declaration that means something only in its loop", () => {
    const loop = "chance S[1]\nfor t in 1..2 {\n  chance S[t+1] from S[t]\n}\n";
    const session = open(loop, ["S[2]"]);
    const result = duplicateSelected(session);
    expect(result.ok).toBe(false);
    expect(session.state().text).toBe(loop);
  });

  it("duplicates an instance that is written by itself under its own fresh name", () => {
    const session = open("chance S[1]\nchance S[2] from S[1]\n", ["S[2]"]);
    const result = duplicateSelected(session);
    expect(result.ok).toBe(true);
    expect(names(session)).toHaveLength(3);
    expect(session.state().selection.nodes.every((name) => names(session).includes(name))).toBe(
      true,
    );
  });

  it("after any number of duplicates, names are still unique and the model is sound", () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = Random.seeded(seed);
      const session = open(printModel(randomDiagram(random, { nodes: 5, structureOnly: true })));
      for (let step = 0; step < 6; step++) {
        const all = names(session);
        session.select({ nodes: [random.pick(all), random.pick(all)] });
        const before = session.state().text;
        const result = duplicateSelected(session);
        if (!result.ok) expect(session.state().text).toBe(before);
        expect(session.state().diagram, session.state().text).toBeDefined();
        expect(new Set(names(session)).size).toBe(names(session).length);
      }
    }
  });
});
