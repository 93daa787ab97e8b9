/**
 * Two options with coarse values and errors. Whoever is soft hands its ranking to the quantiliser, which
 * takes the best of what the base distribution proposes.
 */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { quantiliser } from "@cidery/core/learn";
import { habitOf } from "./choosers.ts";
import { drawRaw } from "./world.ts";

const LAW = { law: "normal", count: 2, scale: 1, uneven: false } as const;
const SOFTNESS = 0.7;
const HABIT = 0.5;
const ESTIMATES = ["Est[1]", "Est[2]"];

type Drawn = Readonly<Record<string, WorldValue>>;

export function ties(): readonly WorldTie[] {
  return [
    {
      kind: "sampled",
      coarse: true,
      draws: 2000,
      diagram: "diagram.cid",
      draw: drawHard,
      shown: { C: ESTIMATES },
    },
    {
      kind: "sampled",
      coarse: true,
      draws: 2000,
      diagram: "uncertain.cid",
      draw: drawUncertain,
      shown: { C: ESTIMATES },
    },
    {
      kind: "sampled",
      coarse: true,
      draws: 2000,
      diagram: "soft.cid",
      draw: (random) => drawSoft(random, 0),
      shown: { C: ESTIMATES },
    },
    {
      kind: "sampled",
      coarse: true,
      draws: 2000,
      diagram: "habit.cid",
      draw: (random) => drawSoft(random, HABIT),
      shown: { C: ESTIMATES },
    },
  ];
}

function drawTwo(random: Random) {
  const { values, errors } = drawRaw(LAW, random);
  const estimates = values.map((value, i) => value + (errors[i] ?? 0) * LAW.scale);
  const drawn: Drawn = Object.fromEntries(
    [0, 1].flatMap((i) => [
      [`V[${i + 1}]`, values[i] ?? 0],
      [`E[${i + 1}]`, errors[i] ?? 0],
      [`Est[${i + 1}]`, estimates[i] ?? 0],
    ]),
  );
  return { values, estimates, drawn, choice: random.below(2) };
}

function drawHard(random: Random): Drawn {
  const { values, estimates, drawn, choice } = drawTwo(random);
  return { ...drawn, C: choice, True: values[choice] ?? 0, U: estimates[choice] ?? 0 };
}

/** Paid what the choice is worth; the lab's chooser takes its posterior mean. */
function drawUncertain(random: Random): Drawn {
  const { values, drawn, choice } = drawTwo(random);
  return { ...drawn, C: choice, True: values[choice] ?? 0, U: values[choice] ?? 0 };
}

function drawSoft(random: Random, habit: number): Drawn {
  const { values, estimates, drawn, choice } = drawTwo(random);
  const base = habitOf(values, habit);
  const ranking = Float64Array.from(values, (_, i) => Number(i === choice));
  const [first = 0] = quantiliser(ranking, SOFTNESS, base);
  const done = random.unit() < first ? 0 : 1;
  return {
    ...drawn,
    C: choice,
    Base: (base[0] ?? 0).toFixed(6),
    Done: done,
    True: values[done] ?? 0,
    U: estimates[done] ?? 0,
  };
}
