/**
 * Logarithms of the probabilities that named distributions give to intervals, accurate to about
 * 1e-13 (relative to the probability) in both tails, however far: a tail is never one minus the
 * other. Own code, because what is needed is logarithms of tails and of narrow cells, which
 * libraries of special functions offer for few families. Values are held against high-precision
 * ones in `logProbabilities.test.ts`.
 *
 * Masses of binomial and Poisson by Loader (2000), "Fast and accurate computation of binomial
 * probabilities": deviances instead of differences of large logarithms of factorials.
 */

/** log(1 − eˣ) for x ≤ 0 (Mächler 2012). */
function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** log(eᵃ − eᵇ) for a ≥ b. */
function logDifference(a: number, b: number): number {
  if (a === -Infinity || a <= b) return -Infinity;
  return b === -Infinity ? a : a + logOneMinusExp(b - a);
}

/** log Σ eˣ. */
export function logSum(terms: Iterable<number>): number {
  const list = [...terms];
  const most = list.reduce((a, b) => Math.max(a, b), -Infinity);
  if (most === -Infinity) return most;
  return most + Math.log(list.reduce((sum, x) => sum + Math.exp(x - most), 0));
}

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

// ---- quadrature ---------------------------------------------------------------------------

/** Gauss and Legendre's rule with 16 points: the positive half of the nodes, and their weights. */
const NODES = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
  0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
const WEIGHTS = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674,
  0.12462897125553388, 0.09515851168249279, 0.062253523938647894, 0.027152459411754096,
];

/** log ∫ e^density over a narrow interval: no cancellation, where a difference of tails has much. */
function logIntegral(density: (x: number) => number, middle: number, width: number): number {
  const half = width / 2;
  const peak = density(middle);
  let sum = 0;
  for (const [i, node] of NODES.entries()) {
    const weight = WEIGHTS[i] as number;
    sum += weight * Math.exp(density(middle - half * node) - peak);
    sum += weight * Math.exp(density(middle + half * node) - peak);
  }
  return peak + Math.log(half * sum);
}

// ---- normal -------------------------------------------------------------------------------

/** log P(Z > z), standard normal: series in the middle, continued fraction outside. */
function logNormalUpper(z: number): number {
  if (z === Infinity) return -Infinity;
  if (z === -Infinity) return 0;
  const x = Math.abs(z);
  const logDensity = -0.5 * x * x - HALF_LOG_TWO_PI;
  if (x < 1.5) {
    let term = x;
    let sum = x;
    for (let k = 1; term > 1e-18 * sum; k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    const inner = Math.exp(logDensity) * sum;
    return Math.log(z > 0 ? 0.5 - inner : 0.5 + inner);
  }
  let fraction = x;
  for (let k = x < 5 ? 240 : 60; k >= 1; k--) fraction = x + k / fraction;
  const upper = logDensity - Math.log(fraction);
  return z > 0 ? upper : Math.log1p(-Math.exp(upper));
}

/** log P(low < Z ≤ high), standard normal; `width` is high − low, which may be known better. */
export function logNormalBetween(low: number, high: number, width: number = high - low): number {
  if (!(width > 0)) return -Infinity;
  const far = Math.max(Math.abs(low), Math.abs(high));
  if (width <= 0.5 && far * width <= 4) {
    const density = (z: number): number => -0.5 * z * z - HALF_LOG_TWO_PI;
    return logIntegral(density, low + width / 2, width);
  }
  if (low >= 0) return logDifference(logNormalUpper(low), logNormalUpper(high));
  if (high <= 0) return logDifference(logNormalUpper(-high), logNormalUpper(-low));
  return Math.log1p(-Math.exp(logNormalUpper(high)) - Math.exp(logNormalUpper(-low)));
}

// ---- exponential --------------------------------------------------------------------------

/** log P(low < X ≤ high) at a rate; high may be infinite. */
export function logExponentialBetween(rate: number, low: number, high: number): number {
  const from = Math.max(0, low);
  if (!(high > from)) return -Infinity;
  return -rate * from + (high === Infinity ? 0 : logOneMinusExp(-rate * (high - from)));
}

// ---- binomial and Poisson -----------------------------------------------------------------

/** log P(k successes of n). Real k and n are allowed, as the beta density needs them. */
export function logBinomial(k: number, n: number, p: number, q: number = 1 - p): number {
  if (k < 0 || k > n) return -Infinity;
  if (p === 0) return k === 0 ? 0 : -Infinity;
  if (q === 0) return k === n ? 0 : -Infinity;
  if (k === 0) return n === 0 ? 0 : p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q);
  if (k === n) return q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p);
  const series = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const spread = Math.log(2 * Math.PI) + Math.log(k) + Math.log1p(-k / n);
  return series - deviance(k, n * p) - deviance(n - k, n * q) - 0.5 * spread;
}

