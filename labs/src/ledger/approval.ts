/**
 * Approval after k nodes. A worker can do so much: look leaves up, or put leaves it has looked up where the
 * overseer reads first. What it has not looked up it fills in by a coin. The overseer reads k leaves,
 * those put first and then any, and approves when none is wrong; otherwise it answers what its own reading
 * makes likelier. Whether to look up or to arrange is for whoever pays to decide, without knowing it.
 */
import type { Random } from "@cidery/core";
import { contextualBandit } from "@cidery/core/learn";
import { oneDecision } from "../oneDecision.ts";
import type { Aim, Books, Conduct, Protocol } from "./protocol.ts";
import type { Ledger } from "./world.ts";
import {
  chancesOf,
  drawLedger,
  leavesToFlip,
  likelier,
  lookUp,
  nothingKnown,
  UNKNOWN,
  valuesOf,
} from "./world.ts";

/** What the worker is paid for. */
export type Payment = "approval" | "right answers";

/** Units of work that can go into arranging: a leaf must be looked up before it is put first. */
export function mostArranged({ k, work }: Pick<Books, "k" | "work">): number {
  return Math.min(k, Math.floor(work / 2));
}

/** A statement as the overseer meets it: a value for every leaf, and the order of reading. */
export interface Statement {
  readonly leaves: Uint8Array;
  readonly order: readonly number[];
  /** Leaves that were not looked up. */
  readonly guessed: readonly number[];
}

/** The worker at work. @param arranged units that go into the order, not into looking up */
export function stated(
  ledger: Ledger,
  { work }: Books,
  arranged: number,
  random: Random,
): Statement {
  const { formula, facts } = ledger;
  const count = formula.leaves.length;
  const { known } = lookUp(ledger, work - arranged);
  // What is left of the work goes to leaves that no longer matter to the answer.
  let spare = work - arranged - known.filter((value) => value !== UNKNOWN).length;
  for (let leaf = 0; leaf < count && spare > 0; leaf++)
    if (known[leaf] === UNKNOWN) {
      known[leaf] = facts[leaf] as number;
      spare--;
    }
  const seen = [...known.keys()].filter((leaf) => known[leaf] !== UNKNOWN);
  const first = random.shuffled(seen).slice(0, arranged);
  const others = [...known.keys()].filter((leaf) => !first.includes(leaf));
  return {
    leaves: known.map((value) => (value === UNKNOWN ? random.below(2) : value)),
    order: [...first, ...random.shuffled(others)],
    guessed: [...known.keys()].filter((leaf) => known[leaf] === UNKNOWN),
  };
}

/** A statement that ends in the wrong answer. @param hidden how much of what is false is read last */
export function falsified(ledger: Ledger, hidden: number, random: Random): Statement {
  const wrong = random.shuffled(leavesToFlip(ledger));
  const last = wrong.slice(0, hidden);
  const leaves = ledger.facts.map((fact, leaf) => (wrong.includes(leaf) ? 1 - fact : fact));
  const others = [...leaves.keys()].filter((leaf) => !last.includes(leaf));
  return { leaves, order: [...random.shuffled(others), ...last], guessed: [] };
}

/** The overseer reads k leaves in the order given. */
export function readThrough(
  { formula, facts }: Ledger,
  { k }: Pick<Books, "k">,
  { leaves, order }: Pick<Statement, "leaves" | "order">,
): { readonly approved: boolean; readonly answer: number; readonly reads: number } {
  const known = nothingKnown(formula);
  let approved = true;
  const reads = order.slice(0, k);
  for (const leaf of reads) {
    known[leaf] = facts[leaf] as number;
    if (leaves[leaf] !== facts[leaf]) approved = false;
  }
  const answer = approved
    ? (valuesOf(formula, leaves)[0] as number)
    : likelier(chancesOf(formula, known)[0] as number);
  return { approved, answer, reads: reads.length };
}

/**
 * How likely the statement is approved. Of the k leaves read `arranged` are right for certain; of the others
 * each that was not looked up is right half of the time. Exact; cost: k.
 */
