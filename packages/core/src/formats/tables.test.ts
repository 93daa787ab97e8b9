/** One policy for wrong tables: the same faults in every format, the same answers. */
import { describe, expect, it } from "vitest";
import { readModelFile } from "./index.ts";

/** P(a) = [0.5, 0.5] and P(b | a) with the given four entries, in one format. */
type Writer = (b: readonly string[]) => string;

const WRITERS: Readonly<Record<string, Writer>> = {
  "x.bif": (b) =>
    `network n { }
variable a { type discrete [2] { x, y }; }
variable b { type discrete [2] { t, f }; }
probability ( a ) { table 0.5, 0.5; }
probability ( b | a ) { (x) ${b.slice(0, 2).join(", ")}; (y) ${b.slice(2).join(", ")}; }`,
  "x.xmlbif": (b) =>
    `<BIF><NETWORK>
<VARIABLE TYPE="nature"><NAME>a</NAME><OUTCOME>x</OUTCOME><OUTCOME>y</OUTCOME></VARIABLE>
<VARIABLE TYPE="nature"><NAME>b</NAME><OUTCOME>t</OUTCOME><OUTCOME>f</OUTCOME></VARIABLE>
<DEFINITION><FOR>a</FOR><TABLE>0.5 0.5</TABLE></DEFINITION>
<DEFINITION><FOR>b</FOR><GIVEN>a</GIVEN><TABLE>${b.join(" ")}</TABLE></DEFINITION></NETWORK></BIF>`,
  "x.xdsl": (b) =>
    `<smile version="1.0"><nodes>
<cpt id="a"><state id="x"/><state id="y"/><probabilities>0.5 0.5</probabilities></cpt>
<cpt id="b"><state id="t"/><state id="f"/><parents>a</parents><probabilities>${b.join(" ")}</probabilities></cpt>
</nodes></smile>`,
  "x.net": (b) =>
    `net { }
node a { states = ("x" "y"); }
node b { states = ("t" "f"); }
potential (a) { data = (0.5 0.5); }
potential (b | a) { data = ((${b.slice(0, 2).join(" ")})(${b.slice(2).join(" ")})); }`,
  "x.pgmx": (b) =>
    `<ProbModelXML><ProbNet type="BayesianNetwork"><Variables>
<Variable name="a" role="chance"><States><State name="x"/><State name="y"/></States></Variable>
<Variable name="b" role="chance"><States><State name="t"/><State name="f"/></States></Variable></Variables>
<Links><Link directed="true"><Variable name="a"/><Variable name="b"/></Link></Links><Potentials>
<Potential type="Table"><Variables><Variable name="a"/></Variables><Values>0.5 0.5</Values></Potential>
<Potential type="Table"><Variables><Variable name="b"/><Variable name="a"/></Variables><Values>${b.join(" ")}</Values></Potential>
</Potentials></ProbNet></ProbModelXML>`,
  "x.limid": (b) => `LIMID 2 0 0\n2 2\n0\n1 0\n2\n0.5 0.5\n${b.length}\n${b.join(" ")}`,
  "x.uai": (b) => `BAYES\n2\n2 2\n2\n1 0\n2 0 1\n\n2\n0.5 0.5\n${b.length}\n${b.join(" ")}`,
};
const NAMED = Object.entries(WRITERS).filter(([name]) => name !== "x.uai");

function read(name: string, writer: Writer, entries: string): ReturnType<typeof readModelFile> {
  return readModelFile({ name, text: writer(entries.split(" ")) });
}

