/**
 * What every oversight protocol is to the scorer: agents that somebody has planned or trained, and how a
 * ledger comes out when they meet the overseer. A protocol knows the books, what its agents are paid
 * for, and how they learn; it knows no chance of success.
 */
import type { Random } from "@cidery/core";
import type { Formula, Ledger } from "./world.ts";

/** The task everybody is given: a form of ledger, and how much can be read of it. */
export interface Books {
  readonly formula: Formula;
  /** Nodes the overseer can read of a ledger. */
  readonly k: number;
  /** Leaves a worker can look up before it answers. */
  readonly work: number;
  /** Nodes of reading there are for each ledger of a queue, on average. */
  readonly bandwidth: number;
  /** Share of a queue's ledgers that AIs wrote. */
  readonly ai: number;
}

/** What came of one ledger. */
export interface Judgement {
  /** What the overseer takes for the answer in the end. */
  readonly answer: number;
  /** What the worker says it is. */
  readonly says: number;
  readonly approved: boolean;
  /** Nodes the overseer read. */
  readonly reads: number;
  /** What the worker was paid. */
  readonly paid: number;
  /** Share of what a critic pointed at that was false, where there is a critic that pointed at something. */
  readonly hit?: number;
}

/** Agents at work, on one ledger. */
export type Conduct = (ledger: Ledger, random: Random) => Judgement;

/** What a worker is after: what the protocol pays, or that the overseer is wrong. */
export type Aim = "paid" | "against";

export interface TrainingPlan {
  readonly random: Random;
  readonly episodes: number;
  readonly signal?: { readonly aborted: boolean };
  /** Told now and then how the agents would do if training ended here. */
  readonly onConduct?: (done: number, conduct: Conduct) => void;
}

/** One oversight protocol: the same interface for all, so that one scorer scores them. */
export interface Protocol {
  readonly id: string;
  /** What its agents can be after; a student that only predicts is after nothing else. */
  readonly aims: readonly Aim[];
  /** Everybody plays what is best for its aim, by enumeration. */
  readonly planned: (books: Books, aim: Aim) => Conduct;
  /** Everybody plays what it learnt from being paid. */
  readonly learnt: (books: Books, aim: Aim, plan: TrainingPlan) => Conduct;
}
