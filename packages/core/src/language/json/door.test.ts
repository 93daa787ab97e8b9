/** JSON passes the checks of a text: what one refuses the other does not take in. */
import { describe, expect, it } from "vitest";
import { fromJson } from "./fromJson.ts";
import { toJson } from "./toJson.ts";

/** What is said of a JSON model; empty when it is taken in without a word. */
function said(...parts: readonly object[]): string[] {
  return fromJson(Object.assign({}, ...parts)).diagnostics.map((d) => d.message);
}

function chance(id: string, domain: unknown, more: object = {}): object {
  return { nodes: [{ id, kind: "chance", domain, ...more }] };
}

const table = (...entries: number[]): object => ({
  mechanism: { table: entries, stochastic: true },
});
const is = (expression: object): object => ({ mechanism: { expression, stochastic: false } });

describe("fromJson", () => {
  it("refuses a value that is listed twice, and only equal values are one", () => {
    for (const domain of [
      ["a", "a", "b"],
      [1, 1.0],
      [true, true],
      [0, -0],
      [
        [1, "a"],
        [1, "a"],
      ],
    ])
      expect(said(chance("X", domain)), JSON.stringify(domain)).toEqual([
        expect.stringMatching(/^nodes\.0: .* is listed twice in this domain$/),
      ]);
    for (const domain of [
      [1000000000, 1000000001],
      ["1", "1.0"],
      ["a", "A", " a"],
      [0.1, 0.1 + 1e-12],
      [
        ["a, b", "c"],
        ["a", "b, c"],
      ],
      [
        ["1", "x"],
        [1, "x"],
      ],
    ])
      expect(said(chance("X", domain, {})), JSON.stringify(domain)).toEqual([]);
    for (const domain of [
      ["1", 1],
      [true, "true"],
      [0, false],
      [["a", 1], "a"],
    ])
      expect(said(chance("X", domain)), JSON.stringify(domain)).toEqual([
        expect.stringMatching(
          /^nodes\.0: a domain holds only numbers, only labels or only truth values$/,
        ),
      ]);
  });

  it("refuses what is not a number", () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, JSON.parse("1e999") as number]) {
      expect(said(chance("X", [x, 1]))).not.toEqual([]);
      expect(said(chance("X", [0, 1], table(x, 1)))).not.toEqual([]);
      expect(said(chance("X", [0, 1], is({ kind: "literal", value: x })))).not.toEqual([]);
    }
  });

  it("refuses names that stand for two things", () => {
    const node = { id: "A", kind: "chance" };
    expect(said({ nodes: [node, node] })).toEqual([
      expect.stringContaining("two nodes are called A"),
    ]);
    expect(said({ nodes: [node], agents: ["a", { name: "a" }] })).toEqual([
      "agents.1: two agents are called a",
    ]);
    expect(said({ nodes: [node], parameters: [{ name: "A", value: 1 }] })[0]).toMatch(
      /^nodes\.0: `A` may mean/,
    );
    expect(
      said({
        nodes: [node],
        parameters: [
          { name: "p", value: 1 },
          { name: "p", value: 2 },
        ],
      })[0],
    ).toMatch(/^parameters\.1: parameter `p` is declared twice/);
    expect(
      said({ nodes: [{ id: "U", kind: "utility", agent: ["a", "a"] }], agents: ["a", "b"] }),
    ).toEqual(["nodes.0.agent: an agent of U is listed twice"]);
    expect(said({ nodes: [node, { id: "B", kind: "chance", parents: ["A", "A"] }] })).toEqual([
      "nodes.1.parents: a parent of B is listed twice",
    ]);
    expect(
      said({
        nodes: [
          { id: "A", kind: "chance", domain: { values: ["x", "y"], type: "T" } },
          { id: "B", kind: "chance", domain: { values: ["x", "z"], type: "T" } },
        ],
      })[0],
    ).toMatch(/^nodes\.0: another variable gives the type of A other values/);
  });

  it("takes in names of any text, and a name that only looks like an instance", () => {
    for (const id of ["if", "a b", "S[2]", "<20", "__proto__", "\u001b"]) {
      const read = fromJson(chance(id, ["", "x y"]));
      expect(read.ok && toJson(read.value).nodes[0]?.id).toBe(id);
    }
    expect(said(chance("S", undefined, { instance: { template: "S", indices: [2] } }))[0]).toMatch(
      /^nodes\.0: S and its instance disagree/,
    );
  });

  it("refuses mechanisms that no text has", () => {
    const calls = (name: string): object => is({ kind: "call", name, arguments: [] });
    expect(said(chance("X", [0, 1], calls("number")))).toEqual([
      "nodes.0: `number` takes 1 argument, not 0",
    ]);
    expect(
      said(
        chance("X", ["a"], {
          mechanism: {
            expression: { kind: "family", family: "point", arguments: [] },
            stochastic: true,
          },
        }),
      ),
    ).toEqual(["nodes.0: `point` takes 1 argument, not 0"]);
    expect(said(chance("X", ["a", "b"], table(0.5, 0.6)))[0]).toMatch(/probabilities sum to 1.1/);
    expect(said(chance("X", ["a", "b"], table(1)))[0]).toMatch(/^nodes\.0: /);
    expect(said(chance("X", ["a", "b"], is({ kind: "literal", value: "c" })))[0]).toMatch(
      /^nodes\.0: /,
    );
    expect(said(chance("X", undefined, table(1)))[0]).toMatch(/^nodes\.0: /);
    expect(said(chance("X", [0, 1], is({ kind: "local", name: "x" })))[0]).toMatch(/^nodes\.0: /);
  });

  it("keeps bounds of which one is missing", () => {
    for (const domain of [{ real: true, low: 0 }, { real: true, high: -1.5 }, { real: true }]) {
      const read = fromJson(chance("X", domain));
      expect(read.ok && toJson(read.value).nodes[0]?.domain).toEqual(domain);
    }
    const read = fromJson({ nodes: [], parameters: [{ name: "p", value: 1, low: 0 }] });
    expect(read.ok && read.value.parameters[0]).toMatchObject({ low: 0 });
  });

  it("refuses a claim whose text does not say what is evaluated", () => {
    const nodes = ["Y", "X", "D"].map((id) => ({ id, kind: id === "D" ? "decision" : "chance" }));
    const name = (n: string): object => ({ kind: "name", name: n });
    const path = (to: string): object => ({
      kind: "call",
      name: "path",
      arguments: [name("D"), name(to)],
      given: [],
    });
    const claim = (text: string, more: object): object => ({ nodes, claims: [{ text, ...more }] });
    expect(said(claim("path(D, X)", { expression: path("X") }))).toEqual([]);
    expect(said(claim("path( D,\n X )", { expression: path("X") }))).toEqual([]);
    for (const [text, more] of [
      ["path(D, X)", { expression: path("Y") }],
      ["path(D, X)", { expression: path("X"), negated: true }],
      ["not path(D, X)", { expression: path("X") }],
      ["path(D, X)", { expression: path("X"), addedEdges: [["D", "X"]] }],
      ["path(D, X) within 0.5", { expression: path("X") }],
      ["path(D, X) // path(D, Y)", { expression: path("Y") }],
      ["path(D, X)\nclaim path(D, Y)", { expression: path("X") }],
      ['path(D, X) cite "somebody"', { expression: path("X") }],
      ["path(D, X", { expression: path("X") }],
      ["", { expression: path("X") }],
    ] as const)
      expect(said(claim(text, more))[0], text).toBeDefined();
    const read = fromJson(claim("path( D,\n X )", { expression: path("X") }));
    expect(read.ok && read.value.claims[0]?.text).toBe("path( D, X )");
  });
});
