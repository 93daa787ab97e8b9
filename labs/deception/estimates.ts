/**
 * What each of two acts has brought so far, by what was seen: a plain average over the first rounds, then one in which later
 * rounds count more, so that it follows a world that changes.
 */
import type { Random } from "@cidery/core";
import type { Bit } from "./world.ts";

const LEAST_RATE = 0.05;
const EXPLORES = 0.1;

interface Brought {
  readonly worth: [number, number];
  readonly times: [number, number];
}

export class Estimates {
  readonly #seen = new Map<string, Brought>();

  /** The act that brought more. @param otherwise where neither did, or neither was tried */
  best(seen: string, otherwise: Bit): Bit {
    return better(this.#seen.get(seen)?.worth, otherwise);
  }

  /** The same, but one in ten is drawn. */
  tries(seen: string, otherwise: Bit, random: Random): Bit {
    if (random.unit() >= EXPLORES) return this.best(seen, otherwise);
    return random.below(2) === 0 ? 0 : 1;
  }

  learns(seen: string, act: Bit, worth: number): void {
    const brought = this.#seen.get(seen) ?? { worth: [0, 0], times: [0, 0] };
    brought.times[act]++;
    brought.worth[act] +=
      Math.max(LEAST_RATE, 1 / brought.times[act]) * (worth - brought.worth[act]);
    this.#seen.set(seen, brought);
  }
}

export function better(worths: readonly [number, number] | undefined, otherwise: Bit): Bit {
  const [zero, one] = worths ?? [0, 0];
  if (Math.abs(zero - one) < 1e-12) return otherwise;
  return one > zero ? 1 : 0;
}
