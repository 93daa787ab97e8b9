/** CFR+ against exact best responses and equilibria: how much could an agent still gain? */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { GameTrainingReport, PlayTree } from "../index.ts";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { compileDiagram, query } from "../../solve/index.ts";
import { counterfactualRegret, playTree, trainInGame } from "../index.ts";

const models = resolve(import.meta.dirname, "../../../../../models");

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

const catalogue = (name: string): InfluenceDiagram =>
  model(readFileSync(resolve(models, `${name}.cid`), "utf8"));

const train = (diagram: InfluenceDiagram, rounds: number): GameTrainingReport =>
  trainInGame(diagram, { learner: counterfactualRegret, rounds, seeds: 1 });

/** Kuhn's poker with three cards; its value for the first player is −1/18. */
const KUHN = `
agent one
agent two
type Card = 1..3
chance C1 : Card ~ uniform
chance C2 : Card ~ match C1 { 1 => { 2: 0.5, 3: 0.5 }, 2 => { 1: 0.5, 3: 0.5 }, 3 => { 1: 0.5, 2: 0.5 } }
decision A : {pass, bet} by one sees C1
decision B : {pass, bet} by two sees C2, A
decision C : {pass, bet} by one sees C1, A, B
utility U for one
  = if A == bet and B == pass then 1
    else if A == bet then (if C1 > C2 then 2 else -2)
    else if B == pass then (if C1 > C2 then 1 else -1)
    else if C == pass then -1
    else (if C1 > C2 then 2 else -2)
utility V for two
  = if A == bet and B == pass then -1
    else if A == bet then (if C1 > C2 then -2 else 2)
    else if B == pass then (if C1 > C2 then -1 else 1)
    else if C == pass then 1
    else (if C1 > C2 then -2 else 2)
`;

describe("games of two opponents", () => {
  test("Kuhn's poker: what could be gained goes to 0, the value to −1/18", () => {
    const gains = [10, 100, 1000].map((rounds) => train(model(KUHN), rounds).meanRegret);
    expect(gains[1]).toBeLessThan(gains[0] ?? 0);
    expect(gains[2]).toBeLessThan(gains[1] ?? 0);
    expect(gains[2]).toBeLessThan(1e-3);
    const { values } = train(model(KUHN), 1000).seeds[0] ?? { values: [] };
    expect(values[0]).toBeCloseTo(-1 / 18, 3);
  });

  test("the debate: nobody gains by leaving, and the right side wins 7 of 10", () => {
    const diagram = catalogue("frameworks/debate");
    const report = train(diagram, 300);
    const [seed] = report.seeds;
    expect(report.meanRegret).toBeLessThan(1e-3);
    expect(report.successShare).toBe(1);
    expect(seed?.values[0]).toBeCloseTo(0, 3);
    const [question, judgement] = ["Q", "J"].map((name) => diagram.idOf(name) ?? -1);
    const answer = query(compileDiagram(diagram), {
      of: [judgement ?? -1],
      given: new Map([[question ?? -1, [0]]]),
      policy: seed?.policy ?? new Map(),
    });
    expect(answer.kind).toBe("posterior");
    if (answer.kind === "posterior") expect(answer.probabilities[0]).toBeCloseTo(0.7, 3);
  });
});

test("assistance with common payoffs: both end where neither gains by changing alone", () => {
  const { meanRegret, seeds } = train(catalogue("frameworks/cirl"), 300);
  expect(meanRegret).toBeLessThan(1e-3);
  expect(seeds[0]?.values[0]).toBeCloseTo(seeds[0]?.values[1] ?? 0, 9);
});

test("every course of the tree has its probability", () => {
  const total = (tree: ReturnType<typeof playTree>): number => {
    if (tree.kind === "end") return 1;
    if (tree.kind === "decision") return total(tree.children[Random.seeded(1).below(2)] ?? tree);
    return tree.children.reduce(
      (sum, child, i) => sum + (tree.probabilities[i] ?? 0) * total(child),
      0,
    );
  };
  expect(total(playTree(model(KUHN)))).toBeCloseTo(1, 12);
});

