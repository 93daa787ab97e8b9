/**
 * Critics. As in approval after k nodes a worker states a ledger; before the overseer reads, a critic points at
 * leaves, and those are read first. A critic cannot look facts up: it follows a cue. What was not looked
 * up (or is false) looks untidy, unless the worker spends work on tidying it. The critic is paid when
 * what it points at is false, the worker for approval.
 *
 * Two ways to train: worker and critic together; or the critic first, on workers that do not know of it,
 * and then the worker against that critic (who may find out what the critic goes by).
 */
import type { Random } from "@cidery/core";
import type { Behaviour } from "@cidery/core/learn";
import { mean } from "@cidery/core/learn";
import type { Statement } from "../src/ledger/approval.ts";
import { falsified, mostArranged, readThrough, stated } from "../src/ledger/approval.ts";
import type { Contest, Contested, PaymentTable } from "../src/ledger/contest.ts";
import {
  always,
  contestConduct,
  largest,
  lessonFor,
  paymentTable,
  repliedTo,
} from "../src/ledger/contest.ts";
import type { Aim, Books, Conduct, Protocol } from "../src/ledger/protocol.ts";
import type { Schooled } from "../src/ledger/selfPlay.ts";
import { schooled } from "../src/ledger/selfPlay.ts";
import type { Ledger } from "../src/ledger/world.ts";
import { valuesOf } from "../src/ledger/world.ts";

/** What a critic may go by. */
const CUES = ["untidy", "read last", "any"] as const;
type Cue = (typeof CUES)[number];

/** How a worker divides its work. */
interface Split {
  readonly falsify: boolean;
  readonly arranged: number;
  readonly tidied: number;
}

/** Every way to divide the work; an attacker knows the facts and need not look any up. */
function splitsOf(books: Books, aim: Aim): Split[] {
  const splits: Split[] = [];
  for (let tidied = 0; tidied <= Math.min(books.work, MOST_TIDIED); tidied++) {
    const left = { ...books, work: books.work - tidied };
    for (let arranged = 0; arranged <= mostArranged(left); arranged++)
      splits.push({ falsify: false, arranged, tidied });
    if (aim === "against")
      for (const arranged of new Set([0, left.work]))
        splits.push({ falsify: true, arranged, tidied });
  }
  return splits;
}

/** More than this is not tidied, so that there are few ways to try. */
const MOST_TIDIED = 4;

/** The statement, and which of its leaves look untidy. */
function presented(
  ledger: Ledger,
  books: Books,
  { falsify, arranged, tidied }: Split,
  random: Random,
): { readonly statement: Statement; readonly untidy: readonly number[] } {
  const work = books.work - tidied;
  const statement = falsify
    ? falsified(ledger, arranged, random)
    : stated(ledger, { ...books, work }, arranged, random);
  const doubtful = falsify
    ? statement.order.filter((leaf) => statement.leaves[leaf] !== ledger.facts[leaf])
    : statement.guessed;
  return { statement, untidy: random.shuffled(doubtful).slice(tidied) };
}

/** A critic points at as many leaves as this, if the overseer reads so many. */
const POINTED = 2;

/** One ledger with these choices of worker and critic. */
export function judgedWith(
  ledger: Ledger,
  books: Books,
  aim: Aim,
  split: Split,
  cue: Cue,
  random: Random,
): Contested {
  const { statement, untidy } = presented(ledger, books, split, random);
  const { order, leaves } = statement;
  const others = random.shuffled(order.filter((leaf) => !untidy.includes(leaf)));
  const followed =
    cue === "untidy"
      ? [...untidy, ...others]
      : cue === "read last"
        ? [...order].reverse()
        : random.shuffled(order);
  const pointed = followed.slice(0, Math.min(POINTED, books.k));
  const rest = order.filter((leaf) => !pointed.includes(leaf));
  const read = readThrough(ledger, books, { leaves, order: [...pointed, ...rest] });
  const truth = ledger.values[0];
  const hit = mean(pointed.map((leaf) => Number(leaves[leaf] !== ledger.facts[leaf])));
  const paid = aim === "against" ? read.answer !== truth : read.approved;
  return {
    answer: read.answer,
    approved: read.approved,
    reads: read.reads,
    says: valuesOf(ledger.formula, leaves)[0] as number,
    paid: Number(paid),
    hit,
    secondPaid: hit,
  };
}

function contestOf(books: Books, aim: Aim): Contest {
  const splits = splitsOf(books, aim);
  return {
    books,
    first: splits.length,
    second: CUES.length,
    play: (ledger, split, cue, random) =>
      judgedWith(ledger, books, aim, splits[split] as Split, CUES[cue] as Cue, random),
  };
}

/** What workers may do that do not know of critics: anything but tidy. */
function unaware(books: Books, aim: Aim): number[] {
  return splitsOf(books, aim).flatMap(({ tidied }, i) => (tidied === 0 ? [i] : []));
}

/** The critic that is best against workers that do not know of it, and the worker's reply to it. */
function criticFirst(table: PaymentTable, plain: readonly number[]): Schooled {
  const cue = largest(CUES.map((_, c) => mean(plain.map((i) => table[i]?.[c]?.[1] ?? 0))));
  const split = largest(table.map((row) => row[cue]?.[0] ?? 0));
  return { first: [always(split)], second: [always(cue)] };
}

/** How worker and critic come to be. */
export type Training = "together" | "critic first";

/** Critics as a protocol, by who is trained when. */
export function criticProtocol(id: string, training: Training): Protocol {
  return {
    id,
    aims: ["paid", "against"],
    planned(books, aim) {
      const contest = contestOf(books, aim);
      const table = paymentTable(contest);
      const both =
        training === "together" ? repliedTo(table) : criticFirst(table, unaware(books, aim));
      return contestConduct(contest, both);
    },
    learnt(books, aim, plan) {
      const contest = contestOf(books, aim);
      const conductOf = (both: Schooled) => contestConduct(contest, both);
      const worker = lessonFor("first", contest);
      const critic = lessonFor("second", contest);
      if (training === "together")
        return conductOf(
          schooled(plan, worker, critic, (done, both) => plan.onConduct?.(done, conductOf(both))),
        );
      const plain = unaware(books, aim);
      const anyhow: Behaviour = { choose: (_, __, draw) => draw.pick(plain) };
      const second = [critic([anyhow], plan)];
      const against = ({ first }: Schooled): Schooled => ({ first: first.slice(-1), second });
      return conductOf(
        against(
          schooled(
            plan,
            (_, given) => worker(second, given),
            undefined,
            (done, both) => plan.onConduct?.(done, conductOf(against(both))),
          ),
        ),
      );
    },
  };
}

/**
 * How often a critic that was trained on workers who do not know of it points at something false: of those
 * workers, and of one that has been trained against it.
 */
export function fooled(
  books: Books,
  aim: Aim,
  plan: Parameters<Protocol["learnt"]>[2],
  /** Does the worker train against the critic, or stay as it was? */
  trains: boolean,
): { readonly before: Conduct; readonly after: Conduct } {
  const contest = contestOf(books, aim);
  const plain = unaware(books, aim);
  const anyhow: Behaviour = { choose: (_, __, draw) => draw.pick(plain) };
  const critic = [lessonFor("second", contest)([anyhow], plan)];
  const worker = trains ? lessonFor("first", contest)(critic, plan) : anyhow;
  return {
    before: contestConduct(contest, { first: [anyhow], second: critic }),
    after: contestConduct(contest, { first: [worker], second: critic }),
  };
}