describe.each(Object.entries(WRITERS))("%s", (name, writer) => {
  it("reads a table that is right, without a word", () => {
    const { result } = read(name, writer, "0.9 0.1 0.25 0.75");
    expect(result.diagnostics).toEqual([]);
    const node = result.ok ? result.value.diagram?.node(1) : undefined;
    expect(node?.mechanism.kind === "table" && [...node.mechanism.entries]).toEqual([
      0.9, 0.1, 0.25, 0.75,
    ]);
  });

  it.each([
    ["0.9 0.1 -0.5 1.5", "bad-probability", "is -0.5; a probability is not negative"],
    ["0.9 0.1 1.5 -0.5", "bad-probability", "is 1.5; a probability is at most 1"],
    ["0.9 0.1 nan 0.5", "bad-probability", "is NaN; it must be a finite number"],
    ["0.9 0.1 0.5 inf", "bad-probability", "is Infinity; it must be a finite number"],
    ["0.9 0.1 0.5 x", "format-error", "x"],
    ["0.9 0.1 0.5", "format-error", ""],
    ["0.9 0.1 0.5 0.5 0.5", "format-error", ""],
  ])("refuses %s", (entries, code, message) => {
    const { result } = read(name, writer, entries);
    expect(result.ok).toBe(false);
    const last = result.diagnostics.at(-1);
    expect(last).toMatchObject({ code, severity: "error" });
    expect(last?.message).toContain(message);
    expect(last?.range).toBeDefined();
    if (code === "bad-probability") expect(last?.message).toContain("row 2 (");
  });

  it("scales what is rounded, and says so once", () => {
    const { result } = read(name, writer, "0.333333 0.666666 0.1234 0.87659");
    expect(result.ok).toBe(true);
    expect(result.diagnostics).toMatchObject([
      { code: "rounded-probabilities", severity: "warning" },
    ]);
    expect(result.diagnostics[0]?.message).toMatch(/^2 rows sum to 1 only within 0.00001/u);
  });
});

describe.each(NAMED)("%s, which names the variable of a table", (name, writer) => {
  it("scales a row that sums to something else, with its place", () => {
    const { result } = read(name, writer, "0.9 0.1 0.8 0.4");
    expect(result.diagnostics).toMatchObject([
      { code: "probabilities-do-not-sum", severity: "warning" },
    ]);
    expect(result.diagnostics[0]?.message).toContain("sums to 1.2, not 1; it was scaled to 1");
    expect(result.diagnostics[0]?.message).toContain("row 2 (");
    expect(result.diagnostics[0]?.range).toBeDefined();
    const node = result.ok ? result.value.diagram?.node(1) : undefined;
    const entries = node?.mechanism.kind === "table" ? node.mechanism.entries : [];
    expect(entries[2]).toBeCloseTo(2 / 3, 14);
  });

  it("reads a row of zeros as uniform, with a warning", () => {
    const { result } = read(name, writer, "0 0 0.8 0.2");
    expect(result.diagnostics).toMatchObject([{ code: "zero-row", severity: "warning" }]);
    const node = result.ok ? result.value.diagram?.node(1) : undefined;
    expect(node?.mechanism.kind === "table" && [...node.mechanism.entries]).toEqual([
      0.5, 0.5, 0.8, 0.2,
    ]);
  });

  it("reads a table in per cent, with a warning", () => {
    const { result } = read(name, writer, "90 10 25 75");
    expect(result.diagnostics).toMatchObject([{ code: "percentages", severity: "warning" }]);
    expect(read(name, writer, "90 10 0.25 0.75").result.ok).toBe(false);
  });
});

describe("UAI, where only the sums show whose table it is", () => {
  it.each(["0.9 0.1 0.8 0.4", "0.9 0.1 0.5 0.4", "0.9 0.1 0 0"])("refuses %s", (entries) => {
    const { result } = read("x.uai", WRITERS["x.uai"] as Writer, entries);
    expect(result.ok).toBe(false);
    expect(result.diagnostics[0]?.message).toContain("function 1: the table of X1, row 2 (X0 = 1)");
  });
});

it("warns of a handful of rows, and counts the others", () => {
  const rows = Array.from({ length: 9 }, (_, i) => `(${i}) 0.5, 0.4;`).join(" ");
  const states = Array.from({ length: 9 }, (_, i) => i).join(", ");
  const { result } = readModelFile({
    name: "x.bif",
    text: `variable a { type discrete [9] { ${states} }; } variable b { type discrete [2] { t, f }; }
probability ( a ) { table 0.2 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1; } probability ( b | a ) { ${rows} }`,
  });
  expect(result.diagnostics).toHaveLength(6);
  expect(result.diagnostics.at(-1)?.message).toContain("4 more rows do not sum to 1");
});
