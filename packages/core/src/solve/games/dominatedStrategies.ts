/**
 * Strategies that no equilibrium plays: another strategy of the same agent pays it more whatever the
 * others do. Without them others may be dominated, and so on; the game that is left has the same equilibria
 * (Luce & Raiffa 1957; Osborne & Rubinstein 1994, §4.2), and often only one profile.
 */
import { checkpoint } from "../../base/index.ts";
import type { FewerStrategies } from "./mergeStrategies.ts";
import { keeping } from "./mergeStrategies.ts";
import { wholeBounded } from "./pureEquilibria.ts";

/** Payoffs that may be compared; what is dominated beyond that stays, which is no mistake. */
const MOST_COMPARISONS = 2 ** 22;

/**
 * The game without strategies that are strictly dominated by a pure one, round by round; payoffs count as
 * different only beyond their errors. Cost: strategies of an agent squared, times profiles of the others, a
 * round; most pairs are told apart by their first payoffs.
 */
export function withoutDominatedStrategies(game: FewerStrategies): FewerStrategies {
  const budget = { left: MOST_COMPARISONS };
  let now = game;
  for (;;) {
    const kept = now.sizes.map((_, agent) => undominated(now, agent, budget));
    if (kept.every((list, agent) => list.length === now.sizes[agent])) return now;
    now = keeping(now, kept);
  }
}

function undominated(
  { sizes, tensors }: FewerStrategies,
  agent: number,
  budget: { left: number },
): number[] {
  const size = sizes[agent] as number;
  const { least, most } = wholeBounded(
    tensors.payoffs[agent] as readonly bigint[],
    tensors.errors[agent],
  );
  const stride = sizes.slice(agent + 1).reduce((n, other) => n * other, 1);
  const others = sizes.reduce((n, one) => n * one, 1) / size;
  /** The profile in which the others play their k-th and the agent s. */
  const at = (k: number, s: number): number =>
    Math.floor(k / stride) * stride * size + s * stride + (k % stride);
  const beats = (t: number, s: number): boolean => {
    for (let k = 0; k < others; k++) {
      if (--budget.left < 0 || most(at(k, s)) >= least(at(k, t))) return false;
    }
    return true;
  };
  const all = Array.from({ length: size }, (_, s) => s);
  return all.filter((s) => {
    checkpoint();
    return !all.some((t) => t !== s && beats(t, s));
  });
}
