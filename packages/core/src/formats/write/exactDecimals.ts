/**
 * Decimals for Gambit, which calculates with fractions and wants probabilities to sum to exactly 1.
 * Each is the shortest decimal of its number; where those miss 1 in the last places, the largest
 * makes up for it, by less than anything the number itself could tell.
 */

const PLACES = 20;

/** Probabilities as decimals whose sum is exactly 1. */
export function exactDecimals(probabilities: readonly number[]): string[] {
  const whole = probabilities.map(scaled);
  const sum = whole.reduce((total, one) => total + one, 0n);
  const missing = 10n ** BigInt(PLACES) - sum;
  if (missing !== 0n) {
    const largest = probabilities.indexOf(Math.max(...probabilities));
    whole[largest] = (whole[largest] as bigint) + missing;
  }
  return whole.map(shown);
}

/** A number without an exponent, to 20 places behind the point. */
export function plainDecimal(x: number): string {
  return shown(scaled(x));
}

function scaled(x: number): bigint {
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/u.exec(String(x)) ?? [];
  const shift = PLACES + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === "-" ? -size : size;
}

function shown(value: bigint): string {
  const negative = value < 0n;
  const digits = String(negative ? -value : value).padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/u, "");
  const whole = digits.slice(0, -PLACES);
  return `${negative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
