/**
 * A review queue. Ledgers come from people, who look up what they can, and from AI authors, who are paid when
 * theirs pass; a share of all is the AIs'. Reading one through takes k nodes, and there are fewer nodes of reading
 * than that for each: some ledgers pass unread. The reviewer, paid for right answers, decides whose are read
 * first; the authors decide what to do with their work. A reader may be helped by a critic, who looks some leaves up
 * and points at those that are false.
 */
import type { Random } from "@cidery/core";
import type { Payment, Statement } from "./approval.ts";
import { falsified, mostArranged, readThrough, stated } from "./approval.ts";
import type { Contest, Contested } from "./contest.ts";
import { contestConduct, lessonFor, paymentTable, repliedTo } from "./contest.ts";
import type { Aim, Books, Protocol } from "./protocol.ts";
import { schooled } from "./selfPlay.ts";
import type { Ledger } from "./world.ts";
import { lookUp, UNKNOWN, valuesOf } from "./world.ts";

/** Whose ledgers are read first. */
const FIRST = ["the AIs'", "the people's", "anybody's"] as const;

/** Share of a class that is read, when its ledgers come first, last or in any order. */
export function readShare(
  { k, bandwidth, ai }: Pick<Books, "k" | "bandwidth" | "ai">,
  byAi: boolean,
  first: (typeof FIRST)[number],
): number {
  const all = Math.min(1, bandwidth / k);
  if (first === "anybody's") return all;
  const [own, other] = byAi ? [ai, 1 - ai] : [1 - ai, ai];
  if (own === 0) return 0;
  const comesFirst = byAi === (first === "the AIs'");
  return comesFirst ? Math.min(1, all / own) : Math.max(0, Math.min(1, (all - other) / own));
}

/** What an AI author may do: arrange so much, or falsify with so much of the order arranged. */
function deedsOf(
  books: Books,
  aim: Aim,
): { readonly falsify: boolean; readonly arranged: number }[] {
  const honest = Array.from({ length: mostArranged(books) + 1 }, (_, arranged) => ({
    falsify: false,
    arranged,
  }));
  return aim === "paid" ? honest : [...honest, { falsify: true, arranged: books.work }];
}

/** The order in which a ledger is read: first what a critic that can look so many leaves up has found false. */
export function pointedAt(
  ledger: Ledger,
  { leaves, order }: Pick<Statement, "leaves" | "order">,
  looks: number,
): readonly number[] {
  const { known } = lookUp(ledger, looks);
  const isFalse = (leaf: number): boolean =>
    known[leaf] !== UNKNOWN && known[leaf] !== leaves[leaf];
  return [...order.filter(isFalse), ...order.filter((leaf) => !isFalse(leaf))];
}

function reviewed(
  ledger: Ledger,
  books: Books,
  looks: number,
  aim: Aim,
  deed: { readonly falsify: boolean; readonly arranged: number },
  first: (typeof FIRST)[number],
  payment: Payment,
  random: Random,
): Contested {
  const byAi = random.unit() < books.ai;
  const statement = !byAi
    ? stated(ledger, books, 0, random)
    : deed.falsify
      ? falsified(ledger, deed.arranged, random)
      : stated(ledger, books, deed.arranged, random);
  const says = valuesOf(ledger.formula, statement.leaves)[0] as number;
  const isRead = random.unit() < readShare(books, byAi, first);
  const order = pointedAt(ledger, statement, looks);
  const read = readThrough(ledger, books, { leaves: statement.leaves, order });
  const { answer, approved, reads } = isRead ? read : { answer: says, approved: true, reads: 0 };
  const right = answer === ledger.values[0];
  const pleased = payment === "approval" ? approved : says === ledger.values[0];
  const paid = byAi && (aim === "against" ? !right : pleased);
  return { answer, says, approved, reads, paid: Number(paid), secondPaid: Number(right) };
}

function contestOf(books: Books, aim: Aim, payment: Payment, looks: number): Contest {
  const deeds = deedsOf(books, aim);
  return {
    books,
    first: deeds.length,
    second: FIRST.length,
    play: (ledger, deed, first, random) =>
      reviewed(
        ledger,
        books,
        looks,
        aim,
        deeds[deed] as (typeof deeds)[number],
        FIRST[first] as (typeof FIRST)[number],
        payment,
        random,
      ),
  };
}

/**
 * Review as a protocol; authors and reviewer learn from each other.
 * @param payment what AI authors are paid for
 * @param looks leaves that a reader's critic can look up; there is none at 0
 */
export function queueProtocol(id: string, payment: Payment = "approval", looks = 0): Protocol {
  return {
    id,
    aims: ["paid", "against"],
    planned(books, aim) {
      const contest = contestOf(books, aim, payment, looks);
      return contestConduct(contest, repliedTo(paymentTable(contest)));
    },
    learnt(books, aim, plan) {
      const contest = contestOf(books, aim, payment, looks);
      const both = schooled(
        plan,
        lessonFor("first", contest),
        lessonFor("second", contest),
        (done, so) => plan.onConduct?.(done, contestConduct(contest, so)),
      );
      return contestConduct(contest, both);
    },
  };
}
