/**
 * When to look at a learner while it trains: after the first episode, then after ever longer pauses,
 * each about the same share of what was done before, and at the end. Most is learnt early, and evenly
 * spaced looks would see it only when it is over.
 */

/** About as many as `count` numbers from 1 to `all`, which is the last; every number where there are fewer. */
export function checkpoints(all: number, count = 40): ReadonlySet<number> {
  const found = new Set<number>();
  let last = 0;
  for (let left = count; last < all; left--) {
    const factor = (all / Math.max(1, last)) ** (1 / Math.max(1, left));
    const next = last === 0 ? 1 : Math.max(last + 1, Math.round(last * factor));
    last = Math.min(all, next);
    found.add(last);
  }
  return found;
}
