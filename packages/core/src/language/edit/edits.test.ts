/** Gestures change what they must and nothing else. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EditResult } from "./edits.ts";
import type { SyntaxTree } from "../syntax/syntax.ts";
import { Random } from "../../base/index.ts";
import { randomDiagram } from "../../testing/index.ts";
import * as byTree from "./edits.ts";
import { loadModel } from "../load.ts";
import { parse } from "../syntax/parse.ts";
import { printModel } from "../print/printModel.ts";
import { declarationsIn } from "./occurrences.ts";

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

type Answer = { readonly ok: true; readonly text: string } | Extract<EditResult, { ok: false }>;

/** An edit from text to text. */
function onText<A>(edit: (tree: SyntaxTree, wish: A) => EditResult) {
  return (text: string, wish: A): Answer => {
    const result = edit(parse(text), wish);
    return result.ok ? { ok: true, text: byTree.applyEdits(text, result.edits) } : result;
  };
}

const edits = {
  addVariable: onText(byTree.addVariable),
  removeVariable: onText(byTree.removeVariable),
  renameVariable: onText(byTree.renameVariable),
  addEdge: onText(byTree.addEdge),
  removeEdge: onText(byTree.removeEdge),
  changeKind: onText(byTree.changeKind),
  changeOwner: onText(byTree.changeOwner),
  setLabel: onText(byTree.setLabel),
  setParameter: onText(byTree.setParameter),
};

function textOf(result: Answer): string {
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

function reasonOf(result: Answer): string {
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
    expect(reasonOf(edits.addVariable(MODEL, { name: " ", kind: "chance" }))).toMatch(/empty/);
  });

  it("write and find names of any text", () => {
    let text = MODEL;
    const names = ["chance", "a b", "a  b", "S[0]", "a;b`c", "x\ny", "20-40"];
    const step = (result: Answer): void => {
      text = textOf(result);
      expect(parse(text).diagnostics).toEqual([]);
    };
    for (const name of names) step(edits.addVariable(text, { name, kind: "chance" }));
    for (const [i, from] of names.entries()) {
      const to = names[i + 1];
      if (to === undefined) continue;
      step(edits.addEdge(text, { from, to }));
      expect(edits.addEdge(text, { from, to }).ok).toBe(false);
      step(edits.removeEdge(text, { from, to }));
      step(edits.addEdge(text, { from, to }));
    }
    step(edits.renameVariable(text, { from: "a b", to: "not" }));
    step(edits.setLabel(text, { name: "not", label: 'a "label" \\ \u001b' }));
    step(edits.changeKind(text, { name: "20-40", kind: "decision" }));
    const { variables } = declarationsIn(parse(text));
    for (const name of ["chance", "not", "a  b", "a;b`c", "x\ny", "20-40"])
      expect(variables.has(name), name).toBe(true);
    for (const name of ["20-40", "x\ny", "a;b`c"]) step(edits.removeVariable(text, { name }));
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

  it("add a variable below a comment that trails the last one", () => {
    const add = (text: string): string =>
      textOf(edits.addVariable(text, { name: "B", kind: "chance" }));
    expect(add("chance A /* one */\n")).toBe("chance A /* one */\nchance B\n");
    expect(add("chance A /* one\n two */ // three\nclaim edge(A, A)\n")).toBe(
      "chance A /* one\n two */ // three\nchance B\nclaim edge(A, A)\n",
    );
  });

  it("keep the comments of a mechanism that is given up", () => {
    const text = `chance A
chance B = if A // is it so?
  then 1 /* yes */
  else 0 // no
chance C
`;
    const after = textOf(edits.changeKind(text, { name: "B", kind: "decision" }));
    expect(after).toBe(`chance A
decision B sees A
  // is it so?
  /* yes */ // no
chance C
`);
    const oneLine = "chance A\nutility U = A /* why */ + 1 /* one more */\n";
    expect(textOf(edits.changeKind(oneLine, { name: "U", kind: "chance" }))).toBe(
      "chance A\nchance U from A\n  /* why */ /* one more */\n",
    );
    for (const one of [after, textOf(edits.changeKind(oneLine, { name: "U", kind: "chance" }))]) {
      expect(loadModel(one).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });

  it("add and remove arrows of a loop, and take such lines back", () => {
    const text = "for t in 1..3 {\n  chance S[t]\n  decision A[t]\n}\nclaim edge(S[1], A[2])\n";
    const more = textOf(edits.addEdge(text, { from: "S[1]", to: "A[2]" }));
    expect(more).toBe(text.replace("}\n", "}\nadd link S[1] -> A[2]\n"));
    expect(loadModel(more).diagram?.graph.edgeCount).toBe(1);
    expect(textOf(edits.removeEdge(more, { from: "S[1]", to: "A[2]" }))).toBe(text);
    const seeing = text.replace("A[t]\n", "A[t] sees S[t]\n");
    const less = textOf(edits.removeEdge(seeing, { from: "S[2]", to: "A[2]" }));
    expect(loadModel(less).diagram?.graph.edgeCount).toBe(2);
    expect(textOf(edits.addEdge(less, { from: "S[2]", to: "A[2]" }))).toBe(seeing);
    expect(reasonOf(edits.addEdge(more, { from: "S[1]", to: "A[2]" }))).toMatch(/already/);
  });

  it("connect with what is declared in an extended file", () => {
    const base = "chance X\ndecision E\n";
    const own = 'extends "base.cid"\ndecision D\n';
    const load = (text: string) => loadModel(text, { resolve: () => base });
    const edges = (text: string): string[] => {
      const { diagram } = load(text);
      if (diagram === undefined) throw new Error(load(text).diagnostics[0]?.message);
      return diagram.nodes.flatMap(({ name, parents }) =>
        parents.map((parent) => `${diagram.node(parent).name} -> ${name}`),
      );
    };
    const from = textOf(edits.addEdge(own, { from: "X", to: "D" }));
    expect(from).toBe('extends "base.cid"\ndecision D sees X\n');
    expect(edges(from)).toEqual(["X -> D"]);
    const into = textOf(edits.addEdge(own, { from: "X", to: "E" }));
    expect(into).toBe(`${own}add link X -> E\n`);
    expect(edges(into)).toEqual(["X -> E"]);
    expect(textOf(edits.removeEdge(into, { from: "X", to: "E" }))).toBe(own);
    expect(reasonOf(edits.addEdge("decision D\n", { from: "X", to: "D" }))).toMatch(
      /no variable X/,
    );
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
