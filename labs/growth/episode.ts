/** A course as frames, a year of progress each: how long its doublings took. */
import type { LabEpisode, Settings } from "@cidery/core/lab";
import { barFrames } from "../src/barFrames.ts";
import { show } from "../src/findings.ts";
import { courseCalled, doublingsBy, growthOf } from "./courses.ts";
import { DOUBLINGS_A_YEAR, doublingTimes, fastestYear } from "../src/growth.ts";

export function growthEpisode(settings: Settings, agent: string): LabEpisode {
  const growth = growthOf(settings, courseCalled(agent).researcher);
  const times = doublingTimes(growth);
  const steps = times.slice(1).map((at, i) => at - (times[i] as number));
  const years = Math.max(1, Math.floor(steps.length / DOUBLINGS_A_YEAR));
  const frame = barFrames({
    title: "how long eight doublings took, year of progress by year",
    unit: "months",
    range: [0, Math.max(1, ...yearly(steps, years))],
  });
  const bars = (upTo: number) =>
    yearly(steps, years).map((months, y): readonly [string, number, boolean] => [
      `year ${y + 1}`,
      y < upTo ? months : 0,
      y === upTo - 1,
    ]);
  const jump = Math.log2(growth.jump);
  const start = frame(
    bars(0),
    { ability: 0, fastest: 0 },
    {},
    `Research is automated; scaffolding makes ability ${show(growth.jump, 1)} times as large.`,
  );
  const rest = Array.from({ length: years }, (_, y) => {
    const done = times.slice(0, (y + 1) * DOUBLINGS_A_YEAR + 1);
    const last = y === years - 1;
    const seen = last ? times : done;
    return frame(
      bars(y + 1),
      { ability: doublingsBy(seen, 12) + jump, fastest: fastestYear(seen) },
      {},
      `After ${show(done.at(-1) ?? 0, 1)} months there have been ${y + 1} years of progress at the recent pace.`,
    );
  });
  return { agent, frames: [start, ...rest] };
}

function yearly(steps: readonly number[], years: number): number[] {
  return Array.from({ length: years }, (_, y) =>
    steps
      .slice(y * DOUBLINGS_A_YEAR, (y + 1) * DOUBLINGS_A_YEAR)
      .reduce((sum, step) => sum + step, 0),
  );
}
