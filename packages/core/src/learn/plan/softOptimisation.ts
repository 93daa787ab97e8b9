/**
 * Ways to choose among finitely many options by an estimate of their worth, from hard to soft.
 *
 * A q-quantiliser (Taylor 2016) draws from the best q of a base distribution; any cost has at most
 * 1/q of its expectation under the base. Best-of-n takes the best of n draws from the base. Both
 * are given here as exact distributions. Cost: sorting.
 */

/**
 * The distribution of a q-quantiliser; q = 0 is the argmax (first of the best).
 * @param base the base distribution; uniform when absent
 * @throws RangeError when q is not in [0, 1]
 */
export function quantiliser(
  estimates: ArrayLike<number>,
  q: number,
  base?: ArrayLike<number>,
): Float64Array {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`q is ${q}; a quantiliser needs one in [0, 1]`);
  const result = new Float64Array(estimates.length);
  const order = byEstimate(estimates);
  if (q === 0) {
    const first = order.find((i) => (base?.[i] ?? 1) > 0);
    if (first !== undefined) result[first] = 1;
    return result;
  }
  let left = q;
  for (const i of order) {
    const taken = Math.min(left, base?.[i] ?? 1 / estimates.length);
    result[i] = taken / q;
    left -= taken;
    if (left <= 0) break;
  }
  return result;
}

/**
 * The distribution of the best of `n` independent draws from the base (ties to the option listed
 * first). @throws RangeError when n < 1
 */
export function bestOfN(
  estimates: ArrayLike<number>,
  n: number,
  base?: ArrayLike<number>,
): Float64Array {
  if (!(n >= 1)) throw new RangeError(`best of ${n} draws: there must be at least one`);
  const result = new Float64Array(estimates.length);
  let above = 0;
  for (const i of byEstimate(estimates)) {
    const upTo = Math.min(1, above + (base?.[i] ?? 1 / estimates.length));
    result[i] = (1 - above) ** n - (1 - upTo) ** n;
    above = upTo;
  }
  return result;
}

/** Nats that best-of-n may add over the base: ln n − (n−1)/n, an upper bound, tight without ties. */
export function bestOfNDivergence(n: number): number {
  return Math.log(n) - (n - 1) / n;
}

function byEstimate(estimates: ArrayLike<number>): number[] {
  return Array.from({ length: estimates.length }, (_, i) => i).sort(
    (a, b) => (estimates[b] as number) - (estimates[a] as number) || a - b,
  );
}
