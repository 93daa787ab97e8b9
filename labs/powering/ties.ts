/** Two steps on in a ring of three, asked of somebody who slips, and of notes an entry of which may be out of date. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { amplifier, slipping } from "./schooling.ts";
import type { Facts, Task } from "./tasks.ts";
import { TASKS } from "./tasks.ts";

const RING = (TASKS[0] as (typeof TASKS)[number])({ size: 3, levels: 1 });
const WAYS = { on: [1, 2, 0], back: [2, 0, 1] } as const;
const NONE = 3;

export function ties(): readonly WorldTie[] {
  const slips = (random: Random) => drawn(random, false);
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: slips, shown: { A: ["S", "X"] } },
    {
      kind: "sampled",
      diagram: "supervised.cid",
      draw: (random) => drawn(random, true),
      shown: { A: ["S", "X"] },
    },
    { kind: "sampled", diagram: "stale.cid", draw: byNotes, shown: { A: ["S", "X", "N"] } },
  ];
}

function drawn(random: Random, told: boolean): Readonly<Record<string, WorldValue>> {
  const [way, question, answer] = [wayOf(random), random.below(3), random.below(3)];
  const facts = WAYS[way];
  const person = slipping(RING, facts, 1, random);
  const { first, last } = asked(RING, facts, question, (below) => person.says(0, below, []));
  const right = RING.truth(facts, 1, question);
  const U = Number(answer === (told ? right : last));
  return { S: way, X: question, B: first, At: last, T: right, A: answer, U };
}

function byNotes(random: Random): Readonly<Record<string, WorldValue>> {
  const [way, question, answer] = [wayOf(random), random.below(3), random.below(3)];
  const facts = WAYS[way];
  const stale = random.below(NONE + 1);
  const notes = facts.map((next, at) => (at === stale ? at : next));
  const person = amplifier(RING, notes);
  const { first, last } = asked(RING, notes, question, (below) => person.says(0, below, []));
  const T = RING.truth(facts, 1, question);
  const U = Number(answer === last);
  return { S: way, X: question, N: stale, B: first, At: last, T, A: answer, U };
}

function wayOf(random: Random): keyof typeof WAYS {
  return random.pick(["on", "back"] as const);
}

/** What was answered below, and what was made of it. */
function asked(
  task: Task,
  notes: Facts,
  question: number,
  says: (below: number) => number,
): { readonly first: number; readonly last: number } {
  const told: number[] = [];
  const last = task.put(notes, 1, question, (below) => {
    const answer = says(below);
    told.push(answer);
    return answer;
  });
  return { first: told[0] ?? last, last };
}
