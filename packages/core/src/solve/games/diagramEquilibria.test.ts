/** What equilibria of diagrams promise: one and all, ties, free contexts, recall, interventions. */
import { describe, expect, it } from "vitest";
import type { DiagramNode } from "../../model/index.ts";
import { finiteDomain, InfluenceDiagram } from "../../model/index.ts";
import { pureChoices } from "../tables/policy.ts";
import { compileDiagram } from "../tables/compile.ts";
import { expectedUtility } from "../policies/expectedUtility.ts";
import { correlatedEquilibrium, equilibria, inducedNormalForm, rationalOutcomes } from "./index.ts";

interface Sketch {
  readonly name: string;
  readonly agent?: number;
  readonly parents?: readonly string[];
  /** Values of a decision or chance node; 2 unless told. */
  readonly size?: number;
  /** Chance: probabilities by row; utility: payoffs by row. */
  readonly table?: readonly number[];
  readonly kind: DiagramNode["kind"];
}

function sketch(agents: readonly string[], nodes: readonly Sketch[]): InfluenceDiagram {
  const id = (name: string): number => nodes.findIndex((node) => node.name === name);
  return InfluenceDiagram.of({
    agents: agents.map((name) => ({ name })),
    nodes: nodes.map((node, at): DiagramNode => {
      const { name, kind, parents = [], size = 2, table = [], agent } = node;
      const domain = finiteDomain(Array.from({ length: size }, (_, v) => v));
      return {
        id: at,
        name,
        kind,
        owners: agent === undefined ? [] : [agent],
        parents: parents.map(id),
        ...(kind === "utility" ? {} : { domain }),
        mechanism:
          kind === "decision"
            ? { kind }
            : { kind: "table", stochastic: kind === "chance", entries: Float64Array.from(table) },
      };
    }),
  });
}

const decision = (name: string, agent: number, parents: string[] = [], size = 2): Sketch => ({
  name,
  agent,
  parents,
  size,
  kind: "decision",
});
const utility = (name: string, agent: number, parents: string[], table: number[]): Sketch => ({
  name,
  agent,
  parents,
  table,
  kind: "utility",
});

const pennies = sketch(
  ["even", "odd"],
  [
    decision("A", 0),
    decision("B", 1),
    utility("U", 0, ["A", "B"], [1, -1, -1, 1]),
    utility("V", 1, ["A", "B"], [-1, 1, 1, -1]),
  ],
);

const taxi = sketch(
  ["first", "second"],
  [
    decision("D1", 0),
    decision("D2", 1, ["D1"]),
    utility("U1", 0, ["D1", "D2"], [2, 5, 3, 1]),
    utility("U2", 1, ["D1", "D2"], [2, 3, 5, 1]),
  ],
);

describe("equilibria of a diagram", () => {
  it("proves that there is none in pure rules", () => {
    expect(equilibria(pennies, { kind: "pure" })).toMatchObject({
      equilibria: [],
      count: 0,
      completeness: "all",
    });
  });

  it("randomises where it must, and only when allowed", () => {
    const mixed = equilibria(pennies);
    expect(mixed.completeness).toBe("all");
    expect(mixed.equilibria.map((one) => [...(one.policy.get(0) as Float64Array)])).toEqual([
      [0.5, 0.5],
    ]);
    expect(equilibria(pennies, { randomise: "never" }).count).toBe(0);
  });

  it("tells one from all, and pure ones from all", () => {
    const meet = sketch(
      ["a", "b"],
      [
        decision("A", 0),
        decision("B", 1),
        utility("U", 0, ["A", "B"], [3, 0, 0, 2]),
        utility("V", 1, ["A", "B"], [2, 0, 0, 3]),
      ],
    );
    expect(equilibria(meet)).toMatchObject({ count: 3, completeness: "all" });
    expect(equilibria(meet, { randomise: "if-needed" })).toMatchObject({
      count: 2,
      completeness: "all-pure",
    });
    expect(equilibria(meet, { kind: "pure" })).toMatchObject({ count: 2, completeness: "all" });
    const one = equilibria(meet, { all: false });
    expect([one.equilibria.length, one.completeness]).toEqual([1, "some"]);
  });

  it("solves relied-upon decisions first and drops empty threats", () => {
    const found = equilibria(taxi);
    expect(found.components).toEqual([[1], [0]]);
    expect(
      found.equilibria.map((one) => pureChoices(one.policy.get(1) as Float64Array, 2)),
    ).toEqual([[1, 0]]);
    expect(equilibria(taxi, { kind: "pure" }).count).toBe(3);
  });

  it("names contexts that cannot occur and counts their fillings", () => {
    const never = sketch(
      ["a"],
      [
        { name: "X", kind: "chance", size: 3, table: [0.5, 0.5, 0] },
        decision("D", 0, ["X"]),
        utility("U", 0, ["X", "D"], [1, 0, 0, 1, 5, 5]),
      ],
    );
    const found = equilibria(never);
    expect(found.equilibria).toHaveLength(1);
    expect(found.count).toBe(2);
    expect([...(found.equilibria[0]?.freeContexts ?? [])]).toEqual([[1, [2]]]);
  });

  it("warns when an agent forgets, and lists only what needs no memory", () => {
    const forgetful = sketch(
      ["team", "other"],
      [
        decision("A", 0),
        decision("B", 0),
        decision("C", 1),
        utility("U", 0, ["A", "B", "C"], [1, -1, -1, -1, -1, -1, -1, 1]),
        utility("V", 1, ["A", "B", "C"], [-1, 1, 1, 1, 1, 1, 1, -1]),
      ],
    );
    const found = equilibria(forgetful, { kind: "behavioural" });
    expect(found.warnings.map((warning) => warning.code)).toContain("insufficient-recall");
    for (const one of found.equilibria) expect(one.regret).toBeLessThan(1e-6);
    expect(found.completeness).not.toBe("all");
  });

  it("stops at its limit and says so", () => {
    const tied = sketch(["a"], [decision("D", 0, [], 5), utility("U", 0, ["D"], [1, 1, 1, 1, 0])]);
    const found = equilibria(tied, { limit: 3 });
    expect([found.equilibria.length, found.completeness]).toEqual([3, "limit"]);
  });

  it("returns what it has when told to stop, at any point", () => {
    for (let steps = 0; steps < 12; steps++) {
      let looks = 0;
      const signal = {
        get aborted() {
          return looks++ >= steps;
        },
      };
      const found = equilibria(taxi, { kind: "behavioural", signal });
      for (const one of found.equilibria) expect(one.regret).toBeLessThan(1e-9);
      if (looks > steps) expect(found.completeness).toBe("limit");
    }
  });

  it("finds one where the normal form is too large to list", () => {
    const wide = sketch(
      ["a", "b"],
      [
        { name: "X", kind: "chance", size: 20, table: Array.from({ length: 20 }, () => 0.05) },
        { name: "Y", kind: "chance", size: 20, table: Array.from({ length: 20 }, () => 0.05) },
        decision("A", 0, ["X"]),
        decision("B", 1, ["Y"]),
        utility(
          "U",
          0,
          ["A", "B", "X"],
          Array.from({ length: 80 }, (_, i) => i % 7),
        ),
        utility(
          "V",
          1,
          ["A", "B", "Y"],
          Array.from({ length: 80 }, (_, i) => i % 5),
        ),
      ],
    );
    const found = equilibria(wide, { kind: "pure" });
    expect([found.equilibria.length, found.completeness]).toEqual([1, "some"]);
    expect(found.equilibria[0]?.regret).toBeLessThan(1e-12);
  });
});

