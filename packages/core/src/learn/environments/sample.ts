/** Drawing from a row of probabilities. */
import type { Random } from "../../base/index.ts";

/** A position drawn with the row's probabilities. */
export function sample(row: Float64Array, random: Random): number {
  let left = random.unit();
  for (let i = 0; i < row.length - 1; i++) {
    left -= row[i] as number;
    if (left < 0) return i;
  }
  // Rounding may leave a sliver beyond the last value that can happen.
  let last = row.length - 1;
  while (last > 0 && row[last] === 0) last--;
  return last;
}
