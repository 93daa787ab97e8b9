/** Distributions of outcomes against enumeration, certainty equivalents against their definitions. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { allAssignments, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import {
  certaintyEquivalent,
  compileDiagram,
  expectedUtility,
  riskProfile,
  riskQuantile,
  uniformPolicy,
} from "../index.ts";

describe("the distribution of outcomes", () => {
  it("is that of all assignments, agent by agent", () => {
    const random = Random.seeded(4242);
    for (let model = 0; model < 50; model++) {
      const diagram = randomNumericDiagram(random, {
        nodes: 5,
        decisions: 1,
        agents: 1 + random.below(2),
        values: 3,
      });
      const policy = uniformPolicy(diagram);
      const compiled = compileDiagram(diagram);
      for (const agent of diagram.agents.keys()) {
        const wanted = new Map<number, number>();
        for (const { positions, weight, utilities } of allAssignments(diagram)) {
          const p = weight * ruleWeight(diagram, policy, positions);
          const value = utilities[agent] as number;
          if (p > 0) wanted.set(value, (wanted.get(value) ?? 0) + p);
        }
        const { outcomes, mean } = riskProfile(compiled, policy, agent);
        expect(outcomes.map(({ value }) => value)).toEqual(
          [...wanted.keys()].sort((a, b) => a - b),
        );
        for (const { value, probability } of outcomes)
          expect(probability).toBeCloseTo(wanted.get(value) ?? Number.NaN, 12);
        expect(mean).toBeCloseTo(expectedUtility(compiled, agent, policy), 10);
      }
    }
  });

  const { diagram } = loadModel(
    "chance X : {1, 2, 3, 4} ~ {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4}\nutility U = 10 * X\n",
  );
  if (diagram === undefined) throw new Error("no model");
  const profile = riskProfile(compileDiagram(diagram), new Map());

  it("has quantiles", () => {
    expect(
      [0, 0.05, 0.1, 0.11, 0.3, 0.5, 0.6, 0.61, 1].map((q) => riskQuantile(profile, q)),
    ).toEqual([10, 10, 10, 20, 20, 30, 30, 40, 40]);
    expect(profile.mean).toBeCloseTo(30, 12);
    expect(profile.deviation).toBeCloseTo(10, 12);
    expect(() => riskQuantile(profile, 1.1)).toThrow("not a share");
  });

  it("has certainty equivalents by their definitions", () => {
    const p = [0.1, 0.2, 0.3, 0.4];
    for (const tolerance of [5, 50, 1e6]) {
      const mean = p.reduce((sum, q, i) => sum + q * -Math.exp(-(10 * (i + 1)) / tolerance), 0);
      expect(certaintyEquivalent(profile, { kind: "exponential", tolerance })).toBeCloseTo(
        -tolerance * Math.log(-mean),
        4,
      );
    }
    // A tiny tolerance sees the worst outcome only, and no power overflows.
    expect(certaintyEquivalent(profile, { kind: "exponential", tolerance: 1e-3 })).toBeCloseTo(
      10,
      1,
    );
    const logs = p.reduce((sum, q, i) => sum + q * Math.log(10 * (i + 1) + 5), 0);
    expect(certaintyEquivalent(profile, { kind: "logarithmic", wealth: 5 })).toBeCloseTo(
      Math.exp(logs) - 5,
      10,
    );
    expect(certaintyEquivalent(profile, { kind: "logarithmic", wealth: -10 })).toBeUndefined();
    expect(certaintyEquivalent(profile, { kind: "cvar", share: 0.2 })).toBeCloseTo(15, 10);
    expect(certaintyEquivalent(profile, { kind: "cvar", share: 1 })).toBeCloseTo(30, 10);
    expect(() => certaintyEquivalent(profile, { kind: "cvar", share: 0 })).toThrow("not a share");
  });
});
