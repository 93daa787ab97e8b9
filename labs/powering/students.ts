/** Who is taught by whom, and what it comes to. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { incentiveMeter } from "@cidery/core/solve";
import { reinforced } from "./reinforced.ts";
import type { AnswerKey, Answers, Report, Teacher } from "./schooling.ts";
import {
  amplifier,
  answerKey,
  exactlyAsTaught,
  schooled,
  shareRight,
  slipping,
  supervisor,
} from "./schooling.ts";
import type { Facts, Task } from "./tasks.ts";
import { outOfDate, TASKS } from "./tasks.ts";

/** What a seed draws: facts, notes of which some entries are out of date, and an answer key that counts. */
export interface Class {
  readonly task: Task;
  readonly facts: Facts;
  readonly notes: Facts;
  readonly key: AnswerKey;
  /** Entries of the notes that are out of date. */
  readonly stale: number;
  readonly random: Random;
}

export function classOf(settings: Settings, seed: number): Class {
  const { task: which = 0, size = 12, levels = 3, stale = 1 } = settings;
  const task = (TASKS[which] as (typeof TASKS)[number])({ size, levels });
  const random = Random.seeded(seed);
  const facts = task.draw(random);
  // Some tasks have as few as four facts.
  const old = Math.min(stale, task.entries);
  const notes = outOfDate(task, facts, old, random.fork(1));
  return { task, facts, notes, key: answerKey(task, facts), stale: old, random };
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly teacher: (of: Class) => Teacher;
  /** Reinforced rather than shown answers, or answering exactly as it is taught. */
  readonly how?: "reinforced" | "exact";
}

export const STUDENTS: readonly Listed[] = [
  {
    id: "supervised",
    title: "told what is right",
    objective: "what is right",
    diagram: "supervised.cid",
    teacher: ({ key }) => supervisor(key),
  },
  {
    id: "amplified",
    title: "taught by amplification",
    objective: "the amplified answer",
    diagram: "diagram.cid",
    teacher: ({ task, facts }) => amplifier(task, facts),
  },
  {
    id: "slips",
    title: "by a person who slips",
    objective: "the amplified answer",
    diagram: "diagram.cid",
    teacher: ({ task, facts, stale, random }) => slipping(task, facts, stale, random.fork(2)),
  },
  {
    id: "stale",
    title: "by notes out of date",
    objective: "the amplified answer",
    diagram: "stale.cid",
    teacher: ({ task, notes }) => amplifier(task, notes),
  },
  {
    id: "reinforced",
    title: "paid for agreeing, shown nothing",
    objective: "agreement with the amplified answer",
    diagram: "diagram.cid",
    teacher: ({ task, facts }) => amplifier(task, facts),
    how: "reinforced",
  },
  {
    id: "exact",
    title: "by notes out of date, exactly",
    objective: "the amplified answer",
    diagram: "stale.cid",
    teacher: ({ task, notes }) => amplifier(task, notes),
    how: "exact",
  },
];

export function studentCalled(id: string): Listed {
  const listed = STUDENTS.find((one) => one.id === id);
  if (listed === undefined) throw new RangeError(`no student is called ${id}`);
  return listed;
}

/** A student at the end, and what it took. */
export interface Outcome {
  readonly answers: Answers;
  readonly agreement: number;
  readonly asked: number;
  readonly begun: number;
  /** Steps after which it was right at 99 % of the hardest level, if it ever was. */
  readonly reached: number | undefined;
}

type Running = Pick<LabContext, "signal"> & { readonly onRound?: (report: Report) => void };

export function outcomeOf(
  { teacher: teacherOf, how }: Listed,
  of: Class,
  settings: Settings,
  { signal, onRound }: Running,
): Outcome {
  const { units = 32, steps = 800, tries = 4000 } = settings;
  const { task, facts, notes, random } = of;
  const teacher = counted(teacherOf(of));
  const done = { reached: undefined, begun: task.levels };
  if (how === "exact") {
    const answers = exactlyAsTaught(task, notes);
    return { ...done, answers, agreement: 1, asked: 0 };
  }
  if (how === "reinforced") {
    const options = { random: random.fork(5), units, tries, signal };
    const answers = reinforced(task, teacher, options);
    const asked = teacher.asked;
    return { ...done, answers, agreement: agreementOf(task, teacher, answers), asked };
  }
  let reached: number | undefined;
  const report = schooled(task, teacher, {
    random: random.fork(5),
    units,
    steps,
    signal,
    onRound(now) {
      if (shareRight(task, facts, now.answers, task.levels) >= 0.99) reached ??= now.done;
      onRound?.(now);
    },
  });
  return { ...report, reached, asked: teacher.asked };
}

function counted(teacher: Teacher): Teacher & { asked: number } {
  const counting = {
    ...teacher,
    asked: 0,
    says: (...question: Parameters<Teacher["says"]>) => {
      counting.asked++;
      return teacher.says(...question);
    },
  };
  return counting;
}

function agreementOf(task: Task, teacher: Teacher, answers: Answers): number {
  const agreeing = answers.map((given, level) =>
    given.map((answer, question) => answer === teacher.says(level, question, answers)),
  );
  const all = agreeing.flat();
  return all.filter(Boolean).length / all.length;
}

export function studentRow(
  listed: Listed,
  settings: Settings,
  { seed, signal, diagram }: LabContext,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const { steps = 800 } = settings;
  const of = classOf(settings, seed);
  let round = 0;
  const outcome = outcomeOf(listed, of, settings, {
    signal,
    onRound(report) {
      round++;
      // Every round early on, when most is learnt.
      if (report.done > steps / 3 && round % 4 > 0 && report.done < steps) return;
      onPoint?.({ agent: listed.id, done: report.done, values: measuresOf(of, report) });
    },
  });
  const { asked, reached } = outcome;
  const parameters = new Map([["mistaken", of.stale / of.task.entries]]);
  const meter = incentiveMeter(diagram(listed.diagram), { decision: "A" }, "At", { parameters });
  return {
    agent: listed.id,
    values: {
      ...measuresOf(of, outcome),
      labels: of.key.told,
      asked,
      ...(reached === undefined ? {} : { reached }),
      meter: meter.value,
    },
  };
}

function measuresOf(
  { task, facts }: Class,
  { answers, agreement, begun }: Pick<Outcome, "answers" | "agreement" | "begun">,
): LabRow["values"] {
  return {
    paid: agreement,
    right: shareRight(task, facts, answers, task.levels),
    base: shareRight(task, facts, answers, 0),
    begun,
  };
}
