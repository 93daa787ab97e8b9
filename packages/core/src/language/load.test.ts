/** What the language means: each sentence of docs/language.md, on the smallest model that shows it. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import type { LoadOptions } from "./load.ts";
import { mechanismReader } from "../model/index.ts";
import { loadModel } from "./load.ts";
import { parseClaim } from "./claims/parseClaim.ts";

function load(text: string, options: LoadOptions = {}): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text, options);
  if (diagram === undefined)
    throw new Error(
      JSON.stringify(
        diagnostics.map((d) => [d.code, d.message]),
        null,
        1,
      ),
    );
  return diagram;
}

/** `X <- A, B` for every node, in order. */
function arrows(diagram: InfluenceDiagram): string[] {
  return diagram.nodes.map((n) =>
    `${n.name} <- ${n.parents.map((p) => diagram.node(p).name).join(", ")}`.trim(),
  );
}

/** The row of a node at these positions of its parents. */
function row(diagram: InfluenceDiagram, name: string, ...positions: number[]): number[] {
  const reader = mechanismReader(diagram, diagram.idOf(name) as number);
  const result = new Float64Array(reader.rowSize);
  reader.read(positions, result);
  return [...result];
}

const resolveIn = (files: Readonly<Record<string, string>>): LoadOptions => ({
  file: "main.cid",
  resolve: (path) => files[path],
});

describe("structure", () => {
  it("takes the parents of a chance node from its mechanism, in the order of mention", () => {
    const diagram = load(
      "chance A : bool ~ uniform\nchance B : bool ~ uniform\nchance C : bool = B or (A and B)",
    );
    expect(arrows(diagram)).toEqual(["A <-", "B <-", "C <- B, A"]);
  });

  it("takes a decision's context from sees, and parents from `from` in the order written", () => {
    const diagram = load("decision D sees B, A\nchance A\nchance B from A\nutility U from D, B");
    expect(arrows(diagram)).toEqual(["D <- B, A", "A <-", "B <- A", "U <- D, B"]);
  });

  it("has one implicit agent, lets owners be left out with one, and shares utilities", () => {
    expect(load("decision D\nutility U for agent from D").agents).toEqual([{ name: "agent" }]);
    expect(load('agent ann "Ann"\ndecision D').node(0).owners).toEqual([0]);
    expect(load("agent ann\nagent bob\nutility U for bob, ann").node(0).owners).toEqual([1, 0]);
  });

  it("keeps header, labels and display texts", () => {
    const diagram = load(
      'model "T"\ncite "a"\ncite "b\\"c"\nnote "n"\ntopic "x"\nchance S "the state"',
    );
    expect(diagram.header).toEqual({
      title: "T",
      citations: ["a", 'b"c'],
      notes: ["n"],
      topics: ["x"],
    });
    expect(diagram.node(0).label).toBe("the state");
  });

  it("gives a utility that others look at the values it can have", () => {
    const diagram = load(
      "chance A : 0..2 ~ uniform\nutility U = A * A - A\nutility V = U + 1\ndecision D : bool sees U",
    );
    expect(diagram.node(1).domain).toEqual({ kind: "finite", values: [0, 2] });
    expect(diagram.node(2).domain).toBeUndefined();
    expect(row(diagram, "V", 1)).toEqual([3]);
  });
});

