/**
 * A tabulated world as an environment: the same episodes as `worldEnvironment` of the world, without
 * working out each step anew. A learner still sees only what `observe` shows, never a probability.
 */
import type { Random } from "../../base/index.ts";
import type { ChangingGoals } from "../plan/timeInconsistent.ts";
import type { Environment, Episode, View } from "./environment.ts";
import type { TabulatedWorld } from "./tabulatedWorld.ts";

/** What a learner is paid for and what it sees. */
export interface TableView<S> {
  /**
   * One reward for each outcome, as from `rewardsOf`; or, where the reward function is part of the state,
   * rewards by every function and which of them judges in each state.
   */
  readonly rewards: Float64Array | ChangingGoals;
  /** What is seen of a state; what the world shows (`observe`, else the key) when absent. */
  readonly observe?: (state: S) => string;
  /** Whether it is told what was done where that is not what it chose. Default true. */
  readonly told?: boolean;
}

/** Lets a learner act in a tabulated world. Actions that are not one of the state's are refused. */
export function tableEnvironment<S>(table: TabulatedWorld<S>, view: TableView<S>): Environment {
  const { world } = table;
  const observe = view.observe ?? world.observe ?? world.key;
  const lists = view.rewards instanceof Float64Array ? [view.rewards] : view.rewards.rewards;
  const wrong = lists.find(({ length }) => length !== table.next.length);
  if (wrong !== undefined || lists.length === 0)
    throw new RangeError(
      `there are ${wrong?.length ?? 0} rewards for ${table.next.length} outcomes; make them with rewardsOf`,
    );
  const compiled: Compiled = {
    table,
    horizon: world.horizon,
    ends: world.limit === "end",
    views: table.states.map(observe),
    starts: table.initial.findLastIndex((probability) => probability > 0) + 1,
    lists,
    heldIn: view.rewards instanceof Float64Array ? undefined : view.rewards.evaluatorOf,
    executed:
      world.executed === undefined || view.told === false
        ? undefined
        : (s, action) => world.executed?.(table.states[s] as S, action) ?? action,
  };
  return {
    horizon: world.horizon,
    cuts: !compiled.ends,
    objectives: lists.length,
    begin: (random) => new TableEpisode(compiled, random),
  };
}

interface Compiled {
  readonly table: Pick<
    TabulatedWorld<unknown>,
    "firstRow" | "firstOutcome" | "next" | "probability" | "initial"
  >;
  readonly horizon: number;
  readonly ends: boolean;
  readonly views: readonly string[];
  /** States at which an episode may start come before this one. */
  readonly starts: number;
  readonly lists: readonly Float64Array[];
  readonly heldIn: ArrayLike<number> | undefined;
  readonly executed: ((s: number, action: number) => number) | undefined;
}

class TableEpisode implements Episode {
  actionCount = 0;
  observation: string | undefined;
  executed: number | undefined;
  readonly worths: Float64Array;
  readonly #compiled: Compiled;
  readonly #random: Random;
  #state: number;
  #turn = 0;

  constructor(compiled: Compiled, random: Random) {
    this.#compiled = compiled;
    this.#random = random;
    this.worths = new Float64Array(compiled.lists.length);
    this.#state = drawn(compiled.table.initial, 0, compiled.starts, random);
    this.#look();
  }

  get held(): number {
    return this.#compiled.heldIn?.[this.#state] ?? 0;
  }

  get cut(): View | undefined {
    const { ends, horizon, views } = this.#compiled;
    const actionCount = this.#actions();
    if (ends || this.#turn < horizon || actionCount === 0) return undefined;
    return { observation: views[this.#state] as string, actionCount };
  }

  act(action: number): number {
    if (!(action >= 0 && action < this.actionCount)) {
      throw new RangeError(`action ${action} is not one of 0…${this.actionCount - 1}`);
    }
    const { table, lists, executed } = this.#compiled;
    const { held } = this;
    this.executed = executed?.(this.#state, action);
    const row = (table.firstRow[this.#state] as number) + action;
    const from = table.firstOutcome[row] as number;
    const end = table.firstOutcome[row + 1] as number;
    const o = drawn(table.probability, from, end, this.#random);
    for (let k = 0; k < lists.length; k++) this.worths[k] = lists[k]?.[o] as number;
    this.#state = table.next[o] as number;
    this.#turn++;
    this.#look();
    return this.worths[held] as number;
  }

  #actions(): number {
    const { firstRow } = this.#compiled.table;
    return (firstRow[this.#state + 1] as number) - (firstRow[this.#state] as number);
  }

  #look(): void {
    const { horizon, views } = this.#compiled;
    this.actionCount = this.#turn < horizon ? this.#actions() : 0;
    this.observation = this.actionCount === 0 ? undefined : views[this.#state];
  }
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
