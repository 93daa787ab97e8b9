/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabFinding } from "@cidery/core/lab";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { LEVELS } from "./stages.ts";
import type { Strategy } from "./trial.ts";
import { AS_IS, failsFrom, HELPED, holds, MENDED, NONE, trialOf } from "./trial.ts";

const PAID_FOR_RIGHT: Strategy = { ...AS_IS, payment: "right answers" };

function said(level: number): string {
  return level === NONE ? `at no level up to ${LEVELS.length}` : `at ${level}`;
}

function failsWhenUseful(seed: number, strategy: Strategy): LabFinding {
  const trial = trialOf({}, seed, strategy);
  const from = failsFrom(trial, "certificate");
  return finding(
    trial.useful < NONE && from === trial.useful,
    `useful from ${trial.useful}, the certificate fails ${said(from)}`,
  );
}

/** Certified and tampering, summed over the levels at which the worker is useful. */
function falselyInAll(seed: number, strategy: Strategy): number {
  const { levels, useful } = trialOf({}, seed, strategy);
  return levels.slice(useful - 1).reduce((sum, { falsely }) => sum + falsely, 0);
}

function sells(seed: number, strategy: Strategy): LabFinding {
  const trial = trialOf({}, seed, strategy);
  const from = failsFrom(trial, "worker");
  const right = from === NONE ? undefined : trial.levels[from - 1]?.right;
  return finding(
    from < NONE,
    `right less often than the overseer alone (${show(trial.unaided, 2)}) ${said(from)}${right === undefined ? "" : `: ${show(right, 2)}`}`,
  );
}

/** Summed over the levels at which the worker is useful: answers taken that are right, levels at which the queue holds. */
function review(seed: number, strategy: Strategy): { taken: number; holding: number } {
  const trial = trialOf({}, seed, strategy);
  const asked = LEVELS.filter((level) => level >= trial.useful);
  return {
    taken: asked.reduce((sum, level) => sum + (trial.levels[level - 1]?.taken ?? 0), 0),
    holding: asked.filter((level) => holds(trial, "queue", level)).length,
  };
}

/** Does a critic help review, and not the certificate? */
function helps(seed: number, [helped, alone]: readonly [Strategy, Strategy]): LabFinding {
  const [more, less] = [review(seed, helped), review(seed, alone)];
  const { useful } = trialOf({}, seed, helped);
  const from = failsFrom(trialOf({}, seed, helped), "certificate");
  return finding(
    more.taken > less.taken && from < NONE,
    `right ${show(more.taken, 2)} and ${show(less.taken, 2)}, summed over levels from ${useful}; the queue holds at ${more.holding} and ${less.holding} of them, the certificate fails ${said(from)} with a critic`,
  );
}

export const claims: readonly LabClaim[] = [
  controlled({
    id: "useful-fails",
    statement:
      "As it is, the certificate fails at the very level of capability from which the worker is useful: more systems than are tolerated are certified and tamper in use.",
    provenance: "derived",
    over: "each-seed",
    of: AS_IS,
    instead: MENDED,
    swap: "paid for right reports and judged by the reward function it had at the start",
    find: (strategy, { seed }) => failsWhenUseful(seed, strategy),
  }),
  pairClaim({
    id: "mended-fewer",
    statement:
      "Over the levels at which the worker is useful fewer systems are certified and tamper where reports are paid for being right and the next system judges by the reward function it had at the start.",
    provenance: "derived",
    over: "each-seed",
    pair: [AS_IS, MENDED],
    named: "the two strategies",
    find: ([more, fewer], { seed }) => {
      const [one, other] = [falselyInAll(seed, more), falselyInAll(seed, fewer)];
      return finding(other < one, `${show(one, 2)} and ${show(other, 2)}, summed over levels`);
    },
  }),
  controlled({
    id: "sells",
    statement:
      "Paid for approval, the worker is right less often than the overseer alone at some level at which it could be right more often.",
    provenance: "derived",
    over: "each-seed",
    of: AS_IS,
    instead: PAID_FOR_RIGHT,
    swap: "paid for right answers",
    find: (strategy, { seed }) => sells(seed, strategy),
  }),
  pairClaim({
    id: "critic-helps",
    statement:
      "With a critic as capable as the worker, who looks leaves up for the reader, more of the answers taken are right over the levels at which the worker is useful, for at least 60 % of the forms of ledgers; the certificate fails at some level all the same, since what passes its test may tamper later.",
    provenance: "derived",
    over: "each-seed",
    share: 0.6,
    // The fewest that can do would leave no room for those that do not agree.
    seeds: 36,
    pair: [HELPED, AS_IS],
    named: "readers with a critic and alone",
    find: (pair, { seed }) => helps(seed, pair),
  }),
];
