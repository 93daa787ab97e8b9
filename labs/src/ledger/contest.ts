/**
 * Two that choose once for each ledger, not knowing what the other chooses: how they learn from each
 * other, and what they do if each plays best against what the other has done so far.
 */
import type { Behaviour } from "@cidery/core/learn";
import { contextualBandit } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import { oneDecision } from "../oneDecision.ts";
import type { Books, Conduct, Judgement } from "./protocol.ts";
import { drawLedgers } from "./scorer.ts";
import type { Lesson, Schooled } from "./selfPlay.ts";
import type { Ledger } from "./world.ts";
import { drawLedger } from "./world.ts";

/** What came of a ledger; `paid` is the first side's. */
export interface Contested extends Judgement {
  readonly secondPaid: number;
}

/** What each side can do, and what comes of it. */
export interface Contest {
  readonly books: Books;
  /** How many actions each has. */
  readonly first: number;
  readonly second: number;
  readonly play: (ledger: Ledger, first: number, second: number, random: Random) => Contested;
}

/** A ledger with both sides drawn from what they have become. */
export function contestConduct({ first, second, play }: Contest, both: Schooled): Conduct {
  return (ledger, random) => {
    const one = random.pick(both.first).choose("first", first, random);
    const other = random.pick(both.second).choose("second", second, random);
    const { secondPaid: _, ...judged } = play(ledger, one, other, random);
    return judged;
  };
}

/** A bandit for one side, paid as that side is; the other is drawn from what it has been. */
export function lessonFor(side: "first" | "second", contest: Contest): Lesson {
  const { books, first, second, play } = contest;
  return (others, options) =>
    contextualBandit.train(
      oneDecision({
        observation: side,
        actionCount: side === "first" ? first : second,
        act(action, random) {
          const other = random.pick(others);
          const ledger = drawLedger(books.formula, random);
          if (side === "first")
            return play(ledger, action, other.choose("second", second, random), random).paid;
          return play(ledger, other.choose("first", first, random), action, random).secondPaid;
        },
      }),
      { ...options, exploration: 0.3 },
    ).behaviour;
}

/** What both are paid on average, by the first's action and then the second's. */
export type PaymentTable = readonly (readonly (readonly [first: number, second: number])[])[];

/** Ledgers on which payments are worked out, the same for every pair of actions. */
const TRIED = 200;

/** Every pair of actions on the same ledgers. Cost: 200 ledgers for each pair. */
export function paymentTable({ books, first, second, play }: Contest): PaymentTable {
  const ledgers = drawLedgers(books, TRIED, Random.seeded(books.formula.nodes.length));
  return Array.from({ length: first }, (_, one) =>
    Array.from({ length: second }, (__, other) => {
      const random = Random.seeded(1);
      let [paid, secondPaid] = [0, 0];
      for (const [i, ledger] of ledgers.entries()) {
        const came = play(ledger, one, other, random.fork(i));
        paid += came.paid / TRIED;
        secondPaid += came.secondPaid / TRIED;
      }
      return [paid, secondPaid] as const;
    }),
  );
}

/** Best replies to what the other did on average (fictitious play; Brown 1951), two thousand times. */
export function repliedTo(table: PaymentTable): Schooled {
  const first = new Float64Array(table.length);
  const second = new Float64Array(table[0]?.length ?? 0);
  first[0] = 1;
  second[0] = 1;
  for (let round = 0; round < 2000; round++) {
    const one = largest(
      table.map((row) =>
        weighted(
          row.map(([paid]) => paid),
          second,
        ),
      ),
    );
    const other = largest(
      [...second.keys()].map((c) =>
        weighted(
          table.map((row) => row[c]?.[1] ?? 0),
          first,
        ),
      ),
    );
    first[one] = (first[one] as number) + 1;
    second[other] = (second[other] as number) + 1;
  }
  return { first: [mixed(first)], second: [mixed(second)] };
}

/** The first of the largest. */
export function largest(worths: readonly number[]): number {
  return worths.indexOf(Math.max(...worths));
}

function weighted(values: readonly number[], weights: Float64Array): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
}

/** Someone who always does the same. */
export function always(action: number): Behaviour {
  return { choose: () => action };
}

/** Each action as often as it was a best reply. */
function mixed(counts: Float64Array): Behaviour {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return {
    choose(_, __, random) {
      let left = random.unit() * all;
      for (const [action, count] of counts.entries()) {
        left -= count;
        if (left < 0) return action;
      }
      return 0;
    },
  };
}
