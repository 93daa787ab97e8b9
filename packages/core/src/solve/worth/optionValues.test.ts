/** Options of decisions against enumeration of all assignments. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { allAssignments, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { compileDiagram, optionValues, solveSingleAgent, uniformPolicy } from "../index.ts";

describe("the worth of options", () => {
  it("is what enumeration of all assignments gives, context by context", () => {
    const random = Random.seeded(20261);
    let compared = 0;
    for (let model = 0; model < 60; model++) {
      const diagram = randomNumericDiagram(random, {
        nodes: 6,
        decisions: 2,
        agents: 1 + random.below(2),
        values: 3,
      });
      const policy = uniformPolicy(diagram);
      const assignments = allAssignments(diagram);
      for (const { decision, likely, values } of optionValues(compileDiagram(diagram), policy)) {
        const { parents, owners } = diagram.node(decision);
        const sizeOf = (v: number): number => {
          const { domain } = diagram.node(v);
          return domain?.kind === "finite" ? domain.values.length : 1;
        };
        const actions = sizeOf(decision);
        const others = new Map([...policy].filter(([d]) => d !== decision));
        for (let row = 0; row * actions < values.length; row++) {
          for (let action = 0; action < actions; action++) {
            let mass = 0;
            let sum = 0;
            for (const { positions, weight, utilities } of assignments) {
              const at = parents.reduce((n, v) => n * sizeOf(v) + (positions[v] as number), 0);
              if (at !== row || positions[decision] !== action) continue;
              const p = weight * ruleWeight(diagram, others, positions);
              mass += p;
              sum += p * (utilities[owners[0] as number] as number);
            }
            const value = values[row * actions + action] as number;
            if (mass === 0) expect(value).toBeNaN();
            else {
              expect(value).toBeCloseTo(sum / mass, 10);
              expect(likely[row]).toBeCloseTo(mass, 10);
              compared++;
            }
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  it("is best where the optimal rule goes, and a set decision has none", () => {
    const { diagram } = loadModel(
      "chance S : {up, down} ~ {up: 0.6, down: 0.4}\ndecision D : {up, down} sees S\ndecision E : {up, down}\nutility U = (if D == S then 3 else 0) + (if E == S then 1 else 0)\n",
    );
    if (diagram === undefined) throw new Error("no model");
    const { policy } = solveSingleAgent(diagram);
    const [d, e] = optionValues(compileDiagram(diagram), policy);
    expect([...(d?.values ?? [])].map((x) => Number(x.toFixed(9)))).toEqual([4, 1, 0, 3]);
    expect([...(e?.values ?? [])].map((x) => Number(x.toFixed(9)))).toEqual([3.6, 3.4]);
  });
});
