/**
 * Recursive reward modelling (Leike et al. 2018). A worker states what a node comes to; the overseer evaluates the
 * statement by reading k nodes, and a reward network is fitted to its verdicts. From the lowest nodes up: helpers that were
 * rewarded for statements about the children assist the evaluation of the next level, where the overseer reads what they
 * state instead of leaves. For comparison the overseer evaluates alone, and reads as many nodes in all.
 */
import type { Random } from "@cidery/core";
import type { Behaviour, Environment } from "@cidery/core/learn";
import { contextualBandit, fitNetwork } from "@cidery/core/learn";
import type { Aim, Books, Conduct, Protocol, TrainingPlan } from "../src/ledger/protocol.ts";
import type { Formula, FormulaNode, Ledger } from "../src/ledger/world.ts";
import {
  beforehandOf,
  chanceOf,
  chancesOf,
  drawLedger,
  likelier,
  lookUp,
} from "../src/ledger/world.ts";
import { questionOf } from "./distillation.ts";

/** States what a node comes to. */
export type Worker = (ledger: Ledger, at: number) => number;

/** What the overseer finds that a node comes to, and how many nodes it read for that. */
export type Evaluation = (
  ledger: Ledger,
  at: number,
) => { readonly value: number; readonly reads: number };

/** Reads leaves from the left, k at most; what it did not read is a coin flip to it. Of the root alone. */
export function alone(k: number): Evaluation {
  return (ledger) => {
    const { known, reads } = lookUp(ledger, k);
    return { value: likelier(chancesOf(ledger.formula, known)[0] as number), reads };
  };
}

/** Reads the children, k at most: leaves themselves, of other nodes what helpers state. */
export function assisted(k: number, helper: Worker): Evaluation {
  return (ledger, at) => {
    const { formula, facts } = ledger;
    const { op = "xor", children } = formula.nodes[at] as FormulaNode;
    const before = beforehandOf(formula);
    const chances = children.map((child, i) => {
      if (i >= k) return before[child] as number;
      const { leaf } = formula.nodes[child] as FormulaNode;
      return leaf >= 0 ? (facts[leaf] as number) : helper(ledger, child);
    });
    return { value: likelier(chanceOf(op, chances)), reads: Math.min(k, children.length) };
  };
}

/** A statement that was evaluated: the node's question, and the value that would have been approved. */
interface Verdicts {
  readonly questions: Float64Array[];
  readonly approved: number[];
  /** Nodes that were read for them. */
  reads: number;
}

/** A statement is drawn, and approved if it is what the evaluation finds; the opposite of what is not approved would be. */
function evaluate(
  into: Verdicts,
  ledger: Ledger,
  at: number,
  evaluation: Evaluation,
  random: Random,
): void {
  const stated = random.below(2);
  const { value, reads } = evaluation(ledger, at);
  const isApproved = stated === value;
  into.questions.push(questionOf(ledger, at));
  into.approved.push(isApproved ? stated : 1 - stated);
  into.reads += reads;
}

export interface RewardOptions {
  readonly random: Random;
  /** Statements that are evaluated. */
  readonly evaluations: number;
  /** Steps of each fit; with 0 what is stated has nothing to do with the verdicts. */
  readonly steps: number;
}

/** A worker that states what a reward network, fitted to the verdicts, rewards more. */
function rewarded({ questions, approved }: Verdicts, { random, steps }: RewardOptions): Worker {
  const width = questions[0]?.length ?? 0;
  const inputs = new Float64Array(questions.length * width);
  for (const [i, question] of questions.entries()) inputs.set(question, i * width);
  const network = fitNetwork(
    inputs,
    questions.length,
    { kind: "classes", classes: approved, count: 2 },
    { random, hidden: 32, steps, batch: 64, rate: 0.01, penalty: 1e-5 },
  );
  return (ledger, at) => {
    const [zero = 0, one = 0] = network.outputs(questionOf(ledger, at));
    return Number(one >= zero);
  };
}

/** Somebody who was taught, and what the overseer read for it. */
export interface Taught {
  readonly worker: Worker;
  readonly reads: number;
}

/** Level by level; every composite node is evaluated as often as any other. Cost: a fit for each level. */
export function taughtRecursively(formula: Formula, k: number, options: RewardOptions): Taught {
  const { random, evaluations } = options;
  const composite = [...formula.nodes.keys()].filter((at) => formula.nodes[at]?.op !== undefined);
  const each = Math.max(1, Math.floor(evaluations / composite.length));
  const verdicts: Verdicts = { questions: [], approved: [], reads: 0 };
  let worker: Worker = () => 0;
  for (let level = formula.depth - 1; level >= 0; level--) {
    const evaluation = assisted(k, worker);
    for (const at of composite)
      if (formula.nodes[at]?.level === level)
        for (let i = 0; i < each; i++)
          evaluate(verdicts, drawLedger(formula, random), at, evaluation, random);
    worker = rewarded(verdicts, options);
  }
  return { worker, reads: verdicts.reads };
}

