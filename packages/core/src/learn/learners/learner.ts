/**
 * Learners as data: what each needs, what it promises, and how it trains. A learner only ever
 * meets an `Environment`; it cannot tell one model from another.
 */
import type { Random } from "../../base/index.ts";
import type { Behaviour, Environment, Observation } from "../environments/environment.ts";
import { inCells } from "../environments/cells.ts";
import { checkpoints } from "./checkpoints.ts";

/** How many episodes, from which random numbers, at which rates. */
export interface TrainingOptions {
  readonly episodes: number;
  readonly random: Random;
  /** Learning rate where the learner has one; its own schedule when absent. */
  readonly rate?: number;
  /**
   * Discount per turn. Default 1 where episodes end (utilities are simply added), and 0.98 where they are
   * cut: what a turn leads to for ever has to stay finite (`discountOf`).
   */
  readonly discount?: number;
  /** Share of random actions while training; its own schedule when absent. */
  readonly exploration?: number;
  /** Called about a hundred times with the episodes done and their mean return since last time. */
  readonly onProgress?: (episodesDone: number, meanReturn: number) => void;
  /**
   * Called some forty times, most of them early (`checkpoints`), with the episodes done and what has
   * been learnt so far, and by learners of a policy of chances also that policy. Both change as training
   * goes on: use them before returning, with chance of one's own.
   */
  readonly onCheckpoint?: (
    episodesDone: number,
    behaviour: Behaviour<Observation>,
    chances?: Trained["chances"],
  ) => void;
  /** Polled between episodes; training stops with what was learnt so far. */
  readonly signal?: { readonly aborted: boolean };
}

/** The behaviour that was learned. */
export interface Trained {
  /** Acts as learnt, without exploring. */
  readonly behaviour: Behaviour<Observation>;
  /** Episodes that were played (fewer than asked for when stopped). */
  readonly episodes: number;
  /** By which discount it learnt, where it has one. */
  readonly discount?: number;
  /**
   * The policy that was learnt, where it is one of chances: how likely each action is. The behaviour takes the
   * likeliest.
   */
  readonly chances?: (observation: Observation, actionCount: number) => Float64Array;
  /** Estimated worth of each action by observation, where the learner keeps one. */
  readonly values?: ReadonlyMap<string, Float64Array>;
  /**
   * What the units of the last hidden layer come to for what is seen, where the learner acts by a network that has
   * one: what probes read. A copy; empty for a key that was never met.
   */
  readonly hidden?: (observation: Observation) => Float64Array;
}

/** A learner of one agent, described, with the function that trains it. */
export interface Learner {
  /** Stable, snake_case: as in `claim learns(robot, q_learning)`. */
  readonly id: string;
  readonly title: string;
  readonly needs: string;
  readonly guarantees: string;
  readonly source: string;
  /** @throws SolveError `vector-observations` by a learner with a table, where vectors are not cut into cells */
  readonly train: (environment: Environment<Observation>, options: TrainingOptions) => Trained;
}

/** What a learner with a table has learnt. */
export interface TrainedTable extends Omit<Trained, "behaviour"> {
  readonly behaviour: Behaviour;
}

/**
 * A learner that keeps a table by observation: vectors come to it as the cells their world declares.
 * @param title for the sentence of refusal
 */
export function byTable(
  title: string,
  train: (environment: Environment, options: TrainingOptions) => TrainedTable,
): Learner["train"] {
  return (world, options) => {
    const { environment, onVectors } = inCells(world, title);
    const { onCheckpoint } = options;
    const trained = train(environment, {
      ...options,
      ...(onCheckpoint === undefined
        ? {}
        : { onCheckpoint: (done, behaviour) => onCheckpoint(done, onVectors(behaviour)) }),
    });
    return { ...trained, behaviour: onVectors(trained.behaviour) };
  };
}

/** The discount a learner uses: the one it was told, or the default for the way episodes are over. */
export function discountOf(
  { cuts = false }: Pick<Environment, "cuts">,
  { discount = cuts ? 0.98 : 1 }: Pick<TrainingOptions, "discount">,
): number {
  if (!(discount >= 0 && discount <= 1))
    throw new RangeError(`the discount is ${discount}; it must be between 0 and 1`);
  return discount;
}

/** Picks a best action, uniformly among those within 1e-12 of the best. */
export function bestAction(values: Float64Array, random: Random): number {
  let best = Number.NEGATIVE_INFINITY;
  let count = 0;
  let chosen = 0;
  for (let a = 0; a < values.length; a++) {
    const value = values[a] as number;
    if (value > best + 1e-12) {
      best = value;
      count = 1;
      chosen = a;
    } else if (value >= best - 1e-12 && random.below(++count) === 0) chosen = a;
  }
  return chosen;
}

/** Always the first best action, so that a learnt rule is one rule. */
export function greedy(values: ReadonlyMap<string, Float64Array>): Behaviour {
  return {
    choose(observation, actionCount, random) {
      const row = values.get(observation);
      if (row === undefined) return random.below(actionCount);
      let best = 0;
      for (let a = 1; a < row.length; a++)
        if ((row[a] as number) > (row[best] as number) + 1e-12) best = a;
      return best;
    },
  };
}

/** The row of a table, made on first sight. */
export function rowOf(
  table: Map<string, Float64Array>,
  key: string,
  size: number,
  initial = 0,
): Float64Array {
  let row = table.get(key);
  if (row === undefined) {
    row = new Float64Array(size).fill(initial);
    table.set(key, row);
  }
  return row;
}

/** Reports progress about a hundred times over a training run, and at its checkpoints. */
export function progressReporter(
  options: TrainingOptions,
  behaviourNow: () => Behaviour,
  chances?: Trained["chances"],
): (episode: number, total: number) => void {
  const every = Math.max(1, Math.floor(options.episodes / 100));
  const looks = checkpoints(options.episodes);
  let sum = 0;
  let since = 0;
  return (episode, total) => {
    sum += total;
    since++;
    if (since === every) {
      options.onProgress?.(episode, sum / since);
      sum = 0;
      since = 0;
    }
    if (options.onCheckpoint !== undefined && looks.has(episode))
      options.onCheckpoint(episode, behaviourNow(), chances);
  };
}
