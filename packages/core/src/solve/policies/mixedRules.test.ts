/** Mixed rules against enumeration: still optimal, and nothing equally good is left out. */
import { expect, it } from "vitest";
import { allAssignments, bestPolicies, policyCount, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { Random } from "../../base/index.ts";
import { agentProblem } from "./agentProblem.ts";
import { compileDiagram } from "../tables/compile.ts";
import { mixedRules } from "./mixedRules.ts";
import { solveProblem } from "./solveProblem.ts";

it("without perfect recall, too, they are optimal and leave out no action that is as good", () => {
  let insoluble = 0;
  let ties = 0;
  for (let seed = 1; seed <= 1000; seed++) {
    const diagram = randomNumericDiagram(Random.seeded(seed), {
      nodes: 5,
      decisions: 2,
      values: 3,
    });
    const { decisions } = diagram.structure;
    if (policyCount(diagram, decisions) > 200) continue;
    const solved = solveProblem(agentProblem(compileDiagram(diagram), 0, {}).problem);
    if (solved.actionValues !== undefined) continue;
    insoluble++;
    const before = solved.tree.expectedUtility();
    const rules = mixedRules(solved, diagram);
    expect(solved.tree.expectedUtility()).toBe(before);
    const best = bestPolicies(diagram, 0).value;
    const assignments = allAssignments(diagram);
    const worth = (d: number, row: number, action: number): [value: number, reached: number] => {
      const forced = new Map(rules);
      const rule = (rules.get(d) as Float64Array).slice();
      const size = domainSize(d);
      rule.fill(0, row * size, (row + 1) * size);
      rule[row * size + action] = 1;
      forced.set(d, rule);
      let [sum, reached] = [0, 0];
      for (const a of assignments) {
        const weight = a.weight * ruleWeight(diagram, forced, a.positions);
        sum += weight * (a.utilities[0] as number);
        if (rowOf(d, a.positions) === row) reached += weight;
      }
      return [sum, reached];
    };
    const domainSize = (v: number): number => {
      const { domain } = diagram.node(v);
      return domain?.kind === "finite" ? domain.values.length : 1;
    };
    const rowOf = (d: number, positions: readonly number[]): number =>
      diagram.node(d).parents.reduce((row, p) => row * domainSize(p) + (positions[p] as number), 0);
    for (const d of decisions) {
      const rule = rules.get(d) as Float64Array;
      const size = domainSize(d);
      for (let row = 0; row < rule.length / size; row++) {
        if (!(worth(d, row, 0)[1] > 0)) continue;
        const cells = Array.from({ length: size }, (_, action) => ({
          probability: rule[row * size + action] as number,
          good: Math.abs(worth(d, row, action)[0] - best) < 1e-9,
        }));
        const share = 1 / cells.filter(({ good }) => good).length;
        for (const { probability, good } of cells)
          expect(probability, `seed ${seed}`).toBeCloseTo(good ? share : 0, 12);
        if (share < 1) ties++;
      }
    }
  }
  expect(insoluble).toBeGreaterThan(20);
  expect(ties).toBeGreaterThan(20);
});
