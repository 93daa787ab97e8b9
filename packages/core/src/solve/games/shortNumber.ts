/** Counts as they are printed in messages: whole while short, otherwise `1.05e+6`. */
export function shortNumber(n: number): string {
  return n < 1e6 ? String(n) : n.toExponential(2);
}
