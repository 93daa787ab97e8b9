/** Gestures change what they must and nothing else. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EditResult } from "./edits.ts";
import { Random } from "../base/index.ts";
import { randomDiagram } from "../testing/index.ts";
import * as edits from "./edits.ts";
import { loadModel } from "./load.ts";
import { printModel } from "./printModel.ts";

const MODEL = `// a small model
agent robot
agent human

param p = 0.25 in 0..1   // slider
chance   S "state"  : bool ~ bernoulli(p) // root
decision D : {a, b} by robot sees S   /* sees S */
chance   X from S, D
utility  U for robot from X
utility  V for human = if S then 1 else 0
claim control(D, X) // it can
`;

function textOf(result: EditResult): string {
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

function reasonOf(result: EditResult): string {
  return result.ok ? "(done)" : result.reason;
}

/** The lines that differ, old and new. */
function changedLines(after: string): string[] {
  const before = new Set(MODEL.split("\n"));
  return after.split("\n").filter((line) => !before.has(line));
}

describe("edits", () => {
  it("add a variable below the last one", () => {
    const after = textOf(
      edits.addVariable(MODEL, { name: "W", kind: "utility", parents: ["X"], agents: ["human"] }),
    );
    expect(after).toBe(MODEL.replace("else 0\n", "else 0\nutility W for human from X\n"));
  });

  it("add a variable to an empty text", () => {
    expect(textOf(edits.addVariable("", { name: "A", kind: "chance" }))).toBe("chance A\n");
  });

  it("refuse names that are taken or impossible", () => {
    expect(reasonOf(edits.addVariable(MODEL, { name: "X", kind: "chance" }))).toMatch(/already/);
    expect(reasonOf(edits.addVariable(MODEL, { name: "chance", kind: "chance" }))).toMatch(
      /cannot be a name/,
    );
  });

  it("add and remove an arrow into a decision", () => {
    const more = textOf(
      edits.addEdge(MODEL.replace("from S, D", "from S"), { from: "X", to: "D" }),
    );
    expect(more).toContain("decision D : {a, b} by robot sees S, X   /* sees S */");
    const less = textOf(edits.removeEdge(MODEL, { from: "S", to: "D" }));
    expect(changedLines(less)).toEqual(["decision D : {a, b} by robot   /* sees S */"]);
  });

  it("remove the first and the last parent of a list", () => {
    expect(changedLines(textOf(edits.removeEdge(MODEL, { from: "S", to: "X" })))).toEqual([
      "chance   X from D",
    ]);
    expect(changedLines(textOf(edits.removeEdge(MODEL, { from: "D", to: "X" })))).toEqual([
      "chance   X from S",
    ]);
  });

  it("say why a mechanism's parents cannot be dragged", () => {
    expect(reasonOf(edits.addEdge(MODEL, { from: "X", to: "V" }))).toMatch(/mention X/);
    expect(reasonOf(edits.removeEdge(MODEL, { from: "S", to: "V" }))).toMatch(
      /change the mechanism/,
    );
  });

  it("rename every use and no other word", () => {
    const after = textOf(edits.renameVariable(MODEL, { from: "S", to: "State" }));
    expect(changedLines(after)).toEqual([
      'chance   State "state"  : bool ~ bernoulli(p) // root',
      "decision D : {a, b} by robot sees State   /* sees S */",
      "chance   X from State, D",
      "utility  V for human = if State then 1 else 0",
    ]);
  });

  it("remove a variable only when nothing else needs it", () => {
    expect(reasonOf(edits.removeVariable(MODEL, { name: "X" }))).toMatch(/a claim speaks of X/);
    expect(reasonOf(edits.removeVariable(MODEL, { name: "S" }))).toMatch(/S is used here/);
    const after = textOf(edits.removeVariable(MODEL.replace(/claim.*\n/, ""), { name: "X" }));
    expect(after).toBe(
      MODEL.replace(/claim.*\n/, "")
        .replace("chance   X from S, D\n", "")
        .replace(" from X", ""),
    );
  });

  it("change a kind, with owner and list words", () => {
    expect(
      changedLines(
        textOf(edits.changeKind(MODEL, { name: "X", kind: "decision", agents: ["human"] })),
      ),
    ).toEqual(["decision   X by human sees S, D"]);
    expect(changedLines(textOf(edits.changeKind(MODEL, { name: "D", kind: "chance" })))).toEqual([
      "chance D : {a, b} from S   /* sees S */",
    ]);
    expect(changedLines(textOf(edits.changeKind(MODEL, { name: "V", kind: "chance" })))).toEqual([
      "chance  V from S",
    ]);
  });

  it("change owner, label and parameter", () => {
    expect(
      changedLines(textOf(edits.changeOwner(MODEL, { name: "U", agents: ["robot", "human"] }))),
    ).toEqual(["utility  U for robot, human from X"]);
    expect(
      changedLines(textOf(edits.setLabel(MODEL, { name: "S", label: 'the "world"' }))),
    ).toEqual(['chance   S "the \\"world\\""  : bool ~ bernoulli(p) // root']);
    expect(changedLines(textOf(edits.setLabel(MODEL, { name: "D", label: "choice" })))).toEqual([
      'decision D "choice" : {a, b} by robot sees S   /* sees S */',
    ]);
    expect(changedLines(textOf(edits.setParameter(MODEL, { name: "p", value: 0.5 })))).toEqual([
      "param p = 0.5 in 0..1   // slider",
    ]);
  });

  it("leave the model of random structures as expected", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (seed) => {
        const random = Random.seeded(seed);
        const diagram = randomDiagram(random, { nodes: 6, agents: 2, structureOnly: true });
        const text = printModel(diagram);
        const node = random.pick(diagram.nodes);
        const parent = node.parents[0];
        if (parent === undefined) {
          const later = diagram.nodes.find((n) => n.id > node.id);
          if (later === undefined || later.parents.includes(node.id)) return;
          const after = loadModel(textOf(edits.addEdge(text, { from: node.name, to: later.name })));
          expect(after.diagram?.graph.edgeCount).toBe(diagram.graph.edgeCount + 1);
        } else {
          const after = loadModel(
            textOf(edits.removeEdge(text, { from: diagram.node(parent).name, to: node.name })),
          );
          expect(after.diagram?.node(node.id).parents).toEqual(node.parents.slice(1));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
