/** Policies for cautious judges, against every policy tried. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { allAssignments, allPolicies, policyCount, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { cautiousPolicy, compileDiagram, type RiskAttitude } from "../index.ts";

/** By definition, from outcomes and their probabilities. */
function naive(outcomes: readonly (readonly [number, number])[], attitude: RiskAttitude): number {
  const mean = (f: (u: number) => number): number =>
    outcomes.reduce((sum, [u, p]) => sum + p * f(u), 0);
  switch (attitude.kind) {
    case "exponential":
      return -attitude.tolerance * Math.log(mean((u) => Math.exp(-u / attitude.tolerance)));
    case "logarithmic":
      return Math.exp(mean((u) => Math.log(u + attitude.wealth))) - attitude.wealth;
    case "cvar":
      return Math.max(
        ...outcomes.map(([t]) => t - mean((u) => Math.max(0, t - u)) / attitude.share),
      );
  }
}

const ATTITUDES: readonly RiskAttitude[] = [
  { kind: "exponential", tolerance: 1.5 },
  { kind: "exponential", tolerance: 40 },
  { kind: "logarithmic", wealth: 20 },
  { kind: "cvar", share: 0.15 },
  { kind: "cvar", share: 0.6 },
  { kind: "cvar", share: 1 },
];

describe("the best policy for a cautious judge", () => {
  it("is best among all policies, and worth what it says", () => {
    const random = Random.seeded(271828);
    let tried = 0;
    let matters = 0;
    while (tried < 30) {
      const diagram = randomNumericDiagram(random, {
        nodes: 5,
        decisions: 2,
        values: 3,
        deterministic: 0,
      });
      const { decisions } = diagram.structure;
      if (policyCount(diagram, decisions) > 400) continue;
      tried++;
      const compiled = compileDiagram(diagram);
      const assignments = allAssignments(diagram);
      const outcomesOf = (rules: ReadonlyMap<number, Float64Array>) =>
        assignments.flatMap(({ positions, weight, utilities }) => {
          const p = weight * ruleWeight(diagram, rules, positions);
          return p > 0 ? [[utilities[0] as number, p] as const] : [];
        });
      for (const attitude of ATTITUDES) {
        const worths = [...allPolicies(diagram, decisions)].map((rules) =>
          naive(outcomesOf(rules), attitude),
        );
        const wanted = Math.max(...worths);
        const found = cautiousPolicy(compiled, attitude);
        expect(found.certaintyEquivalent).toBeCloseTo(wanted, 7);
        expect(found.optimal).toBe(true);
        const own = outcomesOf(found.policy as Map<number, Float64Array>);
        expect(naive(own, attitude)).toBeCloseTo(wanted, 7);
        if (Math.min(...worths) < wanted - 1e-6) matters++;
      }
    }
    // Else there was nothing to choose.
    expect(matters).toBeGreaterThan(100);
  });

  it("tells good outcomes apart however far away the worst one is, in units of the tolerance", () => {
    for (const [low, high] of [
      [1000, 2000],
      [1e6, 1e6 + 1],
      [1e9, 2e12],
    ] as const) {
      const { diagram } = loadModel(`
chance W : bool ~ bernoulli(0.5)
decision D : {low, high, awful} sees W
utility U = if D == awful then 0 else if D == low then ${low} else ${high}
`);
      if (diagram === undefined) throw new Error("no model");
      const found = cautiousPolicy(compileDiagram(diagram), { kind: "exponential", tolerance: 10 });
      expect(found.certaintyEquivalent / high).toBeCloseTo(1, 12);
      expect(found.optimal).toBe(true);
    }
  });

  it("is exact for random models whose outcomes are hundreds of tolerances apart", () => {
    const random = Random.seeded(97);
    let apart = 0;
    for (let model = 0; model < 25; model++) {
      const diagram = randomNumericDiagram(random, {
        nodes: 5,
        decisions: 2,
        values: 2,
        deterministic: 0,
      });
      const { decisions } = diagram.structure;
      if (policyCount(diagram, decisions) > 300) continue;
      const compiled = compileDiagram(diagram);
      const assignments = allAssignments(diagram);
      for (const tolerance of [0.2, 0.02, 0.002]) {
        const attitude = { kind: "exponential", tolerance } as const;
        const wanted = Math.max(
          ...[...allPolicies(diagram, decisions)].map((rules) => {
            const reached = assignments
              .map(
                ({ positions, weight, utilities }) =>
                  [utilities[0] as number, weight * ruleWeight(diagram, rules, positions)] as const,
              )
              .filter(([, p]) => p > 0);
            const worst = Math.min(...reached.map(([u]) => u));
            const mean = reached.reduce(
              (sum, [u, p]) => sum + p * Math.exp((worst - u) / tolerance),
              0,
            );
            return worst - tolerance * Math.log(mean);
          }),
        );
        const found = cautiousPolicy(compiled, attitude);
        expect(found.certaintyEquivalent).toBeLessThanOrEqual(wanted + 1e-9);
        if (found.optimal) expect(found.certaintyEquivalent).toBeCloseTo(wanted, 6);
        else apart++;
      }
    }
    // Where it is not proved it says so; that is rare.
    expect(apart).toBeLessThan(10);
  });

  it("prefers what is sure, the more the more cautious", () => {
    const { diagram } = loadModel(`
chance Coin : {heads, tails} ~ {heads: 0.5, tails: 0.5}
decision Take : {gamble, sure}
utility U = if Take == sure then 3 else if Coin == heads then 10 else 0
`);
    if (diagram === undefined) throw new Error("no model");
    const compiled = compileDiagram(diagram);
    const takes = (attitude: RiskAttitude): readonly number[] => [
      ...(cautiousPolicy(compiled, attitude).policy.get(1) ?? []),
    ];
    expect(takes({ kind: "exponential", tolerance: 100 })).toEqual([1, 0]);
    expect(takes({ kind: "exponential", tolerance: 2 })).toEqual([0, 1]);
    expect(takes({ kind: "logarithmic", wealth: 1000 })).toEqual([1, 0]);
    expect(takes({ kind: "logarithmic", wealth: 0.5 })).toEqual([0, 1]);
    expect(takes({ kind: "cvar", share: 0.5 })).toEqual([0, 1]);
    expect(takes({ kind: "cvar", share: 1 })).toEqual([1, 0]);
  });

  it("refuses an attitude that has no value", () => {
    const diagram = randomNumericDiagram(Random.seeded(3), { nodes: 3, decisions: 1 });
    const compiled = compileDiagram(diagram);
    expect(() => cautiousPolicy(compiled, { kind: "logarithmic", wealth: -100 })).toThrow(
      "eats up the wealth",
    );
    expect(() => cautiousPolicy(compiled, { kind: "exponential", tolerance: 0 })).toThrow(
      "not a risk tolerance",
    );
    expect(() => cautiousPolicy(compiled, { kind: "cvar", share: 2 })).toThrow("not a share");
  });
});
