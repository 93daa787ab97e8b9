/**
 * Comparing numbers that rounding has touched. A computed value comes with a bound on how far the
 * exact one may be from it; two values differ when their intervals do not meet, and are tied
 * *within* a stated width otherwise. Bounds scale with what went into the values compared (the sum
 * of the absolute terms), never with a number that does not compete: a disaster nobody chooses, or
 * a payoff of somebody else.
 *
 * The bound: a sum of products in which each term suffers at most n roundings is off by at most
 * γ(n) · Σ|terms|, γ(n) = n u / (1 − n u), u = 2⁻⁵³ (Higham 2002, Accuracy and Stability of
 * Numerical Algorithms, §3.1). Entries of tables count as rounded once or a few times themselves
 * (0.1 is not a double); `ENTRY_ROUNDINGS` is that allowance. Underflow is not accounted for.
 *
 * Small whole numbers and halves are not rounded at all: `isExact` recognises the case, in which
 * every bound is 0 and a tie is a tie.
 */

/** A tied value whose error is larger by more than this may be anything: it is not taken. */
const ABOUT_AS_CERTAIN = 64;

/** Half the distance from 1 to the next double. */
export const UNIT_ROUNDOFF = 2 ** -53;

/** Roundings allowed for in an entry of a table: its literals, and a few operations on them. */
export const ENTRY_ROUNDINGS = 4;

/** γ(n): the most that n roundings in a row change a number by, relative to it; 1 for hopeless n. */
export function roundingFactor(n: number): number {
  const nu = n * UNIT_ROUNDOFF;
  return nu >= 0.5 ? 1 : nu / (1 - nu);
}

/** A computed number: the exact one lies in value ± error. */
export interface Bounded {
  readonly value: number;
  readonly error: number;
}

/** a − b, with the errors of both and of the subtraction. */
export function difference(a: Bounded, b: Bounded): Bounded {
  const value = a.value - b.value;
  return { value, error: a.error + b.error + Math.abs(value) * UNIT_ROUNDOFF };
}

/** Is the number certainly not 0? */
export function differsFromZero({ value, error }: Bounded): boolean {
  return Math.abs(value) > error;
}

/**
 * Σ weights·values, summed with compensation (Neumaier 1974), and its error bound. `roundings`: how
 * many roundings each product may have suffered before (entries of both tables unless told).
 */
export function boundedDot(
  weights: ArrayLike<number>,
  values: ArrayLike<number>,
  roundings: number = 2 * ENTRY_ROUNDINGS,
): Bounded {
  const sum = new Sum();
  for (let i = 0; i < values.length; i++) sum.add((weights[i] as number) * (values[i] as number));
  return sum.bounded(roundings + 1);
}

/** A running sum with compensation, which knows the absolute sum of its terms. O(1) a term. */
export class Sum {
  #sum = 0;
  #lost = 0;
  #size = 0;
  #count = 0;

  add(term: number): void {
    const next = this.#sum + term;
    this.#lost +=
      Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
    this.#size += Math.abs(term);
    this.#count++;
  }

  /** Σ|terms| so far. */
  get size(): number {
    return this.#size;
  }

  /** The sum, when each term had suffered at most `roundings` roundings. */
  bounded(roundings: number = ENTRY_ROUNDINGS): Bounded {
    const value = this.#sum + this.#lost;
    // Compensated summation: |error| ≤ u|Σ| + 2 n²u² Σ|terms| (Higham 2002, §4.3).
    const second = 2 * (this.#count * UNIT_ROUNDOFF) ** 2;
    return {
      value,
      error: UNIT_ROUNDOFF * Math.abs(value) + (roundingFactor(roundings) + second) * this.#size,
    };
  }
}

/** Who may be best among competing values. */
export interface Contest {
  /** All that may be best, ascending; one alone is strictly better than every other. */
  readonly ties: readonly number[];
  /** One of them to take: the first that is about as certain as the surest. */
  readonly chosen: number;
  /** The tied ones differ by at most this; 0 when one is strictly best or they are equal exactly. */
  readonly within: number;
  /** What taking `chosen` may give up at most. */
  readonly loss: number;
}

/**
 * The contest of values[start … start+count), where the exact values lie within errors[i] of them.
 * An entry may be best when it reaches, within its error, the highest value that some entry has
 * for certain. Indices in the answer count from `start`.
 */
export function contest(
  values: ArrayLike<number>,
  errors: ArrayLike<number>,
  start: number = 0,
  count: number = values.length - start,
): Contest {
  let sure = -Infinity;
  let surest = 0;
  for (let i = 0; i < count; i++) {
    const low = (values[start + i] as number) - (errors[start + i] as number);
    if (low <= sure && i > 0) continue;
    sure = low;
    surest = i;
  }
  const ties: number[] = [];
  let high = -Infinity;
  let lowest = Infinity;
  const allowed = ABOUT_AS_CERTAIN * (errors[start + surest] as number);
  let chosen = -1;
  for (let i = 0; i < count; i++) {
    const value = values[start + i] as number;
    const error = errors[start + i] as number;
    if (i !== surest && !(value + error >= sure)) continue;
    ties.push(i);
    high = Math.max(high, value + error);
    lowest = Math.min(lowest, value - error);
    if (chosen < 0 && (error <= allowed || i === surest)) chosen = i;
  }
  if (ties.length <= 1) return { ties, chosen: surest, within: 0, loss: 0 };
  const taken = (values[start + chosen] as number) - (errors[start + chosen] as number);
  return { ties, chosen, within: high - lowest, loss: high - taken };
}

/** Bits after the binary point that x needs; Infinity for what is not a finite number. */
function binaryPlaces(x: number): number {
  if (Number.isInteger(x)) return 0;
  if (!Number.isFinite(x)) return Infinity;
  let places = 0;
  for (let y = x; !Number.isInteger(y); y *= 2) if (++places > 60) return Infinity;
  return places;
}

/** The most binary places any entry needs. */
export function mostBinaryPlaces(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length && most < Infinity; i++)
    most = Math.max(most, binaryPlaces(values[i] as number));
  return most;
}

/**
 * Are sums and products exact, when every intermediate result is below `size` and needs at most
 * `places` binary places? Demands 13 spare bits, so that a decimal fraction rounded into a large
 * number (1e15 + 0.3) does not pass for a short binary one.
 */
export function isExact(size: number, places: number): boolean {
  return size * 2 ** places <= 2 ** 40;
}
