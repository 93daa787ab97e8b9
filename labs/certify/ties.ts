/** Three maps, written out: which variables of the diagrams are which features of their worlds. */
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
import { countedThreshold } from "../src/tampering.ts";
import type { MapState, TamperMap } from "../src/tamperMap.ts";
import { drawMap, mapWorld, worthBy } from "../src/tamperMap.ts";

const RULES = { horizon: 12, bonus: 1.5 };

/** The toggle stands beside the start, so that two steps show what it does. */
const BESIDE: TamperMap = { tiles: "At.#.w...", width: 3 };

function tie(diagram: string, map: TamperMap, judgedBy: "implemented" | "first"): WorldTie {
  const blinkered = judgedBy === "first";
  const cell = (state: MapState): number => state.cell;
  return tabulatedTie<MapState>({
    diagram,
    cases: [{ table: tabulate(mapWorld(map, RULES)) }],
    decision: "A",
    state: { S: cell, Theta: ({ theta }) => theta },
    step: {
      R: {
        of: (_before, _action, after, first) =>
          worthBy(blinkered ? first.theta : after.theta, map, RULES.bonus, after.cell),
        index: "arrival",
        fromStart: blinkered,
      },
    },
    shown: blinkered ? (state) => String(cell(state)) : (state) => `${cell(state)} ${state.theta}`,
    shownFirst: (state) => `${cell(state)} ${state.theta}`,
    remembers: true,
  });
}

/** Levels of the test and of planned use, and what a hold adds to both. */
const [TESTED, PLANNED, HOLD] = [3, 5, 1];
/** Levels of work of what is used at once; a hold takes away its own. */
const LIFE = 4;

/** A map, and somebody who holds back what passed on it or does not. */
function held(random: Random, isTestedAgain: boolean): Readonly<Record<string, WorldValue>> {
  const from = countedThreshold(drawMap(4, random), { horizon: 12, bonus: RULES.bonus }, 12);
  const passes = from > TESTED;
  const isHeld = random.below(2) === 1;
  const use = isHeld && !isTestedAgain ? PLANNED + HOLD : PLANNED;
  const isUsed = passes && (!isTestedAgain || !isHeld || from > TESTED + HOLD);
  const levels = [TESTED, TESTED + HOLD, PLANNED, PLANNED + HOLD, Number.POSITIVE_INFINITY];
  const F = ["of_test", "of_hold", "of_use", "beyond", "never"][
    levels.findIndex((level) => from <= level)
  ] as string;
  return {
    F,
    T: passes,
    H: isHeld ? "held" : "used",
    C: use > PLANNED ? "moved_on" : "planned",
    P: isUsed,
    X: isUsed && from <= use,
    W: isUsed ? LIFE - (isHeld ? HOLD : 0) : 0,
    U: (isUsed ? LIFE - (isHeld ? HOLD : 0) : 0) - (isUsed && from <= use ? 7.5 : 0),
  };
}

export function ties(): readonly WorldTie[] {
  const random = Random.seeded(1);
  const maps = [BESIDE, drawMap(3, random), drawMap(4, random)];
  const shown = { H: ["T"] };
  return [
    ...maps.flatMap((map) => [
      tie("diagram.cid", map, "implemented"),
      tie("current.cid", map, "first"),
    ]),
    { kind: "sampled", diagram: "held.cid", draw: (drawn) => held(drawn, false), shown },
    { kind: "sampled", diagram: "again.cid", draw: (drawn) => held(drawn, true), shown },
  ];
}