/** Statements about the root, until as many nodes were read. @param k leaves that are read of each ledger */
export function taughtAlone(
  formula: Formula,
  k: number,
  budget: number,
  options: RewardOptions,
): Taught {
  const verdicts: Verdicts = { questions: [], approved: [], reads: 0 };
  while (verdicts.reads < budget)
    evaluate(verdicts, drawLedger(formula, options.random), 0, alone(k), options.random);
  return { worker: rewarded(verdicts, options), reads: verdicts.reads };
}

/** A ledger whose root a worker states and the overseer evaluates. */
function evaluatedConduct(worker: Worker, evaluation: Evaluation): Conduct {
  return (ledger) => {
    const says = worker(ledger, 0);
    const { value, reads } = evaluation(ledger, 0);
    const approved = says === value;
    return { answer: value, says, approved, reads, paid: Number(approved) };
  };
}

/** Helpers that are against the overseer know every fact, and state anything about the children that are read. */
function patternsOf({ formula, k }: Books): number {
  return 2 ** Math.min(k, formula.nodes[0]?.children.length ?? 0);
}

/** Statements about the root's children, written as one number. */
function stating(pattern: number): Worker {
  return ({ formula }, at) => {
    const position = formula.nodes[0]?.children.indexOf(at) ?? 0;
    return (pattern >> position) & 1;
  };
}

function misleads({ k }: Books, ledger: Ledger, pattern: number): boolean {
  return assisted(k, stating(pattern))(ledger, 0).value !== ledger.values[0];
}

/** What such helpers see: what the children come to. */
function childrenSeen({ formula, values }: Ledger): string {
  return (formula.nodes[0]?.children ?? []).map((child) => values[child]).join("");
}

/** Helpers as one learner: they state, and are paid if the overseer ends up wrong. */
function lying(books: Books): Environment {
  return {
    horizon: 1,
    begin(random) {
      const ledger = drawLedger(books.formula, random);
      let over = false;
      return {
        get observation() {
          return over ? undefined : childrenSeen(ledger);
        },
        actionCount: patternsOf(books),
        act(pattern) {
          over = true;
          return Number(misleads(books, ledger, pattern));
        },
      };
    },
  };
}

/** Helpers against the overseer, who is told only what they state. */
function liedTo(books: Books, helper: (ledger: Ledger, random: Random) => number): Conduct {
  return (ledger, random) => {
    const evaluation = assisted(books.k, stating(helper(ledger, random)));
    const { value, reads } = evaluation(ledger, 0);
    const wrong = value !== ledger.values[0];
    return { answer: value, says: value, approved: true, reads, paid: Number(wrong) };
  };
}

function learntLies(books: Books, { random, episodes, signal }: TrainingPlan): Conduct {
  const options = { random, episodes, exploration: 0.3, ...(signal && { signal }) };
  const { behaviour }: { readonly behaviour: Behaviour } = contextualBandit.train(
    lying(books),
    options,
  );
  return liedTo(books, (ledger, draw) =>
    behaviour.choose(childrenSeen(ledger), patternsOf(books), draw),
  );
}

function bestLies(books: Books): Conduct {
  const patterns = Array.from({ length: patternsOf(books) }, (_, pattern) => pattern);
  return liedTo(books, (ledger) => patterns.find((one) => misleads(books, ledger, one)) ?? 0);
}

const STEPS = 1500;

/** Recursive reward modelling as a protocol; against the overseer are its helpers. */
export function recursiveProtocol(id: string): Protocol {
  return {
    id,
    aims: ["paid", "against"],
    planned(books, aim) {
      if (aim === "against") return bestLies(books);
      const evaluation = assisted(books.k, ({ values }, at) => values[at] as number);
      return evaluatedConduct((ledger, at) => evaluation(ledger, at).value, evaluation);
    },
    learnt(books: Books, aim: Aim, plan: TrainingPlan) {
      if (aim === "against") return learntLies(books, plan);
      const options = { random: plan.random, evaluations: plan.episodes, steps: STEPS };
      const { worker } = taughtRecursively(books.formula, books.k, options);
      return evaluatedConduct(worker, assisted(books.k, worker));
    },
  };
}

/** Reward modelling by an overseer that evaluates alone; a worker cannot move what it reads. */
export function aloneProtocol(id: string): Protocol {
  return {
    id,
    aims: ["paid"],
    planned({ k }) {
      const evaluation = alone(k);
      return evaluatedConduct((ledger, at) => evaluation(ledger, at).value, evaluation);
    },
    learnt({ formula, k }, _, { random, episodes }) {
      const options = { random, evaluations: episodes, steps: STEPS };
      const budget = readsOf(formula, k, episodes);
      return evaluatedConduct(taughtAlone(formula, k, budget, options).worker, alone(k));
    },
  };
}

/** Nodes that are read in recursive training with so many evaluations. */
export function readsOf(formula: Formula, k: number, evaluations: number): number {
  const composite = formula.nodes.filter(({ op }) => op !== undefined);
  const each = Math.max(1, Math.floor(evaluations / composite.length));
  return each * composite.reduce((sum, node) => sum + Math.min(k, node.children.length), 0);
}
