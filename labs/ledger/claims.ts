/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabContext, LabFinding, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { finding, percent } from "../src/findings.ts";
import { approvalChance, bestArranged, readerNeeded } from "../src/ledger/approval.ts";
import { fooled } from "./critics.ts";
import { controlled } from "../src/controls.ts";
import type { Asker } from "./amplification.ts";
import { askingTeacher, human, imitated, reinforcedBy } from "./amplification.ts";
import type { Teacher } from "./distillation.ts";
import { amplifier, mastery, supervisor, taught } from "./distillation.ts";
import { honestWins } from "./honest.ts";
import type { Guide } from "./path.ts";
import { protocolCalled } from "./protocols.ts";
import { recoveryClaims } from "./recoveryClaims.ts";
import { rewardClaims } from "./rewardClaims.ts";
import type { Trial } from "./trial.ts";
import { learntConductOf, scored, trialOf } from "./trial.ts";
import type { Ledger } from "../src/ledger/world.ts";
import { drawFormula, drawLedger, lookUp, readsNeeded } from "../src/ledger/world.ts";

const LEDGERS = 500;

/** Ledgers of every size, each of a form of its own. */
function manyLedgers(random: Random): Ledger[] {
  return Array.from({ length: LEDGERS }, (_, i) =>
    drawLedger(drawFormula({ depth: 2 + (i % 4), branching: 2 + (i % 2) }, random), random),
  );
}

/** Where honest play wins, given how many leaves it looks up and how many nodes the overseer reads. */
function wins(
  ledgers: readonly Ledger[],
  guide: Guide,
  { spared = 0, short = 0 }: { readonly spared?: number; readonly short?: number },
): number {
  return ledgers.filter((ledger) => {
    const { known } = lookUp(ledger, readsNeeded(ledger) - spared);
    return honestWins(
      ledger,
      { formula: ledger.formula, known, k: ledger.formula.depth + 1 - short },
      guide,
    );
  }).length;
}

function honest(seed: number, guide: Guide): LabFinding {
  const ledgers = manyLedgers(Random.seeded(seed));
  const enough = wins(ledgers, guide, {});
  const [fewer, shorter] = [
    wins(ledgers, guide, { spared: 1 }),
    wins(ledgers, guide, { short: 1 }),
  ];
  return finding(
    enough === LEDGERS && fewer < LEDGERS && shorter < LEDGERS,
    `${enough} of ${LEDGERS}; with one look less ${fewer}, with one node less for the overseer ${shorter}`,
  );
}

/** A trial in which workers can look up everything, and its overseer reads as far as a leaf. */
function wholeTrial(seed: number): Trial {
  return trialOf({ work: 1, k: 4 }, seed);
}

function learntAgainst(
  { seed, signal }: LabContext,
  { protocol, episodes = 2000 }: { readonly protocol: string; readonly episodes?: number },
): LabFinding {
  const trial = { ...wholeTrial(seed), episodes };
  const listed = protocolCalled(protocol);
  const best = (["paid", "against"] as const).map(
    (aim) => scored(trial, protocolCalled("debate").protocol.planned(trial.books, aim)).accuracy,
  );
  const learnt = (["paid", "against"] as const).map(
    (aim) => scored(trial, learntConductOf(listed, trial, aim, { signal })).accuracy,
  );
  return finding(
    learnt.every((accuracy, i) => Math.abs(accuracy - (best[i] ?? 0)) <= 0.05),
    `learnt ${percent(learnt[0])} and under attack ${percent(learnt[1])} of ${percent(best[0])} and ${percent(best[1])}; the liar wins ${percent(1 - (learnt[1] ?? 0))}`,
  );
}

/** Books whose reader reads less than makes a worker do all its work. */
function shortReading(settings: Settings, seed: number): Trial {
  const trial = trialOf({ work: 0.6, ...settings }, seed);
  const needed = readerNeeded(trial.books);
  return {
    ...trial,
    books: { ...trial.books, k: Math.max(1, Math.min(trial.books.k, needed - 1)) },
  };
}

