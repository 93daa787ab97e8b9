/**
 * Whole numbers in place of floats, so that games are solved exactly. A payoff is a double with a
 * rounding error; it is read as the simplest fraction within that error, so 0.1 is 1/10,
 * 0.30000000000000004 is 3/10, and payoffs that differ only by rounding are equal. Where such
 * fractions have no small common denominator (numbers without a simple form) doubles are taken as
 * the exact binary fractions they are.
 */

/** Roundings between the numbers of a model and a payoff, in units of 2⁻⁵³, that are allowed for. */
const ROUNDINGS = 64;
export const ROUNDING = ROUNDINGS * 2 ** -53;

/** The common denominator of simple fractions may have so many bits. */
const MOST_BITS = 256;

interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export interface WholeNumbers {
  /** values[i] ≈ whole[i] / unit. */
  readonly whole: readonly bigint[];
  readonly unit: bigint;
}

/**
 * Doubles over one common denominator. `errors[i]` is the largest error of `values[i]`; without it
 * a few units in the last place.
 */
export function wholeNumbers(values: Float64Array, errors?: Float64Array): WholeNumbers {
  const known = new Map<number, Fraction>();
  const sorted: { readonly value: number; readonly fraction: Fraction }[] = [];
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  let unit = 1n;
  for (const i of order) {
    const value = values[i] as number;
    const error = errors?.[i] ?? Math.abs(value) * 2 ** -51;
    // A value that an equal neighbour explains as well is that neighbour.
    const before = sorted.at(-1);
    const same = before !== undefined && value - before.value <= error / 2;
    const fraction = same ? before.fraction : simplestFraction(value, error);
    if (!same) sorted.push({ value, fraction });
    known.set(i, fraction);
    unit = (unit / greatestCommonDivisor(unit, fraction.under)) * fraction.under;
    if (unit.toString(2).length > MOST_BITS) return binary(values);
  }
  const whole = Array.from(values.keys(), (i) => {
    const { over, under } = known.get(i) as Fraction;
    return over * (unit / under);
  });
  return { whole, unit };
}

/** Doubles as the binary fractions they are. */
function binary(values: Float64Array): WholeNumbers {
  const fractions = Array.from(values, exactFraction);
  const unit = fractions.reduce((most, { under }) => (under > most ? under : most), 1n);
  return { whole: fractions.map(({ over, under }) => over * (unit / under)), unit };
}

/** The fraction with the smallest denominator in [value − error, value + error] (Stern and Brocot). */
export function simplestFraction(value: number, error: number): Fraction {
  if (Math.abs(value) <= error) return { over: 0n, under: 1n };
  if (value < 0) {
    const { over, under } = simplestFraction(-value, error);
    return { over: -over, under };
  }
  const middle = exactFraction(value);
  const width = exactFraction(error);
  const under = middle.under * width.under;
  const low = middle.over * width.under - width.over * middle.under;
  const high = middle.over * width.under + width.over * middle.under;
  return simplestBetween(low, under, high, under);
}

/** The simplest fraction in [a/b, c/d], all positive, by continued fractions. */
function simplestBetween(a: bigint, b: bigint, c: bigint, d: bigint): Fraction {
  const floor = a / b;
  if (floor * b === a) return { over: floor, under: 1n };
  if ((floor + 1n) * d <= c) return { over: floor + 1n, under: 1n };
  const rest = simplestBetween(d, c - floor * d, b, a - floor * b);
  return { over: floor * rest.over + rest.under, under: rest.over };
}

function exactFraction(value: number): Fraction {
  if (Number.isInteger(value)) return { over: BigInt(value), under: 1n };
  let exponent = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    const step = Math.abs(scaled) < 1 ? 53 : 1;
    scaled *= 2 ** step;
    exponent += step;
  }
  let over = BigInt(scaled);
  let under = 1n << BigInt(exponent);
  while (under > 1n && over % 2n === 0n) {
    over /= 2n;
    under /= 2n;
  }
  return { over, under };
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** over / under as the nearest double but for the last digit, whatever their sizes. */
export function quotient(over: bigint, under: bigint): number {
  if (over === 0n) return 0;
  if (over < 0n !== under < 0n)
    return -quotient(over < 0n ? -over : over, under < 0n ? -under : under);
  const [a, b] = over < 0n ? [-over, -under] : [over, under];
  const shift = b.toString(2).length - a.toString(2).length + 64;
  const digits = shift >= 0 ? (a << BigInt(shift)) / b : a / (b << BigInt(-shift));
  // In two steps, so that neither power of two leaves the range of doubles.
  const half = Math.trunc(-shift / 2);
  return Number(digits) * 2 ** half * 2 ** (-shift - half);
}
