/**
 * Iterated amplification as training that goes on: in every round a person answers the questions of the levels begun, asking the
 * student as it stands about the level below, and the student is fitted on to what was said. A level is begun when
 * the student agrees with what was said about those before. Nobody looks into the answer key; it counts who does.
 */
import type { Random } from "@cidery/core";
import type { NeuralNetwork } from "@cidery/core/learn";
import { fitNetwork } from "@cidery/core/learn";
import type { Facts, Task } from "./tasks.ts";
import { anotherThan } from "./tasks.ts";

/** What is right, and how often it was told of a level above what a person knows. */
export interface AnswerKey {
  readonly right: (level: number, question: number) => number;
  told: number;
}

export function answerKey(task: Task, facts: Facts): AnswerKey {
  const key: AnswerKey = {
    told: 0,
    right(level, question) {
      if (level > 0) key.told++;
      return task.truth(facts, level, question);
    },
  };
  return key;
}

/** Answers to every question of every level. */
export type Answers = readonly (readonly number[])[];

/** Who says what the student is to say. @param student its answers at the end of the last round */
export interface Teacher {
  readonly says: (level: number, question: number, student: Answers) => number;
  /** A level is begun when the student agrees about those before; all at once when false. */
  readonly levelByLevel: boolean;
}

/** Somebody who goes by notes and asks the student about the level below. */
export function amplifier(task: Task, notes: Facts): Teacher {
  return {
    levelByLevel: true,
    says: (level, question, student) =>
      task.put(notes, level, question, (below) => student[level - 1]?.[below] as number),
  };
}

/** The same, slipping as often as the share of its notes that is out of date, each time anew. */
export function slipping(task: Task, facts: Facts, entries: number, random: Random): Teacher {
  const steady = amplifier(task, facts);
  return {
    ...steady,
    says(level, question, student) {
      const said = steady.says(level, question, student);
      const slips = level === 0 && random.unit() < entries / task.entries;
      return slips ? anotherThan(said, task.answers, random) : said;
    },
  };
}

/** One who looks into the answer key, for comparison. */
export function supervisor(key: AnswerKey): Teacher {
  return { levelByLevel: false, says: (level, question) => key.right(level, question) };
}

/** After a round. */
export interface Report {
  /** Steps so far. */
  readonly done: number;
  readonly answers: Answers;
  /** Questions the teacher has answered so far. */
  readonly asked: number;
  /** Share of what was said last, of all levels begun, with which the student agrees. */
  readonly agreement: number;
  /** Levels begun. */
  readonly begun: number;
}

interface SchoolingOptions {
  readonly random: Random;
  readonly units: number;
  readonly steps: number;
  readonly signal?: { readonly aborted: boolean };
  readonly onRound?: (report: Report) => void;
}

/** Steps of a round. */
const ROUND = 25;
/** Questions of a step. */
const BATCH = 32;
/** Rounds whose answers are kept and fitted together, so that what was said by chance once is outvoted. */
const KEPT = 16;
/** Agreement from which the next level is begun. */
const ENOUGH = 0.95;

/** What was said to a question. */
type Lesson = readonly [level: number, question: number, answer: number];

/** @returns the report on the last round */
export function schooled(
  task: Task,
  teacher: Teacher,
  { random, units, steps, signal, onRound }: SchoolingOptions,
): Report {
  let network: NeuralNetwork | undefined;
  let kept: (readonly Lesson[])[] = [];
  let report: Report = {
    done: 0,
    answers: answersOf(task, undefined),
    asked: 0,
    agreement: 0,
    begun: teacher.levelByLevel ? 0 : task.levels,
  };
  while (report.done < steps && signal?.aborted !== true) {
    const { begun, answers, asked, done } = report;
    const said = questionsUpTo(task, begun).map(
      ([level, question]): Lesson => [level, question, teacher.says(level, question, answers)],
    );
    kept = [...kept.slice(1 - KEPT), said];
    const lessons = kept.flat();
    const count = Math.min(ROUND, steps - done);
    network = fitNetwork(
      rowsOf(task, lessons),
      lessons.length,
      { kind: "classes", classes: lessons.map(([, , answer]) => answer), count: task.answers },
      {
        random,
        hidden: units,
        steps: count,
        batch: BATCH,
        rate: 0.02,
        penalty: 0,
        ...(network === undefined ? {} : { start: network.weights }),
      },
    );
    const now = answersOf(task, network);
    const agreeing = said.filter(([level, question, answer]) => now[level]?.[question] === answer);
    const agreement = agreeing.length / said.length;
    const next = agreement >= ENOUGH ? Math.min(task.levels, begun + 1) : begun;
    report = {
      done: done + count,
      answers: now,
      asked: asked + said.length,
      agreement,
      begun: next,
    };
    onRound?.(report);
  }
  return report;
}

function questionsUpTo(task: Task, level: number): (readonly [level: number, question: number])[] {
  return Array.from({ length: level + 1 }, (_, l) =>
    Array.from({ length: task.questions(l) }, (__, question) => [l, question] as const),
  ).flat();
}

/** What the student sees of questions, row by row. */
export function rowsOf(
  task: Task,
  questions: readonly (readonly [level: number, question: number, ...rest: unknown[]])[],
): Float64Array {
  const rows = new Float64Array(questions.length * task.inputs);
  for (const [i, [level, question]] of questions.entries())
    for (const one of task.encode(level, question)) rows[i * task.inputs + one] = 1;
  return rows;
}

/** What the student says to everything; nothing but 0 before the first round. */
function answersOf(task: Task, network: NeuralNetwork | undefined): Answers {
  return Array.from({ length: task.levels + 1 }, (_, level) =>
    Array.from({ length: task.questions(level) }, (__, question) => {
      if (network === undefined) return 0;
      const chances = network.outputs(rowsOf(task, [[level, question]]));
      return chances.indexOf(Math.max(...chances));
    }),
  );
}

/** Share of a level that is answered rightly. */
export function shareRight(task: Task, facts: Facts, answers: Answers, level: number): number {
  const given = answers[level] ?? [];
  const right = given.filter((answer, question) => answer === task.truth(facts, level, question));
  return right.length / given.length;
}

/** Of a student that answers exactly as it is taught by notes: what notes come to, by no learning. */
export function exactlyAsTaught(task: Task, notes: Facts): Answers {
  return Array.from({ length: task.levels + 1 }, (_, level) =>
    Array.from({ length: task.questions(level) }, (__, question) =>
      task.truth(notes, level, question),
    ),
  );
}
