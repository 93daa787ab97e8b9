/** A network whose outputs are the scores of actions: a softmax policy, and the rule it is read as in the end. */
import type { Random } from "../../base/index.ts";
import type { Behaviour, Observation } from "../environments/environment.ts";
import type { Input } from "../fit/layers.ts";
import { softmaxInto } from "../fit/fitting.ts";
import { GrowingNetwork } from "./growingNetwork.ts";
import type { SeenInputs } from "./seenInputs.ts";

export class PolicyNetwork {
  readonly network: GrowingNetwork;
  readonly #inputs: SeenInputs;

  constructor(inputs: SeenInputs, random: Random, hidden: readonly number[]) {
    this.#inputs = inputs;
    this.network = new GrowingNetwork({
      random,
      hidden,
      unit: "tanh",
      outputs: 1,
      last: 0.01,
      ...(inputs.ofKeys ? {} : { inputs: inputs.size }),
    });
  }

  /** The chance of each action; overwritten by the next call. */
  chances(input: Input, actions: number): Float64Array {
    const scores = this.network.outputs(input, actions).subarray(0, actions);
    softmaxInto(scores, 0);
    return scores;
  }

  /** The chances after learning; uniform for a key that was never met. */
  chancesOf(seen: Observation, actions: number): Float64Array {
    const input = this.#inputs.known(seen);
    if (input === undefined) return new Float64Array(actions).fill(1 / actions);
    return this.chances(input, actions).slice();
  }

  /** Always the likeliest action, the first of several. */
  likeliest(): Behaviour<Observation> {
    return {
      choose: (seen, actions, random) => {
        const input = this.#inputs.known(seen);
        if (input === undefined) return random.below(actions);
        const scores = this.network.outputs(input, actions);
        let best = 0;
        for (let a = 1; a < actions; a++)
          if ((scores[a] as number) > (scores[best] as number)) best = a;
        return best;
      },
    };
  }
}
