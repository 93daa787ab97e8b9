/**
 * Weak to strong. A small network (the teacher) is fitted to a few ledgers whose answers are known, and labels
 * many others; a student is fitted to those labels. The student starts from what it knows already: a large network that was
 * fitted to other questions about the same books, what the nodes below the root come to. How much of the way
 * from the teacher to what the student could do with true labels is recovered? How the teacher errs is
 * nobody's input: it follows from its size. In a chain students of growing knowledge stand between, each fitted to the labels
 * of the one before.
 */
import type { Random } from "@cidery/core";
import type { NeuralNetwork } from "@cidery/core/learn";
import { fitNetwork } from "@cidery/core/learn";
import type { Books, Conduct, Protocol, TrainingPlan } from "../src/ledger/protocol.ts";
import type { Formula, Ledger } from "../src/ledger/world.ts";
import { drawLedger } from "../src/ledger/world.ts";

/** Units of the representation that the last student starts from. */
const UNITS = 32;

/** Ledgers with answers for the teacher, and without for the student. */
const LABELLED = 100;
const UNLABELLED = 400;

/** Says what the root comes to. */
export type Answerer = (ledger: Ledger) => number;

/** What somebody knows of a ledger before it is taught. */
type Representation = (ledger: Ledger) => Float64Array;

/** What a seed gives: books, representation and ledgers, the same for every teacher. */
export interface Classroom {
  /** Of the last student. */
  readonly represent: Representation;
  /** Of those between teacher and last student, in a chain. */
  readonly between: readonly Representation[];
  readonly labelled: readonly Ledger[];
  readonly unlabelled: readonly Ledger[];
  readonly steps: number;
}

/**
 * Fits the representations. Cost: one fit for each.
 * @param links units of the representations of those between teacher and last student
 */
export function classroom(
  formula: Formula,
  steps: number,
  random: Random,
  links: readonly number[] = [],
): Classroom {
  const draw = (count: number): Ledger[] =>
    Array.from({ length: count }, () => drawLedger(formula, random));
  const ledgers = draw(UNLABELLED);
  const represent = representation(formula, ledgers, UNITS, steps, random);
  return {
    represent,
    labelled: draw(LABELLED),
    unlabelled: draw(UNLABELLED),
    steps,
    between: links.map((units) => representation(formula, ledgers, units, steps, random)),
  };
}

/** A network of so many hidden units that was fitted to what the nodes below the root come to. */
function representation(
  formula: Formula,
  ledgers: readonly Ledger[],
  hidden: number,
  steps: number,
  random: Random,
): Representation {
  const questions = [...formula.nodes.keys()].filter(
    (at) => at > 0 && formula.nodes[at]?.op !== undefined,
  );
  const values = Float64Array.from(
    ledgers.flatMap((ledger) => questions.map((at) => 2 * (ledger.values[at] as number) - 1)),
  );
  const inputs = joined(ledgers.map(factsOf));
  const targets = { kind: "numbers", values } as const;
  const options = { random, hidden, steps, batch: 32, rate: 0.01 };
  const network = fitNetwork(inputs, ledgers.length, targets, options);
  return (ledger) => network.outputs(factsOf(ledger));
}

function factsOf({ facts }: Ledger): Float64Array {
  return Float64Array.from(facts, (fact) => 2 * fact - 1);
}

function joined(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0]?.length ?? 0;
  const all = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) all.set(row, i * width);
  return all;
}

/** Fits a classifier of roots to labels. */
function fitted(
  ledgers: readonly Ledger[],
  label: Answerer,
  see: (ledger: Ledger) => Float64Array,
  hidden: number,
  { steps, random }: { readonly steps: number; readonly random: Random },
): Answerer {
  const network: NeuralNetwork = fitNetwork(
    joined(ledgers.map(see)),
    ledgers.length,
    { kind: "classes", classes: ledgers.map(label), count: 2 },
    { random, hidden, steps, batch: 32, rate: 0.01, penalty: 1e-3 },
  );
  return (ledger) => Number((network.outputs(see(ledger))[1] as number) >= 0.5);
}

export function truth({ values }: Ledger): number {
  return values[0] as number;
}

/** A teacher with so many hidden units, fitted to true answers. */
export function teacherOf(room: Classroom, units: number, random: Random): Answerer {
  return fitted(room.labelled, truth, factsOf, units, { steps: room.steps, random });
}

/** A student fitted to somebody's labels, on a representation. */
export function studentOf(
  room: Classroom,
  label: Answerer,
  random: Random,
  represent = room.represent,
): Answerer {
  return fitted(room.unlabelled, label, represent, 8, { steps: room.steps, random });
}

/** Each of those between is fitted to the labels of the one before, and the last student to theirs. */
export function lastOfChain(room: Classroom, teacher: Answerer, random: Random): Answerer {
  const nearest = room.between.reduce(
    (label, represent, i) => studentOf(room, label, random.fork(i), represent),
    teacher,
  );
  return studentOf(room, nearest, random.fork(room.between.length));
}

/** Share of ledgers answered rightly. */
export function accuracyOf(answer: Answerer, ledgers: readonly Ledger[]): number {
  return ledgers.filter((ledger) => answer(ledger) === truth(ledger)).length / ledgers.length;
}

/**
 * Weak to strong as a protocol; nobody in it is against the overseer.
 * @param links units of what those know who stand between teacher and student; nobody does when absent
 */
export function weakToStrongProtocol(
  id: string,
  units: number,
  links: readonly number[] = [],
): Protocol {
  const conductOf =
    (answer: Answerer): Conduct =>
    (ledger) => {
      const says = answer(ledger);
      return { answer: says, says, approved: true, reads: 0, paid: Number(says === truth(ledger)) };
    };
  return {
    id,
    aims: ["paid"],
    planned: () => conductOf(truth),
    learnt({ formula }: Books, _, { random, episodes }: TrainingPlan) {
      const room = classroom(formula, episodes, random.fork(0), links);
      const teacher = teacherOf(room, units, random.fork(1));
      const last =
        links.length === 0
          ? studentOf(room, teacher, random.fork(2))
          : lastOfChain(room, teacher, random.fork(2));
      return conductOf(last);
    },
  };
}
