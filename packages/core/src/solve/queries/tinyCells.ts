/**
 * Probabilities that a logarithm holds and a number does not: products of many small ones come out
 * as 0 in a table though they are not 0. They are given the least positive number, as the
 * probability of a single event is; what is impossible stays 0.
 */
import type { Network } from "../../probability/index.ts";

/** Logarithm below which a product may leave the range of numbers. */
const SMALLEST = -700;

/** Writes the least positive number over zeros of `table` where `support` is not 0. */
export function withoutFalseZeros(
  table: Float64Array,
  support: ArrayLike<number> | undefined,
): Float64Array {
  if (support === undefined || !table.includes(0)) return table;
  return table.map((p, i) => (p === 0 && (support[i] as number) > 0 ? Number.MIN_VALUE : p));
}

/**
 * The network with 1 for everything possible, whose sums are above 0 exactly where something
 * possible is summed; undefined where no product can be too small for a number.
 */
export function supportNetwork({ sizes, factors }: Network): Network | undefined {
  let least = 0;
  for (const { values } of factors) {
    let smallest = Infinity;
    for (const x of values) if (x > 0 && x < smallest) smallest = x;
    least += Math.min(0, Math.log(smallest));
  }
  if (!(least < SMALLEST)) return undefined;
  // Without `children` no table is taken for one whose rows sum to 1.
  return {
    sizes,
    factors: factors.map((factor) => ({
      ...factor,
      values: factor.values.map((x) => (x > 0 ? 1 : 0)),
    })),
  };
}
