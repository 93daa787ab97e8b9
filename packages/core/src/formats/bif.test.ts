/** BIF: small texts, every kind of row. Networks: test/conformance/networks.test.ts. */
import { describe, expect, it } from "vitest";
import { readBif, readBifDiagram } from "./index.ts";

const SPRINKLER = `
// A comment; names may be quoted.
network "garden" { property author nobody; }
variable rain { type discrete [ 2 ] { true, false }; property position = (1, 2); }
probability ( "wet grass" | rain, level ) {
  (true, 0) 0.9, 0.1;
  (true, 1) 0.99 0.01;
  default 0.2, 0.8;
}
variable "wet grass" { type discrete [2] { very-wet, 2dry }; }
variable level { type discrete [2] { 0 1 }; }
probability ( rain ) { table 0.25, 0.75; }
probability ( level | rain ) { table 0.6 0.05 0.4 0.95; }
`;

describe("readBif", () => {
  it("reads rows by their parents' states, defaults, and tables with the child slowest", () => {
    const result = readBif(SPRINKLER);
    expect(result.diagnostics).toEqual([]);
    if (!result.ok) return;
    const [rain, wet, level] = result.value.variables;
    expect(result.value.name).toBe("garden");
    expect([...(rain?.table ?? [])]).toEqual([0.25, 0.75]);
    expect(wet).toMatchObject({ name: "wet grass", parents: [0, 2] });
    expect([...(wet?.table ?? [])]).toEqual([0.9, 0.1, 0.99, 0.01, 0.2, 0.8, 0.2, 0.8]);
    expect([...(level?.table ?? [])]).toEqual([0.6, 0.4, 0.05, 0.95]);
  });

  it("makes a diagram of chance nodes that keep their names and values", () => {
    const diagram = readBifDiagram(SPRINKLER);
    if (!diagram.ok) throw new Error("no diagram");
    expect(diagram.value.nodes.map((node) => node.name)).toEqual(["rain", "wet grass", "level"]);
    expect(diagram.value.nodes.map((node) => node.domain)).toMatchObject([
      { values: [true, false] },
      { values: ["very-wet", "2dry"] },
      { values: [0, 1] },
    ]);
    expect(diagram.value.nodes[1]?.mechanism).toMatchObject({ kind: "table", stochastic: true });
  });

  it.each([
    ["variable a { type discrete [2] { x }; }", "variable a announces 2 states and lists 1"],
    ["variable a { type continuous; }", "variable a is continuous, not discrete"],
    ["variable a { type discrete [1] { x }; }", "no probability block for a"],
    ["nonsense { }", '"nonsense" starts no block'],
    ["variable a { type discrete [2] { x, y", "expected a state, found the end of the file"],
    [`${one("rain")} probability ( rian ) { table 1, 0; }`, "no variable rian; did you mean rain?"],
    [`${one("a")} probability ( a ) { table 1; }`, "1 numbers where 2 are needed"],
    [`${one("a")} probability ( a ) { table 1, x; }`, 'a number is expected, "x" is not a number'],
    [
      `${one("a")} probability ( a ) { table 2, -1; }`,
      "the table of a, entry 1 (a = t) is 2; a probability is at most 1",
    ],
    [
      `${one("a")} ${one("b")} probability ( b | a ) { (t) 1, 0; }`,
      "the table of b lacks row 2 of 2",
    ],
    [
      `${one("a")} ${one("b")} probability ( b | a ) { (u) 1, 0; }`,
      "a has no state u; it has t, f",
    ],
    [`${one("a")} probability ( a | a ) { }`, "a stands twice in one block"],
    [`${one("a")} ${one("a")}`, "variable a is declared twice"],
  ])("says what is wrong: %s", (text, message) => {
    const result = readBif(text);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.at(-1)?.message).toBe(message);
    expect(result.diagnostics.at(-1)?.range).toBeDefined();
  });

  it("warns of rows that do not sum to one, and refuses cycles", () => {
    const bad = readBif(`${one("a")} probability ( a ) { table 0.5, 0.4; }`);
    expect(bad.ok).toBe(true);
    expect(bad.diagnostics[0]).toMatchObject({
      code: "probabilities-do-not-sum",
      severity: "warning",
      message: "the table of a sums to 0.9, not 1; it was scaled to 1",
    });
    const circle = readBif(
      `${one("a")} ${one("b")} probability ( a | b ) { default 1, 0; } probability ( b | a ) { default 1, 0; }`,
    );
    expect(circle).toMatchObject({ ok: false, diagnostics: [{ code: "cycle" }] });
  });
});

function one(name: string): string {
  return `variable ${name} { type discrete [2] { t, f }; }`;
}