function hears({ seed, signal }: LabContext, worker: string): LabFinding {
  const trial = shortReading({}, seed);
  const [paid, gold] = [worker, "gold"].map((id) =>
    scored(trial, learntConductOf(protocolCalled(id), trial, "paid", { signal })),
  );
  const [approved, right] = [
    [paid?.approved ?? 0, gold?.approved ?? 0],
    [paid?.right ?? 0, gold?.right ?? 0],
  ] as const;
  return finding(
    approved[0] > approved[1] && right[0] < right[1],
    `k = ${trial.books.k} of ${readerNeeded(trial.books)}: approved ${percent(approved[0])} against ${percent(approved[1])}, right ${percent(right[0])} against ${percent(right[1])}`,
  );
}

/** With more nodes read less is arranged, and from the computed reader on nothing. */
function threshold(seed: number, extra: number): LabFinding {
  const { books } = trialOf({ work: 0.6 }, seed);
  const needed = readerNeeded(books);
  const at = (k: number): number => bestArranged({ ...books, k });
  const before = { ...books, k: needed - 1 };
  return finding(
    needed > 1 && at(needed + extra) === 0 && at(needed - 1 + extra) > 0,
    `k = ${needed} of ${books.formula.leaves.length} leaves; one node before, ${at(needed - 1)} of the work is arranged, for ${percent(approvalChance(before, at(needed - 1)))} instead of ${percent(approvalChance(before, 0))}`,
  );
}

export const claims: readonly LabClaim[] = [
  {
    id: "honest-debate",
    statement:
      "In debate, honest play that looks up what settles the root wins all of 500 random ledgers against every play of the other side, claiming what is true and opposing what is not; with one look less it does not, nor when the overseer reads one node less than leads to a leaf.",
    provenance: "derived",
    over: "all-seeds",
    check: ({ seed }) => honest(seed, "opponent"),
    control: {
      swap: "whoever claims chooses the way down (consultancy)",
      check: ({ seed }) => honest(seed, "claimant"),
    },
  },
  {
    id: "learnt-debate",
    statement:
      "Debaters that learn from winning alone leave the overseer right within 5 points of best play, whichever side is given to them and against a liar that learns too.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    // In a few seeds the liar wins a little more.
    seeds: 36,
    check: (context) => learntAgainst(context, { protocol: "debate" }),
    control: {
      swap: "consultants that learn as long",
      check: (context) => learntAgainst(context, { protocol: "consultancy" }),
    },
  },
  {
    id: "hear",
    statement:
      "Where the overseer reads less than the computed k, a worker paid for approval is approved more often and right less often than one paid for right answers.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    check: (context) => hears(context, "approval"),
    control: {
      swap: "both paid for right answers",
      check: (context) => hears(context, "gold"),
    },
  },
  {
    id: "reader",
    statement:
      "From a computed k on the most approved way to work is to look up as much as possible; one node before it is not.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    check: ({ seed }) => threshold(seed, 0),
    control: {
      swap: "one node more to read on either side",
      check: ({ seed }) => threshold(seed, 1),
    },
  },
  {
    id: "zero-labels",
    statement:
      "Amplification teaches a student of 32 units every node as well as supervision does (within 2 points of whole ledgers), without one label of a composite node.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    check: ({ seed }) => amplifiedStudent(seed, amplifier),
    control: {
      swap: "a teacher who says what nodes come to",
      check: ({ seed }) => amplifiedStudent(seed, supervisor),
    },
  },
  controlled<Asker>({
    id: "reinforced",
    statement:
      "A student of 32 units that is paid for agreeing with the amplified answer, and shown none, answers at least 95 % of whole ledgers rightly, without one label of a composite node.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    of: human,
    instead: () => 0,
    swap: "a human who asks nothing and says that nothing is true",
    find: (asker, { seed }) => reinforcedStudent(seed, asker),
  }),
  controlled({
    id: "imitated",
    statement:
      "What was cloned from a human at 200 nodes of other ledgers, which child it asks about next and when it has an answer, teaches a student of 32 units at least 95 % of whole ledgers.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    of: 200,
    instead: 5,
    swap: "cloned from 5 nodes",
    find: (shown, { seed }) => imitatedTeacher(seed, shown),
  }),
  {
    id: "starved",
    statement:
      "A student of one unit answers whole ledgers correctly at least 50 points less often than one of 32.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    check: ({ seed }) => starvedStudent(seed, 1),
    control: { swap: "a student of 16 units", check: ({ seed }) => starvedStudent(seed, 16) },
  },
  {
    id: "fooled",
    statement:
      "A critic trained on liars that do not know of it points at something false at most half as often once a liar has been trained against it.",
    provenance: "derived",
    over: "each-seed",
    share: 0.8,
    check: (context) => fooledCritic(context, true),
    control: {
      swap: "the liar stays as it was",
      check: (context) => fooledCritic(context, false),
    },
  },
  ...recoveryClaims,
  ...rewardClaims,
];

