/** Frames in which what happens is told by bars, some of them marked, under one heading. */
import type { BarsScene, LabFrame } from "@cidery/core/lab";

export function barFrames(look: Pick<BarsScene, "title" | "unit" | "range">) {
  return (
    bars: readonly (readonly [label: string, value: number, marked?: boolean])[],
    totals: LabFrame["totals"],
    variables: LabFrame["variables"],
    caption: string,
  ): LabFrame => ({
    caption,
    scene: {
      kind: "bars",
      ...look,
      bars: bars.map(([label, value, marked = false]) => ({ label, value, marked })),
    },
    totals,
    variables,
  });
}
