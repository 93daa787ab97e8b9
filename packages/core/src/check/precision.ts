/**
 * When two numbers count as equal. What is written (values of variables, actions, counts) compares
 * as the language compares it. What is computed may be off by rounding: a sum by a small part of
 * its terms; a probability, which is a sum of products without subtractions, only relative to
 * itself, so that no positive one passes for 0 and none with a rest passes for 1.
 */
export type Precision =
  | {
      readonly kind: "probability";
      /** What the model's own arithmetic (`1 - p - q`) or a mixed strategy may leave instead of 0. */
      readonly noise: () => number;
    }
  | {
      readonly kind: "sum";
      /** Size of the terms added up: the expectation of their absolute values, or a bound on it. */
      readonly scale: () => number;
    }
  | {
      readonly kind: "bounded";
      /** How far the exact number may be from the computed one. */
      readonly error: number;
    };

/** Relative to the numbers themselves, and to the terms they were added up from. */
const OF_NUMBERS = 1e-12;
const OF_TERMS = 1e-13;

/** Are two numbers equal up to the rounding of the one that was computed? */
export function equalWithin(a: number, b: number, precision: Precision): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const gap = Math.abs(a - b);
  if (!Number.isFinite(gap)) return false;
  const isNear = gap <= OF_NUMBERS * Math.max(Math.abs(a), Math.abs(b));
  if (precision.kind === "bounded") return isNear || gap <= precision.error;
  if (precision.kind === "sum") return isNear || gap <= OF_TERMS * precision.scale();
  const atAnEnd = [a, b].some((x) => x === 0 || x === 1);
  return atAnEnd ? gap <= precision.noise() : isNear;
}

/** Precision of what is calculated from, or compared with, a second number. */
export function joinedPrecision(
  a: { readonly values: readonly number[]; readonly precision?: Precision | undefined },
  b: { readonly values: readonly number[]; readonly precision?: Precision | undefined },
): Precision {
  return { kind: "sum", scale: () => Math.max(sizeOf(a), sizeOf(b)) };
}

function sizeOf(side: {
  readonly values: readonly number[];
  readonly precision?: Precision | undefined;
}): number {
  const terms = side.precision === undefined ? 0 : termsOf(side.precision);
  return Math.max(terms, ...side.values.map(Math.abs));
}

/** Size of the terms whose rounding explains as much as is allowed for. */
export function termsOf(precision: Precision): number {
  if (precision.kind === "bounded") return precision.error / OF_TERMS;
  return precision.kind === "sum" ? precision.scale() : 0;
}
