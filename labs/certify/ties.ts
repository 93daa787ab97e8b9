/** Three maps, written out: which variables of the diagrams are which features of their worlds. */
import type { WorldTie } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
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

export function ties(): readonly WorldTie[] {
  const random = Random.seeded(1);
  const maps = [BESIDE, drawMap(3, random), drawMap(4, random)];
  return maps.flatMap((map) => [
    tie("diagram.cid", map, "implemented"),
    tie("current.cid", map, "first"),
  ]);
}
