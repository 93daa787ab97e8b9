/**
 * A neural network: layers of tanh or rectified units, softmax or linear outputs, fitted with Adam on the mean
 * loss plus an L2 penalty. The loss is the cross-entropy of classes, half the squared error of numbers, or,
 * where pairs of examples are compared, minus the log-chance of the choices that were made (`rewardNetwork.ts`).
 * Needs: rows of finite inputs; a class or a row of numbers for every example.
 * Guarantees: none beyond a local minimum; the same seed gives the same weights.
 * Cost: examples of a batch × weights per step.
 */
import type { Random } from "../../base/index.ts";
import { minimiseWithAdam } from "./adam.ts";
import { checkClasses, columnsOf, softmaxInto } from "./fitting.ts";
import type { LayerShape, Pass } from "./layers.ts";
import {
  backward,
  eachWeightButBiases,
  firstWeights,
  forward,
  passOf,
  weightCount,
} from "./layers.ts";

/** What the outputs should be. */
export type FitTargets =
  /** The class of each example, 0 … count−1. */
  | { readonly kind: "classes"; readonly classes: ArrayLike<number>; readonly count: number }
  /** examples × outputs, row by row. */
  | { readonly kind: "numbers"; readonly values: Float64Array };

/** Sizes of the hidden layers, and how the fit is done. */
export interface NetworkOptions {
  /** Draws the first weights and the batches. */
  readonly random: Random;
  /** Units of the hidden layer, or of each of several; none makes the fit linear. */
  readonly hidden: number | readonly number[];
  /** Default tanh. */
  readonly unit?: LayerShape["unit"];
  /** L2 penalty on the weights, not on the biases. Default 0.0001. */
  readonly penalty?: number;
  /** Default 1000. */
  readonly steps?: number;
  /** Default 0.01. */
  readonly rate?: number;
  /** Examples per step, drawn with replacement; all of them when absent. */
  readonly batch?: number;
  /** Weights to go on from, of a network of the same shape: what is fitted in rounds, to targets that change. */
  readonly start?: Float64Array;
}

/** A fitted neural network, and the function it computes. */
export interface Network {
  readonly shape: LayerShape;
  /** Layer by layer inputs × units, then the units' biases. */
  readonly weights: Float64Array;
  /** Mean loss of the examples, without the penalty. */
  readonly loss: number;
  /** Probabilities of the classes, or the numbers. */
  readonly outputs: (inputs: ArrayLike<number>) => Float64Array;
}

/**
 * @param inputs examples × inputs, row by row
 * @param examples how many rows there are
 * @throws RangeError when sizes disagree, an input is not finite or a class is out of range
 */
export function fitNetwork(
  inputs: Float64Array,
  examples: number,
  targets: FitTargets,
  options: NetworkOptions,
): Network {
  const { random, unit = "tanh", penalty = 1e-4, steps = 1000, rate = 0.01 } = options;
  const shape: LayerShape = {
    sizes: [
      columnsOf(inputs, examples),
      ...hiddenSizes(options.hidden),
      outputsOf(targets, examples),
    ],
    unit,
  };
  const everything = Array.from({ length: examples }, (_, n) => n);
  const { batch } = options;
  const pass = passOf(shape);
  const weights = minimiseWithAdam(
    options.start === undefined ? firstWeights(shape, random) : startOf(shape, options.start),
    (at, gradient) => {
      const rows =
        batch === undefined
          ? everything
          : Array.from({ length: batch }, () => random.below(examples));
      networkLoss(shape, at, inputs, targets, rows, gradient, pass);
      addPenalty(shape, at, penalty, gradient);
    },
    { steps, rate },
  );
  let loss: number | undefined;
  return {
    shape,
    weights,
    // Worked out when asked for: who fits on round by round does not ask.
    get loss() {
      return (loss ??= networkLoss(shape, weights, inputs, targets, everything));
    },
    outputs(row) {
      const result = forward(shape, weights, row, pass).slice();
      if (targets.kind === "classes") softmaxInto(result, 0);
      return result;
    },
  };
}

/** @throws RangeError unless there is a weight for every arrow and bias */
function startOf(shape: LayerShape, start: Float64Array): Float64Array {
  const count = weightCount(shape);
  if (start.length !== count)
    throw new RangeError(
      `there are ${start.length} weights to go on from; the network has ${count}`,
    );
  return start.slice();
}

/** @throws RangeError unless every layer has a unit */
export function hiddenSizes(hidden: number | readonly number[]): readonly number[] {
  const sizes = typeof hidden === "number" ? [hidden] : hidden;
  const wrong = sizes.find((size) => !(Number.isInteger(size) && size > 0));
  if (wrong !== undefined)
    throw new RangeError(`there are ${wrong} hidden units; at least one is needed`);
  return sizes;
}

/** The mean loss over some rows; its gradient is added to `gradient` when that is given. */
export function networkLoss(
  shape: LayerShape,
  weights: Float64Array,
  inputs: Float64Array,
  targets: FitTargets,
  rows: readonly number[],
  gradient?: Float64Array,
  pass: Pass = passOf(shape),
): number {
  const columns = shape.sizes[0] as number;
  const slopes = pass.slopes.at(-1) as Float64Array;
  let loss = 0;
  for (const n of rows) {
    const row = inputs.subarray(n * columns, (n + 1) * columns);
    slopes.set(forward(shape, weights, row, pass));
    // What remains in `slopes` is the slope of the loss with respect to the scores.
    loss += lossInto(slopes, targets, n) / rows.length;
    if (gradient === undefined) continue;
    for (let k = 0; k < slopes.length; k++) slopes[k] = (slopes[k] as number) / rows.length;
    backward(shape, weights, row, pass, gradient);
  }
  return loss;
}

function lossInto(scores: Float64Array, targets: FitTargets, n: number): number {
  if (targets.kind === "classes") {
    const right = targets.classes[n] as number;
    const loss = softmaxInto(scores, right);
    scores[right] = (scores[right] as number) - 1;
    return loss;
  }
  let loss = 0;
  for (let k = 0; k < scores.length; k++) {
    const error = (scores[k] as number) - (targets.values[n * scores.length + k] as number);
    scores[k] = error;
    loss += error ** 2 / 2;
  }
  return loss;
}

/** Adds the slope of half the squared weights times the penalty. */
export function addPenalty(
  shape: LayerShape,
  weights: Float64Array,
  penalty: number,
  gradient: Float64Array,
): void {
  if (penalty === 0) return;
  eachWeightButBiases(shape, (at) => {
    gradient[at] = (gradient[at] as number) + penalty * (weights[at] as number);
  });
}

function outputsOf(targets: FitTargets, examples: number): number {
  if (targets.kind === "numbers") return columnsOf(targets.values, examples);
  if (targets.classes.length !== examples) {
    throw new RangeError(`there are ${examples} examples and ${targets.classes.length} classes`);
  }
  checkClasses(targets.classes, targets.count);
  return targets.count;
}
