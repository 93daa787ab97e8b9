/** Names of criteria: each means one, and a word of the claims means the same here as there. */

import { expect, it } from "vitest";
import { GRAPH_MEANINGS } from "../check/graphPredicates.ts";
import { Digraph } from "../graph/index.ts";
import { DECISION, PREDICATES, Structure, UTILITY } from "../model/index.ts";
import { analyse } from "../structure/index.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import { Random } from "../base/index.ts";
import { CRITERIA, criterionNamed, namesOf } from "./registry.ts";
import { allVerdicts, judge } from "./run.ts";

it("an id or alias finds its own criterion, however it is spelled", () => {
  for (const criterion of CRITERIA) {
    for (const name of [criterion.id, ...criterion.aliases]) {
      expect(criterionNamed(name)).toBe(criterion);
      expect(criterionNamed(name.toUpperCase().replaceAll("-", "_"))).toBe(criterion);
    }
  }
});

it("an unknown name is refused with the nearest", () => {
  const analysis = analyse(smallRandomStructure(Random.seeded(1)));
  expect(() => allVerdicts(analysis, { criteria: ["impakt"] })).toThrow(
    "no criterion is called impakt; did you mean impact?",
  );
});

it("a node that the diagram does not have is refused", () => {
  const structure = smallRandomStructure(Random.seeded(1));
  const question = { decision: structure.decisions[0] ?? -1, node: 999 };
  expect(() => judge(analyse(structure), "impact", question)).toThrow(
    `impact: no node 999 among ${structure.graph.size}`,
  );
});

it("an agent that the diagram does not have is refused; the only one need not be named", () => {
  const structure = smallRandomStructure(Random.seeded(1), { agents: 1 });
  const analysis = analyse(structure);
  const ask = (agent: number) => judge(analysis, "value-of-control", { agent, node: 0 });
  expect(judge(analysis, "value-of-control", { node: 0 }).agent).toBe(0);
  for (const agent of [-1, 1])
    expect(() => ask(agent)).toThrow(`value-of-control: no agent ${agent} among 1`);
});

it("where there are several agents, whose verdict about a node is asked has to be said", () => {
  const graph = Digraph.fromEdges(2, [[0, 1]]);
  const kinds = Uint8Array.of(DECISION, UTILITY);
  const structure = new Structure({ graph, kinds, agentCount: 2, owners: [[0], [0, 1]] });
  const ask = (): unknown => judge(analyse(structure), "value-of-control", { node: 0 });
  expect(ask).toThrow("which agent?");
});

it("a verdict names what was asked, and nothing else", () => {
  const structure = smallRandomStructure(Random.seeded(3), { agents: 1 });
  const analysis = analyse(structure);
  const [decision = -1] = structure.decisions;
  const asked = ["agent", "caveats", "criterion", "decision", "kind", "reason"];
  for (const one of allVerdicts(analysis, { criteria: ["impact"] }))
    expect(Object.keys(one).sort()).toEqual([...asked, "node"].sort());
  for (const one of allVerdicts(analysis, { criteria: ["reasoning-pattern"] }))
    expect(Object.keys(one).sort()).toEqual([...asked, "pattern"].sort());
  for (const one of allVerdicts(analysis, { criteria: ["value-of-control"] }))
    expect(Object.keys(one).sort()).toEqual([
      "agent",
      "caveats",
      "criterion",
      "kind",
      "node",
      "reason",
    ]);
  const held = allVerdicts(analysis, { holding: [decision] });
  for (const one of held) expect(one.holding).toEqual([decision]);
});

it("the predicates of claims about verdicts are names of the criteria they ask for", () => {
  const asks = new Map(CRITERIA.map(({ predicate, id }) => [predicate, id]));
  asks.set("motivated", "reasoning-pattern");
  for (const { name, aliases } of PREDICATES) {
    if (GRAPH_MEANINGS[name] === undefined) continue;
    for (const one of [name, ...aliases]) {
      const found = criterionNamed(one)?.id;
      if (!asks.has(name)) expect([one, found]).toEqual([one, undefined]);
      else if (one === name || found !== undefined)
        expect([one, found]).toEqual([one, asks.get(name)]);
    }
  }
});

it("the predicate that a criterion names is one, with a meaning", () => {
  for (const { predicate } of CRITERIA) {
    if (predicate === undefined) continue;
    expect(PREDICATES.map(({ name }) => name)).toContain(predicate);
    expect(GRAPH_MEANINGS[predicate], predicate).toBeDefined();
  }
});

it("a predicate is a name of its criterion, whether it stands among the aliases or not", () => {
  for (const criterion of CRITERIA) {
    if (criterion.predicate === undefined) continue;
    expect(criterionNamed(criterion.predicate)).toBe(criterion);
    const bare = namesOf({ ...criterion, aliases: [] });
    expect(bare.map((name) => name.replaceAll("-", "_"))).toContain(criterion.predicate);
  }
});

it("reasons and preconditions are said: a code for programs, words for people", () => {
  for (const { id, outcomes, needs } of CRITERIA) {
    for (const { reason, words } of outcomes) {
      expect(reason, id).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
      expect(words, `${id}: ${reason}`).toBeTypeOf("function");
    }
    for (const { condition } of needs) expect(condition, id).toMatch(/^[a-z]\S* .*[^.]$/u);
    expect(new Set(needs.map(({ condition }) => condition)).size).toBe(needs.length);
  }
});

it("no two criteria have the same letters in tables and on badges", () => {
  const letters = CRITERIA.map(({ badge }) => badge);
  expect(new Set(letters).size).toBe(CRITERIA.length);
});

/** Judged of one agent, whatever the others do. */
const ALONE = [
  "value-of-information",
  "value-of-control",
  "direct-value-of-control",
  "indirect-value-of-control",
  "instrumental-control-incentive",
  "intent",
  "response-incentive",
  "impact",
];

it("what holds of one agent whatever the others do says so, where there are others", () => {
  const random = Random.seeded(5);
  const seen = { said: 0, alone: 0 };
  for (let run = 0; run < 60; run++) {
    const structure = smallRandomStructure(random);
    for (const one of allVerdicts(analyse(structure))) {
      const mayBe = one.kind === "present" || one.kind === "unknown";
      const says = mayBe && ALONE.includes(one.criterion) && structure.agentCount > 1;
      expect(one.caveats.includes("other-agents-fixed"), JSON.stringify(one)).toBe(says);
      if (mayBe) seen[says ? "said" : "alone"]++;
    }
  }
  expect(Math.min(seen.said, seen.alone)).toBeGreaterThan(200);
});
