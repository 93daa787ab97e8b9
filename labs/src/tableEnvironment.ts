/**
 * A tabulated world as an environment: the same episodes as `worldEnvironment` of the world, without
 * working out each step anew. A learner still sees only what `observe` shows.
 */
import type { Environment, TabulatedWorld } from "@cidery/core/learn";

export interface Seen<S> {
  /** One reward for each outcome, as from `rewardsOf`. */
  readonly rewards: Float64Array;
  readonly observe: (state: S) => string;
  /** Whether it is told what was done where that is not what it chose. Default true. */
  readonly told?: boolean;
}

export function tableEnvironment<S>(
  table: TabulatedWorld<S>,
  { rewards, observe, told = true }: Seen<S>,
): Environment {
  const views = table.states.map(observe);
  const { horizon, executed } = table.world;
  const actionsOf = (s: number): number =>
    (table.firstRow[s + 1] as number) - (table.firstRow[s] as number);
  return {
    horizon,
    begin(random) {
      const drawn = (probability: Float64Array, from: number, end: number): number => {
        let left = end - from > 1 ? random.unit() : 0;
        for (let i = from; i < end - 1; i++) {
          left -= probability[i] as number;
          if (left < 0) return i;
        }
        return end - 1;
      };
      let s = drawn(table.initial, 0, lastStart(table.initial) + 1);
      let turn = 0;
      let done: number | undefined;
      const actionCount = (): number => (turn < horizon ? actionsOf(s) : 0);
      return {
        get actionCount() {
          return actionCount();
        },
        get observation() {
          return actionCount() === 0 ? undefined : views[s];
        },
        get executed() {
          return done;
        },
        act(action) {
          if (!(action >= 0 && action < actionCount())) {
            throw new RangeError(`action ${action} is not one of 0…${actionCount() - 1}`);
          }
          if (told) done = executed?.(table.states[s] as S, action);
          const row = (table.firstRow[s] as number) + action;
          const from = table.firstOutcome[row] as number;
          const o = drawn(table.probability, from, table.firstOutcome[row + 1] as number);
          s = table.next[o] as number;
          turn++;
          return rewards[o] as number;
        },
      };
    },
  };
}

function lastStart(initial: Float64Array): number {
  return initial.findLastIndex((probability) => probability > 0);
}
