/**
 * Numbers as people read them, in every command, page and explanation. Rounding never passes
 * unseen: a number written without a sign is the number (but for the last bits that calculating
 * leaves), a rounded one carries `≈`, and nothing is written as 0, 1 or another whole number that
 * is not one. What was measured on samples is rounded to what these can tell, without a sign. JSON
 * has all digits and does not come through here.
 */

/** How many digits a number is given. */
export interface NumberTextOptions {
  /** Significant digits of a number that has to be rounded; 6 unless told. */
  readonly digits?: number;
  /** Significant digits up to which a number is written out in full; 10 unless told. */
  readonly full?: number;
}

/** What calculating leaves in the last digits: 0.1 + 0.2 is written 0.3. */
const NOISE = 4e-15;

/**
 * `0.5`, `≈0.333333`, `1234567.891`, `0.9999999999`, `1.1e-22`. The least positive number stands
 * for anything between it and 0: `<1e-323`.
 */
export function numberText(x: number, options: NumberTextOptions = {}): string {
  const digits = options.digits ?? 6;
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "not a number" : x > 0 ? "∞" : "-∞";
  if (Math.abs(x) === Number.MIN_VALUE) return x > 0 ? "<1e-323" : ">-1e-323";
  if (Number.isInteger(x)) return wholeText(x, Math.max(15, digits));
  const clean = withoutNoise(x);
  if (digitsOf(clean) <= Math.max(options.full ?? 10, digits)) return String(clean);
  for (let more = digits; more < 17; more++) {
    const rounded = Number(x.toPrecision(more));
    if (!Number.isInteger(rounded)) return `≈${rounded}`;
  }
  return `≈${x}`;
}

/**
 * A sum of utilities, which may miss a whole number by the last bits. What is left of amounts that
 * cancel is written `≈0`: it may be 0 or a rounding error.
 */
export function amountText(x: number, options: NumberTextOptions = {}): string {
  if (x !== 0 && Math.abs(x) < 1e-12) return "≈0";
  const whole = Math.round(x);
  return numberText(Math.abs(x - whole) <= NOISE * Math.abs(x) ? whole : x, options);
}

/**
 * A number that was measured on samples: three digits, no more than a few seeds can tell; nor do these tell
 * it from a whole number that it misses by what summing leaves.
 */
export function measuredText(x: number): string {
  const whole = Math.round(x);
  if (Math.abs(x - whole) < 1e-12 * Math.max(1, Math.abs(x))) return numberText(whole + 0);
  return unsigned(numberText(x, { digits: 3, full: 3 }));
}

/** Without `≈`, unless a whole number stands for one that is not. */
function unsigned(text: string): string {
  return Number.isInteger(Number(text.slice(1))) ? text : text.replace("≈", "");
}

/**
 * A measured number rounded to so many decimals, where more would say nothing: `0.25`, `0.333`,
 * `≈1` for 0.9999, `≈0` for what is less but not 0.
 */
export function decimalText(x: number, decimals: number): string {
  if (!Number.isFinite(x)) return numberText(x);
  const rounded = Number(x.toFixed(Math.min(100, Math.max(0, decimals))));
  if (Math.abs(x) < 1e-12 || rounded === withoutNoise(x))
    return String(rounded === 0 ? 0 : rounded);
  return unsigned(`≈${rounded}`);
}

/** A share as a percentage with one decimal: `25 %`, `33.3 %`; never 0 % or 100 % of what is less. */
export function percentText(share: number, space = " "): string {
  const rounded = Number((100 * share).toFixed(1));
  if (share > 0 && rounded <= 0) return `<0.1${space}%`;
  if (share < 1 && rounded >= 100) return `>99.9${space}%`;
  return `${rounded}${space}%`;
}

/** Whole numbers are written out; beyond what a number holds exactly they are powers of ten. */
function wholeText(x: number, most: number): string {
  if (Math.abs(x) <= Number.MAX_SAFE_INTEGER) return String(Object.is(x, -0) ? 0 : x);
  const rounded = Number(x.toPrecision(most));
  return digitsOf(x) <= 10 ? String(x) : `≈${rounded}`;
}

function withoutNoise(x: number): number {
  const rounded = Number(x.toPrecision(14));
  const isNoise = Math.abs(x - rounded) <= NOISE * Math.abs(x);
  return isNoise && !Number.isInteger(rounded) ? rounded : x;
}

/** Significant digits of the shortest text that reads back as the number. */
function digitsOf(x: number): number {
  const [mantissa = ""] = Math.abs(x).toExponential().split("e");
  return mantissa.replace(".", "").length;
}

/** A width in writing: one significant digit, never less than x > 0. */
export function roundedUp(x: number): string {
  const power = 10 ** Math.floor(Math.log10(x));
  const digit = Math.ceil(x / power);
  return String(Number((digit * power).toPrecision(1)));
}
