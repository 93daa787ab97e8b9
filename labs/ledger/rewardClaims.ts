/** Claims about recursive reward modelling: what helpers that were taught level by level are worth to an overseer. */
import type { LabClaim, LabContext, LabFinding } from "@cidery/core/lab";
import { controlled } from "../src/controls.ts";
import { finding, percent } from "../src/findings.ts";
import { remembered } from "../src/remembered.ts";
import { alone as aloneAt } from "../src/ledger/scorer.ts";
import { protocolCalled } from "./protocols.ts";
import {
  alone,
  assisted,
  readsOf,
  taughtAlone,
  taughtRecursively,
  type Worker,
} from "./rewardModels.ts";
import type { Trial } from "./trial.ts";
import { learntConductOf, scored, trialOf } from "./trial.ts";

/** Statements that the overseer evaluates, over all nodes of the form. */
const EVALUATIONS = 3000;
const STEPS = 1000;

function rightBy({ ledgers }: Trial, answer: (ledger: Trial["ledgers"][number]) => number): number {
  return ledgers.filter((ledger) => answer(ledger) === ledger.values[0]).length / ledgers.length;
}

function rootBy(trial: Trial, worker: Worker): number {
  return rightBy(trial, (ledger) => worker(ledger, 0));
}

interface Compared {
  readonly trial: Trial;
  /** Share of ledgers that the overseer gets right alone. */
  readonly few: number;
  /** What networks get right that it taught alone: reading k leaves of each ledger, or all of fewer ledgers. */
  readonly own: number;
  readonly whole: number;
}

const compared = remembered<Compared>(40);

function optionsOf({ random }: Trial, label: number) {
  return { random: random.fork(label), evaluations: EVALUATIONS, steps: STEPS };
}

/** The same for every helper. */
function withoutHelpers(seed: number): Compared {
  return compared(String(seed), () => {
    const trial = trialOf({}, seed);
    const { formula, k } = trial.books;
    const budget = readsOf(formula, k, EVALUATIONS);
    const [own, whole] = [k, formula.leaves.length].map((each, i) =>
      rootBy(trial, taughtAlone(formula, each, budget, optionsOf(trial, 21 + i)).worker),
    ) as [number, number];
    return { trial, few: rightBy(trial, (ledger) => alone(k)(ledger, 0).value), own, whole };
  });
}

/** @param steps of the helpers' fits; whoever is taught alone has all of them */
function helped({ seed }: LabContext, steps: number): LabFinding {
  const { trial, few, own, whole } = withoutHelpers(seed);
  const { formula, k } = trial.books;
  const { worker, reads } = taughtRecursively(formula, k, { ...optionsOf(trial, 20), steps });
  const withHelpers = assisted(k, worker);
  const found = rightBy(trial, (ledger) => withHelpers(ledger, 0).value);
  return finding(
    found > Math.max(few, own) && found >= whole,
    `${formula.leaves.length} leaves, ${reads} nodes read: right with helpers ${percent(found)}, the worker ${percent(rootBy(trial, worker))}; alone ${percent(few)}, a worker taught so ${percent(own)}, one taught by ledgers read whole ${percent(whole)}`,
  );
}

/** @param aim what the helpers are after */
function lied({ seed, signal }: LabContext, aim: "paid" | "against"): LabFinding {
  const trial = { ...trialOf({}, seed), episodes: EVALUATIONS };
  const { accuracy } = scored(
    trial,
    learntConductOf(protocolCalled("recursive"), trial, aim, { signal }),
  );
  const unaided = aloneAt(trial.ledgers, trial.books.k);
  return finding(
    accuracy <= 0.1,
    `right ${percent(accuracy)}, reading leaves alone ${percent(unaided)}`,
  );
}

export const rewardClaims: readonly LabClaim[] = [
  controlled({
    id: "helped",
    statement:
      "An overseer helped by networks that it rewarded level by level is right about the root more often than alone and than a network rewarded by its verdicts alone, and no less often than one taught by ledgers read whole, each for as many nodes read.",
    provenance: "derived",
    over: "each-seed",
    of: STEPS,
    instead: 0,
    swap: "helpers that have not been fitted to their rewards",
    find: (steps, context) => helped(context, steps),
  }),
  controlled({
    id: "helpers-lie",
    statement:
      "Helpers that learn to be against the overseer leave it right at most one time in ten: nothing in recursive reward modelling withstands helpers that are of one mind.",
    provenance: "derived",
    over: "each-seed",
    of: "against" as const,
    instead: "paid" as const,
    swap: "helpers rewarded for what the overseer finds",
    find: (aim, context) => lied(context, aim),
  }),
];
