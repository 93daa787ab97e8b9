/**
 * A world written out as tables: every state that can be reached, each action's outcomes, and any
 * objective as one number per outcome. Planners work on these. Cost: one call of `step` for every
 * reachable state and action.
 */
import type { LabWorld, Objective } from "./labWorld.ts";

/** A world as flat tables: the states that can be reached, and where each action leads. */
export interface TabulatedWorld<S> {
  readonly world: LabWorld<S>;
  readonly states: readonly S[];
  /** Rows (state–action pairs) of state s: firstRow[s] … firstRow[s+1]−1. */
  readonly firstRow: Int32Array;
  /** Outcomes of row r: firstOutcome[r] … firstOutcome[r+1]−1. */
  readonly firstOutcome: Int32Array;
  readonly next: Int32Array;
  readonly probability: Float64Array;
  /** Probability of starting in each state. */
  readonly initial: Float64Array;
  /** The position of a state. */
  readonly indexOf: (state: S) => number;
}

/** @throws RangeError when more than `limit` states can be reached, or chances do not sum to 1 */
export function tabulate<S>(world: LabWorld<S>, limit = 2_000_000): TabulatedWorld<S> {
  const positions = new Map<string, number>();
  const states: S[] = [];
  const place = (state: S): number => {
    const key = world.key(state);
    const known = positions.get(key);
    if (known !== undefined) return known;
    if (states.length >= limit) {
      throw new RangeError(`more than ${limit} states can be reached; make the world smaller`);
    }
    positions.set(key, states.length);
    states.push(state);
    return states.length - 1;
  };
  const starts = world.initial().map(({ state, probability }) => [place(state), probability]);
  const firstRow = [0];
  const firstOutcome = [0];
  const next: number[] = [];
  const probability: number[] = [];
  for (let s = 0; s < states.length; s++) {
    const state = states[s] as S;
    const actions = world.actionCount(state);
    for (let action = 0; action < actions; action++) {
      let total = 0;
      for (const outcome of world.step(state, action)) {
        if (outcome.probability < 0)
          throw new RangeError(
            `an outcome of action ${action} in state ${world.key(state)} has probability ${outcome.probability}`,
          );
        total += outcome.probability;
        if (outcome.probability === 0) continue;
        next.push(place(outcome.state));
        probability.push(outcome.probability);
      }
      if (!(Math.abs(total - 1) <= 1e-9)) {
        throw new RangeError(
          `the outcomes of action ${action} in state ${world.key(state)} have total probability ${total}`,
        );
      }
      firstOutcome.push(next.length);
    }
    firstRow.push(firstOutcome.length - 1);
  }
  const initial = new Float64Array(states.length);
  for (const [s = 0, p = 0] of starts) initial[s] = (initial[s] as number) + p;
  const begun = initial.reduce((sum, p) => sum + p, 0);
  if (!(Math.abs(begun - 1) <= 1e-9) || starts.some(([, p = 0]) => p < 0))
    throw new RangeError(`the initial states have total probability ${begun}`);
  return {
    world,
    states,
    firstRow: Int32Array.from(firstRow),
    firstOutcome: Int32Array.from(firstOutcome),
    next: Int32Array.from(next),
    probability: Float64Array.from(probability),
    initial,
    indexOf: (state) => positions.get(world.key(state)) ?? -1,
  };
}

/** The objective of each outcome, in the order of `next`. Default: the world's own reward. */
export function rewardsOf<S>(table: TabulatedWorld<S>, objective?: Objective<S>): Float64Array {
  const worth = objective ?? table.world.reward;
  const result = new Float64Array(table.next.length);
  for (let s = 0; s < table.states.length; s++) {
    const from = table.firstRow[s] as number;
    for (let row = from; row < (table.firstRow[s + 1] as number); row++) {
      const end = table.firstOutcome[row + 1] as number;
      for (let o = table.firstOutcome[row] as number; o < end; o++) {
        const state = table.states[s] as S;
        result[o] = worth(state, row - from, table.states[table.next[o] as number] as S);
        if (Number.isNaN(result[o]))
          throw new RangeError(
            `the reward of action ${row - from} in state ${table.world.key(state)} is not a number`,
          );
      }
    }
  }
  return result;
}

/** What a row is worth: its outcomes' rewards plus what follows from them. */
export function rowWorth(
  table: Pick<TabulatedWorld<unknown>, "firstOutcome" | "next" | "probability">,
  row: number,
  rewards: Float64Array,
  after: Float64Array,
  discount: number,
): number {
  let sum = 0;
  const end = table.firstOutcome[row + 1] as number;
  for (let o = table.firstOutcome[row] as number; o < end; o++) {
    const later = discount * (after[table.next[o] as number] as number);
    sum += (table.probability[o] as number) * ((rewards[o] as number) + later);
  }
  return sum;
}
