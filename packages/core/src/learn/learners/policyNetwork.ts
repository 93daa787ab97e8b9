/**
 * A network whose outputs are the scores of actions: a softmax policy, and the rule it is read as in the end. Where
 * actions are described by numbers its outputs weigh these instead, and the policy is the reference tilted by their
 * sum, π₀ · exp(θ · φ) / Z (a log-linear policy).
 */
import type { Random } from "../../base/index.ts";
import type { Behaviour, Observation } from "../environments/environment.ts";
import type { Input } from "../fit/layers.ts";
import { softmaxInto } from "../fit/fitting.ts";
import { GrowingNetwork } from "./growingNetwork.ts";
import type { SeenInputs } from "./seenInputs.ts";

/** What is tilted, and along what. */
export interface Tilt {
  /** How likely each action is before learning. */
  readonly reference: (seen: Observation, actions: number) => ArrayLike<number>;
  /** The numbers that describe each action, as many for all. */
  readonly features: readonly ArrayLike<number>[];
}

export class PolicyNetwork {
  readonly network: GrowingNetwork;
  readonly #inputs: SeenInputs;
  readonly #tilt: Tilt | undefined;

  constructor(inputs: SeenInputs, random: Random, hidden: readonly number[], tilt?: Tilt) {
    this.#inputs = inputs;
    this.#tilt = tilt;
    this.network = new GrowingNetwork({
      random,
      hidden,
      unit: "tanh",
      outputs: 1,
      last: 0.01,
      ...(inputs.ofKeys ? {} : { inputs: inputs.size }),
    });
  }

  /**
   * The chance of each action; overwritten by the next call.
   * @param usual their chances before learning, where these are tilted
   */
  chances(input: Input, actions: number, usual: ArrayLike<number> = []): Float64Array {
    const scores = this.#scores(input, actions, usual);
    softmaxInto(scores, 0);
    return scores;
  }

  #scores(input: Input, actions: number, usual: ArrayLike<number>): Float64Array {
    if (this.#tilt === undefined) return this.network.outputs(input, actions).subarray(0, actions);
    const { features } = this.#tilt;
    const weights = this.network.outputs(input, sizeOf(features));
    return Float64Array.from({ length: actions }, (_, action) => {
      const of = features[action] ?? [];
      let score = Math.log(usual[action] as number);
      for (let j = 0; j < of.length; j++) score += (weights[j] as number) * (of[j] as number);
      return score;
    });
  }

  /** Adds the slopes of a loss with respect to the scores of the actions. */
  addSlopes(input: Input, slopes: ArrayLike<number>): void {
    if (this.#tilt === undefined) {
      this.network.outputs(input, slopes.length);
      return this.network.addSlopes(input, slopes);
    }
    const { features } = this.#tilt;
    const along = new Float64Array(sizeOf(features));
    for (let action = 0; action < slopes.length; action++) {
      const of = features[action] ?? [];
      for (let j = 0; j < of.length; j++)
        along[j] = (along[j] as number) + (slopes[action] as number) * (of[j] as number);
    }
    this.network.outputs(input, along.length);
    this.network.addSlopes(input, along);
  }

  /** The chances after learning; for a key that was never met those before it. */
  chancesOf(seen: Observation, actions: number): Float64Array {
    const usual = this.#usual(seen, actions);
    const input = this.#inputs.known(seen);
    return input === undefined
      ? Float64Array.from(usual)
      : this.chances(input, actions, usual).slice();
  }

  #usual(seen: Observation, actions: number): ArrayLike<number> {
    return this.#tilt?.reference(seen, actions) ?? new Float64Array(actions).fill(1 / actions);
  }

  /** Always the likeliest action, the first of several. */
  likeliest(): Behaviour<Observation> {
    return {
      choose: (seen, actions, random) => {
        const input = this.#inputs.known(seen);
        if (input === undefined) return random.below(actions);
        const scores = this.#scores(input, actions, this.#usual(seen, actions));
        let best = 0;
        for (let a = 1; a < actions; a++)
          if ((scores[a] as number) > (scores[best] as number)) best = a;
        return best;
      },
    };
  }
}

function sizeOf(features: readonly ArrayLike<number>[]): number {
  return features[0]?.length ?? 0;
}
