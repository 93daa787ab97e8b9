/** Deception of an agent that decides twice, once seeing what it is about. */
import { expect, it } from "vitest";
import { loadModel } from "../../language/index.ts";
import { analyse } from "../../structure/index.ts";
import { judge } from "../run.ts";

const text = (seen: string): string => `agent s
agent r
chance X
decision S1 by s sees X
decision S2 by s sees S1
decision D1 by r sees ${seen}
decision D2 by r sees S2
utility U for s from D1, D2
utility V for r from X, D1, D2
`;

function judged(seen: string): string {
  const { diagram, diagnostics } = loadModel(text(seen));
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  const id = (name: string): number => diagram.idOf(name) ?? -1;
  const about = { agent: 0, target: 1, decision: id("S1"), node: id("X") };
  const { kind, reason } = judge(analyse(diagram.structure), "deception", about);
  return `${kind}: ${reason}`;
}

it("a decision that sees what the deception is about is none that can be deceived", () => {
  expect(judged("S1")).toBe("present: deception-pattern");
  // Only D2 is left then, which S1 reaches through S2 alone; and S2 may ignore it.
  expect(judged("S1, X")).not.toMatch(/present/u);
});

it("who signals is the owner of the decision asked about, or else the first agent", () => {
  const { diagram } = loadModel(text("S1"));
  if (diagram === undefined) throw new Error("no diagram");
  const { structure } = diagram;
  const target = diagram.idOf("D1") ?? -1;
  const asked = (question: object): string =>
    judge(analyse(structure), "deception", { target: 1, targetDecision: target, ...question }).kind;
  expect(asked({})).toBe("present");
  expect(asked({ decision: diagram.idOf("S1") })).toBe("present");
  expect(asked({ decision: diagram.idOf("D2"), target: 1 })).toBe("not-applicable");
});

it("a target whose decisions all see what it is about cannot be deceived, and they are named", () => {
  const { diagram } = loadModel(text("S1, X").replace("D2 by r sees S2", "D2 by r sees S2, X"));
  if (diagram === undefined) throw new Error("no diagram");
  const id = (name: string): number => diagram.idOf(name) ?? -1;
  const about = { agent: 0, target: 1, node: id("X") };
  expect(judge(analyse(diagram.structure), "deception", about)).toMatchObject({
    kind: "absent",
    reason: "target-sees-it",
    witness: { kind: "nodes", nodes: [id("D1"), id("D2")] },
  });
});

it("is about the first variable that the target does not see, wherever that stands", () => {
  const { diagram } = loadModel(`agent s
agent r
decision S by s
chance X
decision D by r sees S
utility U for s from D
utility V for r from X, D
`);
  if (diagram === undefined) throw new Error("no diagram");
  const { structure } = diagram;
  const verdict = judge(analyse(structure), "deception", { agent: 0, target: 1 });
  expect(verdict).toMatchObject({ kind: "present", witness: { kind: "parts" } });
  const [decision, node] = [diagram.idOf("D"), diagram.idOf("X")];
  expect(verdict.witness?.kind === "parts" && verdict.witness.parts.at(-1)).toEqual({
    kind: "unobserved",
    node,
    decision,
  });
});
