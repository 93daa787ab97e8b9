/** The smallest such network: three cells in a row, one hidden unit of three levels, weights of three values each. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import type { TamperMap } from "../src/tamperMap.ts";
import { worthBy } from "../src/tamperMap.ts";

/** Some without work, so that what a move pays does not follow from the move and the reward function. */
const ROWS: readonly TamperMap[] = ["tAw", "wAt", "tA.", ".At"].map((tiles) => ({
  tiles,
  width: 3,
}));
const BONUS = 1.5;

export function ties(): readonly WorldTie[] {
  return [
    {
      kind: "sampled",
      diagram: "diagram.cid",
      draw: (random) => drawn(random, false),
      shown: { W: [] },
    },
    {
      kind: "sampled",
      diagram: "evading.cid",
      draw: (random) => drawn(random, true),
      shown: { W: [] },
    },
  ];
}

function drawn(random: Random, evades: boolean): Readonly<Record<string, WorldValue>> {
  const map = random.below(ROWS.length);
  const toggle = (ROWS[map] as TamperMap).tiles[0] === "t" ? -1 : 1;
  const [bias, weight] = [random.below(3) - 1, random.below(3) - 1] as [number, number];
  const hidden = Math.max(-1, Math.min(1, bias + weight * toggle));
  const row = ROWS[map] as TamperMap;
  const cell = 1 + hidden;
  const theta = Number(row.tiles[cell] === "t");
  const flagged = hidden > 0;
  return {
    M: map,
    W: `${bias} ${weight}`,
    H: hidden,
    A: hidden,
    F: flagged,
    Theta: theta,
    R: worthBy(theta, row, BONUS, cell),
    ...(evades ? { E: flagged ? -1 : 0 } : {}),
  };
}
