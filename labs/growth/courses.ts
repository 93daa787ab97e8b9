/** The courses the lab compares, and what is measured of one. None of them learns: growth is simulated. */
import type { Settings } from "@cidery/core/lab";
import { SHARES, shares } from "./forecast.ts";
import type { Growth, Researcher } from "../src/growth.ts";
import { doublingTimes, fastestYear } from "../src/growth.ts";

export interface Course {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly researcher: Researcher;
  /** It also answers for what is not known, over the published ranges. */
  readonly forecasts: boolean;
}

const ABILITY = "ability";

export const COURSES: readonly Course[] = [
  {
    id: "augmentation",
    title: "people do the research",
    objective: ABILITY,
    diagram: "level.cid",
    researcher: "people",
    forecasts: false,
  },
  {
    id: "network",
    title: "the network does the research, the jump only augments",
    objective: ABILITY,
    diagram: "network.cid",
    researcher: "network",
    forecasts: true,
  },
  {
    id: "acceleration",
    title: "all of ability does the research, the jump accelerates",
    objective: ABILITY,
    diagram: "diagram.cid",
    researcher: "ability",
    forecasts: false,
  },
];

export function growthOf(settings: Settings, researcher: Researcher): Growth {
  const { r = 1.2, p = 0.3, f = 8, limit = 11, jump = 5 } = settings;
  return { r, p, f, limit, jump, researcher };
}

/** @throws RangeError for an id without a course */
export function courseCalled(id: string): Course {
  const found = COURSES.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no course is called ${id}`);
  return found;
}

export function valuesOf(
  settings: Settings,
  { researcher, forecasts }: Course,
  seed: number,
): Record<string, number> {
  const growth = growthOf(settings, researcher);
  const times = doublingTimes(growth);
  const steps = times.slice(1).map((at, i) => at - (times[i] as number));
  const { draws = 2000 } = settings;
  const found = forecasts ? shares(seed, draws) : [];
  return {
    ability: doublingsBy(times, 12) + Math.log2(growth.jump),
    fastest: fastestYear(times),
    doubling: Math.min(...steps),
    ratio: (steps[1] ?? 1) / (steps[0] ?? 1),
    ...Object.fromEntries(found.map((share, i) => [SHARES[i]?.name ?? "", share])),
  };
}

/** Doublings of S that are complete by then. */
export function doublingsBy(times: readonly number[], month: number): number {
  return times.filter((at) => at <= month).length - 1;
}
