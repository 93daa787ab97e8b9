/** Strategies as trees, against walking through every assignment. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { allAssignments, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { randomPurePolicy } from "../../testing/randomPurePolicy.ts";
import {
  compileDiagram,
  intervene,
  type Policy,
  resolveInterventions,
  solveSingleAgent,
  type StrategyNode,
  strategySize,
  strategyTree,
  uniformPolicy,
} from "../index.ts";

function walk(node: StrategyNode, positions: readonly number[]): StrategyNode {
  if (node.variable === undefined) return node;
  const at = positions[node.variable] as number;
  const branch = node.branches.find(({ values }) => values.includes(at));
  if (branch === undefined) throw new Error(`no branch of ${node.variable} for ${at}`);
  return walk(branch.to, positions);
}

function ends(node: StrategyNode): StrategyNode[] {
  return node.kind === "end" ? [node] : node.branches.flatMap(({ to }) => ends(to));
}

/** What is done along the tree, without its numbers. */
function shape({ variable, branches }: StrategyNode): string {
  return `${variable ?? "."}(${branches.map(({ values, to }) => `${values.join("+")}:${shape(to)}`).join("|")})`;
}

function everyNode(node: StrategyNode): StrategyNode[] {
  return [node, ...node.branches.flatMap(({ to }) => everyNode(to))];
}

describe("a strategy as a tree", () => {
  it("is gone through by every assignment that can come about, as often and for as much", () => {
    const random = Random.seeded(90125);
    let trees = 0;
    for (let model = 0; model < 120; model++) {
      const diagram = randomNumericDiagram(random, { nodes: 6, decisions: 2, values: 3 });
      const policy: Policy =
        model % 4 === 0 ? uniformPolicy(diagram) : randomPurePolicy(random, diagram);
      const compiled = compileDiagram(diagram);
      const observed = diagram.nodes.find(({ kind }) => kind === "chance");
      for (const given of [undefined, observed?.id]) {
        const wanted = new Map<StrategyNode, { mass: number; worth: number }>();
        const possible = allAssignments(diagram)
          .map((one) => ({ ...one, p: one.weight * ruleWeight(diagram, policy, one.positions) }))
          .filter(({ p, positions }) => p > 0 && (given === undefined || positions[given] === 0));
        const total = possible.reduce((sum, { p }) => sum + p, 0);
        if (total === 0) continue;
        const tree = strategyTree(
          compiled,
          policy,
          0,
          given === undefined ? {} : new Map([[given, [0]]]),
        );
        for (const { positions, p, utilities } of possible) {
          const end = walk(tree, positions);
          const before = wanted.get(end) ?? { mass: 0, worth: 0 };
          const mass = before.mass + p / total;
          wanted.set(end, { mass, worth: before.worth + (p / total) * (utilities[0] as number) });
        }
        expect(tree.probability).toBeCloseTo(1, 10);
        for (const end of ends(tree)) {
          expect(end.probability).toBeCloseTo(wanted.get(end)?.mass ?? Number.NaN, 10);
          expect(end.value).toBeCloseTo((wanted.get(end)?.worth ?? 0) / end.probability, 8);
        }
        for (const { kind, branches, probability, value } of everyNode(tree)) {
          if (kind === "end") continue;
          const shares = branches.reduce((sum, { share }) => sum + share, 0);
          expect(shares).toBeCloseTo(1, 10);
          const mean = branches.reduce((sum, { share, to }) => sum + share * to.value, 0);
          expect(mean).toBeCloseTo(value, 8);
          for (const { share, to } of branches)
            expect(to.probability).toBeCloseTo(share * probability, 10);
          if (kind !== "observation") continue;
          // Nothing is asked that does not matter.
          expect(branches.length).toBeGreaterThan(1);
          const shapes = branches.map(({ to }) => shape(to));
          if (model % 4 !== 0) expect(new Set(shapes).size).toBe(shapes.length);
        }
        trees++;
      }
    }
    expect(trees).toBeGreaterThan(150);
  });

  const { diagram } = loadModel(`
chance Weather : {sun, rain} ~ {sun: 0.7, rain: 0.3}
decision Ask : {no, yes}
chance Report : {none, good, fair, bad} ~ if Ask == no then {none: 1}
  else if Weather == sun then {good: 0.5, fair: 0.4, bad: 0.1} else {good: 0.1, fair: 0.1, bad: 0.8}
decision Go : {no, yes} sees Ask, Report
utility Joy = if Go == yes then (if Weather == sun then 10 else -20) else 0
utility Fee = if Ask == yes then -1 else 0
`);

  it("leaves out what changes nothing, and joins values that lead to the same", () => {
    if (diagram === undefined) throw new Error("no model");
    const { policy } = solveSingleAgent(diagram);
    const tree = strategyTree(compileDiagram(diagram), policy);
    expect(tree.kind).toBe("decision");
    const [ask] = tree.branches;
    expect(ask?.values).toEqual([1]);
    expect(ask?.to.branches.map(({ values }) => values)).toEqual([[1, 2], [3]]);
    expect(ask?.to.branches.map(({ share }) => Number(share.toFixed(6)))).toEqual([0.69, 0.31]);
    expect(tree.value).toBeCloseTo(0.63 * 10 - 0.06 * 20 - 1, 10);
    expect(strategySize(tree)).toBe(6);
  });

  it("has no place for what is set", () => {
    if (diagram === undefined) throw new Error("no model");
    const { policy } = solveSingleAgent(diagram);
    const set = intervene(compileDiagram(diagram), resolveInterventions(diagram, { Ask: "no" }));
    const tree = strategyTree(set, policy);
    expect(tree.variable).toBe(diagram.idOf("Go"));
    expect(() => strategyTree(set, policy, undefined, { Report: "good" })).toThrow(
      "probability zero",
    );
  });
});
