/**
 * Means and shares over independent runs, with the intervals in which their true values lie in 95 of
 * 100 repetitions.
 */

/** The arithmetic mean; 0 of none. */
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

/** Chance outside an interval on either side. */
const TAIL = 0.025;

/**
 * 95 % interval of a share (Clopper & Pearson 1934): exact, so that the true share lies in it in at least
 * 95 of 100 repetitions, however few the trials and wherever the share. All of [0, 1] without trials.
 * @throws RangeError unless 0 ≤ successes ≤ trials are whole numbers
 */
export function shareInterval(successes: number, trials: number): readonly [number, number] {
  const whole = Number.isInteger(successes) && Number.isInteger(trials);
  if (!whole || successes < 0 || successes > trials)
    throw new RangeError(`${successes} of ${trials} is not a share of trials`);
  const low =
    successes === 0 ? 0 : halving((p) => 1 - binomialShare(successes - 1, trials, p) < TAIL);
  const high =
    successes === trials ? 1 : halving((p) => binomialShare(successes, trials, p) > TAIL);
  return [low, high];
}

/** The fewest trials that, if all succeed, put the lower end of the interval at the share or above. */
export function trialsFor(share: number): number {
  if (!(share > 0 && share < 1))
    throw new RangeError(`no number of trials shows a share of ${share}`);
  return Math.ceil(Math.log(TAIL) / Math.log(share) - 1e-9);
}

/** The p at which what holds below it stops holding. */
function halving(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability of at most k successes, summed in logarithms. */
function binomialShare(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 1; i <= k; i++) {
    term += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
