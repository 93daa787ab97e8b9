/**
 * Values and domains. A value is what a variable may take; a domain is the ordered list of them.
 * The order matters: tables and results index values by their position in the domain.
 */

/** Labels are strings, numbers are numbers, tuples are arrays of values. */
export type Value = number | boolean | string | readonly Value[];

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

/** Equal as values: numbers within 1e-9 (relative above 1), tuples element by element. */
export function valuesEqual(a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") {
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((x, i) => valuesEqual(x as Value, b[i] as Value));
  }
  return a === b;
}

/** Position of a value in a domain, or −1. */
export function indexInDomain(domain: FiniteDomain, value: Value): number {
  const { values } = domain;
  for (let i = 0; i < values.length; i++) if (valuesEqual(values[i] as Value, value)) return i;
  return -1;
}

/** A value as it is written in a `.cid` file. */
export function showValue(value: Value): string {
  if (typeof value === "number") return String(Object.is(value, -0) ? 0 : value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "string") return value;
  return `(${value.map(showValue).join(", ")})`;
}
