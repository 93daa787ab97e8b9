/**
 * Deep Q-learning (Mnih et al. 2015): a network estimates what each action is worth, learning from a memory of
 * turns (replay) towards what an older copy of itself expects to follow (target network), the following action
 * being chosen by the new and judged by the old one (double: van Hasselt, Guez & Silver 2016).
 *
 * Values are learnt in a unit of their own, the spread of what they should have been so far, so that it does not
 * matter in which unit rewards come. Where keys are seen, which tell nothing about each other, there is no hidden
 * layer: a table, learnt by replay.
 */
import type { Random } from "../../base/index.ts";
import type { Behaviour, Environment, Episode, Observation } from "../environments/environment.ts";
import type { Input } from "../fit/layers.ts";
import type { Learner, Trained, TrainingOptions } from "./learner.ts";
import { discountOf, progressReporter } from "./learner.ts";
import { GrowingNetwork } from "./growingNetwork.ts";
import { SeenInputs } from "./seenInputs.ts";

/** What may be set; none of it needs to be. */
export interface DeepQSettings {
  /** Hidden layers. Default: none where keys are seen, two of 64 units where vectors are. */
  readonly hidden?: readonly number[];
  /** Turns that are remembered. Default 50,000. */
  readonly memory?: number;
  /** Turns per step of learning. Default 32. */
  readonly batch?: number;
  /** Share of the way that the older copy follows in a step of learning. Default 0.01. */
  readonly following?: number;
  /** Turns of play for each step of learning. Default 2. */
  readonly every?: number;
}

/** Deep Q-learning with settings of one's own. */
export function deepQ(settings: DeepQSettings = {}): Learner {
  return {
    id: "dqn",
    title: "Deep Q-learning (double DQN)",
    needs: "finitely many actions; what is seen may be vectors of a declared space",
    guarantees:
      "none with hidden layers; on a table (keys, no hidden layer) it tends to optimal values as Q-learning does",
    source: "Mnih et al. 2015; van Hasselt, Guez & Silver 2016",
    train: (environment, options) => train(environment, options, settings),
  };
}

/** Deep Q-learning at its default settings. */
export const dqn: Learner = deepQ();

/** Steps of learning after which the unit is measured again. */
const UNIT_KEPT = 200;
/** Share of the way that the mean follows in a step. */
const SETTLING = 0.001;

/** A turn as it is remembered. */
interface Turn {
  readonly input: Input;
  readonly actions: number;
  readonly action: number;
  readonly reward: number;
  /** What came next; undefined where it ended. */
  next?: Input | undefined;
  nextActions: number;
}

function train(
  environment: Environment<Observation>,
  options: TrainingOptions,
  settings: DeepQSettings,
): Trained {
  const { random, episodes } = options;
  const inputs = new SeenInputs(environment.space);
  const critic = new Critic(inputs, random, settings, discountOf(environment, options));
  const { every = 2 } = settings;
  const report = progressReporter(options, () => critic.behaviour());
  const rate = options.rate ?? (inputs.ofKeys ? 0.02 : 0.001);
  let played = 0;
  let turns = 0;
  for (; played < episodes && options.signal?.aborted !== true; played++) {
    const done = played / episodes;
    const tries = options.exploration ?? Math.max(0.05, 1 - done / 0.3);
    const episode = environment.begin(random);
    let total = 0;
    let before: Turn | undefined;
    for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
      const input = inputs.learn(seen);
      const actions = episode.actionCount;
      if (before !== undefined) critic.remember(before, input, actions);
      const action = random.unit() < tries ? random.below(actions) : critic.best(input, actions);
      const reward = episode.act(action);
      total += reward;
      const executed = episode.executed ?? action;
      before = { input, actions, action: executed, reward, nextActions: 0 };
      // The rate falls to a tenth, so that what was learnt settles.
      if (++turns % every === 0) critic.learn(rate * (1 - 0.9 * done));
    }
    if (before !== undefined) finish(critic, inputs, before, episode);
    report(played + 1, total);
  }
  return {
    behaviour: critic.behaviour(),
    episodes: played,
    discount: critic.discount,
    ...(critic.isLayered ? { hidden: (seen: Observation) => critic.hidden(seen) } : {}),
  };
}

function finish(
  critic: Critic,
  inputs: SeenInputs,
  last: Turn,
  { cut }: Episode<Observation>,
): void {
  if (cut === undefined) critic.remember(last, undefined, 0);
  else critic.remember(last, inputs.learn(cut.observation), cut.actionCount);
}

