/** Small dense linear systems by Gaussian elimination with partial pivoting, O(n³). */

import { checkpoint } from "../../base/index.ts";

/** Larger systems look at the signal at every column. */
const HEARD = 100;

/**
 * Solves A x = b in place (both are overwritten, the answer is in b). False when A is singular to
 * working precision.
 */
export function solveDense(a: Float64Array, b: Float64Array): boolean {
  const n = b.length;
  for (let column = 0; column < n; column++) {
    if (n > HEARD) checkpoint();
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column] as number) > Math.abs(a[pivot * n + column] as number)) {
        pivot = row;
      }
    }
    const size = Math.abs(a[pivot * n + column] as number);
    if (!(size > 1e-300)) return false;
    if (pivot !== column) {
      for (let j = column; j < n; j++) {
        const held = a[column * n + j] as number;
        a[column * n + j] = a[pivot * n + j] as number;
        a[pivot * n + j] = held;
      }
      const held = b[column] as number;
      b[column] = b[pivot] as number;
      b[pivot] = held;
    }
    const inverse = 1 / (a[column * n + column] as number);
    for (let row = column + 1; row < n; row++) {
      const factor = (a[row * n + column] as number) * inverse;
      if (factor === 0) continue;
      for (let j = column + 1; j < n; j++) {
        a[row * n + j] = (a[row * n + j] as number) - factor * (a[column * n + j] as number);
      }
      b[row] = (b[row] as number) - factor * (b[column] as number);
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row] as number;
    for (let j = row + 1; j < n; j++) sum -= (a[row * n + j] as number) * (b[j] as number);
    b[row] = sum / (a[row * n + row] as number);
  }
  return b.every((value) => Number.isFinite(value));
}
