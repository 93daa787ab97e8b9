/** BIF: small texts, every kind of row, and the networks of ../shared against recorded answers. */
import { describe, expect, it } from "vitest";
import {
  evidenceByName,
  networkNames,
  readNetwork,
  referenceAnswers,
  sampledEvidence,
} from "../../../../bench/bnData.ts";
import { JunctionTree, makeFactor } from "../probability/index.ts";
import { bifDiagram, bifFactors, readBif } from "./index.ts";

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

  it("makes a diagram of chance nodes, respelling what .cid cannot spell", () => {
    const result = readBif(SPRINKLER);
    if (!result.ok) throw new Error("does not read");
    const diagram = bifDiagram(result.value);
    if (!diagram.ok) throw new Error("no diagram");
    expect(diagram.value.nodes.map((node) => node.name)).toEqual(["rain", "wet_grass", "level"]);
    expect(diagram.value.nodes[1]?.label).toBe("wet grass");
    expect(diagram.value.nodes.map((node) => node.domain)).toMatchObject([
      { values: [true, false] },
      { values: ["very_wet", "_2dry"] },
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
    [`${one("a")} probability ( a ) { table 1, x; }`, '"x" is not a number'],
    [`${one("a")} probability ( a ) { table 2, -1; }`, "-1 is no probability"],
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

  it("warns of rows that do not sum to one, and of cycles", () => {
    const bad = readBif(`${one("a")} probability ( a ) { table 0.5, 0.4; }`);
    expect(bad.ok).toBe(true);
    expect(bad.diagnostics[0]).toMatchObject({
      code: "probabilities-do-not-sum",
      severity: "warning",
      message: "row 1 of a sums to 0.9",
    });
    const circle = readBif(
      `${one("a")} ${one("b")} probability ( a | b ) { default 1, 0; } probability ( b | a ) { default 1, 0; }`,
    );
    if (!circle.ok) throw new Error("does not read");
    expect(bifDiagram(circle.value)).toMatchObject({ ok: false, diagnostics: [{ code: "cycle" }] });
  });
});

describe("the networks of the bnlearn repository", () => {
  const names = networkNames().filter((name) => referenceAnswers(name).length > 0);

  it("are there", () => {
    expect(names.length).toBeGreaterThanOrEqual(16);
  });

  it.each(names)("%s: P(evidence), posterior and largest marginals as recorded", (name) => {
    const bif = readNetwork(name);
    const exact = bifFactors(bif);
    // The recording tool reads tables in single precision; so must the comparison.
    const network = {
      ...exact,
      factors: exact.factors.map((factor) =>
        makeFactor(factor.variables, factor.sizes, factor.values.map(Math.fround)),
      ),
    };
    const tree = JunctionTree.compile(network);
    const idOf = (variable: string): number =>
      bif.variables.findIndex((one) => one.name === variable);
    for (const answer of referenceAnswers(name)) {
      const calibrated = tree.propagate(evidenceByName(bif, answer.evidence));
      expect(Math.abs(calibrated.probabilityOfEvidence / answer.pEvidence - 1)).toBeLessThan(1e-9);
      const posterior = calibrated.marginal(idOf(answer.target));
      for (const [i, p] of answer.posterior.entries()) {
        expect(Math.abs((posterior[i] as number) - p)).toBeLessThan(1e-9);
      }
      for (const [variable, most] of Object.entries(answer.marginalMax ?? {})) {
        const marginal = calibrated.marginal(idOf(variable));
        expect(Math.abs(Math.max(...marginal) / most - 1)).toBeLessThan(1e-8);
      }
    }
  });

  it.each(["child", "hepar2", "link", "munin", "munin3", "munin4", "win95pts"])(
    "%s, which has no recording: the same by two different elimination orders",
    (name) => {
      const bif = readNetwork(name);
      const network = bifFactors(bif);
      const evidence = sampledEvidence(bif, 1);
      const observed = [...evidence.keys()];
      const [one, other] = [1, 2].map((seed) =>
        JunctionTree.compile(network, { observed, seed, attempts: 3 * seed }).propagate(evidence),
      );
      const difference = (one?.logProbability ?? 0) - (other?.logProbability ?? 1);
      expect(Math.abs(difference)).toBeLessThan(1e-9);
      for (let v = 0; v < network.sizes.length; v += 7) {
        const expected = other?.marginal(v) ?? [];
        for (const [i, p] of (one?.marginal(v) ?? []).entries()) {
          expect(Math.abs(p - (expected[i] ?? 1))).toBeLessThan(1e-9);
        }
      }
    },
  );
});

function one(name: string): string {
  return `variable ${name} { type discrete [2] { t, f }; }`;
}
