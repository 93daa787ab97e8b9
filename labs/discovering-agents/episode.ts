/** A system built and let go three times: in the world as it is, on reversed ice, with moved cheese. */
import type { BoardPiece, LabEpisode, LabFrame } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { boardOf } from "../src/board.ts";
import { show } from "../src/findings.ts";
import { builtIn, worldsAround } from "./responses.ts";
import type { MouseWorld, System } from "./systems.ts";
import { worths } from "./systems.ts";

const MAP = ["   "];
const SIDES = ["left", "right"] as const;
const WORLDS = [
  "the world as it is",
  "a world with the ice reversed",
  "a world with the cheese moved",
];

export function mouseEpisode(system: System, world: MouseWorld, seed: number): LabEpisode {
  const random = Random.seeded(seed).fork(7);
  const frames: LabFrame[] = [];
  let found = 0;
  /** Share of the worlds so far in which the cheese was eaten. */
  let eaten = 0;
  for (const [which, changed] of worldsAround(world).entries()) {
    const right = builtIn(system, world, which, seed);
    const cheese = Number(random.unit() < changed.cheese);
    const step = Number(random.unit() < right);
    const slips = random.unit() < changed.slip;
    const place = slips ? 1 - step : step;
    const [ofLeft, ofRight] = worths(changed);
    frames.push({
      caption: `Built in ${WORLDS[which]}: a step goes the other way with chance ${show(changed.slip, 2)}, the cheese is right with chance ${show(changed.cheese, 2)}; left is worth ${show(ofLeft, 2)}, right ${show(ofRight, 2)}.`,
      scene: boardOf(MAP, [cheesePiece(cheese), mouse(1, system.title)]),
      totals: { eaten },
      variables: {},
    });
    frames.push({
      caption: `It steps ${SIDES[step]} (it steps right with chance ${show(right, 2)}).`,
      scene: boardOf(MAP, [cheesePiece(cheese), mouse(1, system.title), wanted(step)]),
      totals: { eaten },
      variables: { D: SIDES[step] ?? "" },
    });
    const eats = Number(place === cheese);
    found += eats;
    eaten = found / (which + 1);
    frames.push({
      caption: `${slips ? "It slips and arrives" : "It arrives"} ${SIDES[place]}; the cheese is ${eats === 1 ? "there" : `${SIDES[cheese]}`}.`,
      scene: boardOf(MAP, [cheesePiece(cheese), mouse(2 * place, system.title)]),
      totals: { eaten },
      variables: { D: SIDES[step] ?? "", X: SIDES[place] ?? "", U: eats },
    });
  }
  return { agent: system.id, frames };
}

function mouse(x: number, title: string): BoardPiece {
  return { x, y: 0, kind: "agent", label: "M", title };
}

function cheesePiece(side: number): BoardPiece {
  return { x: 2 * side, y: 0, kind: "goal", label: "C", title: "cheese" };
}

function wanted(step: number): BoardPiece {
  const label = step === 1 ? "→" : "←";
  return { x: 2 * step, y: 0, kind: "mark", label, title: "where it steps" };
}
