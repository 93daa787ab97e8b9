/**
 * Options with true values and estimates of them. What differs between the laws is only the error;
 * nothing here knows who will choose, or how.
 */
import type { Random } from "cidery";

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
  const places = placesFromTop(seen);
  const inOrder = (all: Float64Array): Float64Array => {
    const result = new Float64Array(all.length);
    for (let i = 0; i < all.length; i++) result[places[i] as number] = all[i] as number;
    return result;
  };
  return {
    values: inOrder(values),
    estimates: inOrder(seen),
    scales: inOrder(relative.map((own) => own * scale)),
  };
}

/**
 * Where each number stands from the largest down. Sorts the bare numbers and looks each up again:
 * many times faster than sorting positions with a comparison of our own.
 */
function placesFromTop(numbers: Float64Array): Uint32Array {
  const sorted = numbers.slice().sort();
  const used = new Uint8Array(numbers.length);
  const places = new Uint32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i] as number;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) < x) low = middle + 1;
      else high = middle;
    }
    while (used[low] === 1) low++;
    used[low] = 1;
    places[i] = numbers.length - 1 - low;
  }
  return places;
}

function drawError(law: ErrorLaw, random: Random): number {
  if (law === "normal") return random.normal();
  return drawStudent(law === "t2" ? 2 : 3, random);
}

/** Student's t: a normal over the root of a mean of squared normals. */
function drawStudent(degrees: number, random: Random): number {
  let squares = 0;
  for (let k = 0; k < degrees; k++) squares += random.normal() ** 2;
  return random.normal() / Math.sqrt(squares / degrees);
}
