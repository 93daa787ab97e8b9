/** The house written out without the time, as a window of two steps that begins anywhere. */
import type { StepVariable, TabulatedParts, WorldTie } from "@cidery/core/lab";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
import type { HouseOptions, HouseState } from "./world.ts";
import { asItComes, awakeIn, byAll, houseWorld, tileOf, worthWhere } from "./world.ts";

/** No two values alike, so that nothing is hidden by chance. */
const OPTIONS: HouseOptions = {
  horizon: 3,
  love: 1.2,
  work: 1,
  sweets: 0.8,
  joy: 1.5,
  binding: 0.7,
  timeless: true,
};

type Step = Readonly<Record<string, StepVariable<HouseState>>>;

const FEATURES: Pick<TabulatedParts<HouseState>, "decision" | "state" | "remembers"> = {
  decision: "A",
  state: { S: ({ cell }) => cell, Theta: ({ theta }) => theta },
  remembers: true,
};

/** By what was awake where the window began. */
const fromStart: StepVariable<HouseState> = {
  of: (_before, _action, after, first) => worthWhere(awakeIn(first), tileOf(after), OPTIONS),
  index: "arrival",
  fromStart: true,
};

const place = ({ cell }: HouseState): string => String(cell);
const both = ({ cell, theta }: HouseState): string => `${cell} ${theta}`;

export function ties(): readonly WorldTie[] {
  const cases = [{ table: tabulate(houseWorld(OPTIONS)) }];
  const tie = (diagram: string, step: Step, shown = both): WorldTie =>
    tabulatedTie({ ...FEATURES, cases, diagram, step, shown, shownFirst: both });
  return [
    tie("diagram.cid", { R: { of: asItComes(OPTIONS), index: "arrival" } }),
    tie("present.cid", { R: fromStart }, place),
    tie("foreseeing.cid", {
      R: fromStart,
      // The later self judges by what is awake where it stands.
      "Q[3]": {
        of: (before, _action, after) => worthWhere(awakeIn(before), tileOf(after), OPTIONS),
        index: "arrival",
      },
    }),
    tie("whole.cid", { R: { of: byAll(OPTIONS), index: "arrival" } }),
  ];
}
