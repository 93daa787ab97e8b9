/**
 * Exact planning when the state is hidden: backward induction over the beliefs that can come up
 * (Åström 1965), each belief solved once for each number of turns left.
 * Needs: a tabulated world whose states with one observation have equally many actions.
 * Guarantees: the optimal expected (discounted) total; ties go to the action listed first.
 * Cost: the number of different beliefs, at worst (actions × observations)^horizon.
 */
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import { rewardsOf } from "../environments/tabulatedWorld.ts";

/** Positions of states with their probabilities, in increasing order. */
export type Belief = readonly (readonly [state: number, probability: number])[];

export interface BeliefBranch {
  readonly observation: string;
  readonly probability: number;
  readonly node: BeliefNode;
}

/** A belief the plan can come to, its value, and what to do there. */
export interface BeliefNode {
  readonly belief: Belief;
  /** Expected total from here on. */
  readonly value: number;
  /** −1 where the episode is over. */
  readonly action: number;
  /** What may be seen after the action. */
  readonly branches: readonly BeliefBranch[];
}

/** An optimal plan over beliefs with its value; exact, exponential in the horizon. */
export interface BeliefPlan {
  readonly value: number;
  /** By first observation. */
  readonly roots: readonly BeliefBranch[];
  /** Beliefs that were solved. */
  readonly beliefs: number;
}

/** @throws RangeError when more than `limit` beliefs come up, or one belief mixes action counts */
export function beliefTreePlan<S>(
  table: TabulatedWorld<S>,
  options: {
    readonly horizon?: number;
    readonly discount?: number;
    readonly rewards?: Float64Array;
    readonly limit?: number;
  } = {},
): BeliefPlan {
  const { discount = 1, limit = 500_000 } = options;
  const rewards = options.rewards ?? rewardsOf(table);
  const observe = table.world.observe ?? table.world.key;
  const seen = table.states.map((state) => observe(state));
  const solved = new Map<string, BeliefNode>();

  const solve = (belief: Belief, left: number): BeliefNode => {
    const key = `${left}|${belief.map(([s, p]) => `${s}:${p.toPrecision(12)}`).join(",")}`;
    const known = solved.get(key);
    if (known !== undefined) return known;
    if (solved.size >= limit) {
      throw new RangeError(`more than ${limit} beliefs come up; shorten the horizon`);
    }
    const actions = left === 0 ? 0 : actionsOf(table, belief);
    let best: BeliefNode = { belief, value: 0, action: -1, branches: [] };
    for (let action = 0; action < actions; action++) {
      const candidate = after(belief, action, left);
      if (best.action < 0 || candidate.value > best.value + 1e-12) best = candidate;
    }
    solved.set(key, best);
    return best;
  };

  const after = (belief: Belief, action: number, left: number): BeliefNode => {
    let value = 0;
    const reached = new Map<number, number>();
    for (const [s, p] of belief) {
      const row = (table.firstRow[s] as number) + action;
      for (
        let o = table.firstOutcome[row] as number;
        o < (table.firstOutcome[row + 1] as number);
        o++
      ) {
        const chance = p * (table.probability[o] as number);
        const next = table.next[o] as number;
        value += chance * (rewards[o] as number);
        reached.set(next, (reached.get(next) ?? 0) + chance);
      }
    }
    const branches = split(reached, seen).map(({ observation, probability, belief: later }) => ({
      observation,
      probability,
      node: solve(later, left - 1),
    }));
    for (const { probability, node } of branches) value += discount * probability * node.value;
    return { belief, value, action, branches };
  };

  const start = new Map<number, number>();
  for (const [s, p] of table.initial.entries()) if (p > 0) start.set(s, p);
  const horizon = options.horizon ?? table.world.horizon;
  const roots = split(start, seen).map(({ observation, probability, belief }) => ({
    observation,
    probability,
    node: solve(belief, horizon),
  }));
  const value = roots.reduce((sum, { probability, node }) => sum + probability * node.value, 0);
  return { value, roots, beliefs: solved.size };
}

function actionsOf<S>(table: TabulatedWorld<S>, belief: Belief): number {
  const counts = new Set(
    belief.map(([s]) => (table.firstRow[s + 1] as number) - (table.firstRow[s] as number)),
  );
  if (counts.size > 1) {
    throw new RangeError("states that look alike have different numbers of actions");
  }
  return [...counts][0] ?? 0;
}

function split(
  reached: ReadonlyMap<number, number>,
  seen: readonly string[],
): { observation: string; probability: number; belief: Belief }[] {
  const groups = new Map<string, [number, number][]>();
  for (const [s, p] of [...reached].sort((a, b) => a[0] - b[0])) {
    const observation = seen[s] as string;
    const group = groups.get(observation);
    if (group === undefined) groups.set(observation, [[s, p]]);
    else group.push([s, p]);
  }
  return [...groups].map(([observation, group]) => {
    const probability = group.reduce((sum, [, p]) => sum + p, 0);
    return {
      observation,
      probability,
      belief: group.map(([s, p]) => [s, p / probability] as const),
    };
  });
}
