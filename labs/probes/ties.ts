/** The smallest such network: three cells in a row, one hidden unit of three levels, weights of three values each. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import type { TamperMap } from "../src/tamperMap.ts";
import { worthBy } from "../src/tamperMap.ts";

const ROWS: readonly TamperMap[] = [
  { tiles: "tAw", width: 3 },
  { tiles: "wAt", width: 3 },
];
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
  const side = random.below(2);
  const [bias, weight] = [random.below(3) - 1, random.below(3) - 1] as [number, number];
  const hidden = Math.max(-1, Math.min(1, bias + weight * (2 * side - 1)));
  const row = ROWS[side] as TamperMap;
  const cell = 1 + hidden;
  const theta = Number(row.tiles[cell] === "t");
  const flagged = hidden > 0;
  return {
    M: side,
    W: `${bias} ${weight}`,
    H: hidden,
    A: hidden,
    F: flagged,
    Theta: theta,
    R: worthBy(theta, row, BONUS, cell),
    ...(evades ? { E: flagged ? -1 : 0 } : {}),
  };
}
