/** Every verdict of every criterion carries a witness that an independent checker accepts. */

import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { checkWitness } from "../testing/checkWitness.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import type { Analysis } from "../structure/index.ts";
import { analyse } from "../structure/index.ts";
import { CRITERIA } from "./registry.ts";
import { allVerdicts, judge, subjects, sweep } from "./run.ts";
import type { Verdict, Witness } from "./verdict.ts";

/** Verdicts that rest on no graph fact to exhibit. */
const BARE_REASONS = new Set([
  "pattern-missing",
  "unmotivated",
  "no-decision",
  "same-agent",
  "search-budget-spent",
]);

/** Answers that need diagrams rarer than these, or two nodes where the list has a pair of decisions. */
const RARE =
  /not-a-decision|is-the-decision|budget|same-agent|no-decision|unmotivated|target-sees-it|value-of-control: path-through-several-decisions|utility-only-through-known-choices|deception: on-path-through-decisions/;

describe("witnesses", () => {
  it("are there and hold, for every criterion (800 diagrams)", () => {
    const random = Random.seeded(41);
    const seen = new Set<string>();
    for (let run = 0; run < 800; run++) {
      const structure = smallRandomStructure(random);
      for (const one of allVerdicts(analyse(structure), { witnesses: true })) {
        seen.add(`${one.criterion}: ${one.reason}`);
        if (one.kind === "not-applicable" || BARE_REASONS.has(one.reason)) continue;
        const at = `run ${run}: ${JSON.stringify(one)}`;
        if (one.witness === undefined) throw new Error(`no witness, ${at}`);
        const problem = checkWitness(structure, one.witness);
        if (problem !== undefined) throw new Error(`${problem}, ${at}`);
        if (!speaksOf(one.witness, one)) throw new Error(`the witness is about others, ${at}`);
      }
      for (const name of hidden(analyse(structure))) seen.add(name);
    }
    const never = CRITERIA.flatMap((criterion) =>
      criterion.outcomes
        .map(({ reason }) => `${criterion.id}: ${reason}`)
        .filter((name) => !seen.has(name)),
    );
    expect(never.filter((name) => !RARE.test(name))).toEqual([]);
  });

  it("come with single questions too, and agree with the columns", () => {
    const random = Random.seeded(42);
    for (let run = 0; run < 200; run++) {
      const structure = smallRandomStructure(random);
      const analysis = analyse(structure);
      for (const one of allVerdicts(analysis)) {
        const { criterion, kind: _v, reason: _r, caveats: _c, witness: _w, ...question } = one;
        const again = judge(analysis, criterion, question);
        const same =
          again.reason === one.reason && again.caveats.join(" ") === one.caveats.join(" ");
        if (!same) throw new Error(`run ${run}: ${JSON.stringify(one)} ${JSON.stringify(again)}`);
      }
      for (const criterion of CRITERIA) {
        for (const subject of subjects(analysis, criterion)) {
          const codes = sweep(analysis, criterion.id, subject);
          expect(Math.max(...codes)).toBeLessThan(criterion.outcomes.length);
        }
      }
    }
  });
});

/** What is answered about pairs that the list of all verdicts leaves out. */
function hidden(analysis: Analysis): string[] {
  return CRITERIA.flatMap((criterion) => {
    const { id, hides, outcomes } = criterion;
    if (hides === undefined) return [];
    return subjects(analysis, criterion).flatMap((subject) =>
      [...criterion.codes(analysis, subject)].flatMap((code, object) =>
        hides(analysis, subject, object) ? [`${id}: ${outcomes[code]?.reason}`] : [],
      ),
    );
  });
}

/** The node or the decision the verdict is about stands in its witness. */
function speaksOf(witness: Witness, one: Verdict): boolean {
  const nodes = nodesIn(witness);
  const about = [one.node, one.decision].filter((v) => v !== undefined);
  return about.length === 0 || about.some((v) => nodes.includes(v));
}

function nodesIn(witness: Witness): number[] {
  switch (witness.kind) {
    case "parts":
      return witness.parts.flatMap(nodesIn);
    case "blocking-set":
    case "no-path":
      return [...witness.from, ...witness.to];
    case "unobserved":
      return [witness.node, witness.decision];
    default:
      return [...witness.nodes];
  }
}