test("an agent that forgets is refused, by name", () => {
  const forgetful = model(`
agent driver
decision First : {stop, go} by driver
decision Then : {stop, go} by driver
utility U for driver = if First == go and Then == stop then 1 else 0
`);
  expect(() => train(forgetful, 10)).toThrow(/driver does not see all that it saw/);
});

describe("the tree as numbers", () => {
  test("comes to the last bit to what the plain recursion comes to", () => {
    for (const diagram of [model(KUHN), catalogue("games/rock-paper-scissors")]) {
      const tree = playTree(diagram);
      const agents = diagram.agents.map((_, agent) => agent);
      const found = counterfactualRegret.playTree(tree, agents, { rounds: 40 });
      const plain = plainRounds(tree, agents, 40);
      expect(found.average).toEqual(plain.average);
      expect([...found.paid]).toEqual([...plain.paid]);
    }
  });
});

type Place = Readonly<Record<"regrets" | "news" | "rule" | "sum", Float64Array>>;

/** CFR+ as it is defined: places in maps, a recursion over the tree. */
function plainRounds(tree: PlayTree, agents: readonly number[], rounds: number) {
  const places = new Map<number, Map<number, Place>>();
  const gather = (part: PlayTree): void => {
    if (part.kind === "end") return;
    if (part.kind === "decision") {
      const rows = places.get(part.decision) ?? new Map<number, Place>();
      places.set(part.decision, rows);
      const zeros = (): Float64Array => new Float64Array(part.children.length);
      if (!rows.has(part.row))
        rows.set(part.row, { regrets: zeros(), news: zeros(), rule: zeros(), sum: zeros() });
    }
    part.children.forEach(gather);
  };
  gather(tree);
  const all = [...places.values()].flatMap((rows) => [...rows.values()]);
  const walk = (
    part: PlayTree,
    agent: number,
    own: number,
    others: number,
    weight: number,
  ): number => {
    if (part.kind === "end") return part.payoffs[agent] as number;
    const place = part.kind === "chance" ? undefined : places.get(part.decision)?.get(part.row);
    const chances = part.kind === "chance" ? part.probabilities : [...(place?.rule ?? [])];
    const mine = part.kind === "decision" && part.agent === agent;
    const worths = part.children.map((child, i) => {
      const p = chances[i] as number;
      if (!mine && p === 0) return 0;
      return walk(child, agent, mine ? own * p : own, mine ? others : others * p, weight);
    });
    const worth = worths.reduce((sum, one, i) => sum + (chances[i] as number) * one, 0);
    if (mine && place !== undefined)
      for (const [a, one] of worths.entries()) {
        place.news[a] = (place.news[a] as number) + others * (one - worth);
        place.sum[a] = (place.sum[a] as number) + weight * own * (place.rule[a] as number);
      }
    return worth;
  };
  const paid = new Float64Array(agents.length);
  for (let round = 1; round <= rounds; round++)
    for (const agent of agents) {
      for (const { regrets, rule } of all) {
        const total = regrets.reduce((sum, one) => sum + one, 0);
        rule.set(regrets.map((one) => (total > 0 ? one / total : 1 / rule.length)));
      }
      const worth = walk(tree, agent, 1, 1, round);
      paid[agent] = (paid[agent] as number) + (worth - (paid[agent] as number)) / round;
      for (const { regrets, news } of all) {
        regrets.set(regrets.map((one, a) => Math.max(0, one + (news[a] as number))));
        news.fill(0);
      }
    }
  const average = new Map(
    [...places].map(([decision, rows]) => {
      const rules = [...rows].map(([row, { sum }]): [number, Float64Array] => {
        const total = sum.reduce((whole, one) => whole + one, 0);
        return [row, sum.map((one) => (total > 0 ? one / total : 1 / sum.length))];
      });
      return [decision, new Map(rules)];
    }),
  );
  return { paid, average };
}
