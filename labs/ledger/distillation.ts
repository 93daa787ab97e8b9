/**
 * Iterated distillation and amplification. A human knows what is done with the values of a node's children, and can
 * look a leaf up; a student, one network for all nodes, answers for a node by the facts below it. The
 * human answers for a node by asking the student about its children; a new student is fitted to those answers,
 * from the lowest nodes up. Nobody ever says what a composite node comes to; a counter in the teacher tells.
 */
import type { Random } from "@cidery/core";
import type { NeuralNetwork } from "@cidery/core/learn";
import { fitNetwork } from "@cidery/core/learn";
import type { Aim, Books, Conduct, Protocol, TrainingPlan } from "../src/ledger/protocol.ts";
import type { Formula, FormulaNode, Ledger } from "../src/ledger/world.ts";
import { applied, drawLedger, ledgerOf } from "../src/ledger/world.ts";

/** Who answers for nodes in training, and how often it was asked for what. */
export interface Teacher {
  /** Of a ledger and a node of the level that is taught. */
  readonly answer: (ledger: Ledger, at: number, student: Student | undefined) => number;
  /** Facts of leaves that were looked up. */
  facts: number;
  /** Values of composite nodes that were told. */
  composites: number;
}

/** Answers for every node that is not a leaf. */
export type Student = (ledger: Ledger, at: number) => number;

/** The human, who asks the student about the children and puts the answers together. */
export function amplifier(): Teacher {
  const teacher: Teacher = {
    facts: 0,
    composites: 0,
    answer: ({ formula, facts, ...rest }, at, student) => {
      const { op = "xor", children } = formula.nodes[at] as FormulaNode;
      const answers = children.map((child) => {
        const { leaf, op: below } = formula.nodes[child] as FormulaNode;
        if (below === undefined) {
          teacher.facts++;
          return facts[leaf] as number;
        }
        if (student === undefined) throw new RangeError("nobody was taught the children yet");
        return student({ formula, facts, ...rest }, child);
      });
      return applied(op, answers);
    },
  };
  return teacher;
}

/** One who knows what every node comes to, and says so: supervised learning, for comparison. */
export function supervisor(): Teacher {
  const teacher: Teacher = {
    facts: 0,
    composites: 0,
    answer: ({ values }, at) => {
      teacher.composites++;
      return values[at] as number;
    },
  };
  return teacher;
}

/** Most ledgers that are taught; all of them where there are fewer. */
const MOST_TAUGHT = 1024;

export interface TeachingOptions {
  readonly random: Random;
  /** Units of the student's one hidden layer. */
  readonly hidden: number;
  /** Steps of each fit. */
  readonly steps: number;
}

/** A student taught level by level, from the parents of leaves up. Cost: a fit for each level. */
export function taught(formula: Formula, teacher: Teacher, options: TeachingOptions): Student {
  const { random, hidden, steps } = options;
  const ledgers = lessons(formula, random);
  const inputs: Float64Array[] = [];
  const classes: number[] = [];
  let student: Student | undefined;
  for (let level = formula.depth - 1; level >= 0; level--) {
    const nodes = [...formula.nodes.keys()].filter((at) => formula.nodes[at]?.level === level);
    for (const ledger of ledgers)
      for (const at of nodes) {
        inputs.push(questionOf(ledger, at));
        classes.push(teacher.answer(ledger, at, student));
      }
    const width = inputs[0]?.length ?? 0;
    const all = new Float64Array(inputs.length * width);
    for (const [i, row] of inputs.entries()) all.set(row, i * width);
    const network = fitNetwork(
      all,
      inputs.length,
      { kind: "classes", classes, count: 2 },
      {
        random,
        hidden,
        steps,
        batch: 64,
        rate: 0.01,
        penalty: 1e-5,
      },
    );
    student = answering(network);
  }
  return student as Student;
}

function answering(network: NeuralNetwork): Student {
  return (ledger, at) => {
    const [, one = 0] = network.outputs(questionOf(ledger, at));
    return Number(one >= 0.5);
  };
}

function lessons(formula: Formula, random: Random): Ledger[] {
  const count = formula.leaves.length;
  if (2 ** count > MOST_TAUGHT)
    return Array.from({ length: MOST_TAUGHT }, () => drawLedger(formula, random));
  return Array.from({ length: 2 ** count }, (_, code) =>
    ledgerOf(
      formula,
      Uint8Array.from(formula.leaves, (__, i) => (code >> i) & 1),
    ),
  );
}

/** Which node is asked about, and the facts below it (−1 and 1; 0 elsewhere). */
export function questionOf({ formula, facts }: Ledger, at: number): Float64Array {
  const { nodes, leaves } = formula;
  const row = new Float64Array(nodes.length);
  row[at] = 1;
  const visit = (node: number): void => {
    const { children, leaf } = nodes[node] as FormulaNode;
    if (leaf >= 0) row[leaves[leaf] as number] = 2 * (facts[leaf] as number) - 1;
    for (const child of children) visit(child);
  };
  visit(at);
  return row;
}

/** Share of ledgers in which the answer for the root is right, and in which those for all nodes are. */
export function mastery(
  student: Student,
  ledgers: readonly Ledger[],
): { readonly root: number; readonly whole: number } {
  let root = 0;
  let whole = 0;
  for (const ledger of ledgers) {
    const right = ledger.formula.nodes.map(
      ({ op }, at) => op === undefined || student(ledger, at) === ledger.values[at],
    );
    root += Number(right[0]);
    whole += Number(right.every(Boolean));
  }
  return { root: root / ledgers.length, whole: whole / ledgers.length };
}

/** How a student comes to be, from books and a training plan. */
export type Education = (formula: Formula, plan: TrainingPlan) => Student;

/** Shown what the human answers who asks the student about the children. @param hidden units of the student */
export function distilled(hidden: number): Education {
  return (formula, { random, episodes }) =>
    taught(formula, amplifier(), { random, hidden, steps: episodes });
}

/** Distillation as a protocol: the overseer asks the last student. Nobody in it is against the overseer. */
export function distillationProtocol(id: string, education: Education): Protocol {
  const conductOf =
    (answer: Student): Conduct =>
    (ledger) => {
      const says = answer(ledger, 0);
      const right = Number(says === ledger.values[0]);
      return { answer: says, says, approved: true, reads: 0, paid: right };
    };
  return {
    id,
    aims: ["paid"],
    // A student that answers as it is taught makes no mistake, as the human makes none at a node.
    planned: () => conductOf(({ values }) => values[0] as number),
    learnt: ({ formula }: Books, _: Aim, plan: TrainingPlan) => conductOf(education(formula, plan)),
  };
}
