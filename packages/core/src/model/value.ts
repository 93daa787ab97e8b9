/**
 * Values and domains. A value is what a variable may take; a domain is the ordered list of them.
 * The order matters: tables and results index values by their position in the domain.
 */

/** Labels are strings, numbers are numbers, tuples are arrays of values. */
export type Value = number | boolean | string | readonly Value[];

/** The values a variable takes: listed in order, or an interval of numbers. */
export type Domain = FiniteDomain | RealDomain;

export interface FiniteDomain {
  readonly kind: "finite";
  readonly values: readonly Value[];
  /** The declared type's name, when it was given one. */
  readonly typeName?: string;
}

/** A continuous range, for sampling and learning only. Bounds may be infinite. */
export interface RealDomain {
  readonly kind: "real";
  readonly low: number;
  readonly high: number;
}

export const BOOLEAN_DOMAIN: FiniteDomain = { kind: "finite", values: [false, true] };

export function finiteDomain(values: readonly Value[], typeName?: string): FiniteDomain {
  return typeName === undefined ? { kind: "finite", values } : { kind: "finite", values, typeName };
}

/** A few units in the last place: what one or two roundings may change. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * Equal as values, tuples element by element. Whole numbers are equal if they are the same; others
 * also when they differ by rounding in the last place only, so that 0.1 + 0.2 equals 0.3.
 */
export function valuesEqual(a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") {
    if (a === b) return true;
    if (Number.isInteger(a) && Number.isInteger(b)) return false;
    const gap = Math.abs(a - b);
    return Number.isFinite(gap) && gap <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((x, i) => valuesEqual(x as Value, b[i] as Value));
  }
  return a === b;
}

/**
 * Position of a value in a domain, or −1. A calculated number that misses one of the domain's by
 * rounding (a tiny part of the distance to the next one) is that one.
 */
export function indexInDomain(domain: FiniteDomain, value: Value): number {
  const { values } = domain;
  for (let i = 0; i < values.length; i++) if (values[i] === value) return i;
  if (typeof value === "number") return Number.isInteger(value) ? -1 : nearestIn(values, value);
  if (typeof value !== "object") return -1;
  return values.findIndex((one) => valuesEqual(one, value));
}

function nearestIn(values: readonly Value[], x: number): number {
  let nearest = -1;
  let miss = Number.POSITIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;
  for (const [i, value] of values.entries()) {
    if (typeof value !== "number") continue;
    const distance = Math.abs(value - x);
    if (distance < miss) {
      next = miss;
      miss = distance;
      nearest = i;
    } else if (distance < next) next = distance;
  }
  const size = Math.abs(values[nearest] as number);
  return miss <= Math.min(1e-9 * next, Math.max(1e-9, 1e-12 * size)) ? nearest : -1;
}

/** A value as it is written in a `.cid` file. */
export function showValue(value: Value): string {
  if (typeof value === "number") return String(Object.is(value, -0) ? 0 : value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "string") return value;
  return `(${value.map(showValue).join(", ")})`;
}
