/** What must follow from what (THEORY 7.2), on random diagrams. */

import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { Digraph } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { lnSoluble, perfectRecall } from "./recall.ts";
import { minimalReduction } from "./reduction.ts";
import { relevanceEdges, soluble, sufficientRecall } from "./relevance.ts";
import { allVerdicts, verdict } from "./run.ts";

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

const yes = (analysis: Analysis, criterion: string, decision: number, node: number): boolean =>
  verdict(analysis, criterion, { decision, node }).verdict === "present";

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
          expect(verdict(analysis, "value-of-control", { agent: 0, node: x }).verdict).toBe(
            "present",
          );
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
          const below = analyse(structure).below(x);
          if (yes(analysis, "response-incentive", d, x)) {
            expect(requisite.some((o) => below[o] === 1)).toBe(true);
          }
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

  it("instrumental control ⇒ impact; impact and a path to a utility ⇒ instrumental control", () => {
    each(1_000, 27, {}, (structure, analysis) => {
      for (const d of structure.decisions) {
        const above = analysis.aboveUtilities(structure.ownerOf(d));
        for (const x of nodesOf(structure)) {
          if (x === d) continue;
          const control = yes(analysis, "instrumental-control-incentive", d, x);
          expect(control).toBe(yes(analysis, "impact", d, x) && above[x] === 1);
        }
      }
    });
  });

  it("another arrow never removes instrumental control or impact", () => {
    each(2_000, 28, {}, (structure, analysis, random) => {
      const to = 1 + random.below(structure.graph.size - 1);
      const from = random.below(to);
      const wider = analyse(structure.withGraph(structure.graph.withEdge(from, to)));
      for (const d of structure.decisions) {
        for (const x of nodesOf(structure)) {
          for (const criterion of ["instrumental-control-incentive", "impact"]) {
            if (yes(analysis, criterion, d, x)) expect(yes(wider, criterion, d, x)).toBe(true);
          }
        }
      }
    });
  });

  it("absent in the agent's own reduction ⇒ absent in the reduction of all", () => {
    each(1_000, 29, {}, (structure, analysis) => {
      const { graph } = minimalReduction(analysis);
      const reduced = analyse(structure.withGraph(graph));
      for (const d of structure.decisions) {
        for (const x of nodesOf(structure)) {
          const answer = verdict(analysis, "response-incentive", { decision: d, node: x });
          if (answer.verdict !== "absent") continue;
          expect(reduced.below(x)[d]).toBe(0);
        }
      }
    });
  });

  it("a utility split into a chance node and a copy answers the same (THEORY 1.1)", () => {
    each(500, 30, {}, (structure, analysis) => {
      const split = splitUtilities(structure);
      const other = analyse(split);
      for (const d of structure.decisions) {
        for (const x of nodesOf(structure)) {
          if (structure.kinds[x] === DECISION) continue;
          for (const criterion of ["value-of-information", "response-incentive", "impact"]) {
            const before = verdict(analysis, criterion, { decision: d, node: x });
            const after = verdict(other, criterion, { decision: d, node: x });
            expect(after.verdict, `${criterion} ${x} ${d}`).toBe(before.verdict);
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
