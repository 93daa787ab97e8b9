/** Monte Carlo over what is not known: the published ranges of Davidson & Houlden 2025. */
import { Random } from "@cidery/core";
import type { Growth } from "../src/growth.ts";
import { compressed, doublingTimes } from "../src/growth.ts";

/** Log-uniform but for the limit, which is uniform. */
export const RANGES = { f: [2, 32], r: [0.4, 3.6], limit: [6, 16], p: [0.15, 0.6] } as const;

/** Years of progress in how many months, and the published share. */
export const SHARES = [
  { name: "three_in_twelve", years: 3, months: 12, published: 0.6, within: 0.05 },
  { name: "three_in_four", years: 3, months: 4, published: 0.4, within: 0.05 },
  { name: "ten_in_twelve", years: 10, months: 12, published: 0.2, within: 0.1 },
  { name: "ten_in_four", years: 10, months: 4, published: 0.1, within: 0.1 },
] as const;

export type Ranges = Readonly<Record<keyof typeof RANGES, readonly [number, number]>>;

export function drawGrowth(random: Random, ranges: Ranges = RANGES): Growth {
  const between = ([low, high]: readonly [number, number]): number =>
    low * (high / low) ** random.unit();
  const [low, high] = ranges.limit;
  return {
    f: between(ranges.f),
    r: between(ranges.r),
    p: between(ranges.p),
    limit: low + (high - low) * random.unit(),
    jump: 1,
    researcher: "network",
  };
}

/** In which share of draws there is so much progress so fast, by the names of `SHARES`. */
export function shares(seed: number, draws: number, ranges: Ranges = RANGES): number[] {
  const random = Random.seeded(seed);
  const counts = SHARES.map(() => 0);
  for (let i = 0; i < draws; i++) {
    const times = doublingTimes(drawGrowth(random, ranges));
    for (const [at, { years, months }] of SHARES.entries())
      if (compressed(times, years, months)) counts[at] = (counts[at] as number) + 1;
  }
  return counts.map((count) => count / draws);
}
