/** PyCID's source: what its own examples say, read without running. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { formatNamed, readModelFile } from "./index.ts";

function read(text: string): { diagram: InfluenceDiagram | undefined; said: string[] } {
  const { result } = readModelFile({ name: "x.py", text });
  return {
    diagram: result.ok ? result.value.diagram : undefined,
    said: result.diagnostics.map(({ message }) => message),
  };
}

function table(diagram: InfluenceDiagram | undefined, name: string): readonly number[] {
  const node = diagram?.node(diagram.idOf(name) ?? -1);
  return node?.mechanism.kind === "table" ? [...node.mechanism.entries] : [];
}

describe("a model in Python source", () => {
  it("has arrows, owners, values and what its functions are worth", () => {
    const { diagram, said } = read(`
from pycid.core.cid import CID
from pycid.core.cpd import discrete_uniform

def get_3node_cid() -> CID:
    cid = CID([("S", "D"), ("S", "U"), ("D", "U")], decisions=["D"], utilities=["U"])
    cid.add_cpds(S=discrete_uniform([-1, 1]), U=lambda S, D: S * D, D=[-1, 1])
    return cid
`);
    expect(said).toEqual([]);
    expect(diagram?.nodes.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "chance S",
      "decision D",
      "utility U",
    ]);
    expect(table(diagram, "S")).toEqual([0.5, 0.5]);
    expect(table(diagram, "U")).toEqual([1, -1, -1, 1]);
  });

  it("knows several agents, conditions, named functions, constants, and mass that is spread", () => {
    const { diagram, said } = read(`
import numpy as np
import pycid

REWARD = 10

def pay(D1, D2):
    return REWARD if D1 == D2 else -REWARD / 4

macid = pycid.MACID(
    [("D1", "U1"), ("D2", "U1"), ("D2", "U2"), ("D1", "S"), ("S", "U2")],  # arrows
    agent_decisions={1: ["D1"], "two": ["D2"]},
    agent_utilities={1: ["U1"], "two": ["U2"]},
)
macid.add_cpds(
    D1=["a", "b"],
    D2=["a", "b"],
    U1=pay,
    S=lambda D1: pycid.noisy_copy(D1, probability=0.8, domain=["a", "b", "c"]),
    U2=lambda D2, S: int(D2 != S) and 3,
)
`);
    expect(said).toEqual([]);
    expect(diagram?.agents.map(({ name }) => name)).toEqual(["agent 1", "two"]);
    expect(table(diagram, "U1")).toEqual([10, -2.5, -2.5, 10]);
    const rows = table(diagram, "S").map((x) => Number(x.toPrecision(12)));
    expect(rows).toEqual([0.8, 0.1, 0.1, 0.1, 0.8, 0.1]);
    expect(table(diagram, "U2")).toEqual([0, 3, 3, 3, 0, 3]);
  });

  it("reads tables of pgmpy", () => {
    const { diagram, said } = read(`
from pgmpy.factors.discrete import TabularCPD
import pycid
m = pycid.CausalBayesianNetwork([("A", "B")])
m.add_cpds(TabularCPD("A", 2, [[0.3], [0.7]], state_names={"A": ["x", "y"]}))
m.add_cpds(TabularCPD("B", 2, [[0.1, 0.6], [0.9, 0.4]], evidence=["A"], evidence_card=[2]))
`);
    expect(said).toEqual([]);
    expect(table(diagram, "B")).toEqual([0.1, 0.9, 0.6, 0.4]);
  });

  it("leaves open what it would have to run, and says where", () => {
    const { diagram, said } = read(`
import pycid, random
cid = pycid.CID([("S", "U"), ("D", "U")], decisions=["D"], utilities=["U"])
cid.add_cpds(D=[0, 1], S={0: 0.25, 1: 0.75}, U=lambda S, D: random.random() * S)
cid.impute_random_policy()
`);
    expect(said).toHaveLength(2);
    expect(said.join()).toMatch(/U: random\(…\) is not read/u);
    expect(said.join()).toMatch(/impute_random_policy\(…\) is left aside/u);
    expect(diagram?.node(diagram.idOf("U") as number).mechanism.kind).toBe("unspecified");
    expect(table(diagram, "S")).toEqual([0.25, 0.75]);
  });

  it.each([
    ["import pycid\nx = pycid.CID([('A', 'B')]\n", "the Python is broken here"],
    [
      "import pycid\na = pycid.CID([('A','B')])\nb = pycid.CID([('A','B')])\n",
      "2 models are made here; one a file is read",
    ],
    ["import pycid\nx = pycid.CID(edges())\n", "edges(…) is not read"],
    ["import pycid\nx = pycid.CID([('A', 1)])\n", "an arrow is a pair of names, not ('A', 1)"],
    ["import pycid\nx = pycid.CID([('A', 'A')])\n", "A is its own parent"],
    ["import pycid\nx = pycid.CID(y)\n", "y is given nowhere that is read"],
  ])("refuses %j", (text, message) => {
    const { diagram, said } = read(text);
    expect(diagram).toBeUndefined();
    expect(said.at(-1)).toBe(message);
  });

  it("ends on texts that would take for ever", () => {
    const deep = `import pycid\nf = lambda n: f(n - 1) + f(n - 1)\nm = pycid.CID([("A", "B")], decisions=["A"], utilities=["B"])\nm.add_cpds(A=[0, 1], B=lambda A: f(A))\n`;
    const { said } = read(deep);
    expect(said.length).toBeGreaterThan(0);
    const powers = `import pycid\nm = pycid.CID([("A", "B")], decisions=["A"], utilities=["B"])\nm.add_cpds(A=list(range(10 ** 9)), B=lambda A: A ** A)\n`;
    expect(read(powers).said.length).toBeGreaterThan(0);
    expect(read(`import pycid\nm = pycid.CID(${"[".repeat(20_000)})`).said.length).toBeGreaterThan(
      0,
    );
  });

  it("gives agents that were numbers their numbers back, also a single one", () => {
    const { diagram } = read(
      `import pycid\nm = pycid.MACID([("D", "U")], agent_decisions={1: ["D"]}, agent_utilities={1: ["U"]})\n`,
    );
    const written = diagram === undefined ? undefined : formatNamed("python")?.write?.(diagram);
    const text = written?.ok === true ? written.value : "";
    expect(text).toContain('agent_decisions={1: ["D"]}');
    expect(read(text).diagram?.agents.map(({ name }) => name)).toEqual(["agent 1"]);
  });

  it("is written so that it reads back, whatever names there are", () => {
    const { diagram } = read(`
import pycid
m = pycid.CID([("the state", "D"), ("the state", "U"), ("D", "U")], decisions=["D"], utilities=["U"])
m.add_cpds(**{"the state": {"a b": 0.25, "\\"": 0.75}, "D": [True, False], "U": lambda **p: p["D"] + 2})
`);
    const written = diagram === undefined ? undefined : formatNamed("python")?.write?.(diagram);
    expect(written?.ok === true ? written.value : "").toContain('given["the state"]');
    const back = read(written?.ok === true ? written.value : "");
    expect(back.said).toEqual([]);
    expect(table(back.diagram, "U")).toEqual(table(diagram, "U"));
    expect(table(back.diagram, "U")).toEqual([3, 2, 3, 2]);
  });
});
