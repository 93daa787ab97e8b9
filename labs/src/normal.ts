/** The normal distribution: density, cumulative share, and means of functions by quadrature. */

export function normalDensity(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** Share below x, by Simpson's rule on the density; error below 1e-10 for |x| ≤ 9. */
export function normalShare(x: number): number {
  if (x > 9) return 1;
  if (x < -9) return 0;
  return 0.5 + simpson(normalDensity, 0, x, 400);
}

/** The mean of `f` over a normal distribution. A kink in `f` belongs at one of `breaks`. */
export function normalMean(
  f: (x: number) => number,
  mean: number,
  deviation: number,
  breaks: readonly number[] = [],
): number {
  if (deviation === 0) return f(mean);
  const low = mean - 9 * deviation;
  const high = mean + 9 * deviation;
  const cuts = [low, ...breaks.filter((x) => x > low && x < high), high];
  const weighted = (x: number): number =>
    (f(x) * normalDensity((x - mean) / deviation)) / deviation;
  let sum = 0;
  for (let i = 1; i < cuts.length; i++)
    sum += simpson(weighted, cuts[i - 1] as number, cuts[i] as number, 600);
  return sum;
}

function simpson(f: (x: number) => number, from: number, to: number, panels: number): number {
  const step = (to - from) / panels;
  let sum = f(from) + f(to);
  for (let i = 1; i < panels; i++) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * step);
  return (sum * step) / 3;
}
