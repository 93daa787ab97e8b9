/**
 * The same student reinforced: it is shown no answer, says one, and is paid if the amplified answer is the same. Level by level,
 * with a network for each: group-relative policy gradient needs a teacher that stays as it is while a level is learnt.
 */
import type { Random } from "@cidery/core";
import { groupRelative } from "@cidery/core/learn";
import { paidForAgreeing } from "../src/agreement.ts";
import type { Answers, Teacher } from "./schooling.ts";
import { rowsOf } from "./schooling.ts";
import type { Task } from "./tasks.ts";

interface Reinforcing {
  readonly random: Random;
  readonly units: number;
  /** Answers that are paid for or not, for each level. */
  readonly tries: number;
  readonly signal?: { readonly aborted: boolean };
}

/** A group is worth its name where it holds more answers than one; the price keeps trying alive. */
const LEARNER = { group: 16, groups: 8, price: 0.03 };

export function reinforced(
  task: Task,
  teacher: Teacher,
  { random, units, tries, signal }: Reinforcing,
): Answers {
  const { hidden, ...rest } = { hidden: [units], ...LEARNER };
  const answers: (readonly number[])[] = [];
  for (let level = 0; level <= task.levels; level++) {
    const below = answers.slice();
    const questions = Array.from({ length: task.questions(level) }, (_, question) => question);
    const seen = questions.map((question) => rowsOf(task, [[level, question]]));
    const { behaviour } = groupRelative({ hidden, ...rest }).train(
      paidForAgreeing({
        space: { shape: [task.inputs], low: 0, high: 1 },
        answers: task.answers,
        draw(from) {
          const question = from.pick(questions);
          const otherSays = () => teacher.says(level, question, below);
          return { seen: seen[question] as Float64Array, otherSays };
        },
      }),
      { episodes: tries, random: random.fork(level), rate: 0.02, ...(signal && { signal }) },
    );
    answers.push(seen.map((row) => behaviour.choose(row, task.answers, random)));
  }
  return answers;
}
