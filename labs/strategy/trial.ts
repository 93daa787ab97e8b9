/** The strategy with one seed: what its stages hand on at every level, and which of them fails first as capability grows. */
import type { Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import type { Researcher } from "../src/growth.ts";
import type { Payment } from "../src/ledger/approval.ts";
import type { Judge } from "../src/tampering.ts";
import { alone, drawLedgers } from "../src/ledger/scorer.ts";
import { drawFormula } from "../src/ledger/world.ts";
import { remembered } from "../src/remembered.ts";
import { tampersFrom } from "../src/tampering.ts";
import { drawMap, implemented, intended } from "../src/tamperMap.ts";
import type { Ground, Handed, Reader } from "./stages.ts";
import { handedOn, LEVELS, workersRight } from "./stages.ts";

/** A strategy: what the worker is paid for, who reads, and by which reward function the next system judges. */
export interface Strategy {
  readonly payment: Payment;
  readonly reader: Reader;
  readonly judge: Judge;
}

export const AS_IS: Strategy = { payment: "approval", reader: "alone", judge: implemented };
export const HELPED: Strategy = { ...AS_IS, reader: "with a critic" };
export const MENDED: Strategy = { payment: "right answers", reader: "alone", judge: intended };

/** The stages in the order in which numbers are handed on. */
export const STAGES = ["worker", "queue", "certificate", "window"] as const;
export type Stage = (typeof STAGES)[number];

export const RESEARCHERS: readonly Researcher[] = ["people", "network", "ability"];

export interface Trial {
  readonly ground: Ground;
  /** How often the overseer is right alone, reading k leaves of every ledger. */
  readonly unaided: number;
  /** Months that whoever decides takes. */
  readonly delay: number;
  /** From this level on a worker paid for right answers is right as often as the overseer alone; 17 if it is not at the last. */
  readonly useful: number;
  readonly levels: readonly Handed[];
}

/** The level that stands for none of those tried. */
export const NONE = LEVELS.length + 1;

const trials = remembered<Trial>(80);

export function trialOf(settings: Settings, seed: number, strategy: Strategy): Trial {
  const { k = 4, bandwidth = 2, ai = 0.5, bonus = 1.53, ahead = 2 } = settings;
  const { researcher = 0, delay = 1, tolerated = 0.1, ledgers = 200, maps = 24 } = settings;
  const { payment, reader, judge } = strategy;
  const put = [k, bandwidth, ai, bonus, ahead, researcher, delay, tolerated, ledgers, maps];
  return trials(`${seed} ${payment} ${reader} ${judge.name} ${put.join(" ")}`, () => {
    const random = Random.seeded(seed);
    const books = { formula: drawFormula({ depth: 3, branching: 3 }, random), k, bandwidth, ai };
    const drawn = drawLedgers({ ...books, work: 0 }, ledgers, random.fork(1));
    const thresholds = Array.from({ length: maps }, (_, i) =>
      tampersFrom(drawMap(5, random.fork(10 + i)), { horizon: MOST, bonus }, judge, MOST),
    );
    const growth = { ...GROWTH, researcher: RESEARCHERS[researcher] ?? "people" };
    const common = { books, ledgers: drawn, thresholds, ahead, tolerated, growth };
    const ground: Ground = { ...common, random: random.fork(2) };
    const unaided = alone(drawn, k);
    const levels = LEVELS.map((level) => handedOn(ground, payment, reader, level));
    const short = LEVELS.findLast(
      (level) => workersRight(ground, "right answers", level) < unaided,
    );
    const useful = (short ?? 0) + 1;
    return { ground, unaided, delay, useful, levels };
  });
}

/** Of the lab of capability growth: published estimates, returns disputed. */
const GROWTH = { r: 1.2, p: 0.3, f: 8, limit: 11, jump: 5 } as const;

/** A system's threshold is looked for up to here. */
const MOST = 40;

/** Does a stage hold at a level? Below the level at which the worker is useful nothing is handed to it. */
export function holds(
  { ground, unaided, delay, levels }: Trial,
  stage: Stage,
  level: number,
): boolean {
  const { right, taken, falsely, months } = levels[level - 1] as Handed;
  return {
    worker: right >= unaided,
    queue: taken >= unaided,
    certificate: falsely <= ground.tolerated,
    window: months >= delay,
  }[stage];
}

/** The least level from the useful one on at which a stage fails; 17 if it holds at all of them. */
export function failsFrom(trial: Trial, stage: Stage): number {
  return LEVELS.find((level) => level >= trial.useful && !holds(trial, stage, level)) ?? NONE;
}

/** The least level at which any stage fails; 17 if all hold. */
export function whollyFailsFrom(trial: Trial): number {
  return Math.min(...STAGES.map((stage) => failsFrom(trial, stage)));
}
