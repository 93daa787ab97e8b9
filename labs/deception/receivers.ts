/**
 * Whom the signal is for. One who knows what sincere signals mean takes them at their word; one who learns is first taught
 * with signallers that are sincere, a quarter of the lessons with the strength in view, and may go on learning afterwards.
 */
import type { Random } from "@cidery/core";
import { better, Estimates } from "./estimates.ts";
import type { Bit, Course, Reply, View, War } from "./world.ts";
import { coursesOf, drawCourse, receiverGets, SINCERE, viewOf } from "./world.ts";

/** The best reply to sincere signallers, exactly: literally where both replies are as good. */
export function credulous(war: War): Reply {
  const courses = coursesOf(war);
  const table = new Map<string, [number, number]>();
  for (const course of courses) {
    const view = viewOf(course, SINCERE[course.scouted]);
    const row = table.get(keyOf(view)) ?? [0, 0];
    table.set(keyOf(view), row);
    for (const reply of [0, 1] as const)
      row[reply] += course.probability * receiverGets(course, reply);
  }
  return (view) => better(table.get(keyOf(view)), literal(view));
}

/** What it would do if it saw nothing of the move: by the inspection, else by what is likelier. */
export function unmoved({ strong }: War): Reply {
  return ({ type }) => type ?? (strong >= 0.5 ? 1 : 0);
}

function keyOf({ move, type }: View): string {
  return `${move} ${type ?? "?"}`;
}

function literal({ move, type }: View): Bit {
  return type ?? move;
}

const INSPECTED_LESSONS = 0.25;

/** Learns what each reply brings, view by view. */
export class Learning {
  readonly #estimates = new Estimates();

  /** As learnt so far, without trying things out. */
  readonly reply: Reply = (view) => this.#estimates.best(keyOf(view), literal(view));

  /** One round of learning: replies to what it sees, and hears what was right. @returns the reply */
  meets(course: Course, move: Bit, random: Random): Bit {
    const view = viewOf(course, move);
    const reply = this.#estimates.tries(keyOf(view), literal(view), random);
    this.#estimates.learns(keyOf(view), reply, receiverGets(course, reply));
    return reply;
  }
}

export function taught(war: War, lessons: number, random: Random): Learning {
  const learning = new Learning();
  const school = { ...war, check: Math.max(war.check, INSPECTED_LESSONS) };
  for (let i = 0; i < lessons; i++) {
    const course = drawCourse(school, random);
    learning.meets(course, SINCERE[course.scouted], random);
  }
  return learning;
}
