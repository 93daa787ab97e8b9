/**
 * Options with true values and estimates of them. What differs between the laws is only the error;
 * nothing here knows who will choose, or how.
 */
import type { Random } from "@cidery/core";

/** The error laws, by the number the parameter `law` takes. */
export const LAWS = ["none", "normal", "t3", "t2", "catastrophes"] as const;

export type ErrorLaw = (typeof LAWS)[number];

/** A hidden catastrophe looks this much better than it otherwise would, and is worth this. */
export const CATASTROPHE = { looks: 4, worth: -20, share: 0.005 } as const;

export interface OptionsLaw {
  readonly law: ErrorLaw;
  /** Number of options. */
  readonly count: number;
  /** Scale of the errors (their s.d. for `normal`). */
  readonly scale: number;
  /** Each option's error has a scale of its own, uniform in 0 … 2·scale, and known. */
  readonly uneven: boolean;
}

/** True values and errors before they are scaled, so that scales can be compared on one draw. */
export interface RawOptions {
  readonly values: Float64Array;
  readonly errors: Float64Array;
  /** Scale of each error relative to the law's. */
  readonly relative: Float64Array;
}

/** Options from the best-looking to the worst-looking. */
export interface Options {
  readonly values: Float64Array;
  readonly estimates: Float64Array;
  /** The scale of each option's error. */
  readonly scales: Float64Array;
}

export function drawOptions(law: OptionsLaw, random: Random): Options {
  return looking(drawRaw(law, random), law.scale);
}

/** True values are standard normal, but for the catastrophes. */
export function drawRaw({ law, count, uneven }: OptionsLaw, random: Random): RawOptions {
  const values = new Float64Array(count);
  const errors = new Float64Array(count);
  const relative = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = random.normal();
    values[i] = value;
    if (law === "catastrophes") {
      if (random.unit() >= CATASTROPHE.share) continue;
      values[i] = CATASTROPHE.worth;
      errors[i] = value + CATASTROPHE.looks - CATASTROPHE.worth;
    } else if (law !== "none") {
      relative[i] = uneven ? 2 * random.unit() : 1;
      errors[i] = drawError(law, random);
    }
  }
  return { values, errors, relative };
}

/** The options as they look with errors of this scale; a catastrophe looks the same at any. */
export function looking({ values, errors, relative }: RawOptions, scale: number): Options {
  const seen = values.map((value, i) => {
    const own = relative[i] as number;
    return value + (errors[i] as number) * (own === 0 ? 1 : own * scale);
  });
  const order = fromTheTop(seen);
  const inOrder = (all: Float64Array): Float64Array => {
    const result = new Float64Array(all.length);
    for (let i = 0; i < all.length; i++) result[i] = all[order[i] as number] as number;
    return result;
  };
  return {
    values: inOrder(values),
    estimates: inOrder(seen),
    scales: inOrder(relative.map((own) => own * scale)),
  };
}

const INDEX_BITS = 11;
const INDEX_MASK = 2 ** INDEX_BITS - 1;

/**
 * Positions from the largest number down, for at most 2048 of them. Bare numbers are sorted many times
 * faster than positions with a comparison of our own, so each carries its position in its last
 * eleven bits; numbers that agree to twelve digits may change places.
 */
function fromTheTop(numbers: Float64Array): Uint32Array {
  const marked = numbers.slice();
  const halves = new Uint32Array(marked.buffer);
  for (let i = 0; i < marked.length; i++)
    halves[2 * i + LOW_HALF] = ((halves[2 * i + LOW_HALF] as number) & ~INDEX_MASK) | i;
  marked.sort();
  const order = new Uint32Array(marked.length);
  for (let i = 0; i < marked.length; i++)
    order[marked.length - 1 - i] = (halves[2 * i + LOW_HALF] as number) & INDEX_MASK;
  return order;
}

/** Which half of a number comes first depends on the machine. */
const LOW_HALF = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 0 : 1;

function drawError(law: ErrorLaw, random: Random): number {
  if (law === "normal") return random.normal();
  return drawStudent(law === "t2" ? 2 : 3, random);
}

/**
 * Student's t: a normal over the root of a mean of squared normals; two squared normals add up to an
 * exponential variable, which is cheaper to draw.
 */
function drawStudent(degrees: 2 | 3, random: Random): number {
  let squares = -2 * Math.log(1 - random.unit());
  if (degrees === 3) squares += random.normal() ** 2;
  return random.normal() / Math.sqrt(squares / degrees);
}
