/**
 * What a learner sees of the world: episodes made of turns. At each turn the learner is given what
 * it observes, as a key or a vector, and picks one of finitely many actions; rewards come with the next turn.
 * Learners and planners know nothing else, so that a world, and not a learner, decides what
 * behaviour pays. `.cid` models and hand-written worlds both become environments.
 *
 * An episode is over in one of two ways. It has *ended*: nothing comes after, so what follows is worth 0.
 * Or it was *cut*: somebody stopped watching, the world would go on, and a learner goes by what it expects
 * from there (Pardo, Tavakoli, Levdik & Kormushev 2018, Time Limits in Reinforcement Learning). The world says
 * which: a diagram's last step is an end, a limit that the agent does not see is a cut.
 */
import type { Random } from "../../base/index.ts";
import type { VectorSpace } from "./vectorSpace.ts";

/** What is seen: a key (equal keys mean equal information), or a vector of the declared space. */
export type Observation = string | Float64Array;

/** What is seen at a turn, and how many actions there are. */
export interface View<O extends Observation = string> {
  readonly observation: O;
  readonly actionCount: number;
}

/** One run: what is seen, how many actions there are, and the reward of each action taken. */
export interface Episode<O extends Observation = string> {
  /** What is seen at this turn; undefined once it is over. A vector is not written to again. */
  readonly observation: O | undefined;
  /** Actions to choose from at this turn: 0 … actionCount−1. */
  readonly actionCount: number;
  /**
   * Takes an action and runs the world to the learner's next turn, or to the end.
   * @returns the reward received on the way
   * @throws RangeError when the episode is over or the action is not one of this turn's
   */
  act(action: number): number;
  /**
   * What was done at the last turn, where something may put another action in place of the one that
   * was chosen (an interruption); the chosen action when absent.
   */
  readonly executed?: number | undefined;
  /** What is seen where the episode was cut short; undefined while it runs, and when it has ended. */
  readonly cut?: View<O> | undefined;
  /**
   * Where the environment has several objectives: what the last turn was worth by each of them. `act`
   * returns what it was worth by the one that was held. The array may be used again by the next turn.
   */
  readonly worths?: Float64Array | undefined;
  /** Where the environment has several objectives: which one the agent holds at this turn. */
  readonly held?: number | undefined;
}

/** Something to act in: episodes from a seeded stream of random numbers. */
export interface Environment<O extends Observation = string> {
  /** Starts an episode; all chance in it comes from `random`. */
  begin(random: Random): Episode<O>;
  /** Where vectors are shown: which. Absent where keys are. */
  readonly space?: VectorSpace;
  /** Turns after which an episode certainly is over. */
  readonly horizon: number;
  /** Some episodes are cut short rather than ended. Default false. */
  readonly cuts?: boolean;
  /**
   * How many objectives an agent may come to hold (its reward function is part of the world and can
   * change). Absent: one, for good.
   */
  readonly objectives?: number;
}

/** What a learner does at a turn. */
export interface Behaviour<O extends Observation = string> {
  choose(observation: O, actionCount: number, random: Random): number;
}

/** One turn of a finished episode. */
export interface TraceStep<O extends Observation = string> {
  readonly observation: O;
  readonly action: number;
  readonly reward: number;
}

/** The steps of one run, and the sum of its rewards. */
export interface Trace<O extends Observation = string> {
  readonly steps: readonly TraceStep<O>[];
  /** Sum of the rewards, undiscounted. */
  readonly total: number;
  /** What was seen where it was cut short; undefined when it ended. */
  readonly cut?: View<O> | undefined;
}

/** Plays one episode. */
export function rollout<O extends Observation = string>(
  environment: Environment<O>,
  behaviour: Behaviour<O>,
  random: Random,
): Trace<O> {
  const episode = environment.begin(random);
  const steps: TraceStep<O>[] = [];
  let total = 0;
  for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
    const action = behaviour.choose(seen, episode.actionCount, random);
    const reward = episode.act(action);
    steps.push({ observation: seen, action, reward });
    total += reward;
  }
  return { steps, total, cut: episode.cut };
}

/** The mean total reward over episodes, with its standard error. */
export function averageReturn<O extends Observation = string>(
  environment: Environment<O>,
  behaviour: Behaviour<O>,
  episodes: number,
  random: Random,
): { readonly mean: number; readonly standardError: number } {
  let mean = 0;
  let squares = 0;
  for (let n = 1; n <= episodes; n++) {
    const { total } = rollout(environment, behaviour, random);
    const change = total - mean;
    mean += change / n;
    squares += change * (total - mean);
  }
  const variance = episodes > 1 ? squares / (episodes - 1) : 0;
  return { mean, standardError: Math.sqrt(variance / Math.max(1, episodes)) };
}
