/** What each reader of other tools makes of its format's own ways. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import { readModelFile } from "./index.ts";

function read(text: string): { diagram: InfluenceDiagram; codes: readonly string[] } {
  const { result } = readModelFile({ name: "x", text });
  if (!result.ok || result.value.diagram === undefined) {
    throw new Error(result.diagnostics.at(-1)?.message);
  }
  return { diagram: result.value.diagram, codes: result.diagnostics.map(({ code }) => code) };
}

const refusal = (text: string): string | undefined => {
  const { result } = readModelFile({ name: "x", text });
  return result.ok ? undefined : result.diagnostics.at(-1)?.message;
};

const parents = (diagram: InfluenceDiagram, name: string): string[] =>
  diagram.node(diagram.idOf(name) ?? -1).parents.map((id) => diagram.node(id).name);

const entries = (diagram: InfluenceDiagram, name: string): number[] => {
  const { mechanism } = diagram.node(diagram.idOf(name) ?? -1);
  return mechanism.kind === "table" ? [...mechanism.entries] : [];
};

describe("GeNIe", () => {
  const smile = (nodes: string): string =>
    `<smile version="1.0" id="G"><nodes>${nodes}</nodes><extensions><genie><node id="D2"><name>Second choice</name></node></genie></extensions></smile>`;
  const two = `<cpt id="X"><state id="a"/><state id="b"/><probabilities>0.5 0.5</probabilities></cpt>
<decision id="D1"><state id="l"/><state id="r"/><parents>X</parents></decision>
<decision id="D2"><state id="l"/><state id="r"/><parents>D1</parents></decision>
<utility id="U"><parents>D1 D2</parents><utilities>1 2 3 4</utilities></utility>`;

  it("remembers: later decisions see what earlier ones saw, and the answer says so", () => {
    const { diagram, codes } = read(smile(two));
    expect(parents(diagram, "D2")).toEqual(["D1", "X"]);
    expect(codes).toEqual(["recall-written-out"]);
    expect(diagram.node(diagram.idOf("D2") ?? -1).label).toBe("Second choice");
  });

  it("weights of added utilities go into their tables", () => {
    const sum = `${two}<utility id="V"><parents>D2</parents><utilities>1 5</utilities></utility>
<mau id="Total"><parents>U V</parents><weights>1 10</weights></mau>`;
    const { diagram } = read(smile(sum));
    expect(diagram.idOf("Total")).toBeUndefined();
    expect(entries(diagram, "V")).toEqual([10, 50]);
  });

  it("reads results by name, and refuses what it does not read", () => {
    const fixed = `${two}<deterministic id="Y"><state id="p"/><state id="q"/><parents>X</parents><resultingstates>q p</resultingstates></deterministic>`;
    expect(entries(read(smile(fixed)).diagram, "Y")).toEqual([0, 1, 1, 0]);
    expect(refusal(smile(`<noisymax id="N"/>`))).toMatch(/N is a node of the kind noisymax/u);
    expect(refusal(smile(two.replace("<parents>X", "<parents>Z")))).toMatch(/a parent of D1 is Z/u);
    expect(refusal("<smile><nodes><cpt></nodes></smile>")).toMatch(/^the XML is broken/u);
  });
});

describe("Hugin", () => {
  it("reads labels with escapes, numbers as values, and conditions of decisions", () => {
    const { diagram } = read(`% made by hand
net { name = "n"; }
discrete node X { label = "a \\"b\\""; states = ("0" "5"); state_values = (0 5.5); subtype = number; }
decision D { states = ("l" "r"); }
utility U { }
potential (X) { data = (0.25 0.75); }
potential (D | X) { }
potential (U | X D) { data = ((1 2)
  (3 4)); }`);
    expect(diagram.node(0)).toMatchObject({ label: 'a "b"', domain: { values: [0, 5.5] } });
    expect(parents(diagram, "D")).toEqual(["X"]);
    expect(entries(diagram, "U")).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ["net { } continuous node X { }", "continuous nodes are not read"],
    [
      'net { } node X { states = ("a"); } potential (X) { model_data = (x); }',
      "given by an expression",
    ],
    [
      'net { } node X { states = ("a" "b"); } potential (Y) { data = (1); }',
      "what a potential is for is Y",
    ],
  ])("refuses %s", (text, message) => {
    expect(refusal(text)).toContain(message);
  });
});

it("OpenMarkov lists the first variable of a table fastest", () => {
  const variable = (name: string, role: string): string =>
    `<Variable name="${name}" role="${role}"><States><State name="a"/><State name="b"/></States></Variable>`;
  const end = (name: string): string => `<Variable name="${name}"/>`;
  const { diagram } = read(`<ProbModelXML><ProbNet type="LIMID"><Variables>
${variable("X", "chance")}${variable("D", "decision")}<Variable name="U" role="utility"/></Variables>
<Links><Link directed="true">${end("X")}${end("U")}</Link><Link directed="true">${end("D")}${end("U")}</Link></Links>
<Potentials><Potential type="Uniform"><Variables>${end("X")}</Variables></Potential>
<Potential type="Table" role="utility"><UtilityVariable name="U"/><Variables>${end("X")}${end("D")}</Variables><Values>1 2 3 4</Values></Potential>
</Potentials></ProbNet></ProbModelXML>`);
  expect(parents(diagram, "U")).toEqual(["D", "X"]);
  expect(entries(diagram, "U")).toEqual([1, 2, 3, 4]);
  expect(entries(diagram, "X")).toEqual([0.5, 0.5]);
});

describe("DAGitty", () => {
  it("reads chains, groups, quoted names and double arrows", () => {
    const { diagram, codes } = read(
      'dag { "a b" [exposure,pos="0,1"] -> {c d} <- e [outcome]; c <-> d }',
    );
    expect(parents(diagram, "c")).toEqual(["a b", "e", "common cause of c and d"]);
    expect(parents(diagram, "d")).toEqual(["a b", "e", "common cause of c and d"]);
    expect(codes).toContain("common-cause");
  });

  it("refuses edges that have no direction, and graphs of many", () => {
    expect(refusal("dag { a -- b }")).toMatch(/has no direction/u);
    expect(refusal("pdag { a -> b }")).toMatch(/only a dag is read/u);
    expect(refusal("dag { a -> b -> a }")).toMatch(/form a cycle: /u);
  });
});

it("fast syntax: all its ways to list values", () => {
  const { diagram } = read("A[3]->B[2,4]->C{x|1};D{1|2.5}->C;E[0.5,1,7]->C;F->C");
  expect(diagram.nodes.map(({ domain }) => domain)).toMatchObject([
    { values: [0, 1, 2] },
    { values: [2, 3, 4] },
    { values: ["x", "1"] },
    { values: [1, 2.5] },
    { values: ["[0.5;1[", "[1;7]"] },
    { values: [0, 1] },
  ]);
});
