/** Frames of this lab: a forecast, what comes of it, and whatever else is told, as bars. */
import type { BarsScene, LabFrame } from "@cidery/core/lab";
import { barFrames } from "../src/barFrames.ts";

/** Makes the frames of one world, which differ in their bars and words only. */
export function framesOf({
  marked,
  ...look
}: Pick<BarsScene, "title" | "unit" | "range"> & {
  /** The label of the bar that tells what came to pass. */
  readonly marked: string;
}) {
  const frame = barFrames(look);
  return (
    bars: readonly (readonly [label: string, value: number])[],
    totals: LabFrame["totals"],
    variables: LabFrame["variables"],
    caption: string,
  ): LabFrame =>
    frame(
      bars.map(([label, value]) => [label, value, label === marked] as const),
      totals,
      variables,
      caption,
    );
}
