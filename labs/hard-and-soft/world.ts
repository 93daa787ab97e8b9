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

/** Options from the best-looking to the worst-looking. */
export interface Options {
  readonly values: Float64Array;
  readonly estimates: Float64Array;
  /** The scale of each option's error. */
  readonly scales: Float64Array;
}

/** True values are standard normal, but for the catastrophes. */
export function drawOptions(law: OptionsLaw, random: Random): Options {
  const drawn = Array.from({ length: law.count }, () => drawOption(law, random));
  drawn.sort((a, b) => b.estimate - a.estimate);
  return {
    values: Float64Array.from(drawn, ({ value }) => value),
    estimates: Float64Array.from(drawn, ({ estimate }) => estimate),
    scales: Float64Array.from(drawn, ({ scale }) => scale),
  };
}

function drawOption({ law, scale, uneven }: OptionsLaw, random: Random) {
  const value = random.normal();
  if (law === "catastrophes") {
    const hidden = random.unit() < CATASTROPHE.share;
    return hidden
      ? { value: CATASTROPHE.worth, estimate: value + CATASTROPHE.looks, scale: 0 }
      : { value, estimate: value, scale: 0 };
  }
  const own = uneven ? 2 * scale * random.unit() : scale;
  return { value, estimate: value + own * drawError(law, random), scale: own };
}

function drawError(law: ErrorLaw, random: Random): number {
  if (law === "none") return 0;
  if (law === "normal") return random.normal();
  return drawStudent(law === "t2" ? 2 : 3, random);
}

/** Student's t: a normal over the root of a mean of squared normals. */
function drawStudent(degrees: number, random: Random): number {
  let squares = 0;
  for (let k = 0; k < degrees; k++) squares += random.normal() ** 2;
  return random.normal() / Math.sqrt(squares / degrees);
}
