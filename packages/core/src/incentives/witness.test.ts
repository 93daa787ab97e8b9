/** Every verdict of every criterion carries a witness that an independent checker accepts. */

import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { checkWitness } from "../testing/checkWitness.ts";
import { NaiveCriteria } from "../testing/naiveCriteria.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import type { Structure } from "../model/index.ts";
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
        const at = `run ${run}: ${JSON.stringify(one)}`;
        if (one.kind === "not-applicable" || BARE_REASONS.has(one.reason)) {
          if (one.witness !== undefined) throw new Error(`a witness of nothing, ${at}`);
          continue;
        }
        if (one.witness === undefined) throw new Error(`no witness, ${at}`);
        const problem = checkWitness(structure, one.witness);
        if (problem !== undefined) throw new Error(`${problem}, ${at}`);
        const aimless = structure.utilitiesOf(agentOf(structure, one)).length === 0;
        if (saysNothing(one.witness, aimless)) throw new Error(`it says nothing, ${at}`);
        if (!speaksOf(one.witness, one)) throw new Error(`the witness is about others, ${at}`);
        if (!leadsAsClaimed(structure, one)) throw new Error(`past own decisions, ${at}`);
        if (!givenAsDefined(structure, one)) throw new Error(`other nodes are given, ${at}`);
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

/**
 * A link that goes is judged given the rest of what its decision sees; the fork of a signal, given the decision and
 * those of its observations that do not descend from the fork; what is told, given the decision that is told.
 */
function givenAsDefined(
  structure: Structure,
  { criterion, decision, witness, ...one }: Verdict,
): boolean {
  if (decision === undefined || witness === undefined) return true;
  if (criterion === "value-of-information") {
    const [shown] = witness.kind === "parts" ? witness.parts : [witness];
    if (shown?.kind === "trail" && shown.given.includes(one.node ?? -1)) return false;
  }
  if (one.reason === "reduced-away" && witness.kind === "blocking-set" && one.node !== undefined)
    return witness.given.includes(decision) && !witness.given.includes(one.node);
  if (one.reason === "by-informing-own-decision" && witness.kind === "parts") {
    // The way leads through the decision that learns something, which is given.
    const [way, told] = witness.parts;
    if (way?.kind !== "directed-path" || told?.kind !== "trail") return criterion === "impact";
    return way.nodes.some((v) => told.given.includes(v) && structure.decisions.includes(v));
  }
  if (criterion !== "reasoning-pattern" || one.pattern !== "signaling") return true;
  const last = witness.kind === "parts" ? witness.parts.at(-1) : undefined;
  if (last?.kind !== "trail") return true;
  const [fork = -1] = last.nodes;
  const naive = new NaiveCriteria(structure);
  const seen = naive.parents(decision).filter((v) => v !== fork && !naive.reaches(fork, v));
  return [...last.given].sort().join(" ") === [decision, ...seen].sort().join(" ");
}

/** What is proved by a way that meets no other own decision shows such a way. */
function leadsAsClaimed(structure: Structure, { reason, decision, witness }: Verdict): boolean {
  if (reason !== "affected" && reason !== "on-path-to-utility") return true;
  if (decision === undefined || witness === undefined) return false;
  const others = structure.decisionsOf(structure.ownerOf(decision)).filter((d) => d !== decision);
  return !nodesIn(witness).some((v) => others.includes(v));
}

/** The node or the decision the verdict is about stands in its witness. */
function speaksOf(witness: Witness, one: Verdict): boolean {
  const nodes = nodesIn(witness);
  const about = [one.node, one.decision].filter((v) => v !== undefined);
  return about.length === 0 || about.some((v) => nodes.includes(v));
}

/**
 * From nothing no path leads anywhere, and none to nothing; `aimless`: an agent without a utility. What is set
 * apart may be nothing: the utilities below a decision in the reduced diagram.
 */
function saysNothing(witness: Witness, aimless: boolean): boolean {
  switch (witness.kind) {
    case "parts":
      return witness.parts.length === 0 || witness.parts.some((one) => saysNothing(one, aimless));
    case "blocking-set":
      return witness.from.length === 0;
    case "no-path":
      return witness.from.length === 0 || (witness.to.length === 0 && !aimless);
    case "unobserved":
      return false;
    default:
      return witness.nodes.length === 0;
  }
}

function agentOf(structure: Structure, one: Verdict): number {
  return one.agent ?? (one.decision === undefined ? 0 : structure.ownerOf(one.decision));
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
