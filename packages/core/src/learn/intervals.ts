/**
 * Means and shares over independent runs, with the intervals in which their true values lie in 95 of
 * 100 repetitions.
 */

/** The arithmetic mean; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;
}

/**
 * 95 % interval of a mean by Student's t (Student 1908): exact for normally distributed values, and
 * close to it for others unless they are very skew. Undefined for fewer than two values, which say
 * nothing of the spread.
 */
export function meanInterval(values: readonly number[]): readonly [number, number] | undefined {
  if (values.length < 2) return undefined;
  const centre = mean(values);
  const variance = values.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (values.length - 1);
  const half = studentQuantile(values.length - 1) * Math.sqrt(variance / values.length);
  return [centre - half, centre + half];
}

const NORMAL = 1.959963984540054;
/** The 97.5 % quantiles of Student's t for 1 … 10 degrees of freedom. */
const SMALL = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252,
  2.306004135, 2.262157163, 2.228138852,
];

/**
 * The 97.5 % quantile of Student's t, to 1e-6: tabulated up to 10 degrees of freedom, beyond by the
 * expansion in 1/n around the normal quantile (Abramowitz & Stegun 26.7.5).
 */
export function studentQuantile(degrees: number): number {
  const known = SMALL[degrees - 1];
  if (known !== undefined) return known;
  const x = NORMAL;
  const g1 = (x ** 3 + x) / 4;
  const g2 = (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96;
  const g3 = (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384;
  const g4 = (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92160;
  const n = degrees;
  return x + g1 / n + g2 / n ** 2 + g3 / n ** 3 + g4 / n ** 4;
}

/** 95 % interval of a share (Wilson 1927). */
export function wilsonInterval(successes: number, trials: number): readonly [number, number] {
  if (trials === 0) return [0, 1];
  const z = NORMAL;
  const share = successes / trials;
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const half =
    (z / (1 + (z * z) / trials)) *
    Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
