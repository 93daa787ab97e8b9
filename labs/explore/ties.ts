/** The corridor written out without the time, as a window of two steps; whoever walks remembers what it saw. */
import type { TabulatedParts, WorldTie } from "@cidery/core/lab";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
import type { CorridorOptions, CorridorState } from "./world.ts";
import { corridorWorld } from "./world.ts";

const OPTIONS: CorridorOptions = {
  horizon: 3,
  safe: 0.6,
  prior: 0.5,
  flip: 0.5,
  sure: 0.8,
  drift: 0,
  timeless: true,
};

const MOVES = { ...OPTIONS, drift: 0.2 };

type Parts = Omit<TabulatedParts<CorridorState>, "diagram" | "cases" | "shown" | "remembers">;

const FEATURES: Parts = {
  decision: "A",
  state: { S: ({ cell }) => cell, P: ({ paid }) => paid },
  step: { R: { of: (_before, _action, { paid }) => paid, index: "arrival" } },
};

const seen = ({ cell, paid }: CorridorState): string => `${cell} ${paid}`;

export function ties(): readonly WorldTie[] {
  const still = [{ table: tabulate(corridorWorld(OPTIONS)) }];
  const moving = [{ table: tabulate(corridorWorld(MOVES)) }];
  const lasting = {
    D: ({ flipped }: CorridorState) => flipped,
    G: ({ pays }: CorridorState) => pays,
  };
  return [
    tabulatedTie({
      ...FEATURES,
      lasting,
      cases: still,
      diagram: "diagram.cid",
      shown: seen,
      remembers: true,
    }),
    tabulatedTie({
      ...FEATURES,
      lasting,
      cases: still,
      diagram: "deaf.cid",
      shown: () => "",
      remembers: false,
    }),
    tabulatedTie({
      ...FEATURES,
      lasting,
      cases: still,
      diagram: "forgetful.cid",
      shown: ({ cell }) => String(cell),
      remembers: false,
    }),
    tabulatedTie({
      ...FEATURES,
      state: { ...FEATURES.state, G: ({ pays }) => pays },
      lasting: { D: ({ flipped }) => flipped },
      cases: moving,
      diagram: "moving.cid",
      shown: seen,
      remembers: true,
    }),
  ];
}
