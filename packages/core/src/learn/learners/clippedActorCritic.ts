/**
 * Clipped actor–critic, "proximal policy optimisation" (PPO: Schulman, Wolski, Dhariwal, Radford & Klimov 2017): after
 * every few hundred turns of its own play, a softmax policy climbs what was better than expected, several times over the same turns,
 * but no further than to where the chance of what was done has changed by a fifth. What was expected comes from
 * a second network; what was better is averaged over how far one looks ahead (generalised
 * advantage estimation: Schulman, Moritz, Levine, Jordan & Abbeel 2016).
 *
 * Units of reward do not matter: advantages are standardised, values are learnt in the spread of the returns so
 * far. Where keys are seen there is no hidden layer, and both networks are tables.
 */
import type { Environment, Observation } from "../environments/environment.ts";
import type { Input } from "../fit/layers.ts";
import type { Learner, Trained, TrainingOptions } from "./learner.ts";
import { sample } from "../environments/sample.ts";
import { discountOf, progressReporter } from "./learner.ts";
import { GrowingNetwork } from "./growingNetwork.ts";
import { PolicyNetwork } from "./policyNetwork.ts";
import { SeenInputs } from "./seenInputs.ts";

/** What may be set; none of it needs to be. */
export interface ClippedActorCriticSettings {
  /** Hidden layers of either network. Default: none where keys are seen, one of 64 units where vectors are. */
  readonly hidden?: readonly number[];
  /** Turns played, in whole episodes, before learning from them. Default 256. */
  readonly turns?: number;
  /** How often each turn is learnt from. Default 10. */
  readonly passes?: number;
  /** Turns per step. Default 64. */
  readonly batch?: number;
  /** How far the chance of what was done may move: a factor of 1 ± this. Default 0.2. */
  readonly clip?: number;
  /** λ of the advantages, 0 (one turn ahead) to 1 (to the end). Default 0.95. */
  readonly lambda?: number;
  /** Worth of a nat of entropy, in spreads of the advantage, falling to 0 by the end. Default 0.01. */
  readonly entropy?: number;
}

/** Clipped actor–critic with settings of one's own. */
export function clippedActorCritic(settings: ClippedActorCriticSettings = {}): Learner {
  return {
    id: "ppo",
    title: "Clipped actor–critic (PPO)",
    needs: "finitely many actions; what is seen may be vectors of a declared space",
    guarantees: "none; in practice it climbs to a local optimum of its policy's return",
    source: "Schulman, Wolski, Dhariwal, Radford & Klimov 2017",
    train: (environment, options) => train(environment, options, settings),
  };
}

/** Clipped actor–critic at its default settings. */
export const ppo: Learner = clippedActorCritic();

/** A turn of the learner's own play. */
interface Turn {
  readonly input: Input;
  readonly actions: number;
  readonly action: number;
  /** The chance that it had when it was taken. */
  readonly chance: number;
  readonly reward: number;
  /** What was expected from here. */
  readonly value: number;
  advantage: number;
}

/** Longest gradient that is followed whole (as in the authors' code). */
const LONGEST = 0.5;

function train(
  environment: Environment<Observation>,
  options: TrainingOptions,
  settings: ClippedActorCriticSettings,
): Trained {
  const { random, episodes } = options;
  const { turns: wanted = 256, lambda = 0.95 } = settings;
  const discount = discountOf(environment, options);
  const inputs = new SeenInputs(environment.space);
  const hidden = settings.hidden ?? (inputs.ofKeys ? [] : [64]);
  const actor = new PolicyNetwork(inputs, random, hidden);
  const critic = new Critic(inputs, options, hidden);
  const report = progressReporter(options, () => actor.likeliest(), actor.chancesOf.bind(actor));
  const first = options.rate ?? (inputs.ofKeys ? 0.05 : 0.003);
  let round: Turn[] = [];
  let played = 0;
  for (; played < episodes && options.signal?.aborted !== true; played++) {
    const episode = environment.begin(random);
    const own: Turn[] = [];
    let total = 0;
    for (let seen = episode.observation; seen !== undefined; seen = episode.observation) {
      const input = inputs.learn(seen);
      const actions = episode.actionCount;
      const chances = actor.chances(input, actions);
      const action = sample(chances, random);
      const chance = chances[action] as number;
      const reward = episode.act(action);
      total += reward;
      own.push({
        input,
        actions,
        action,
        chance,
        reward,
        value: critic.value(input),
        advantage: 0,
      });
    }
    const { cut } = episode;
    const beyond = cut === undefined ? 0 : critic.value(inputs.learn(cut.observation));
    judge(own, beyond, discount, lambda);
    round.push(...own);
    if (round.length >= wanted || played + 1 === episodes) {
      const left = 1 - played / episodes;
      learnFrom(
        round,
        actor,
        critic,
        { ...settings, rate: first * Math.max(0.1, left), left },
        options,
      );
      round = [];
    }
    report(played + 1, total);
  }
  return {
    behaviour: actor.likeliest(),
    chances: (seen, actions) => actor.chancesOf(seen, actions),
    episodes: played,
    discount,
  };
}

