/**
 * Whole numbers in place of floats, so that games are solved exactly. A payoff is a double with a
 * rounding error; it is read as a short decimal or the simplest fraction within that error: 0.1 is
 * 1/10, 0.30000000000000004 is 3/10, and payoffs that differ only by rounding are equal. Where such
 * fractions have no small common denominator (numbers without a simple form) doubles are taken as
 * the exact binary fractions they are.
 */

/** The common denominator of simple fractions may have so many bits. */
const MOST_BITS = 1024;
/** Digits that doubles keep of any decimal. */
const DECIMALS = 15;
/** Characters of a decimal that somebody may have written: more are the digits of a calculation. */
const LONGEST_DECIMAL = 13;
/** Whole numbers below are short decimals. */
const LARGEST_SHORT = 1e11;
/** More numbers than these are not read as fractions one by one. */
const MOST_NUMBERS = 50_000;

interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export interface WholeNumbers {
  /** values[i] ≈ whole[i] / unit. */
  readonly whole: readonly bigint[];
  readonly unit: bigint;
  /** Errors in the same unit, where the numbers were taken as they are; none where read as fractions. */
  readonly errors?: readonly bigint[];
}

/**
 * Doubles over one common denominator. `errors[i]` is the largest error of `values[i]`; without it
 * two units in the last place.
 */
export function wholeNumbers(values: Float64Array, errors?: Float64Array): WholeNumbers {
  if (values.length > MOST_NUMBERS) return binary(values, errors);
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const fractions: Fraction[] = [];
  let before: { readonly value: number; readonly fraction: Fraction } | undefined;
  let unit = 1n;
  for (const i of order) {
    const value = values[i] as number;
    const error = errors?.[i] ?? Math.abs(value) * 2 ** -51;
    // A value that its neighbour's fraction explains as well is its neighbour.
    if (before === undefined || value - before.value > error / 2) {
      before = { value, fraction: meantFraction(value, error) };
      const { under } = before.fraction;
      if (unit % under !== 0n) {
        unit = (unit / greatestCommonDivisor(unit, under)) * under;
        if (bitLength(unit) > MOST_BITS) return binary(values, errors);
      }
    }
    fractions[i] = before.fraction;
  }
  return { whole: fractions.map(({ over, under }) => over * (unit / under)), unit };
}

/** Doubles as the binary fractions they are. */
function binary(values: Float64Array, errors?: Float64Array): WholeNumbers {
  const fractions = Array.from(values, exactFraction);
  const unit = fractions.reduce((most, { under }) => (under > most ? under : most), 1n);
  const bounds = Array.from(values, (value, i) =>
    exactFraction(errors?.[i] ?? Math.abs(value) * 2 ** -51),
  );
  return {
    whole: fractions.map(({ over, under }) => over * (unit / under)),
    unit,
    errors: bounds.map(({ over, under }) => (over * unit) / under + (over > 0n ? 1n : 0n)),
  };
}

/** A short decimal, if the value is one but for its error; otherwise the simplest fraction. */
function meantFraction(value: number, error: number): Fraction {
  // As below, and most payoffs are such.
  if (Number.isInteger(value) && Math.abs(value) < LARGEST_SHORT) {
    return { over: BigInt(value), under: 1n };
  }
  const [digits = "0", exponent = "0"] = value.toExponential(DECIMALS - 1).split("e");
  const short = digits.replace(/\.?0+$/u, "");
  const places = (short.split(".")[1] ?? "").length - Number(exponent);
  const isNear = Math.abs(Number(`${short}e${exponent}`) - value) <= error;
  if (!isNear || short.length > LONGEST_DECIMAL) return simplestFraction(value, error);
  const over = BigInt(short.replace(".", ""));
  if (places <= 0) return { over: over * 10n ** BigInt(-places), under: 1n };
  const under = 10n ** BigInt(places);
  const shared = greatestCommonDivisor(over, under);
  return { over: over / shared, under: under / shared };
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

function bitLength(x: bigint): number {
  return 4 * x.toString(16).length;
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
  const shift = bitLength(b) - bitLength(a) + 64;
  const digits = shift >= 0 ? (a << BigInt(shift)) / b : a / (b << BigInt(-shift));
  // In two steps, so that neither power of two leaves the range of doubles.
  const half = Math.trunc(-shift / 2);
  return Number(digits) * 2 ** half * 2 ** (-shift - half);
}
