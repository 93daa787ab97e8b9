import { join } from "node:path";
import { expect, test } from "vitest";
import { Random } from "@cidery/core";
import { readDiagram } from "../test/readDiagram.ts";
import { testLab } from "../test/labPromises.ts";
import { powering } from "./lab.ts";
import { answerKey, shareRight, exactlyAsTaught, supervisor } from "./schooling.ts";
import { outOfDate, TASKS } from "./tasks.ts";

testLab(powering, 1);

const context = {
  seed: 1,
  effort: "quick" as const,
  diagram: (file: string) => readDiagram(join(import.meta.dirname, file)),
  signal: { aborted: false },
  onProgress: () => {},
};

test("in every task right answers, put together, are right, and the answer key counts who looks", () => {
  for (const of of TASKS)
    for (const seed of [1, 2, 3]) {
      const task = of({ size: 10, levels: 4 });
      const facts = task.draw(Random.seeded(seed));
      for (let level = 0; level <= task.levels; level++)
        for (let question = 0; question < task.questions(level); question++) {
          const right = task.truth(facts, level, question);
          const said = task.put(facts, level, question, (below) =>
            task.truth(facts, level - 1, below),
          );
          expect([task.title, level, question, said]).toEqual([task.title, level, question, right]);
          expect(right).toBeLessThan(task.answers);
        }
    }
  const task = (TASKS[0] as (typeof TASKS)[number])({ size: 6, levels: 2 });
  const key = answerKey(task, task.draw(Random.seeded(1)));
  const teacher = supervisor(key);
  teacher.says(0, 3, []);
  expect(key.told).toBe(0);
  teacher.says(2, 3, []);
  expect(key.told).toBe(1);
});

test("as many entries are out of date as are asked for, and a level up twice as many answers are wrong at most", () => {
  for (const of of TASKS) {
    const task = of({ size: 12, levels: 3 });
    const random = Random.seeded(4);
    const facts = task.draw(random);
    const notes = outOfDate(task, facts, 3, random);
    expect(notes.filter((note, i) => note !== facts[i])).toHaveLength(3);
  }
  const task = (TASKS[0] as (typeof TASKS)[number])({ size: 12, levels: 3 });
  for (let seed = 1; seed <= 50; seed++) {
    const random = Random.seeded(seed);
    const facts = task.draw(random);
    const answers = exactlyAsTaught(task, outOfDate(task, facts, 1, random));
    const wrong = answers.map((_, level) => 1 - shareRight(task, facts, answers, level));
    for (const [level, share] of wrong.entries())
      if (level > 0) expect(share).toBeLessThanOrEqual(2 * (wrong[level - 1] ?? 0) + 1e-9);
  }
});

test("where more entries would be out of date than there are, all are", () => {
  const facts = { size: 6, levels: 1, task: 4, units: 4, steps: 100 };
  const [all, more] = [4, 6].map((stale) =>
    powering.run({ ...facts, stale }, { ...context, agents: ["exact"] }),
  );
  expect(more).toEqual(all);
});