/** The two networks, the memory, and the unit of the values. */
class Critic {
  readonly discount: number;
  readonly #inputs: SeenInputs;
  readonly #random: Random;
  readonly #now: GrowingNetwork;
  readonly #older: GrowingNetwork;
  /** The mean of the network over its last steps, by which it acts in the end: it shakes less. */
  readonly #settled: GrowingNetwork;
  readonly #memory: Turn[] = [];
  readonly #room: number;
  readonly #batch: number;
  readonly #following: number;
  #oldest = 0;
  #steps = 0;
  #unit = 0;
  /** Mean square of the targets so far, with the share of the past in it. */
  #squares = 0;
  #weight = 0;

  constructor(inputs: SeenInputs, random: Random, settings: DeepQSettings, discount: number) {
    const hidden = settings.hidden ?? (inputs.ofKeys ? [] : [64, 64]);
    const shape = { random, hidden, outputs: 1, last: 0.1 };
    const made = (): GrowingNetwork =>
      new GrowingNetwork(inputs.ofKeys ? shape : { ...shape, inputs: inputs.size });
    this.#now = made();
    this.#older = made();
    this.#settled = made();
    this.#older.follow(this.#now);
    this.#settled.follow(this.#now);
    this.discount = discount;
    this.#inputs = inputs;
    this.#random = random;
    this.#room = settings.memory ?? 50_000;
    this.#batch = settings.batch ?? 32;
    this.#following = settings.following ?? 0.01;
  }

  remember(turn: Turn, next: Input | undefined, nextActions: number): void {
    turn.next = next;
    turn.nextActions = nextActions;
    if (this.#memory.length < this.#room) this.#memory.push(turn);
    else this.#memory[this.#oldest++ % this.#room] = turn;
  }

  /** The first best action. */
  best(input: Input, actions: number): number {
    return bestOf(this.#now.outputs(input, actions), actions);
  }

  /** One step down the error of a batch of remembered turns. */
  learn(rate: number): void {
    if (this.#memory.length < this.#batch) return;
    if (this.#steps++ % UNIT_KEPT === 0) this.#measure();
    for (let i = 0; i < this.#batch; i++) {
      const turn = this.#random.pick(this.#memory);
      const target = this.#target(turn);
      const error =
        (this.#now.outputs(turn.input, turn.actions)[turn.action] as number) - target / this.#unit;
      // Beyond one unit the loss is linear (Huber).
      this.#now.addSlope(turn.input, turn.action, Math.max(-1, Math.min(1, error)) / this.#batch);
    }
    this.#now.step(rate);
    this.#older.follow(this.#now, this.#following);
    this.#settled.follow(this.#now, Math.max(SETTLING, 1 / this.#steps));
  }

  /** What the action should have been worth. */
  #target({ reward, next, nextActions }: Turn): number {
    let target = reward;
    if (next !== undefined) {
      const chosen = bestOf(this.#now.outputs(next, nextActions), nextActions);
      target +=
        this.discount * this.#unit * (this.#older.outputs(next, nextActions)[chosen] as number);
    }
    this.#squares += 0.001 * (target * target - this.#squares);
    this.#weight += 0.001 * (1 - this.#weight);
    return target;
  }

  /** Takes the spread of the targets so far as the unit of all values. */
  #measure(): void {
    const rewards = (): number =>
      Math.sqrt(
        this.#memory.reduce((sum, { reward }) => sum + reward ** 2, 0) / this.#memory.length,
      );
    const spread = this.#weight > 0 ? Math.sqrt(this.#squares / this.#weight) : rewards();
    const before = this.#unit;
    this.#unit = spread > 0 ? spread : before > 0 ? before : 1;
    if (before > 0)
      for (const network of [this.#now, this.#older, this.#settled])
        network.scaleOutputs(before / this.#unit);
  }

  /** Whether there is a hidden layer. */
  get isLayered(): boolean {
    return this.#settled.shape.sizes.length > 2;
  }

  /** The last hidden layer of the network it acts by. */
  hidden(seen: Observation): Float64Array {
    const input = this.#inputs.known(seen);
    return input === undefined ? new Float64Array(0) : this.#settled.hidden(input);
  }

  behaviour(): Behaviour<Observation> {
    return {
      choose: (seen, actionCount, random) => {
        const input = this.#inputs.known(seen);
        return input === undefined
          ? random.below(actionCount)
          : bestOf(this.#settled.outputs(input, actionCount), actionCount);
      },
    };
  }
}

function bestOf(values: Float64Array, actions: number): number {
  let best = 0;
  for (let a = 1; a < actions; a++) if ((values[a] as number) > (values[best] as number)) best = a;
  return best;
}
