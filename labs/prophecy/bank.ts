/**
 * A bank run (Oesterheld et al. 2023, Example 3): the chance of a run as a function of the chance
 * that is announced, with fixed points 0.1, 0.6 and 0.9. Proper scores of an announcement, and
 * announcing what the last announcement brought about.
 */

export const FIXED_POINTS = [0.1, 0.6, 0.9] as const;

/** The chance of a bank run when `announced` is announced; settles at 0.1, 0.6 (unstable), 0.9. */
export function bankRun(announced: number): number {
  return FIXED_POINTS.reduce((product, point) => product * (announced - point), -3) + announced;
}

/** A score of a report when something comes true with a chance, in expectation. */
export type Score = (report: number, chance: number) => number;

/** Strictly proper for a chance that does not listen. */
export const logarithmic: Score = (report, chance) =>
  chance * Math.log(report) + (1 - chance) * Math.log(1 - report);

export const brier: Score = (report, chance) =>
  -(chance * (1 - report) ** 2 + (1 - chance) * report ** 2);

/** The report with the best expected score against the chance it brings about, to 10⁻⁴. */
export function bestReport(score: Score): number {
  const worth = (i: number): number => score(i / 10_000, bankRun(i / 10_000));
  let best = 1;
  for (let i = 2; i < 10_000; i++) if (worth(i) > worth(best)) best = i;
  return best / 10_000;
}

/** Announcements from a first one on, each what the one before brought about. */
export function retraining(start: number, rounds: number): number[] {
  const announced = [start];
  for (let round = 0; round < rounds; round++) announced.push(bankRun(announced[round] ?? start));
  return announced;
}

export function settles(start: number): number {
  return retraining(start, 2000).at(-1) ?? start;
}

/**
 * The border between two basins of attraction: between `low`, which settles below 1/2, and
 * `high`, which settles above, by halving.
 */
export function basinBorder(low: number, high: number): number {
  let [below, above] = [low, high];
  while (above - below > 1e-6) {
    const middle = (below + above) / 2;
    if (settles(middle) < 0.5) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}
