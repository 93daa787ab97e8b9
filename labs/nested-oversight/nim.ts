/**
 * Nim (Bouton 1901): some heaps; whoever moves takes from one of them as many as it likes, though no more than allowed
 * at once; who takes the last one wins. Rules, every position written out once, and who wins with best play
 * (Sprague 1935; Grundy 1939): the one to move unless the heaps' numbers modulo `most` + 1 have nim-sum 0.
 */
import type { Random } from "@cidery/core";

/** Which Nim is played. */
export interface NimRules {
  readonly heaps: number;
  /** Heaps begin with 1 … `size`. */
  readonly size: number;
  /** So many may be taken at once, at most. */
  readonly most: number;
}

/** Every position by number; that without anything left is number 0, and moves lead to smaller numbers. */
export interface Nim {
  readonly rules: NimRules;
  /** Heaps in ascending order, for positions of the same heaps are the same. */
  readonly positions: readonly (readonly number[])[];
  /** Positions that a move leads to, each once. */
  readonly moves: readonly Int32Array[];
  /** Whether whoever moves wins with best play. */
  readonly won: Uint8Array;
  /** Positions to begin from, and how likely each is. */
  readonly starts: readonly (readonly [position: number, probability: number])[];
  /** @throws RangeError for heaps that do not come up */
  readonly numberOf: (heaps: readonly number[]) => number;
}

/** Cost: positions × moves, of which there are 330 × 28 at most with 4 heaps of 7. */
export function nimOf(rules: NimRules): Nim {
  const { heaps, size, most } = rules;
  const all = tuples(heaps, 0, size).map(sorted);
  const unique = new Map(all.map((one) => [one.join(" "), one]));
  const positions = [...unique.values()].sort((a, b) => total(a) - total(b));
  const numbers = new Map(positions.map((one, i) => [one.join(" "), i]));
  const numberOf = (position: readonly number[]): number => {
    const found = numbers.get(sorted(position).join(" "));
    if (found === undefined) throw new RangeError(`no heaps ${position.join(", ")} come up`);
    return found;
  };
  const moves = positions.map((position) => {
    const reached = position.flatMap((left, heap) =>
      Array.from({ length: Math.min(left, most) }, (_, i) =>
        numberOf(taken(position, heap, i + 1)),
      ),
    );
    return Int32Array.from(new Set(reached));
  });
  const won = Uint8Array.from(positions, (one) => Number(nimSum(one, most) !== 0));
  const counts = new Map<number, number>();
  const begun = tuples(heaps, 1, size);
  for (const one of begun) counts.set(numberOf(one), (counts.get(numberOf(one)) ?? 0) + 1);
  const starts = [...counts].map(([at, count]) => [at, count / begun.length] as const);
  return { rules, positions, moves, won, starts, numberOf };
}

/** Of single heaps with `most` allowed at once the Grundy number is what is left modulo `most` + 1. */
function nimSum(heaps: readonly number[], most: number): number {
  return heaps.reduce((sum, left) => sum ^ (left % (most + 1)), 0);
}

function taken(heaps: readonly number[], heap: number, count: number): number[] {
  return heaps.map((left, i) => (i === heap ? left - count : left));
}

export function drawStart({ rules, numberOf }: Nim, random: Random): number {
  return numberOf(Array.from({ length: rules.heaps }, () => 1 + random.below(rules.size)));
}

function tuples(length: number, low: number, high: number): number[][] {
  if (length === 0) return [[]];
  const values = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return tuples(length - 1, low, high).flatMap((rest) => values.map((value) => [...rest, value]));
}

function sorted(heaps: readonly number[]): number[] {
  return [...heaps].sort((a, b) => a - b);
}

function total(heaps: readonly number[]): number {
  return heaps.reduce((sum, left) => sum + left, 0);
}