function logPoisson(k: number, mean: number): number {
  if (k < 0) return -Infinity;
  if (k === 0) return -mean;
  return -HALF_LOG_TWO_PI - 0.5 * Math.log(k) - stirlingError(k) - deviance(k, mean);
}

/**
 * log P(first ≤ X ≤ last) of a Poisson variable, whole numbers; last may be infinite. Adds up
 * masses outward from the likeliest value until they no longer count: about 18·√mean of them.
 */
export function logPoissonBetween(mean: number, first: number, last: number): number {
  const least = Math.max(0, first);
  if (last < least) return -Infinity;
  const start = Math.min(last, Math.max(least, Math.floor(mean)));
  let sum = 1;
  let term = 1;
  for (let k = start; k > least && term > 1e-18 * sum; k--) {
    term *= k / mean;
    sum += term;
  }
  term = 1;
  for (let k = start; k < last && term > 1e-18 * sum; k++) {
    term *= mean / (k + 1);
    sum += term;
  }
  return Math.min(0, logPoisson(start, mean) + Math.log(sum));
}

/** Error of Stirling's formula: log Γ(n+1) − log(√(2πn) (n/e)ⁿ). */
function stirlingError(n: number): number {
  if (n <= 15) return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
  const m = n * n;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / m) / m) / m) / m) / m) /
    n
  );
}

/** x log(x/m) + m − x, without cancellation where x is near m. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** Lanczos's approximation, g = 7, n = 9. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const coefficients = [
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531,
    -176.6150291621406, 12.507343278686905, -0.13857109526572012, 9.984369578019572e-6,
    1.5056327351493116e-7,
  ];
  const y = x - 1;
  let sum = coefficients[0] as number;
  for (let i = 1; i < 9; i++) sum += (coefficients[i] as number) / (y + i);
  const t = y + 7.5;
  return HALF_LOG_TWO_PI + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

// ---- beta ---------------------------------------------------------------------------------

/** log density of Beta(a, b) at x; y is 1 − x. */
function logBetaDensity(x: number, y: number, a: number, b: number): number {
  if (a < 1)
    return b < 1
      ? Math.log((a * b) / (a + b)) - Math.log(x) - Math.log(y) + logBinomial(a, a + b, x, y)
      : Math.log(a) - Math.log(x) + logBinomial(a, a + b - 1, x, y);
  if (b < 1) return Math.log(b) - Math.log(y) + logBinomial(a - 1, a + b - 1, x, y);
  return Math.log(a + b - 1) + logBinomial(a - 1, a + b - 2, x, y);
}

/** Most steps of the continued fraction; it takes about √max(a, b). */
const MOST_STEPS = 1_000_000;

/**
 * log P(X ≤ x) of Beta(a, b) by the continued fraction of the incomplete beta function (Lentz's
 * method), on the side where it converges fast. y is 1 − x. NaN when it does not converge.
 */
function logBetaLower(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return -Infinity;
  if (y <= 0) return 0;
  if (x > (a + 1) / (a + b + 2)) return logOneMinusExp(logBetaLower(y, x, b, a));
  const tiny = 1e-300;
  let f = 1;
  let c = 1;
  let d = 0;
  for (let i = 0; i <= MOST_STEPS; i++) {
    const m = i >> 1;
    let numerator = 1;
    if (i > 0)
      numerator =
        i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + numerator * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    f *= c * d;
    if (Math.abs(1 - c * d) < 1e-16)
      return logBetaDensity(x, y, a, b) + Math.log(x) + Math.log(y) - Math.log(a) + Math.log(f - 1);
  }
  return Number.NaN;
}

/** log P(low < X ≤ high) of Beta(a, b). NaN when a and b are too large to say. */
export function logBetaBetween(a: number, b: number, low: number, high: number): number {
  const from = Math.max(0, low);
  const to = Math.min(1, high);
  if (!(to > from)) return -Infinity;
  if (from === 0 && to === 1) return 0;
  const width = to - from;
  const slope = Math.abs(a - 1) / from + Math.abs(b - 1) / (1 - to);
  if (width <= 0.25 * from && width <= 0.25 * (1 - to) && slope * width <= 4) {
    const density = (x: number): number => logBetaDensity(x, 1 - x, a, b);
    return logIntegral(density, from + width / 2, width);
  }
  const lower = logBetaLower(to, 1 - to, a, b);
  const upper = logBetaLower(1 - from, from, b, a);
  // The larger end of the smaller tail: what is lost by the difference is least there.
  return lower <= upper
    ? logDifference(lower, logBetaLower(from, 1 - from, a, b))
    : logDifference(upper, logBetaLower(1 - to, to, b, a));
}
