/** What must follow from what (docs/theory.md T14), on random diagrams. */

import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { descendants, Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import {
  analyse,
  type Analysis,
  lnSoluble,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  soluble,
  sufficientRecall,
  survivingLinks,
} from "../structure/index.ts";
import { criterionNamed } from "./registry.ts";
import { soleDecision } from "./soleDecision.ts";
import { allVerdicts, sweep } from "./run.ts";
import type { VerdictKind } from "./verdict.ts";

const single = { agents: 1, decisions: 1, nodes: 6 };

function each(
  count: number,
  seed: number,
  limits: Parameters<typeof smallRandomStructure>[1],
  check: (structure: Structure, analysis: Analysis, random: Random) => void,
): void {
  const random = Random.seeded(seed);
  for (let run = 0; run < count; run++) {
    const structure = smallRandomStructure(random, limits);
    check(structure, analyse(structure), random);
  }
}

/** The verdict out of the column: no witness is made. */
const judged = (
  analysis: Analysis,
  criterion: string,
  subject: number,
  node: number,
): VerdictKind | undefined => {
  const code = sweep(analysis, criterion, subject)[node] ?? -1;
  return criterionNamed(criterion)?.outcomes[code]?.kind;
};

const yes = (analysis: Analysis, criterion: string, subject: number, node: number): boolean =>
  judged(analysis, criterion, subject, node) === "present";

const nodesOf = (structure: Structure): number[] =>
  Array.from({ length: structure.graph.size }, (_, v) => v);

describe("implications", () => {
  it("Lauritzen–Nilsson soluble ⇒ soluble (one agent)", () => {
    each(3_000, 21, { agents: 1 }, (_, analysis) => {
      if (lnSoluble(analysis)) expect(soluble(analysis).raw).toBe(true);
    });
  });

  it("reduction keeps solubility; perfect recall ⇒ sufficient recall", () => {
    each(3_000, 22, { agents: 1 }, (_, analysis) => {
      const { raw, reduced } = soluble(analysis);
      if (raw) expect(reduced).toBe(true);
      if (perfectRecall(analysis, 0)) expect(sufficientRecall(analysis, 0)).toBe(true);
    });
  });

  it("in a soluble one-agent diagram a decision relies on descendants only", () => {
    each(2_000, 23, { agents: 1 }, (_, analysis) => {
      if (!soluble(analysis).raw) return;
      for (const [d, other] of relevanceEdges(analysis)) {
        expect(analysis.below(d)[other]).toBe(1);
      }
    });
  });

  it("instrumental control ⇒ value of control, for X ≠ D (one decision)", () => {
    each(2_000, 24, single, (structure, analysis) => {
      for (const d of structure.decisions) {
        for (const x of nodesOf(structure)) {
          if (x === d || !yes(analysis, "instrumental-control-incentive", d, x)) continue;
          expect(yes(analysis, "value-of-control", 0, x)).toBe(true);
        }
      }
    });
  });

  it("response to X ⇒ some requisite observation O with X ⇢ O (one decision)", () => {
    each(2_000, 25, single, (structure, analysis) => {
      for (const d of structure.decisions) {
        const requisite = [...structure.graph.parents(d)].filter((o) =>
          yes(analysis, "requisite", d, o),
        );
        for (const x of nodesOf(structure)) {
          if (!yes(analysis, "response-incentive", d, x)) continue;
          const below = descendants(structure.graph, [x]);
          expect(requisite.some((o) => below[o] === 1)).toBe(true);
        }
      }
    });
  });

  it("one decision: value of information of an observation ⇔ it is requisite", () => {
    each(2_000, 26, single, (structure, analysis) => {
      for (const d of structure.decisions) {
        for (const x of structure.graph.parents(d)) {
          const voi = yes(analysis, "value-of-information", d, x);
          expect(voi).toBe(yes(analysis, "requisite", d, x));
        }
      }
    });
  });

  it("instrumental control ⇒ impact; with one own decision, impact and a path to a utility ⇒ control", () => {
    each(1_000, 27, {}, (structure, analysis) => {
      for (const d of structure.decisions) {
        const above = analysis.aboveUtilities(structure.ownerOf(d));
        for (const x of nodesOf(structure)) {
          if (x === d) continue;
          const control = yes(analysis, "instrumental-control-incentive", d, x);
          const both = yes(analysis, "impact", d, x) && above[x] === 1;
          const alone = structure.decisionsOf(structure.ownerOf(d)).length === 1;
          const wrong = alone ? control !== both : control && !both;
          if (wrong) throw new Error(`control ${control} of ${x} by ${d}`);
        }
      }
    });
  });

  it("another arrow never removes control or impact of an agent that decides once", () => {
    each(2_000, 28, {}, (structure, analysis, random) => {
      const to = 1 + random.below(structure.graph.size - 1);
      const from = random.below(to);
      const wider = analyse(structure.withGraph(structure.graph.withEdge(from, to)));
      for (const d of structure.decisions) {
        if (structure.decisionsOf(structure.ownerOf(d)).length > 1) continue;
        for (const x of nodesOf(structure)) {
          for (const criterion of ["instrumental-control-incentive", "impact"]) {
            const lost = yes(analysis, criterion, d, x) && !yes(wider, criterion, d, x);
            if (lost) throw new Error(`${criterion} of ${x} by ${d} lost by ${from} → ${to}`);
          }
        }
      }
    });
  });

  it("absent in the agent's own reduction ⇒ absent in the reduction of all", () => {
    each(1_000, 29, {}, (structure, analysis) => {
      const { graph } = minimalReduction(analysis);
      for (const d of structure.decisions) {
        for (const x of nodesOf(structure)) {
          if (judged(analysis, "response-incentive", d, x) !== "absent") continue;
          expect(descendants(graph, [x])[d]).toBe(0);
        }
      }
    });
  });

  it("what one decision alone proves is never what the reductions rule out", () => {
    let proofs = 0;
    each(2_000, 32, {}, (structure, analysis) => {
      for (const d of structure.decisions) {
        const agent = structure.ownerOf(d);
        const own = structure.decisionsOf(agent);
        const { informative, feeding, controlling } = soleDecision(analysis, d);
        const survives = survivingLinks(analysis, d, own);
        for (const x of nodesOf(structure)) {
          if (own.includes(x)) continue;
          proofs += informative[x] as number;
          if (informative[x] === 1 && survives[x] === 0) throw new Error(`information ${x} ${d}`);
          const response = judged(analysis, "response-incentive", d, x);
          if (feeding[x] === 1 && response === "absent") throw new Error(`response ${x} ${d}`);
          const control = judged(analysis, "value-of-control", agent, x);
          if (controlling[x] === 1 && control === "absent") throw new Error(`control ${x} ${d}`);
        }
      }
    });
    expect(proofs).toBeGreaterThan(1_000);
  });

  it("a utility split into a chance node and a copy answers the same (docs/theory.md T1)", () => {
    each(500, 30, {}, (structure, analysis) => {
      const split = splitUtilities(structure);
      const other = analyse(split);
      for (const d of structure.decisions) {
        for (const x of nodesOf(structure)) {
          if (structure.kinds[x] === DECISION) continue;
          for (const criterion of ["value-of-information", "response-incentive", "impact"]) {
            const before = judged(analysis, criterion, d, x);
            const after = judged(other, criterion, d, x);
            if (after !== before) throw new Error(`${criterion} ${x} ${d}: ${before}, ${after}`);
          }
        }
      }
    });
  });

  it("analysis leaves its input as it is", () => {
    each(500, 31, {}, (structure) => {
      const snapshot = (): string =>
        JSON.stringify([
          [...structure.graph.parentOffsets],
          [...structure.graph.parentTargets],
          [...structure.graph.childOffsets],
          [...structure.graph.childTargets],
          [...structure.kinds],
          structure.owners,
          structure.decisions,
          structure.utilities,
        ]);
      const before = snapshot();
      allVerdicts(analyse(structure), { witnesses: true });
      expect(snapshot()).toBe(before);
    });
  });
});

/** Every utility keeps its id and becomes the chance node; a new childless utility copies it. */
function splitUtilities(structure: Structure): Structure {
  const parents = nodesOf(structure).map((v) => [...structure.graph.parents(v)]);
  const kinds = [...structure.kinds];
  const owners = structure.owners.map((one) => [...one]);
  for (const u of structure.utilities) {
    parents.push([u]);
    kinds.push(UTILITY);
    owners.push([...(structure.owners[u] ?? [])]);
    kinds[u] = CHANCE;
    owners[u] = [];
  }
  return new Structure({
    graph: Digraph.fromParents(parents),
    kinds: Uint8Array.from(kinds),
    agentCount: structure.agentCount,
    owners,
  });
}
