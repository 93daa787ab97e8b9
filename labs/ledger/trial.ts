/** One protocol tried at some settings: its agents planned and trained, and scored on the same ledgers. */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { incentiveMeter } from "@cidery/core/solve";
import type { Aim, Books, Conduct } from "../src/ledger/protocol.ts";
import type { ListedProtocol } from "./protocols.ts";
import type { Ledger } from "../src/ledger/world.ts";
import { alone, drawLedgers, scoreOf } from "../src/ledger/scorer.ts";
import { unaidedAccuracy } from "./unaided.ts";
import { drawFormula } from "../src/ledger/world.ts";

/** What a seed gives: the form of the books, and the ledgers that everybody is scored on. */
export interface Trial {
  readonly books: Books;
  readonly ledgers: readonly Ledger[];
  readonly random: Random;
  readonly episodes: number;
}

export function trialOf(settings: Settings, seed: number): Trial {
  const { depth = 3, branching = 3, k = 4, work = 0.7, bandwidth = 2, ai = 0.5 } = settings;
  const { episodes = 1500, ledgers = 200 } = settings;
  const random = Random.seeded(seed);
  const formula = drawFormula({ depth, branching }, random);
  const books = { formula, k, work: Math.floor(work * formula.leaves.length), bandwidth, ai };
  return { books, ledgers: drawLedgers(books, ledgers, random.fork(1)), random, episodes };
}

const AIMS: Readonly<Record<Aim, number>> = { paid: 2, against: 3 };

/** The agents of a protocol as they learn with this seed. */
export function learntConductOf(
  { protocol }: ListedProtocol,
  { books, random, episodes }: Trial,
  aim: Aim,
  watch: Pick<LabContext, "signal"> & {
    readonly onConduct?: (done: number, conduct: Conduct) => void;
  },
): Conduct {
  return protocol.learnt(books, aim, { random: random.fork(AIMS[aim]), episodes, ...watch });
}

/** A row of the table. */
export function rowOf(
  listed: ListedProtocol,
  settings: Settings,
  { seed, signal, diagram }: Pick<LabContext, "seed" | "signal" | "diagram">,
): LabRow {
  const trial = trialOf(settings, seed);
  const { books, ledgers } = trial;
  const learnt = scored(trial, learntConductOf(listed, trial, "paid", { signal }));
  const best = unaidedAccuracy(books.formula, books.k);
  return {
    agent: listed.protocol.id,
    values: {
      ...learnt,
      optimum: scored(trial, listed.protocol.planned(books, "paid")).accuracy,
      gap: alone(ledgers, books.work) - learnt.accuracy,
      ...attacks(listed, trial, signal),
      unaided: alone(ledgers, books.k),
      ...(best === undefined ? {} : { best_unaided: best }),
      ...(listed.metered === true ? meterOf(diagram(listed.diagram)) : {}),
    },
  };
}

/** What is left of the overseer's accuracy when somebody is paid for its being wrong. */
function attacks(
  listed: ListedProtocol,
  trial: Trial,
  signal: LabContext["signal"],
): LabRow["values"] {
  const { protocol } = listed;
  if (!protocol.aims.includes("against")) return {};
  const learnt = learntConductOf(listed, trial, "against", { signal });
  return {
    attacked: scored(trial, learnt).accuracy,
    withstood: scored(trial, protocol.planned(trial.books, "against")).accuracy,
  };
}

/** Everybody is scored with the same chance. */
export function scored({ ledgers, random }: Trial, conduct: Conduct): ReturnType<typeof scoreOf> {
  return scoreOf(conduct, ledgers, random.fork(4));
}

/** Worth of influence on approval, with the numbers of the small diagram. */
function meterOf(model: ReturnType<LabContext["diagram"]>): LabRow["values"] {
  return { meter: incentiveMeter(model, { decision: "D" }, "V").value };
}
