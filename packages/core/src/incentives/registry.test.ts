/** Names of criteria: each means one, and a word of the claims means the same here as there. */

import { expect, it } from "vitest";
import { GRAPH_MEANINGS } from "../check/graphPredicates.ts";
import { BADGE_WORDS } from "../explain/messages.ts";
import { PREDICATES } from "../model/index.ts";
import { analyse } from "../structure/index.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import { Random } from "../base/index.ts";
import { CRITERIA, criterionNamed } from "./registry.ts";
import { allVerdicts } from "./run.ts";

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

it("the predicates of claims about verdicts are names of the criteria they ask for", () => {
  const ASKS: Readonly<Record<string, string>> = {
    info: "value-of-information",
    requisite: "requisite",
    response: "response-incentive",
    voc: "value-of-control",
    direct_voc: "direct-value-of-control",
    indirect_voc: "indirect-value-of-control",
    control: "instrumental-control-incentive",
    influence: "impact",
    intent: "intent",
    only_informational: "only-informational",
    deception: "deception",
    reasoning: "reasoning-pattern",
    motivated: "reasoning-pattern",
    relies: "s-reachable",
    reachable: "r-reachable",
  };
  for (const { name, aliases } of PREDICATES) {
    if (GRAPH_MEANINGS[name] === undefined) continue;
    for (const one of [name, ...aliases]) {
      const found = criterionNamed(one)?.id;
      if (ASKS[name] === undefined) expect([one, found]).toEqual([one, undefined]);
      else if (one === name || found !== undefined) expect([one, found]).toEqual([one, ASKS[name]]);
    }
  }
});

it("no two criteria have the same letters in tables and on badges", () => {
  const letters = CRITERIA.map(({ id }) => BADGE_WORDS[id]);
  expect(new Set(letters).size).toBe(CRITERIA.length);
});
