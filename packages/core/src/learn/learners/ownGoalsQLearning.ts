/**
 * Q-learning (Watkins 1989) for an agent whose state says by which objective it judges futures: one
 * table per objective, every experience relabelled for all of them, each state acted in by its own
 * table. With one objective this is ordinary Q-learning; with one per reward function it learns
 * what `presentGoalPlan` plans (current-RF optimisation that ignores later changes).
 * It samples a tabulated world and never reads its probabilities.
 * Needs: finitely many states. Guarantees: as Q-learning, for each table.
 */
import type { Random } from "../../base/index.ts";
import { checkpoints } from "./checkpoints.ts";
import type { ChangingGoals } from "../plan/timeInconsistent.ts";
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";

export interface OwnGoalsOptions {
  readonly episodes: number;
  readonly random: Random;
  /** Default 0.98. */
  readonly discount?: number;
  /** Called about forty times with what has been learnt so far: an action for each state. */
  readonly onCheckpoint?: (episodesDone: number, actions: Int32Array) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** The learnt action of each state (the first best one), −1 where the episode is over. */
export function ownGoalsQLearning<S>(
  table: TabulatedWorld<S>,
  goals: ChangingGoals,
  options: OwnGoalsOptions,
): Int32Array {
  const { random, episodes, discount = 0.98 } = options;
  const rows = table.firstOutcome.length - 1;
  const values = goals.rewards.map(() => new Float64Array(rows));
  const visits = new Int32Array(rows);
  const firstRow = (s: number): number => table.firstRow[s] as number;
  const best = (of: Float64Array, s: number): number => {
    let row = firstRow(s);
    for (let other = row + 1; other < firstRow(s + 1); other++)
      if ((of[other] as number) > (of[row] as number) + 1e-12) row = other;
    return row;
  };
  const own = (s: number): Float64Array => values[goals.evaluatorOf[s] as number] as Float64Array;
  const learnt = (): Int32Array =>
    Int32Array.from(table.states, (_, s) =>
      firstRow(s + 1) > firstRow(s) ? best(own(s), s) - firstRow(s) : -1,
    );
  const looks = checkpoints(episodes);
  for (let played = 0; played < episodes && options.signal?.aborted !== true; played++) {
    const exploration = Math.max(0.1, 1 - played / (0.75 * episodes));
    let s = drawn(table.initial, 0, table.initial.length, random);
    for (let turn = 0; turn < table.world.horizon; turn++) {
      const actions = firstRow(s + 1) - firstRow(s);
      if (actions === 0) break;
      const row =
        random.unit() < exploration ? firstRow(s) + random.below(actions) : best(own(s), s);
      const from = table.firstOutcome[row] as number;
      const o = drawn(table.probability, from, table.firstOutcome[row + 1] as number, random);
      const next = table.next[o] as number;
      const goesOn = firstRow(next + 1) > firstRow(next);
      visits[row] = (visits[row] as number) + 1;
      const rate = 1 / (visits[row] as number) ** 0.6;
      for (const [i, of] of values.entries()) {
        const after = goesOn ? (of[best(of, next)] as number) : 0;
        const target = (goals.rewards[i]?.[o] as number) + discount * after;
        of[row] = (of[row] as number) + rate * (target - (of[row] as number));
      }
      s = next;
    }
    if (looks.has(played + 1)) options.onCheckpoint?.(played + 1, learnt());
  }
  return learnt();
}

/** A position from `from` to `end`, drawn with the probabilities there. */
function drawn(probability: Float64Array, from: number, end: number, random: Random): number {
  let left = end - from > 1 ? random.unit() : 0;
  for (let i = from; i < end - 1; i++) {
    left -= probability[i] as number;
    if (left < 0) return i;
  }
  return end - 1;
}
