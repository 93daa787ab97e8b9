/** What the others do: the optimum against it is that of brute force, and every number names it. */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { OthersWanted, Policy } from "../index.ts";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { allPolicies, policyCount } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import {
  compileDiagram,
  equilibria,
  expectedUtility,
  incentiveMeter,
  intervene,
  mergePolicies,
  othersInWords,
  othersPlay,
  query,
  resolveInterventions,
  sensitivity,
  solveCompiled,
  SolveError,
  solveSingleAgent,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
} from "../index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

const DILEMMA = model(`
  agent a
  agent b
  param c = 1 in 0..2
  chance N : {0, 1} ~ uniform
  decision A : {stay, tell} by a
  chance M : {0, 1} = if A == tell then 1 else 0
  decision B : {stay, tell} by b sees M
  utility Ua for a = (if B == stay then 3 else 0) + (if A == tell then c else 0) + 0 * N * M
  utility Ub for b = (if A == stay then 3 else 0) + (if B == tell then 1 else 0)
`);

/** The best an agent can get, by trying all its pure policies against the rules of the others. */
function bestAgainst(diagram: InfluenceDiagram, agent: number, others: Policy): number {
  const compiled = compileDiagram(diagram);
  const own = diagram.structure.decisionsOf(agent);
  let best = -Infinity;
  for (const rules of allPolicies(diagram, own)) {
    const policy = new Map([...rules].map(([d, rule]) => [d, Float64Array.from(rule)]));
    best = Math.max(best, expectedUtility(compiled, agent, mergePolicies(policy, others)));
  }
  return best;
}

describe("an agent among others", () => {
  it("is optimal against uniform play, or against the rules given (600 models by brute force)", () => {
    const random = Random.seeded(41);
    let compared = 0;
    for (let i = 0; i < 600; i++) {
      const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 3, agents: 2 });
      const { structure } = diagram;
      for (const agent of [0, 1]) {
        const own = structure.decisionsOf(agent);
        const theirs = structure.decisions.filter((d) => !own.includes(d));
        if (own.length === 0 || theirs.length === 0 || policyCount(diagram, own) > 300) continue;
        compared++;
        const uniform = uniformPolicy(diagram, theirs);
        const solved = solveSingleAgent(diagram, agent);
        expect(solved.value.get(agent)).toBeCloseTo(bestAgainst(diagram, agent, uniform), 9);
        expect(solved.others).toMatchObject({ kind: "uniform", agents: [1 - agent] });
        const [given] = allPolicies(diagram, theirs);
        const policy = new Map([...(given ?? [])].map(([d, r]) => [d, Float64Array.from(r)]));
        const against = solveSingleAgent(diagram, agent, { policy });
        expect(against.value.get(agent)).toBeCloseTo(bestAgainst(diagram, agent, policy), 9);
        expect(against.others).toMatchObject({ kind: "given", agents: [], given: theirs });
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it("best replies of the others are best against uniform play of everyone else", () => {
    const random = Random.seeded(42);
    for (let i = 0; i < 200; i++) {
      const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 2, agents: 2 });
      const play = othersPlay(compileDiagram(diagram), 0, { others: "best-reply" });
      const own = diagram.structure.decisionsOf(1);
      if (own.length === 0 || policyCount(diagram, own) > 300) continue;
      expect(play.agents).toEqual([1]);
      const uniform = uniformPolicy(diagram, diagram.structure.decisionsOf(0));
      const value = expectedUtility(
        compileDiagram(diagram),
        1,
        mergePolicies(play.policy, uniform),
      );
      expect(value).toBeCloseTo(bestAgainst(diagram, 1, uniform), 9);
    }
  });

  it("gets against an equilibrium what the equilibrium pays it", () => {
    const found = equilibria(DILEMMA).equilibria;
    for (const [index, { utilities }] of found.entries())
      for (const agent of [0, 1]) {
        const solved = solveSingleAgent(DILEMMA, agent, { others: { equilibrium: index } });
        expect(solved.value.get(agent)).toBeCloseTo(utilities[agent] as number, 9);
        expect(solved.others.equilibrium).toMatchObject({ index, listed: found.length });
      }
    const beyond = (): unknown => solveSingleAgent(DILEMMA, 0, { others: { equilibrium: 99 } });
    expect(beyond).toThrow(SolveError);
    expect(beyond).toThrow(/no equilibrium number 100/u);
  });

  it("optimum, worth, meter and sensitivity carry the same assumption", () => {
    for (const others of [
      "uniform",
      "best-reply",
      "equilibrium",
    ] as const satisfies OthersWanted[]) {
      const options = { others };
      const carried = [
        solveSingleAgent(DILEMMA, 0, options).others,
        valueOfInformation(DILEMMA, "A", "N", options).others,
        valueOfControl(DILEMMA, "M", { agent: 0, ...options }).others,
        incentiveMeter(DILEMMA, { decision: "A" }, "M", options).others,
        sensitivity(DILEMMA, "c", { from: 1, steps: 1 }, { agent: 0, ...options }).points[0]
          ?.others,
      ];
      for (const one of carried) expect(one).toEqual(carried[0]);
      expect(carried[0]?.kind).toBe(others);
    }
  });

  it("puts the assumption in words", () => {
    const compiled = compileDiagram(DILEMMA);
    const words = (others: OthersWanted, policy?: Policy): string | undefined =>
      othersInWords(
        DILEMMA,
        othersPlay(compiled, 0, { others, ...(policy === undefined ? {} : { policy }) }),
      );
    expect(words("uniform")).toBe("b chooses uniformly");
    expect(words("best-reply")).toBe("b replies best to uniform play of everyone else");
    expect(words("equilibrium")).toMatch(/^b keeps to a subgame-perfect equilibrium/u);
    const given = uniformPolicy(DILEMMA, [DILEMMA.idOf("B") ?? -1]);
    expect(words("uniform", given)).toBe("B keeps to the rule given");
    const alone = model("decision D : {0, 1}\nutility U = D");
    expect(othersInWords(alone, solveSingleAgent(alone).others)).toBeUndefined();
  });
});

describe("a decision that is set", () => {
  it("has the value it was set to as its rule, in the answer of solving", () => {
    const diagram = model(`
      chance X : {0, 1} ~ { 0: 0.25, 1: 0.75 }
      decision Test : bool sees X
      decision Act : {0, 1} sees Test, X
      utility U = if Act == X then 1 else 0
    `);
    const set = resolveInterventions(diagram, { Test: false });
    const compiled = intervene(compileDiagram(diagram), set);
    const { policy, value } = solveCompiled(compiled);
    const test = diagram.idOf("Test") ?? -1;
    expect([...(policy.get(test) ?? [])]).toEqual([1, 0, 1, 0]);
    expect(value.get(0)).toBe(1);
    const asked = query(diagram, { of: ["Test"], policy, do: { Test: false } });
    expect(asked.kind === "posterior" && [...asked.probabilities]).toEqual([1, 0]);
  });
});