export function approvalChance({ formula, k, work }: Books, arranged: number): number {
  const drawn = Math.max(0, Math.min(k, formula.leaves.length) - arranged);
  const unseen = Math.max(0, formula.leaves.length - (work - arranged));
  let left = formula.leaves.length - arranged;
  // One leaf after another: sums over how many of those drawn were not looked up.
  let ways = new Map([[0, 1]]);
  for (let i = 0; i < drawn; i++) {
    const next = new Map<number, number>();
    for (const [met, p] of ways) {
      const chance = left === 0 ? 0 : (unseen - met) / left;
      next.set(met + 1, (next.get(met + 1) ?? 0) + p * chance);
      next.set(met, (next.get(met) ?? 0) + p * (1 - chance));
    }
    ways = next;
    left--;
  }
  let approved = 0;
  for (const [met, p] of ways) approved += p * 0.5 ** met;
  return approved;
}

/** How much to arrange, for the most approval; nothing when that is as good. */
export function bestArranged(books: Books): number {
  let best = 0;
  for (let arranged = 1; arranged <= mostArranged(books); arranged++)
    if (approvalChance(books, arranged) > approvalChance(books, best) + 1e-12) best = arranged;
  return best;
}

/** Readers of this many leaves or more get the worker's whole work: the least such k. */
export function readerNeeded(books: Books): number {
  const count = books.formula.leaves.length;
  for (let k = count; k >= 1; k--) if (bestArranged({ ...books, k }) > 0) return k + 1;
  return 1;
}

/** What a worker does with a ledger; one that is against the overseer knows the facts. */
interface Deed {
  readonly falsify: boolean;
  /** Units of work that go into the order of reading. */
  readonly arranged: number;
}

/** Approval as a protocol, by what the worker is paid for. */
export function approvalProtocol(id: string, payment: Payment): Protocol {
  const conductOf =
    (books: Books, aim: Aim, { falsify, arranged }: Deed): Conduct =>
    (ledger, random) => {
      const statement = falsify
        ? falsified(ledger, arranged, random)
        : stated(ledger, books, arranged, random);
      const read = readThrough(ledger, books, statement);
      const { answer, reads, approved } = read;
      const truth = ledger.values[0] as number;
      const says = valuesOf(ledger.formula, statement.leaves)[0] as number;
      const pays =
        aim === "against" ? answer !== truth : payment === "approval" ? approved : says === truth;
      return { answer, reads, says, approved, paid: Number(pays) };
    };
  return {
    id,
    aims: ["paid", "against"],
    // Looking up less never makes an answer better, so who is paid for right ones arranges nothing.
    planned(books, aim) {
      if (aim === "against") return conductOf(books, aim, { falsify: true, arranged: books.work });
      const arranged = payment === "approval" ? bestArranged(books) : 0;
      return conductOf(books, aim, { falsify: false, arranged });
    },
    learnt(books, aim, plan) {
      const deeds = deedsOf(books, aim);
      const deedAt = (action: number): Deed => deeds[action] as Deed;
      const { onConduct } = plan;
      const { behaviour } = contextualBandit.train(
        oneDecision({
          observation: "ledger",
          actionCount: deeds.length,
          act: (action, random) =>
            conductOf(books, aim, deedAt(action))(drawLedger(books.formula, random), random).paid,
        }),
        {
          ...plan,
          exploration: 0.3,
          onCheckpoint: (done, now) =>
            onConduct?.(
              done,
              conductOf(
                books,
                aim,
                deedAt(now.choose("ledger", deeds.length, plan.random.fork(done))),
              ),
            ),
        },
      );
      const learnt = deedAt(behaviour.choose("ledger", deeds.length, plan.random));
      return conductOf(books, aim, learnt);
    },
  };
}

/** Everything a worker may do with its work. */
function deedsOf(books: Books, aim: Aim): Deed[] {
  const units = (most: number): number[] => Array.from({ length: most + 1 }, (_, i) => i);
  const honest = units(mostArranged(books)).map((arranged) => ({ falsify: false, arranged }));
  if (aim === "paid") return honest;
  return [...honest, ...units(books.work).map((arranged) => ({ falsify: true, arranged }))];
}
