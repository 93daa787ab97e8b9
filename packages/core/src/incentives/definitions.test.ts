/** The fast derivations against the definitions, on random diagrams with 1–3 agents. */

import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { NaiveCriteria } from "../testing/naiveCriteria.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import {
  analyse,
  components,
  lnSoluble,
  minimalReduction,
  ownReduction,
  relevanceEdges,
  soluble,
  solubleWithLink,
  subgames,
  sufficientRecall,
  survivingLinks,
} from "../structure/index.ts";
import { sweep } from "./run.ts";

const pairs = (links: readonly (readonly number[])[]): string[] =>
  links.map((link) => link.join(" ")).sort();

describe("by definition", () => {
  it("the reduction is the same whatever link goes first (1,500 diagrams)", () => {
    const random = Random.seeded(11);
    for (let run = 0; run < 1_500; run++) {
      const structure = smallRandomStructure(random);
      const analysis = analyse(structure);
      const naive = new NaiveCriteria(structure);
      const first = minimalReduction(analysis);
      expect(pairs(first.graph.edges()), `run ${run}`).toEqual(pairs(naive.reduced(random).edges));
      const again = naive.reduced(random);
      expect(pairs(again.edges)).toEqual(pairs(first.graph.edges()));
      for (let agent = 0; agent < structure.agentCount; agent++) {
        expect(pairs(ownReduction(analysis, agent).graph.edges())).toEqual(
          pairs(naive.reduced(random, structure.decisionsOf(agent)).edges),
        );
      }
    }
  });

  it("each removed link is nonrequisite at its turn", () => {
    const random = Random.seeded(12);
    for (let run = 0; run < 500; run++) {
      const structure = smallRandomStructure(random);
      let now = new NaiveCriteria(structure);
      for (const { link } of minimalReduction(analyse(structure)).removed) {
        expect(now.requisite(link[1], link[0])).toBe(false);
        const left = now.edges.filter(([a, b]) => a !== link[0] || b !== link[1]);
        now = new NaiveCriteria(structure, left);
      }
    }
  });

  it("reliance, requisite observations and solubility (1,500 diagrams)", () => {
    const random = Random.seeded(13);
    for (let run = 0; run < 1_500; run++) {
      const structure = smallRandomStructure(random);
      const analysis = analyse(structure);
      const naive = new NaiveCriteria(structure);
      const nodes = Array.from({ length: structure.graph.size }, (_, v) => v);
      const present = (criterion: string, decision: number, node: number): boolean =>
        sweep(analysis, criterion, decision)[node] === 0; // the first outcome is "present"
      for (const d of structure.decisions) {
        for (const v of nodes) {
          if (v === d) continue;
          const relies = naive.rReachable(d, v);
          if (present("r-reachable", d, v) !== relies) throw new Error(`run ${run}: ${d} on ${v}`);
        }
        for (const x of structure.graph.parents(d)) {
          expect(present("requisite", d, x)).toBe(naive.requisite(d, x));
        }
      }
      expect(soluble(analysis).raw).toBe(naive.soluble());
      expect(soluble(analysis).reduced).toBe(naive.reduced(random).soluble());
      expect(lnSoluble(analysis)).toBe(naive.lnSoluble());
      for (let agent = 0; agent < structure.agentCount; agent++) {
        expect(sufficientRecall(analysis, agent)).toBe(naive.soluble(structure.decisionsOf(agent)));
      }
    }
  });

  it("surviving links and solubility with the link, several decisions (1,000 diagrams)", () => {
    const random = Random.seeded(14);
    for (let run = 0; run < 1_000; run++) {
      const structure = smallRandomStructure(random, { nodes: 3 });
      const analysis = analyse(structure);
      const naive = new NaiveCriteria(structure);
      const decision = random.pick(structure.decisions);
      const own = structure.decisionsOf(structure.ownerOf(decision));
      for (const decisions of [own, structure.decisions]) {
        const survives = survivingLinks(analysis, decision, decisions);
        const solubleToo = solubleWithLink(analysis, decision, decisions);
        for (let x = 0; x < structure.graph.size; x++) {
          if (naive.reaches(decision, x)) continue;
          const at = `run ${run}, ${x} → ${decision}`;
          const stays = naive.linkSurvives(random, decision, x, decisions);
          if ((survives[x] === 1) !== stays) throw new Error(`${at}: survives? ${stays}`);
          const acyclic = naive.withLink(x, decision).soluble(decisions);
          if ((solubleToo[x] === 1) !== acyclic) throw new Error(`${at}: soluble? ${acyclic}`);
        }
      }
    }
  });

  it("subgames are the sets of decisions closed under reliance", () => {
    const random = Random.seeded(15);
    for (let run = 0; run < 1_000; run++) {
      const structure = smallRandomStructure(random);
      const analysis = analyse(structure);
      const links = relevanceEdges(analysis);
      const { decisions } = structure;
      const expected: string[] = [];
      for (let mask = 1; mask < 1 << decisions.length; mask++) {
        const set = decisions.filter((_, i) => ((mask >> i) & 1) === 1);
        const closed = links.every(([a, b]) => !set.includes(a) || set.includes(b));
        if (closed) expected.push(set.join(" "));
      }
      const found = subgames(analysis);
      expect(found.complete).toBe(true);
      expect(pairs(found.sets)).toEqual(expected.sort());
      const place = new Map(components(analysis).flatMap((set, i) => set.map((d) => [d, i])));
      for (const [a, b] of links) {
        expect(place.get(b) as number).toBeLessThanOrEqual(place.get(a) as number);
      }
    }
  });
});
