/**
 * Named distributions over a finite domain. A family whose support is wider than the domain
 * (normal, beta, …) is discretised: each value gets the mass of the cell around it, cut half-way
 * to its neighbours, and the row is renormalised.
 */
import type { DistributionFamily } from "./expression.ts";
import type { FiniteDomain, Value } from "./value.ts";
import { Fault } from "./fault.ts";
import { indexInDomain, showValue } from "./value.ts";

/**
 * Adds `mass` times the family's distribution to `row`, in domain order.
 * @throws Fault for parameters outside their range or values outside the domain
 */
export function familyMass(
  family: DistributionFamily,
  parameters: readonly Value[],
  domain: FiniteDomain,
  mass: number,
  row: Float64Array,
): void {
  const { values } = domain;
  const add = (index: number, share: number): void => {
    row[index] = (row[index] as number) + mass * share;
  };
  switch (family) {
    case "uniform": {
      const chosen = parameters.length === 0 ? values : parameters;
      for (const value of chosen) add(position(domain, value), 1 / chosen.length);
      return;
    }
    case "point":
      add(position(domain, parameters[0] as Value), 1);
      return;
    case "bernoulli": {
      if (values.length !== 2)
        throw new Fault(
          "wrong-domain",
          `bernoulli needs a domain of two values, this one has ${values.length}`,
        );
      const p = probability(parameters[0]);
      add(0, 1 - p);
      add(1, p);
      return;
    }
    case "categorical":
      if (parameters.length !== values.length)
        throw new Fault(
          "wrong-domain",
          `${parameters.length} weights for a domain of ${values.length} values`,
        );
      for (const [i, weight] of parameters.entries()) add(i, probability(weight));
      return;
    case "binomial": {
      const n = number(parameters[0]);
      const p = probability(parameters[1]);
      if (!Number.isInteger(n) || n < 0)
        throw new Fault("wrong-parameter", `binomial needs a whole number of trials, not ${n}`);
      let coefficient = 1;
      for (let k = 0; k <= n; k++) {
        const share = coefficient * p ** k * (1 - p) ** (n - k);
        if (share > 0) add(position(domain, k), share);
        coefficient = (coefficient * (n - k)) / (k + 1);
      }
      return;
    }
    default:
      discretise(cumulative(family, parameters), domain, add);
  }
}

function discretise(
  cdf: (x: number) => number,
  domain: FiniteDomain,
  add: (index: number, share: number) => void,
): void {
  const points = domain.values
    .map((value, index) => ({ x: number(value), index }))
    .sort((a, b) => a.x - b.x);
  const shares = points.map(({ x }, i) => {
    const low = i === 0 ? Number.NEGATIVE_INFINITY : (x + (points[i - 1]?.x ?? x)) / 2;
    const high =
      i === points.length - 1 ? Number.POSITIVE_INFINITY : (x + (points[i + 1]?.x ?? x)) / 2;
    return Math.max(0, cdf(high) - cdf(low));
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0))
    throw new Fault("wrong-parameter", "the distribution puts no mass on the domain");
  for (const [i, { index }] of points.entries()) add(index, (shares[i] ?? 0) / total);
}

function cumulative(
  family: DistributionFamily,
  parameters: readonly Value[],
): (x: number) => number {
  const [a, b] = parameters.map(number);
  switch (family) {
    case "normal": {
      const sd = positive(b, "standard deviation");
      return (x) => normalCdf((x - (a ?? 0)) / sd);
    }
    case "lognormal": {
      const sigma = positive(b, "sigma");
      return (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) - (a ?? 0)) / sigma));
    }
    case "exponential": {
      const rate = positive(a, "rate");
      return (x) => (x <= 0 ? 0 : 1 - Math.exp(-rate * x));
    }
    case "poisson": {
      const mean = positive(a, "mean");
      return (x) => {
        if (x < 0) return 0;
        if (!Number.isFinite(x)) return 1;
        let term = Math.exp(-mean);
        let sum = term;
        for (let k = 1; k <= Math.floor(x); k++) {
          term *= mean / k;
          sum += term;
        }
        return Math.min(1, sum);
      };
    }
    case "beta": {
      const alpha = positive(a, "alpha");
      const beta = positive(b, "beta");
      return (x) => betaCdf(Math.min(1, Math.max(0, x)), alpha, beta);
    }
    default:
      throw new Fault("wrong-domain", `${family} cannot be discretised`);
  }
}

/** Standard normal distribution function; series in the middle, continued fraction in the tails, to 1e-15. */
function normalCdf(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return 1;
  if (z === Number.NEGATIVE_INFINITY) return 0;
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let upper: number;
  if (x < 5) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 300; k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    upper = 0.5 - density * sum;
  } else {
    let fraction = x;
    for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
    upper = density / fraction;
  }
  return z > 0 ? 1 - upper : upper;
}

/** Regularised incomplete beta function by Lentz's continued fraction. */
function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const front =
    Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) /
    a;
  const tiny = 1e-300;
  let f = 1;
  let c = 1;
  let d = 0;
  for (let i = 0; i <= 400; i++) {
    const m = i >> 1;
    let numerator = 1;
    if (i > 0) {
      numerator =
        i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    }
    d = 1 + numerator * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    f *= c * d;
    if (Math.abs(1 - c * d) < 1e-15) break;
  }
  return front * (f - 1);
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
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

function position(domain: FiniteDomain, value: Value): number {
  const index = indexInDomain(domain, value);
  if (index < 0)
    throw new Fault("value-outside-domain", `${showValue(value)} is outside the domain`);
  return index;
}

function number(value: Value | undefined): number {
  if (typeof value !== "number")
    throw new Fault(
      "type-mismatch",
      `${value === undefined ? "nothing" : showValue(value)} is not a number`,
    );
  return value;
}

function probability(value: Value | undefined): number {
  const p = number(value);
  if (!(p >= 0 && p <= 1)) throw new Fault("negative-weight", `${p} is not a probability`);
  return p;
}

function positive(x: number | undefined, what: string): number {
  if (x === undefined || !(x > 0))
    throw new Fault("wrong-parameter", `the ${what} must be positive, not ${x}`);
  return x;
}