describe("what rational agents bring about", () => {
  it("differs when the change is known before the rules are chosen", () => {
    // The second driver answers the first; forcing the first afterwards leaves the rule in place.
    const frozen = rationalOutcomes(taxi, { of: ["D2"], postPolicy: { D1: 1 } });
    expect(frozen.outcomes.map((one) => [...(one.probabilities ?? [])])).toEqual([[1, 0]]);
    const deaf = sketch(
      ["first", "second"],
      [
        decision("D1", 0),
        decision("D2", 1),
        utility("U1", 0, ["D1", "D2"], [2, 5, 3, 1]),
        utility("U2", 1, ["D1", "D2"], [1, 3, 5, 1]),
      ],
    );
    const before = rationalOutcomes(deaf, { of: ["D2"], prePolicy: { D1: 0 } });
    expect(before.outcomes.map((one) => [...(one.probabilities ?? [])])).toEqual([[0, 1]]);
    const after = rationalOutcomes(deaf, { of: ["D2"], postPolicy: { D1: 0 } });
    expect(after.range).toEqual([
      { low: 0, high: 1 },
      { low: 0, high: 1 },
    ]);
    expect(after.outcomes.length).toBeGreaterThan(1);
  });

  it("is undefined, not wrong, where the condition cannot happen", () => {
    const { outcomes } = rationalOutcomes(taxi, { of: ["D2"], given: { D1: 1 } });
    expect(outcomes.map((one) => [one.probabilities, one.utilities])).toEqual([
      [undefined, [undefined, undefined]],
    ]);
  });
});

describe("the induced normal form", () => {
  it("pays what the policies pay, utilities nobody influences included", () => {
    const game = sketch(
      ["first", "second"],
      [
        { name: "X", kind: "chance", size: 2, table: [0.25, 0.75] },
        decision("D1", 0, ["X"]),
        decision("D2", 1, ["D1"]),
        utility("U1", 0, ["D1", "D2", "X"], [2, 5, 3, 1, 0, 2, 4, 4]),
        utility("W", 0, ["X"], [8, 0]),
        utility("V", 1, ["D1", "D2"], [2, 3, 5, 1]),
      ],
    );
    const { game: normal, policyOf } = inducedNormalForm(game);
    const compiled = compileDiagram(game);
    expect(normal.strategies.map((list) => list.length)).toEqual([4, 4]);
    expect(normal.strategies[0]?.[1]).toBe("D1: 0 1");
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        for (const agent of [0, 1]) {
          const value = expectedUtility(compiled, agent, policyOf([i, j]));
          expect(normal.payoffs[agent]?.[i * 4 + j]).toBeCloseTo(value, 12);
        }
      }
    }
  });

  it("has correlated equilibria", async () => {
    const found = await correlatedEquilibrium(inducedNormalForm(pennies).game);
    expect(found.payoffs.map((x) => Math.abs(x))).toEqual([
      expect.closeTo(0, 9),
      expect.closeTo(0, 9),
    ]);
    expect(found.regret).toBeLessThan(1e-9);
  });
});
