/** What gestures cost: the text after one is parsed once, however many nodes it is about. */
import { describe, expect, it, vi } from "vitest";
import type { Session } from "./session.ts";
import * as parsing from "../language/syntax/parse.ts";
import { duplicateSelected } from "./clipboard.ts";
import { fillUniform } from "./fillUniform.ts";
import {
  changeLinks,
  connectedNode,
  connectNodes,
  createNode,
  cycleOwner,
  deleteSelected,
  labelNode,
  renameNode,
  retypeSelected,
} from "./gestures.ts";
import { setHorizon } from "./horizon.ts";
import { setProbability } from "./ownTable.ts";
import { nameAt, renameAt } from "./renameAt.ts";
import { createSession } from "./session.ts";
import { setParameter, setParameters } from "./setParameters.ts";
import { connectInStep, turnStepArrow } from "./stepArrows.ts";

// Every reader of texts goes through this one function.
vi.mock("../language/syntax/parse.ts", async (original) => {
  const real = await original<typeof parsing>();
  return { ...real, parse: vi.fn(real.parse) };
});
const parse = vi.mocked(parsing.parse);

/** How often an act parses, and how many characters in all. */
function parsed(
  session: Session,
  act: (session: Session) => { readonly ok: boolean },
): { times: number; characters: number } {
  parse.mockClear();
  expect(act(session)).toMatchObject({ ok: true });
  const texts = parse.mock.calls.map(([text]) => text.length);
  return { times: texts.length, characters: texts.reduce((sum, length) => sum + length, 0) };
}

/** A chain with arrows across it; every tenth node is a decision. */
function chainOf(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const [kind, word] = i % 10 === 9 ? ["decision", "by one sees"] : ["chance", "from"];
    return i === 0 ? "chance N0" : `${kind} N${i} ${word} N${i - 1}${i > 2 ? `, N${i >> 1}` : ""}`;
  });
  return `agent one\nagent two\nparam p = 0.5\nparam q = 0.5\n${lines.join("\n")}\n`;
}

function open(text: string, nodes: readonly string[] = []): Session {
  const session = createSession({ now: () => 0, text });
  expect(session.state().diagram).toBeDefined();
  session.select({ nodes, edges: [] });
  return session;
}

const some = (count: number, first = 100): string[] =>
  Array.from({ length: count }, (_, i) => `N${first + 10 * i}`);

const TABLES = `param p = 0.5 in 0..1
chance A : bool ~ bernoulli(0.5)
chance B
utility U from A, B
`;

const STEPS = `chance Theta
for t in 1..3 {
  chance S[t]
  chance O[t]
  decision A[t] sees S[t]
}
`;

describe("the text after a gesture is parsed once", () => {
  const long = chainOf(300);
  const gestures: Readonly<Record<string, (session: Session) => { readonly ok: boolean }>> = {
    "a new node": (session) => createNode(session, "chance", { parent: "N7" }),
    "a new cause": (session) => connectedNode(session, "N7", true),
    "an arrow": (session) => connectNodes(session, "N7", "N200"),
    "arrows cut and drawn": (session) =>
      changeLinks(session, {
        cut: some(9).map((to) => ({ from: `N${Number(to.slice(1)) - 1}`, to })),
        add: some(9).map((to) => ({ from: "N7", to })),
      }),
    "a label": (session) => labelNode(session, "N7", "the seventh"),
    "a new name": (session) => renameNode(session, "N7", "Seven"),
    "another kind of nine nodes": (session) => retypeSelected(session, "utility"),
    "a parameter": (session) => setParameter(session, "p", 0.25),
    "several parameters": (session) =>
      setParameters(
        session,
        new Map([
          ["p", 0.25],
          ["q", 0.75],
        ]),
      ),
    "nine nodes deleted": (session) => deleteSelected(session),
    "a name in the text": (session) => renameAt(session, long.indexOf("N7 "), "Seven"),
  };
  for (const [name, gesture] of Object.entries(gestures)) {
    it(name, () => expect(parsed(open(long, some(9)), gesture).times).toBe(1));
  }

  it("other owners of nine nodes, tables, numbers and steps", () => {
    expect(parsed(open(long, some(9, 109)), cycleOwner)).toMatchObject({ times: 1 });
    expect(parsed(open(TABLES), fillUniform).times).toBe(1);
    const change = { row: 0, value: 0, probability: 0.25 };
    expect(parsed(open(TABLES), (session) => setProbability(session, "A", change)).times).toBe(1);
    expect(parsed(open(STEPS), (session) => setHorizon(session, 4)).times).toBe(1);
  });

  it("a copy is parsed beside it", () => {
    expect(parsed(open(long, ["N0"]), duplicateSelected).times).toBe(2);
  });

  it("arrows of all steps once for every way that is tried, since what it means decides", () => {
    const session = open(STEPS);
    expect(parsed(session, () => connectInStep(session, "O[2]", "A[2]")).times).toBe(1);
    const edge = { from: "O[2]", to: "A[2]", step: "same" } as const;
    // Taken out of the list; O[t-1] in the list, which O[0] forbids; a loop of links.
    expect(parsed(session, () => turnStepArrow(session, edge)).times).toBe(3);
  });

  it("to ask what a name is, nothing is", () => {
    const { tree } = open(long).state();
    parse.mockClear();
    expect(tree && nameAt(tree, long.indexOf("N7"))?.name).toBe("N7");
    expect(parse).not.toHaveBeenCalled();
  });
});

describe("deleting many nodes", () => {
  it("reads no more than the text that is left, for one node as for forty of 800", () => {
    const text = chainOf(800);
    for (const count of [1, 40]) {
      const session = open(text, some(count));
      const { times, characters } = parsed(session, deleteSelected);
      expect(times).toBe(1);
      expect(characters).toBe(session.state().text.length);
      expect(session.state().diagram?.nodes).toHaveLength(800 - count);
    }
  });

  it("takes time in proportion to the text", () => {
    // The best of several runs: it is the work that counts, not what else the machine does.
    const time = (nodes: number): number =>
      Math.min(
        ...Array.from({ length: 4 }, () => {
          const session = open(chainOf(nodes), some(nodes / 20, 10));
          const start = performance.now();
          expect(deleteSelected(session).ok).toBe(true);
          return performance.now() - start;
        }),
      );
    // Four times the text and the nodes: 4 where work is proportional, 16 where it is quadratic.
    const small = time(400);
    expect(time(1600) / small).toBeLessThan(10);
  });
});
