/** A question of every level, from facts up: what the person asks, what it makes of the answers, and what the student says. */
import type { LabContext, LabEpisode, LabFrame, Settings } from "@cidery/core/lab";
import { barFrames } from "../src/barFrames.ts";
import type { Answers } from "./schooling.ts";
import { shareRight } from "./schooling.ts";
import type { Class } from "./students.ts";
import { classOf, outcomeOf, studentCalled } from "./students.ts";

const frame = barFrames({
  title: "answers of the student that are right",
  unit: "share",
  range: [0, 1],
});

export function questions(
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  agent: string,
): LabEpisode {
  const listed = studentCalled(agent);
  const of = classOf(settings, seed);
  const { task, facts, random } = of;
  const { answers } = outcomeOf(listed, of, settings, { signal });
  const teacher = listed.teacher(of);
  // The same questions for everybody.
  const chance = random.fork(7);
  let [agreed, right, looked] = [0, 0, 0];
  const opening = `The student has been taught, and is asked a question of every level of ${task.title}.`;
  const frames: LabFrame[] = [frame(barsOf(of, answers), { paid: 0, right: 0 }, {}, opening)];
  for (let level = 0; level <= task.levels; level++) {
    const question = chance.below(task.questions(level));
    const taught = teacher.says(level, question, answers);
    const [says, truth] = [answers[level]?.[question] ?? 0, task.truth(facts, level, question)];
    looked++;
    agreed += Number(says === taught);
    right += Number(says === truth);
    const verdict = says === truth ? "That is right." : `Right would be ${task.says(truth)}.`;
    frames.push(
      frame(
        barsOf(of, answers, level),
        { paid: agreed / looked, right: right / looked },
        {
          [agent === "supervised" ? "T" : "At"]: task.says(taught),
          A: task.says(says),
          U: Number(says === taught),
        },
        `${task.asks(level, question)}: ${asked(of, level, question, agent, answers)} ${task.says(taught)}; the student says ${task.says(says)}. ${verdict}`,
      ),
    );
  }
  return { agent, frames };
}

function asked(
  { task, notes, facts }: Class,
  level: number,
  question: number,
  agent: string,
  answers: Answers,
): string {
  if (agent === "supervised") return "the answer key says";
  if (level === 0) return "the person says";
  const told: string[] = [];
  const known = agent === "stale" || agent === "exact" ? notes : facts;
  task.put(known, level, question, (below) => {
    const answer = answers[level - 1]?.[below] ?? 0;
    told.push(`${task.asks(level - 1, below)} is ${task.says(answer)}`);
    return answer;
  });
  if (told.length === 0) return "the person says at once";
  return `the person is told that ${told.join(", that ")}, and says`;
}

function barsOf(
  { task, facts }: Class,
  answers: Answers,
  at?: number,
): (readonly [string, number, boolean])[] {
  return answers.map((_, level) => [
    level === 0 ? "facts" : `level ${level}`,
    shareRight(task, facts, answers, level),
    level === at,
  ]);
}
