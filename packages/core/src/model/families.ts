/**
 * Named distributions over a finite domain. A family whose support is wider than the domain
 * (normal, beta, …) is discretised: each value gets the mass of the cell around it, cut half-way
 * to its neighbours; the outermost cells reach to infinity, so the masses add up to one.
 *
 * Everything is computed as a logarithm first, so that a value far out in a tail keeps its
 * probability however small, also where a plain number would be 0.
 */
import type { DistributionFamily } from "./expression.ts";
import type { FiniteDomain, Value } from "./value.ts";
import { Fault } from "./fault.ts";
import {
  logBetaBetween,
  logBinomial,
  logExponentialBetween,
  logNormalBetween,
  logPoissonBetween,
  logSum,
} from "./logProbabilities.ts";
import { indexInDomain, showValue, valuesEqual } from "./value.ts";

/** Largest mean of a Poisson variable: its masses are added up, about 18·√mean of them. */
const LARGEST_MEAN = 1e10;

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
  const plain = plainMass(family, parameters, domain);
  if (plain !== undefined) {
    for (const [i, share] of plain.entries()) row[i] = (row[i] as number) + mass * share;
    return;
  }
  const logs = logMass(family, parameters, domain);
  for (const [i, log] of logs.entries()) row[i] = (row[i] as number) + mass * Math.exp(log);
}

/**
 * The logarithms of the family's probabilities, in domain order; −Infinity for none. Sums to one
 * like the probabilities themselves, but never underflows.
 * @throws Fault as `familyMass`
 */
export function familyLogMass(
  family: DistributionFamily,
  parameters: readonly Value[],
  domain: FiniteDomain,
): Float64Array {
  const plain = plainMass(family, parameters, domain);
  return plain === undefined ? logMass(family, parameters, domain) : plain.map(Math.log);
}

/** Families whose probabilities are written down, not computed from a density. */
function plainMass(
  family: DistributionFamily,
  parameters: readonly Value[],
  domain: FiniteDomain,
): Float64Array | undefined {
  const { values } = domain;
  const row = new Float64Array(values.length);
  const add = (index: number, share: number): void => {
    row[index] = (row[index] as number) + share;
  };
  switch (family) {
    case "uniform": {
      const chosen = parameters.length === 0 ? values : parameters;
      for (const value of chosen) add(position(domain, value), 1 / chosen.length);
      return row;
    }
    case "point":
      add(position(domain, parameters[0] as Value), 1);
      return row;
    case "bernoulli": {
      if (values.length !== 2)
        throw new Fault(
          "wrong-domain",
          `bernoulli needs a domain of two values, this one has ${values.length}`,
        );
      const p = probability(parameters[0]);
      add(0, 1 - p);
      add(1, p);
      return row;
    }
    case "categorical":
      if (parameters.length !== values.length)
        throw new Fault(
          "wrong-domain",
          `${parameters.length} weights for a domain of ${values.length} values`,
        );
      for (const [i, weight] of parameters.entries()) add(i, probability(weight));
      return row;
    default:
      return undefined;
  }
}

function logMass(
  family: DistributionFamily,
  parameters: readonly Value[],
  domain: FiniteDomain,
): Float64Array {
  if (family === "binomial") return binomialLogMass(parameters, domain);
  const logs = new Float64Array(domain.values.length);
  const between = intervals(family, parameters);
  const points = domain.values
    .map((value, index) => ({ x: number(value), index }))
    .sort((a, b) => a.x - b.x);
  for (const [i, { x, index }] of points.entries()) {
    const low = i === 0 ? -Infinity : (x + (points[i - 1]?.x ?? x)) / 2;
    const high = i === points.length - 1 ? Infinity : (x + (points[i + 1]?.x ?? x)) / 2;
    logs[index] = between(low, high);
  }
  const total = logSum(logs);
  if (!Number.isFinite(total))
    throw new Fault(
      "wrong-parameter",
      `${family}(${parameters.map(showValue).join(", ")}) cannot be computed on this domain`,
    );
  return logs.map((log) => log - total);
}

/** The domain must hold every number of successes whose probability is a positive number. */
function binomialLogMass(parameters: readonly Value[], domain: FiniteDomain): Float64Array {
  const n = number(parameters[0]);
  const p = probability(parameters[1]);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new Fault("wrong-parameter", `binomial needs a whole number of trials, not ${n}`);
  const counts = (k: number): boolean => Math.exp(logBinomial(k, n, p)) > 0;
  const likeliest = Math.min(n, Math.floor((n + 1) * p));
  // Probabilities fall on both sides of the likeliest value, so the ends are found by halving.
  const least = firstWhere(0, likeliest, counts);
  const most = n - firstWhere(0, n - likeliest, (k) => counts(n - k));
  const logs = new Float64Array(domain.values.length).fill(-Infinity);
  const held = new Set<number>();
  for (const [i, value] of domain.values.entries()) {
    if (typeof value !== "number") continue;
    const k = Math.round(value);
    if (k < 0 || k > n || !valuesEqual(value, k) || held.has(k)) continue;
    held.add(k);
    logs[i] = logBinomial(k, n, p);
  }
  // At most one step more than the domain has values.
  for (let k = least; k <= most; k++)
    if (!held.has(k))
      throw new Fault(
        "value-outside-domain",
        `${k} is outside the domain; binomial(${n}, ${p}) takes every whole number from ${least} to ${most}`,
      );
  return logs;
}

/** Smallest whole number in low..high that passes, when all after it do and `high` does. */
function firstWhere(low: number, high: number, passes: (k: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2);
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}

/** log P(low < X ≤ high) of a family with parameters. */
function intervals(
  family: DistributionFamily,
  parameters: readonly Value[],
): (low: number, high: number) => number {
  const [a = Number.NaN, b = Number.NaN] = parameters.map(number);
  switch (family) {
    case "normal": {
      const sd = positive(b, "standard deviation");
      return (low, high) => logNormalBetween((low - a) / sd, (high - a) / sd, (high - low) / sd);
    }
    case "lognormal": {
      const sigma = positive(b, "sigma");
      return (low, high) => {
        if (high <= 0) return -Infinity;
        const from = low <= 0 ? -Infinity : (Math.log(low) - a) / sigma;
        const to = (Math.log(high) - a) / sigma;
        const width = low <= 0 ? Infinity : Math.log1p((high - low) / low) / sigma;
        return logNormalBetween(from, to, width);
      };
    }
    case "exponential": {
      const rate = positive(a, "rate");
      return (low, high) => logExponentialBetween(rate, low, high);
    }
    case "poisson": {
      const mean = positive(a, "mean");
      if (mean > LARGEST_MEAN)
        throw new Fault(
          "wrong-parameter",
          `the mean of a Poisson variable may be at most ${LARGEST_MEAN}, not ${mean}; normal(${mean}, sqrt(${mean})) is near it`,
        );
      return (low, high) =>
        logPoissonBetween(mean, Math.floor(low) + 1, high === Infinity ? high : Math.floor(high));
    }
    case "beta": {
      const alpha = positive(a, "alpha");
      const beta = positive(b, "beta");
      return (low, high) => logBetaBetween(alpha, beta, low, high);
    }
    default:
      throw new Fault("wrong-domain", `${family} cannot be discretised`);
  }
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

function positive(x: number, what: string): number {
  if (!(x > 0 && x < Infinity))
    throw new Fault("wrong-parameter", `the ${what} must be positive and finite, not ${x}`);
  return x;
}