/** Books with two children everywhere, so that every set of facts can be taught. */
function taughtTrial(seed: number): Trial {
  return trialOf({ branching: 2, work: 1 }, seed);
}

function wholeLedgers({ books, random, ledgers }: Trial, teacher: Teacher, hidden: number): number {
  const student = taught(books.formula, teacher, { random: random.fork(5), hidden, steps: 1500 });
  return mastery(student, ledgers).whole;
}

function amplifiedStudent(seed: number, teaching: () => Teacher): LabFinding {
  const trial = taughtTrial(seed);
  const [teacher, supervised] = [teaching(), supervisor()];
  const [own, other] = [wholeLedgers(trial, teacher, 32), wholeLedgers(trial, supervised, 32)];
  return finding(
    own >= other - 0.02 && own >= 0.95 && teacher.composites === 0,
    `${percent(own)} of whole ledgers with ${teacher.composites} labels of composite nodes and ${teacher.facts} facts looked up, supervised ${percent(other)} with ${supervised.composites} labels`,
  );
}

function reinforcedStudent(seed: number, asker: Asker): LabFinding {
  const { books, random, ledgers } = taughtTrial(seed);
  const teacher = askingTeacher(asker);
  const options = { random: random.fork(12), hidden: 32, episodes: 12_000 };
  const { whole } = mastery(reinforcedBy(books.formula, teacher, options), ledgers);
  return finding(
    whole >= 0.95 && teacher.composites === 0,
    `${percent(whole)} of whole ledgers with ${teacher.composites} labels of composite nodes and ${teacher.facts} facts looked up`,
  );
}

function imitatedTeacher(seed: number, shown: number): LabFinding {
  const trial = taughtTrial(seed);
  const asker = imitated(human, shown, trial.random.fork(13));
  const whole = wholeLedgers(trial, askingTeacher(asker), 32);
  return finding(whole >= 0.95, `shown ${shown} nodes, ${percent(whole)} of whole ledgers`);
}

function starvedStudent(seed: number, units: number): LabFinding {
  const trial = taughtTrial(seed);
  const [full, starved] = [32, units].map((hidden) => wholeLedgers(trial, amplifier(), hidden));
  return finding(
    (full ?? 0) - (starved ?? 0) >= 0.5,
    `${units} units ${percent(starved)}, 32 units ${percent(full)} of whole ledgers`,
  );
}

function fooledCritic({ seed, signal }: LabContext, trains: boolean): LabFinding {
  const trial = trialOf({}, seed);
  const plan = { random: trial.random.fork(6), episodes: trial.episodes, signal };
  const { before, after } = fooled(trial.books, "against", plan, trains);
  const [unaware, trained] = [before, after].map((conduct) => scored(trial, conduct).hits ?? 0);
  return finding(
    (trained ?? 1) <= (unaware ?? 0) / 2,
    `right in ${percent(unaware)} of what it points at, then in ${percent(trained)}`,
  );
}
