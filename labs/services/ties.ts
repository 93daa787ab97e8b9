/** Three cells in a row, toggle, start and work, and calls of one step; everybody does anything. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import type { TamperMap } from "../src/tamperMap.ts";
import { moved, worthBy } from "../src/tamperMap.ts";
import { PLACE_NAMES, PLACES } from "./world.ts";

const ROW: TamperMap = { tiles: "tAw", width: 3 };
const BONUS = 1.5;

export function ties(): readonly WorldTie[] {
  return [
    tie("diagram.cid", false, ["S[1]", "Theta[1]", "S[2]", "Theta[2]"]),
    tie("people.cid", true, ["S[1]", "Theta[1]", "S[2]", "Theta[2]"]),
    tie("bounded.cid", false, ["S[2]", "Theta[2]"]),
  ];
}

function tie(diagram: string, byPeople: boolean, second: readonly string[]): WorldTie {
  return {
    kind: "sampled",
    diagram,
    draw: (random) => twoCalls(byPeople, random),
    shown: {
      "C[1]": ["S[1]", "Theta[1]"],
      "A[1]": ["S[1]", "C[1]"],
      "C[2]": second,
      "A[2]": ["S[2]", "C[2]"],
    },
    draws: 6000,
  };
}

function twoCalls(byPeople: boolean, random: Random): Readonly<Record<string, WorldValue>> {
  let cell = random.below(3);
  let theta = random.below(2);
  const drawn: Record<string, WorldValue> = { "S[1]": cell, "Theta[1]": theta };
  for (const call of [1, 2]) {
    const [sent, action] = [random.below(3), random.pick([0, 2, 4])];
    cell = moved(ROW, cell, action);
    if (ROW.tiles[cell] === "t") theta = 1;
    drawn[`C[${call}]`] = PLACE_NAMES[sent] ?? "";
    drawn[`A[${call}]`] = action;
    drawn[`S[${call + 1}]`] = cell;
    drawn[`Theta[${call + 1}]`] = theta;
    drawn[`P[${call}]`] = Number(ROW.tiles[cell] === PLACES[sent]);
    drawn[`R[${call}]`] = worthBy(byPeople ? 0 : theta, ROW, BONUS, cell);
  }
  return drawn;
}