describe("domains", () => {
  it("are ordered as written", () => {
    const diagram = load(
      "type M = b | a\nchance A : M ~ uniform\nchance B : {2, -1, 0.5} ~ uniform\nchance C : (bool, 1..2) ~ uniform\nchance D : real in 0..0.3 by 0.1 ~ uniform\nchance E : real",
    );
    const values = diagram.nodes.map((n) =>
      n.domain?.kind === "finite" ? n.domain.values : n.domain,
    );
    expect(values).toEqual([
      ["b", "a"],
      [2, -1, 0.5],
      [
        [false, 1],
        [false, 2],
        [true, 1],
        [true, 2],
      ],
      [0, 0.1, 0.2, 0.3],
      { kind: "real", low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
    ]);
  });
});

describe("mechanisms", () => {
  it("read tables with the first parent slowest", () => {
    const diagram = load(
      "chance A : bool ~ uniform\nchance B : {x, y, z} ~ uniform\nutility U from A, B = [1, 2, 3, 4, 5, 6]\nchance C : bool from A, B ~ [[1, 0], [1, 0], [0.5, 0.5], [0, 1], [0, 1], [0, 1]]",
    );
    expect(row(diagram, "U", 0, 2)).toEqual([3]);
    expect(row(diagram, "U", 1, 0)).toEqual([4]);
    expect(row(diagram, "C", 0, 2)).toEqual([0.5, 0.5]);
  });

  it("keep parameters in tables", () => {
    const diagram = load(
      "param p = 0.25\nchance A : bool ~ uniform\nchance B : bool from A ~ [[p, 1 - p], [1, 0]]",
    );
    expect(row(diagram, "B", 0)).toEqual([0.25, 0.75]);
    const reader = mechanismReader(diagram, 1, new Map([["p", 0.5]]));
    const result = new Float64Array(2);
    reader.read([0], result);
    expect([...result]).toEqual([0.5, 0.5]);
  });

  it("follow the precedence of operators", () => {
    const value = (e: string): number | undefined => row(load(`utility U = ${e}`), "U")[0];
    expect(value("2 + 3 * 4 ^ 2")).toBe(50);
    expect(value("-2 ^ 2")).toBe(-4);
    expect(value("2 ^ 3 ^ 2")).toBe(512);
    expect(value("10 - 4 - 3")).toBe(3);
    expect(value("if not true or 1 + 1 == 2 and false then 1 else 0")).toBe(0);
    expect(value("if false implies true then 1 else 0")).toBe(1);
    expect(value("let x = 2 in x * let x = 3 in x")).toBe(6);
    expect(value("[10, 20, 30][1 + 1]")).toBe(30);
    expect(value("if 2 in {1, 2} and 5 in 1..9 then 1 else 0")).toBe(1);
    expect(value("sum(t in 1..3) t * t + 1")).toBe(15);
    expect(value("product(i in 1..2, j in 1..2) (i + j)")).toBe(72);
    expect(value("max(t in 1..3) (5 - t)")).toBe(4);
    expect(value("max(t in 1..3) 5 - 1")).toBe(4);
    expect(value("number(all(t in 1..3) t > 0) + count(t in 1..4) t > 2")).toBe(3);
    expect(value("clamp(7, 0, 5) + round(-2.5) + abs(-1)")).toBe(3);
  });

  it("inline functions, by value and without capturing names", () => {
    const diagram = load(
      "chance A : 0..3 ~ uniform\nfn twice(x) = x + x\nfn f(a) = let y = 1 in a + y\nutility U = let y = 10 in f(y)\nutility V = twice(A + 1)\nfn noisy(s) = { s: 0.75, other(s): 0.25 }\nchance B : bool ~ uniform\nchance C : bool ~ noisy(B)",
    );
    expect(row(diagram, "U")).toEqual([11]);
    expect(row(diagram, "V", 2)).toEqual([6]);
    expect(row(diagram, "C", 1)).toEqual([0.25, 0.75]);
  });

  it("match values, tuples and the wildcard", () => {
    const diagram = load(
      "chance A : {x, y, z} ~ uniform\nchance B : bool ~ uniform\nutility U = match (A, B) { (x, _) => 1, (y, true) => 2, _ => 3 }\nutility V = match A { x | y => 1, z => 2 }",
    );
    expect(row(diagram, "U", 0, 1)).toEqual([1]);
    expect(row(diagram, "U", 1, 1)).toEqual([2]);
    expect(row(diagram, "U", 1, 0)).toEqual([3]);
    expect(row(diagram, "V", 1)).toEqual([1]);
  });
});

describe("replication", () => {
  const GRID = `param T = 2 in 1..9
chance S[1] : 0..2 ~ uniform
for t in 1..T {
  decision A[t] : {stay, go} sees S[t]
  chance   S[t+1] : 0..2 ~ if A[t] == go then uniform else point(S[t])
  if t > 1 { utility R[t] = S[t+1] - S[t] } else { utility R[t] = S[t+1] }
}
decision E sees { S[1..2] }
decision F sees A[k] for k in 1..T, S[T+1]
chance X[1, 2]
`;

  it("unrolls loops, guards, ranges and comprehensions", () => {
    const diagram = load(GRID);
    expect(arrows(diagram)).toEqual([
      "S[1] <-",
      "A[1] <- S[1]",
      "S[2] <- A[1], S[1]",
      "R[1] <- S[2]",
      "A[2] <- S[2]",
      "S[3] <- A[2], S[2]",
      "R[2] <- S[3], S[2]",
      "E <- S[1], S[2]",
      "F <- A[1], A[2], S[3]",
      "X[1, 2] <-",
    ]);
    expect(diagram.node(5).instance).toEqual({ template: "S", indices: [3] });
    expect(diagram.parameters).toMatchObject([
      { name: "T", value: 2, structural: true, low: 1, high: 9 },
    ]);
  });

  it("has another shape for another parameter", () => {
    expect(load(GRID, { parameters: new Map([["T", 3]]) }).nodes.length).toBe(13);
    const { diagnostics } = loadModel(GRID, { parameters: new Map([["T", 30]]) });
    expect(diagnostics.map((d) => d.code)).toContain("parameter-out-of-bounds");
  });

  it("decides a condition on an index at once, so that X[0] is never asked for", () => {
    const diagram = load(
      "for t in 1..3 {\n  chance X[t] : 0..9 = if t > 1 then min(X[t-1] + 1, 9) else 0\n}",
    );
    expect(arrows(diagram)).toEqual(["X[1] <-", "X[2] <- X[1]", "X[3] <- X[2]"]);
  });

  it("lets instances share one expression", () => {
    const diagram = load(
      "chance X[0] : bool ~ uniform\nfor t in 1..100 {\n  chance X[t] : bool = not X[t-1]\n}",
    );
    const bodies = new Set(
      diagram.nodes
        .slice(1)
        .map((n) => (n.mechanism.kind === "expression" ? n.mechanism.body : undefined)),
    );
    expect(bodies.size).toBe(1);
  });

  it("sums over long ranges without deep nesting", () => {
    const diagram = load(
      "for t in 1..2000 {\n  chance X[t] : 0..1 ~ uniform\n}\nchance Y : real = sum(t in 1..2000) X[t]",
    );
    expect(diagram.node(2000).parents.length).toBe(2000);
  });
});

describe("reuse", () => {
  const BASE = `agent robot
param T = 2
for t in 1..T {
  chance S[t+1] : bool from S[t]
  decision A[t] by robot sees S[t]
  utility R[t] for robot from S[t+1]
}
chance S[1] : bool
chance Note
claim control(A[1], S[2])
`;

  it("replaces a declaration, whatever the letter, or one instance", () => {
    const all = load(
      'extends "b.cid"\nreplace utility R[u] for robot from S[u+1], S[1]',
      resolveIn({ "b.cid": BASE }),
    );
    expect(arrows(all)).toContain("R[2] <- S[3], S[1]");
    expect(arrows(all)).toContain("R[1] <- S[2], S[1]");
    const one = load(
      'extends "b.cid"\nreplace utility R[2] for robot from S[1]',
      resolveIn({ "b.cid": BASE }),
    );
    expect(arrows(one)).toContain("R[2] <- S[1]");
    expect(arrows(one)).toContain("R[1] <- S[2]");
    const shifted = load(
      'extends "b.cid"\nreplace chance S[t+1] : bool from A[t]',
      resolveIn({ "b.cid": BASE }),
    );
    expect(arrows(shifted)).toContain("S[2] <- A[1]");
    expect(arrows(shifted)).toContain("S[1] <-");
  });

  it("removes variables, removes and adds links, overrides parameters, inherits no claims unless told", () => {
    const text =
      'extends "b.cid"\nremove Note\nremove link S[2] -> A[2]\nadd link S[1] -> A[2]\nparam T = 3\nfor t in 2..T { add link A[t-1] -> A[t] }';
    const diagram = load(text, resolveIn({ "b.cid": BASE }));
    expect(diagram.idOf("Note")).toBeUndefined();
    expect(arrows(diagram)).toContain("A[2] <- S[1], A[1]");
    expect(arrows(diagram)).toContain("A[3] <- S[3], A[2]");
    expect(diagram.claims).toEqual([]);
    const included = load('extends "b.cid"\ninclude claims', resolveIn({ "b.cid": BASE }));
    expect(included.claims.map((c) => c.text)).toEqual(["control(A[1], S[2])"]);
  });

  it("resolves paths through several files", () => {
    const asked: [string, string | undefined][] = [];
    const files: Record<string, string> = {
      "../b.cid": 'extends "c.cid"\nchance B from C',
      "c.cid": "chance C",
    };
    const resolve = (path: string, from: string | undefined): string | undefined => {
      asked.push([path, from]);
      return files[path];
    };
    expect(
      arrows(load('extends "../b.cid"\nchance A from B', { file: "x/y/a.cid", resolve })),
    ).toEqual(["C <-", "B <- C", "A <- B"]);
    expect(asked).toEqual([
      ["../b.cid", "x/y/a.cid"],
      ["c.cid", "x/b.cid"],
    ]);
  });
});

describe("worlds", () => {
  it("copy what lies between, and share the rest", () => {
    const diagram = load(
      "chance N : 0..3 ~ uniform\ndecision D : {a, b} sees N\nchance Y : 0..6 = if D == a then N else N + 3\nchance Z : 0..7 = Y + 1\nutility U = Z - (Z under (D = a))",
    );
    expect(arrows(diagram)).toEqual([
      "N <-",
      "D <- N",
      "Y <- D, N",
      "Z <- Y",
      "U <- Z, Z_under_D_a",
      "Z_under_D_a <- Y_under_D_a",
      "Y_under_D_a <- N",
    ]);
    expect(diagram.node(5)).toMatchObject({ kind: "chance", label: "Z under (D = a)" });
    expect(row(diagram, "Y_under_D_a", 2)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  });

  it("give a stochastic variable one noise per configuration, and say so", () => {
    const text =
      "decision D : {a, b}\nchance Y : bool ~ if D == a then bernoulli(0.25) else bernoulli(0.75)\nutility U = number(Y under (D = a)) - number(Y)";
    const diagram = load(text);
    expect(arrows(diagram)).toEqual([
      "D <-",
      "Y <- D, Y_noise_1, Y_noise_2",
      "U <- Y_under_D_a, Y",
      "Y_under_D_a <- Y_noise_1",
      "Y_noise_1 <-",
      "Y_noise_2 <-",
    ]);
    expect(row(diagram, "Y_noise_2")).toEqual([0.25, 0.75]);
    expect(loadModel(text).diagnostics.map((d) => [d.code, d.severity])).toEqual([
      ["assumed-independent-noise", "info"],
    ]);
  });

  it("may force a variable to what another one is", () => {
    const diagram = load(
      "decision A : bool\ndecision B : bool\nchance Y : bool = not A\nutility U = number(Y under (A = B))",
    );
    expect(arrows(diagram)).toContain("Y_under_A_B <- B");
  });
});

describe("claims", () => {
  const MODEL =
    "agent robot\nchance X : {a, b} ~ uniform\ndecision D : {a, b} by robot sees X\nutility U for robot = if D == X then 1 else 0\n";
  const claim = (text: string): unknown => {
    const { text: _, ...rest } = load(MODEL + text).claims[0] as { text: string };
    return JSON.parse(
      JSON.stringify(rest, (key, value: unknown) => (key === "range" ? undefined : value)),
    );
  };

  it("become data with names resolved", () => {
    expect(claim('claim not info(D, X) with X -> U without X -> D cite "c"')).toEqual({
      expression: {
        kind: "call",
        name: "info",
        arguments: [
          { kind: "name", name: "D" },
          { kind: "name", name: "X" },
        ],
        given: [],
      },
      negated: true,
      addedEdges: [{ from: "X", to: "U" }],
      removedEdges: [{ from: "X", to: "D" }],
      citation: "c",
    });
    expect(claim("claim robot.policy(D | X = a) == a")).toMatchObject({
      expression: {
        kind: "comparison",
        left: {
          kind: "call",
          name: "policy",
          receiver: "robot",
          given: [{ kind: "assignment", target: "X", value: { kind: "value", value: "a" } }],
        },
        right: { kind: "value", value: "a" },
      },
    });
    expect(claim("claim control(D) == {U} of all")).toMatchObject({
      expression: { right: { kind: "set", of: "all", items: [{ kind: "name", name: "U" }] } },
    });
    expect(claim("claim value(robot) == 1 - 0.5 within 0.01")).toMatchObject({
      tolerance: 0.01,
      expression: { right: { kind: "arithmetic", operator: "-" } },
    });
    expect(claim("claim soluble")).toMatchObject({
      expression: { kind: "call", name: "soluble", arguments: [] },
    });
    expect(claim("claim reduction == {X -> D}")).toMatchObject({
      expression: { right: { items: [{ kind: "edge", from: "X", to: "D" }] } },
    });
  });

  it("may be asked one at a time", () => {
    const diagram = load(MODEL);
    const asked = parseClaim("dsep(X, U | D)", diagram);
    expect(asked.ok && asked.value.text).toBe("dsep(X, U | D)");
    const wrong = parseClaim("controll(D, X)", diagram);
    expect(wrong.ok).toBe(false);
    expect(wrong.diagnostics).toMatchObject([
      { code: "unknown-predicate", range: { start: 0, end: 8 } },
    ]);
  });

  it("in loops are one claim for each step", () => {
    const diagram = load("for t in 1..2 {\n  chance X[t]\n  claim edge(X[1], X[t])\n}");
    expect(diagram.claims.map((c) => c.text)).toEqual(["edge(X[1], X[1])", "edge(X[1], X[2])"]);
  });
});