/** Generalised advantages of one episode, from its end to its beginning. */
function judge(turns: readonly Turn[], beyond: number, discount: number, lambda: number): void {
  let next = beyond;
  let ahead = 0;
  for (let t = turns.length - 1; t >= 0; t--) {
    const turn = turns[t] as Turn;
    const surprise = turn.reward + discount * next - turn.value;
    ahead = surprise + discount * lambda * ahead;
    turn.advantage = ahead;
    next = turn.value;
  }
}

interface Pace extends ClippedActorCriticSettings {
  readonly rate: number;
  /** Share of the training that is left. */
  readonly left: number;
}

function learnFrom(
  round: readonly Turn[],
  actor: PolicyNetwork,
  critic: Critic,
  { passes = 10, batch = 64, clip = 0.2, entropy = 0.01, rate, left }: Pace,
  { random }: TrainingOptions,
): void {
  critic.measure(round);
  const mean = round.reduce((sum, { advantage }) => sum + advantage, 0) / round.length;
  const square = round.reduce((sum, { advantage }) => sum + (advantage - mean) ** 2, 0);
  const spread = Math.sqrt(square / round.length);
  for (let pass = 0; pass < passes; pass++) {
    const order = random.shuffled(round);
    for (let from = 0; from < order.length; from += batch) {
      const some = order.slice(from, from + batch);
      for (const turn of some) {
        const better = spread > 0 ? (turn.advantage - mean) / spread : 0;
        climb(actor, turn, better / some.length, clip, (entropy * left) / some.length);
        critic.lean(turn, some.length);
      }
      actor.network.step(rate, LONGEST);
      critic.step(rate);
    }
  }
}

/** Adds the slopes of the clipped objective and of the entropy, for going down. */
function climb(
  actor: PolicyNetwork,
  { input, actions, action, chance }: Turn,
  better: number,
  clip: number,
  entropy: number,
): void {
  const now = actor.chances(input, actions);
  const ratio = (now[action] as number) / chance;
  const isFar = better > 0 ? ratio > 1 + clip : ratio < 1 - clip;
  const push = isFar ? 0 : better * ratio;
  let nats = 0;
  for (const p of now) if (p > 0) nats -= p * Math.log(p);
  const slopes = now.map((p, k) => {
    const towards = push * ((k === action ? 1 : 0) - p);
    const wider = p > 0 ? -entropy * p * (Math.log(p) + nats) : 0;
    return -(towards + wider);
  });
  actor.network.addSlopes(input, slopes);
}

/** What is expected to follow, in the spread of the returns so far. */
class Critic {
  readonly #network: GrowingNetwork;
  #unit = 1;
  #squares = 0;
  #weight = 0;

  constructor(inputs: SeenInputs, { random }: TrainingOptions, hidden: readonly number[]) {
    const size = inputs.ofKeys ? {} : { inputs: inputs.size };
    this.#network = new GrowingNetwork({ random, hidden, unit: "tanh", outputs: 1, ...size });
  }

  value(input: Input): number {
    return this.#unit * (this.#network.outputs(input, 1)[0] as number);
  }

  /** Takes the returns of a round into the unit. */
  measure(round: readonly Turn[]): void {
    const square =
      round.reduce((sum, { advantage, value }) => sum + (advantage + value) ** 2, 0) / round.length;
    this.#squares += 0.1 * (square - this.#squares);
    this.#weight += 0.1 * (1 - this.#weight);
    const unit = Math.sqrt(this.#squares / this.#weight);
    if (!(unit > 0)) return;
    this.#network.scaleOutputs(this.#unit / unit);
    this.#unit = unit;
  }

  /** Adds the slope of half the squared error. */
  lean({ input, advantage, value }: Turn, of: number): void {
    const target = (value + advantage) / this.#unit;
    const error = (this.#network.outputs(input, 1)[0] as number) - target;
    this.#network.addSlope(input, 0, error / of);
  }

  step(rate: number): void {
    this.#network.step(rate, LONGEST);
  }
}
