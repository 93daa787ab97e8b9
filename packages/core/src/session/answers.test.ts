/** Answers are computed again only when what they read has changed. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Session } from "./session.ts";
import { Random } from "../base/index.ts";
import { allVerdicts, CRITERIA } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { printModel } from "../language/index.ts";
import { randomDiagram } from "../testing/index.ts";
import { answersOf, sameStructure, verdictKey } from "./answers.ts";
import { createSession } from "./session.ts";

const MODEL = `param p = 0.25
chance S : bool ~ bernoulli(p) // root
decision D : bool sees S
utility U = if S == D then 1 else 0
`;
const ALL = CRITERIA.map(({ id }) => id);

function open(text: string): Session {
  return createSession({ now: () => 0, text });
}

function diagramOf(session: Session): InfluenceDiagram {
  const { diagram } = session.state();
  if (diagram === undefined) throw new Error("broken");
  return diagram;
}

describe("answers", () => {
  it.each([
    ["a comment", (text: string) => text.replace("// root", "// the root")],
    ["a blank line", (text: string) => `\n${text}`],
    ["a parameter", (text: string) => text.replace("0.25", "0.5")],
    ["a mechanism with the same parents", (text: string) => text.replace("then 1", "then 2")],
    ["a name", (text: string) => text.replaceAll(/\bS\b/gu, "State")],
    ["a domain", (text: string) => text.replace("D : bool", "D : {true, false}")],
  ])("are the same value after an edit of %s", (_, edit) => {
    const session = open(MODEL);
    const before = answersOf(diagramOf(session));
    const verdicts = before.verdictsOf(ALL);
    session.setText(edit(MODEL), "typing");
    expect(session.state().text).not.toBe(MODEL);
    expect(answersOf(diagramOf(session))).toBe(before);
    expect(answersOf(diagramOf(session)).verdictsOf(ALL)).toBe(verdicts);
  });

  it.each([
    ["an arrow", (text: string) => text.replace(" sees S", "")],
    ["a kind", (text: string) => text.replace("decision D : bool sees", "chance D : bool from")],
    ["a node", (text: string) => `${text}chance X\n`],
    [
      "an agent",
      (text: string) =>
        text
          .replace("param", "agent a\nagent b\nparam")
          .replace("sees", "by a sees")
          .replace("U =", "U for b ="),
    ],
  ])("are another value after an edit of %s, and the old one when it is undone", (_, edit) => {
    const session = open(MODEL);
    const before = answersOf(diagramOf(session));
    session.setText(edit(MODEL), "typing");
    const after = answersOf(diagramOf(session));
    expect(after).not.toBe(before);
    session.undo();
    expect(answersOf(diagramOf(session))).toBe(before);
  });

  it("are what the criteria say, whatever was asked before", () => {
    for (let seed = 0; seed < 25; seed++) {
      const random = Random.seeded(seed);
      const text = printModel(randomDiagram(random, { nodes: 6, agents: 2, structureOnly: true }));
      const diagram = diagramOf(open(text));
      const fresh = analyse(diagram.structure);
      const some = random.shuffled(ALL).slice(0, 3);
      expect(answersOf(diagram).verdictsOf(some)).toEqual(
        some.flatMap((criterion) => allVerdicts(fresh, { criteria: [criterion] })),
      );
    }
  });

  it("have a key for each verdict, and the same key after an edit that renumbers the nodes", () => {
    const session = open(MODEL);
    const keys = (): string[] => {
      const diagram = diagramOf(session);
      return answersOf(diagram)
        .verdictsOf(ALL)
        .map((one) => verdictKey(diagram, one));
    };
    const before = keys();
    expect(new Set(before).size).toBe(before.length);
    session.setText(`chance First\n${MODEL}`, "typing");
    const after = new Set(keys());
    expect(before.filter((key) => !after.has(key))).toEqual([]);
  });
});

describe("the structure of two diagrams", () => {
  it("is the same only for equal graphs, kinds and owners", () => {
    const structures = Array.from({ length: 40 }, (_, seed) => {
      const options = { nodes: 3, agents: 2, structureOnly: true };
      return randomDiagram(Random.seeded(seed), options).structure;
    });
    const written = structures.map((one) =>
      JSON.stringify([
        one.agentCount,
        [...one.kinds],
        one.owners,
        Array.from({ length: one.graph.size }, (_, v) => [...one.graph.parents(v)].sort()),
      ]),
    );
    for (const [i, a] of structures.entries()) {
      for (const [j, b] of structures.entries()) {
        expect(sameStructure(a, b)).toBe(written[i] === written[j]);
      }
    }
  });
});

describe("whether a picture is current", () => {
  it("is told by the state: the good diagram is the diagram, or it is stale", () => {
    const session = open(MODEL);
    const isStale = (): boolean => session.state().good?.diagram !== session.state().diagram;
    expect(isStale()).toBe(false);
    session.setText(`${MODEL}(`, "typing");
    expect(isStale()).toBe(true);
    const old = session.state().good;
    session.setText(`${MODEL}((`, "typing");
    expect(session.state().good).toBe(old);
    session.setText(MODEL, "typing");
    expect(isStale()).toBe(false);
  });
});
