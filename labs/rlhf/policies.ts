/**
 * What optimising a reward comes to, exactly: best-of-n by the order of what could be said, and the policy that gets the most
 * reward less λ a nat of leaving the base, π₀ · exp(f/λ)/Z (Jaques et al. 2017). The second is the
 * whole frontier: nothing gets more reward at the same divergence. Cost: a sort, then one pass.
 */
import { bestOfN } from "@cidery/core/learn";

/** What a distribution over what could be said brings. */
export interface Outcome {
  /** Mean reward by the proxy. */
  readonly proxy: number;
  /** Mean worth to people. */
  readonly gold: number;
  /** Divergence from the base, in nats. */
  readonly nats: number;
}

/** Of any distribution, over a uniform base. */
export function outcomeOf(
  chances: ArrayLike<number>,
  rewards: ArrayLike<number>,
  gold: ArrayLike<number>,
): Outcome {
  let [proxy, worth, nats] = [0, 0, 0];
  for (let i = 0; i < chances.length; i++) {
    const p = chances[i] as number;
    if (p === 0) continue;
    proxy += p * (rewards[i] as number);
    worth += p * (gold[i] as number);
    nats += p * Math.log(p * chances.length);
  }
  return { proxy, gold: worth, nats };
}

/** The best by the proxy of n draws from the base. */
export function bestOf(n: number, rewards: ArrayLike<number>, gold: ArrayLike<number>): Outcome {
  return outcomeOf(bestOfN(rewards, n), rewards, gold);
}

/** The most reward less λ a nat. @param price λ > 0 */
export function pricedPolicy(price: number, rewards: ArrayLike<number>): Float64Array {
  const most = Array.from(rewards).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = Float64Array.from(rewards, (f) => Math.exp((f - most) / price));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The price at which the best policy is so many nats from the base. By halving; to 1e-9 of the divergence. */
export function priceAt(nats: number, rewards: ArrayLike<number>): number {
  const at = (log: number): number =>
    outcomeOf(pricedPolicy(Math.exp(log), rewards), rewards, rewards).nats;
  let [low, high] = [-9, 9];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (at(middle) > nats) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Numbers of draws up to 16,384, each twice the one before. */
export const DRAWS: readonly number[] = Array.from({ length: 15 }, (_, i) => 2 ** i);

/** How far gold rises with n, and what is left of it at n = 16,384. */
export interface Curve {
  readonly peak: number;
  readonly end: number;
  readonly fall: number;
  readonly outcomes: readonly Outcome[];
}

/**
 * The best of 1, 2, 4 … 16,384 draws, each exact: the chance that none of twice as many is better is a square.
 * @param base how likely each is to be drawn; all alike when absent
 */
export function drawsCurve(rewards: Float64Array, gold: Float64Array, base?: Float64Array): Curve {
  const order = [...gold.keys()].sort((a, b) => (rewards[b] as number) - (rewards[a] as number));
  const sums = DRAWS.map(() => ({ proxy: 0, gold: 0, nats: 0 }));
  let above = 1;
  for (const i of order) {
    const usual = base === undefined ? 1 / order.length : (base[i] as number);
    const upTo = Math.max(0, above - usual);
    let [before, after] = [above, upTo];
    for (const sum of sums) {
      const p = before - after;
      if (p > 0) {
        sum.proxy += p * (rewards[i] as number);
        sum.gold += p * (gold[i] as number);
        sum.nats += p * Math.log(p / usual);
      }
      before *= before;
      after *= after;
    }
    above = upTo;
  }
  return curveOf(sums);
}

export function curveOf(outcomes: readonly Outcome[]): Curve {
  const peak = outcomes.reduce((most, one) => Math.max(most, one.gold), Number.NEGATIVE_INFINITY);
  const end = outcomes.at(-1)?.gold ?? 0;
  return { peak, end, fall: peak - end, outcomes };
}
