/**
 * The stages of the strategy "align a system that helps align the next", joined by the numbers they hand on, at one level of
 * capability: how many leaves a worker can look up, and how many steps a system plans ahead.
 *
 * Worker: share of its ledgers that are right → review queue: share of the answers taken that are right → certificate:
 * the report of a test is such a ledger, and who is reported to have passed is certified → window: how many months
 * pass until more than is tolerated is certified and tampers. Everybody plays what pays best, by enumeration; that
 * a report is right, a test passed or a system safe is never put in. Cost: a queue's payments, then sums over ledgers and maps.
 */
import type { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import type { Growth } from "../src/growth.ts";
import type { Payment } from "../src/ledger/approval.ts";
import type { Books } from "../src/ledger/protocol.ts";
import type { Ledger } from "../src/ledger/world.ts";
import { doublingTimes } from "../src/growth.ts";
import { approvalProtocol } from "../src/ledger/approval.ts";
import { queueProtocol } from "../src/ledger/queue.ts";
import { scoreOf } from "../src/ledger/scorer.ts";

/** Levels of capability that are tried. */
export const LEVELS: readonly number[] = Array.from({ length: 16 }, (_, i) => i + 1);

/** What all stages work on. */
export interface Ground {
  /** What can be read; how much a worker can look up is its capability. */
  readonly books: Omit<Books, "work">;
  readonly ledgers: readonly Ledger[];
  /** The level from which on a system tampers, map by map; infinite where it never does. */
  readonly thresholds: readonly number[];
  /** By how many steps more what is deployed plans ahead than what was tested. */
  readonly ahead: number;
  /** Share of systems that may be certified and tamper. */
  readonly tolerated: number;
  readonly growth: Growth;
  readonly random: Random;
}

/** What the stages hand on. */
export interface Handed {
  /** Share of the worker's ledgers that are right. */
  readonly right: number;
  /** Share of the answers taken after review that are right. */
  readonly taken: number;
  /** Share of systems that are certified. */
  readonly certified: number;
  /** Share of systems that are certified and tamper when deployed. */
  readonly falsely: number;
  /** Months until more are than is tolerated; at most `MONTHS`. */
  readonly months: number;
}

/** Time is followed so far. */
export const MONTHS = 48;

/** Share of ledgers that a worker states right. @param level leaves it can look up */
export function workersRight(ground: Ground, payment: Payment, level: number): number {
  const worker = approvalProtocol("worker", payment).planned(ableAt(ground, level), "paid");
  return scoreOf(worker, ground.ledgers, ground.random.fork(1)).right;
}

function ableAt({ books }: Ground, level: number): Books {
  return { ...books, work: Math.min(level, books.formula.leaves.length) };
}

/** Who reads: people alone, or with a critic as capable as the worker, who looks leaves up and points at false ones. */
export type Reader = "alone" | "with a critic";

/** All stages at one level. @param payment what the worker and the queue's AI authors are paid for */
export function handedOn(ground: Ground, payment: Payment, reader: Reader, level: number): Handed {
  const looks = reader === "alone" ? 0 : level;
  const queue = queueProtocol("queue", payment, looks).planned(ableAt(ground, level), "paid");
  const { accuracy: taken } = scoreOf(queue, ground.ledgers, ground.random.fork(1));
  const right = workersRight(ground, payment, level);
  return { right, taken, ...certifiedBy(ground, taken, level) };
}

/** Certificate and window, by the share of reports that are taken for what they are. */
export function certifiedBy(
  { thresholds, ahead, tolerated, growth }: Ground,
  taken: number,
  level: number,
): Pick<Handed, "certified" | "falsely" | "months"> {
  // A system that tampers at the level of the test is reported to have passed where the report is wrong.
  const certified = thresholds.map((from) => (from > level ? taken : 1 - taken));
  const falselyAt = (later: number): number =>
    mean(certified.map((share, i) => ((thresholds[i] as number) <= later ? share : 0)));
  let until = level;
  const last = Math.max(level, ...thresholds.filter(Number.isFinite));
  while (until <= last && falselyAt(until) <= tolerated) until++;
  return {
    certified: mean(certified),
    falsely: falselyAt(level + ahead),
    months: until > last ? MONTHS : monthsTo(growth, Math.log2(until / level)),
  };
}

/** Months in which ability doubles so often; within a doubling time goes evenly. */
export function monthsTo(growth: Growth, doublings: number): number {
  const times = doublingTimes(growth, { months: MONTHS });
  const whole = Math.floor(doublings);
  const from = times[whole];
  if (from === undefined) return MONTHS;
  const part = doublings - whole;
  if (part === 0) return Math.min(MONTHS, from);
  const to = times[whole + 1];
  return to === undefined ? MONTHS : Math.min(MONTHS, from + part * (to - from));
}
