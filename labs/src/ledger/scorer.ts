/** One scorer for every protocol: how often the overseer is right, what it reads, and what that is held against. */
import type { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import type { Books, Conduct } from "./protocol.ts";
import type { Ledger } from "./world.ts";
import { chancesOf, drawLedger, likelier, lookUp } from "./world.ts";

/** Shares of ledgers, and means over them. */
export interface Score {
  /** The overseer ends with the right answer. */
  readonly accuracy: number;
  /** What the worker says is right. */
  readonly right: number;
  /** The overseer finds nothing wrong. */
  readonly approved: number;
  readonly paid: number;
  /** Nodes the overseer read. */
  readonly reads: number;
  /** Share of what a critic points at that is false, where there is one. */
  readonly hits?: number;
}

/** Plays every ledger once. Chance is forked for each, so that protocols meet the same ledgers alike. */
export function scoreOf(conduct: Conduct, ledgers: readonly Ledger[], random: Random): Score {
  const each = ledgers.map((ledger, i) => ({ ledger, ...conduct(ledger, random.fork(i)) }));
  const hits = each.flatMap(({ hit }) => (hit === undefined ? [] : [hit]));
  return {
    accuracy: mean(each.map(({ ledger, answer }) => Number(answer === ledger.values[0]))),
    right: mean(each.map(({ ledger, says }) => Number(says === ledger.values[0]))),
    approved: mean(each.map(({ approved }) => Number(approved))),
    paid: mean(each.map(({ paid }) => paid)),
    reads: mean(each.map(({ reads }) => reads)),
    ...(hits.length === 0 ? {} : { hits: mean(hits) }),
  };
}

/** How often somebody is right who looks up so many leaves from the left, and answers what is likelier. */
export function alone(ledgers: readonly Ledger[], budget: number): number {
  return mean(
    ledgers.map((ledger) => {
      const { known } = lookUp(ledger, budget);
      const answer = likelier(chancesOf(ledger.formula, known)[0] as number);
      return Number(answer === ledger.values[0]);
    }),
  );
}

/** Ledgers of one form. */
export function drawLedgers({ formula }: Books, count: number, random: Random): Ledger[] {
  return Array.from({ length: count }, () => drawLedger(formula, random));
}
