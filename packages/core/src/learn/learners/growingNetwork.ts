/**
 * A network that learners act by: inputs and outputs are added as new things are seen and turns with more
 * actions come up. Keys alone, without hidden layers, make it a table: each has its own row of weights.
 */
import type { Random } from "../../base/index.ts";
import { Adam } from "../fit/adam.ts";
import type { Input, LayerShape, Pass } from "../fit/layers.ts";
import { backward, firstWeights, forward, passOf, widened } from "../fit/layers.ts";

export interface GrowingOptions {
  readonly random: Random;
  readonly hidden: readonly number[];
  readonly unit?: LayerShape["unit"];
  /** Numbers of a vector; absent where inputs are keys, whose number grows. */
  readonly inputs?: number;
  readonly outputs: number;
  /** Factor on the first weights to the outputs; 0 starts them alike. */
  readonly last?: number;
}

export class GrowingNetwork {
  #shape: LayerShape;
  #weights: Float64Array;
  #gradient: Float64Array;
  #pass: Pass;
  readonly #adam: Adam;
  readonly #random: Random;
  readonly #ofKeys: boolean;
  /** A table has no biases: what is learnt of one key says nothing about another. */
  readonly #isTable: boolean;

  constructor({ random, hidden, unit = "relu", inputs, outputs, last = 1 }: GrowingOptions) {
    this.#ofKeys = inputs === undefined;
    this.#shape = { sizes: [inputs ?? 8, ...hidden, outputs], unit };
    this.#random = random;
    this.#isTable = this.#ofKeys && hidden.length === 0;
    this.#weights = firstWeights(this.#shape, random, this.#isTable ? 0 : last);
    if (this.#ofKeys) this.#drawRows(0);
    this.#gradient = new Float64Array(this.#weights.length);
    this.#adam = new Adam(this.#weights.length, true);
    this.#pass = passOf(this.#shape);
  }

  get shape(): LayerShape {
    return this.#shape;
  }

  get weights(): Float64Array {
    return this.#weights;
  }

  /** Makes room for an input and a number of outputs. */
  #fit(input: Input, outputs: number): void {
    const { sizes } = this.#shape;
    const [before, after] = [sizes[0] as number, sizes.at(-1) as number];
    if (outputs <= after && !(typeof input === "number" && input >= before)) return;
    const inputs = typeof input === "number" ? Math.max(before, 2 * input) : before;
    const wider = [inputs, ...sizes.slice(1, -1), Math.max(after, outputs)];
    this.#weights = widened(this.#shape, this.#weights, wider);
    this.#gradient = widened(this.#shape, this.#gradient, wider);
    this.#adam.widen(this.#shape, wider);
    this.#shape = { ...this.#shape, sizes: wider };
    this.#pass = passOf(this.#shape);
    if (this.#ofKeys && inputs > before) this.#drawRows(before);
  }

  /** A key is one input that is 1, so its weights alone must have the spread of all of them. */
  #drawRows(from: number): void {
    const [inputs, units] = this.#shape.sizes as [number, number];
    if (this.#shape.sizes.length < 3) return;
    for (let at = from * units; at < inputs * units; at++)
      this.#weights[at] = this.#random.normal();
  }

  /** The outputs for an input, at least as many as asked for; overwritten by the next call. */
  outputs(input: Input, count: number): Float64Array {
    this.#fit(input, count);
    return forward(this.#shape, this.#weights, input, this.#pass);
  }

  /** What the last hidden layer comes to for an input, copied; empty where there is none. */
  hidden(input: Input): Float64Array {
    this.outputs(input, 0);
    return this.#pass.levels.at(-2)?.slice() ?? new Float64Array(0);
  }

  /**
   * Adds to the gradient: the slopes of a loss with respect to the outputs, for the input of the last call of
   * `outputs`. Outputs beyond the slopes given have none.
   */
  addSlopes(input: Input, slopes: ArrayLike<number>): void {
    const last = this.#pass.slopes.at(-1) as Float64Array;
    for (let k = 0; k < last.length; k++) last[k] = slopes[k] ?? 0;
    backward(this.#shape, this.#weights, input, this.#pass, this.#gradient);
  }

  /** The same where the loss depends on one output. */
  addSlope(input: Input, output: number, slope: number): void {
    const last = this.#pass.slopes.at(-1) as Float64Array;
    last.fill(0);
    last[output] = slope;
    backward(this.#shape, this.#weights, input, this.#pass, this.#gradient);
  }

  /** Goes down the gradient that was added up, and forgets it. @param longest its greatest length */
  step(rate: number, longest = Number.POSITIVE_INFINITY): void {
    if (this.#isTable)
      this.#gradient.fill(0, this.#gradient.length - (this.#shape.sizes.at(-1) as number));
    if (longest < Number.POSITIVE_INFINITY) {
      let squares = 0;
      for (let i = 0; i < this.#gradient.length; i++) squares += (this.#gradient[i] as number) ** 2;
      const factor = longest / Math.sqrt(squares);
      if (factor < 1)
        for (let i = 0; i < this.#gradient.length; i++)
          this.#gradient[i] = (this.#gradient[i] as number) * factor;
    }
    this.#adam.step(this.#weights, this.#gradient, rate);
    this.#gradient.fill(0);
  }

  /** Multiplies what the outputs come to, for outputs in another unit. */
  scaleOutputs(factor: number): void {
    const { sizes } = this.#shape;
    const [before, units] = [sizes.at(-2) as number, sizes.at(-1) as number];
    const from = this.#weights.length - (before + 1) * units;
    for (let i = from; i < this.#weights.length; i++)
      this.#weights[i] = (this.#weights[i] as number) * factor;
  }

  /** Takes over the weights of another network of the same kind, or moves a share of the way to them. */
  follow(other: GrowingNetwork, share = 1): void {
    if (this.#weights.length !== other.#weights.length) {
      const [shape, wider] = [this.#shape, other.#shape.sizes];
      this.#weights = widened(shape, this.#weights, wider);
      this.#gradient = new Float64Array(this.#weights.length);
      this.#adam.widen(shape, wider);
      this.#shape = other.#shape;
      this.#pass = passOf(this.#shape);
    }
    const [to, from] = [this.#weights, other.#weights];
    if (share === 1) to.set(from);
    else
      for (let i = 0; i < to.length; i++)
        to[i] = (to[i] as number) + share * ((from[i] as number) - (to[i] as number));
  }
}
