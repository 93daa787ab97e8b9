/**
 * A small neural network: one hidden layer of tanh or rectified units, softmax or linear outputs
 * (Rumelhart, Hinton & Williams 1986), fitted with Adam on the mean loss plus an L2 penalty. The
 * loss is the cross-entropy of classes, or half the squared error of numbers.
 * Needs: rows of finite inputs; a class or a row of numbers for every example.
 * Guarantees: none beyond a local minimum; the same seed gives the same weights.
 * Cost: examples of a batch × hidden units × (inputs + outputs) per step.
 */
import type { Random } from "../../base/index.ts";
import { minimiseWithAdam } from "./adam.ts";
import { checkClasses, columnsOf, softmaxInto } from "./fitting.ts";

/** What the outputs should be. */
export type FitTargets =
  /** The class of each example, 0 … count−1. */
  | { readonly kind: "classes"; readonly classes: ArrayLike<number>; readonly count: number }
  /** examples × outputs, row by row. */
  | { readonly kind: "numbers"; readonly values: Float64Array };

export interface NetworkShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly unit: "tanh" | "relu";
}

/** Size of the hidden layer, and how the fit is done. */
export interface NetworkOptions {
  /** Draws the first weights and the batches. */
  readonly random: Random;
  readonly hidden: number;
  /** Default tanh. */
  readonly unit?: NetworkShape["unit"];
  /** L2 penalty on the weights, not on the biases. Default 0.0001. */
  readonly penalty?: number;
  /** Default 1000. */
  readonly steps?: number;
  /** Default 0.01. */
  readonly rate?: number;
  /** Examples per step, drawn with replacement; all of them when absent. */
  readonly batch?: number;
}

/** A fitted neural network with one hidden layer, and the function it computes. */
export interface Network {
  readonly shape: NetworkShape;
  /** inputs × hidden, hidden biases, hidden × outputs, output biases: one after another. */
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
  const { random, hidden, unit = "tanh", penalty = 1e-4, steps = 1000, rate = 0.01 } = options;
  if (!(Number.isInteger(hidden) && hidden > 0)) {
    throw new RangeError(`there are ${hidden} hidden units; at least one is needed`);
  }
  const outputs = outputsOf(targets, examples);
  const shape: NetworkShape = { inputs: columnsOf(inputs, examples), hidden, outputs, unit };
  const everything = Array.from({ length: examples }, (_, n) => n);
  const { batch } = options;
  const weights = minimiseWithAdam(
    firstWeights(shape, random),
    (at, gradient) => {
      const rows =
        batch === undefined
          ? everything
          : Array.from({ length: batch }, () => random.below(examples));
      networkLoss(shape, at, inputs, targets, rows, gradient);
      addPenalty(shape, at, penalty, gradient);
    },
    { steps, rate },
  );
  return {
    shape,
    weights,
    loss: networkLoss(shape, weights, inputs, targets, everything),
    outputs(row) {
      const { result } = forward(shape, weights, row);
      if (targets.kind === "classes") softmaxInto(result, 0);
      return result;
    },
  };
}

/** The mean loss over some rows; its gradient is added to `gradient` when that is given. */
export function networkLoss(
  shape: NetworkShape,
  weights: Float64Array,
  inputs: Float64Array,
  targets: FitTargets,
  rows: readonly number[],
  gradient?: Float64Array,
): number {
  let loss = 0;
  for (const n of rows) {
    const row = inputs.subarray(n * shape.inputs, (n + 1) * shape.inputs);
    const { active, result } = forward(shape, weights, row);
    // What remains in `result` is the slope of the loss with respect to the scores.
    loss += lossInto(result, targets, n) / rows.length;
    if (gradient === undefined) continue;
    for (let k = 0; k < result.length; k++) result[k] = (result[k] as number) / rows.length;
    backward(shape, weights, row, active, result, gradient);
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

function forward(
  { inputs, hidden, outputs, unit }: NetworkShape,
  weights: Float64Array,
  row: ArrayLike<number>,
): { readonly active: Float64Array; readonly result: Float64Array } {
  const active = weights.slice(inputs * hidden, (inputs + 1) * hidden);
  for (let i = 0; i < inputs; i++) {
    const x = row[i] as number;
    if (x === 0) continue;
    for (let h = 0; h < hidden; h++)
      active[h] = (active[h] as number) + x * (weights[i * hidden + h] as number);
  }
  for (let h = 0; h < hidden; h++) {
    const sum = active[h] as number;
    active[h] = unit === "tanh" ? Math.tanh(sum) : Math.max(0, sum);
  }
  const from = (inputs + 1) * hidden;
  const result = weights.slice(from + hidden * outputs);
  for (let h = 0; h < hidden; h++)
    for (let k = 0; k < outputs; k++)
      result[k] =
        (result[k] as number) + (active[h] as number) * (weights[from + h * outputs + k] as number);
  return { active, result };
}

/** Back-propagation of the slopes of the scores. */
function backward(
  { inputs, hidden, outputs, unit }: NetworkShape,
  weights: Float64Array,
  row: ArrayLike<number>,
  active: Float64Array,
  slopes: Float64Array,
  gradient: Float64Array,
): void {
  const from = (inputs + 1) * hidden;
  const add = (at: number, amount: number): void => {
    gradient[at] = (gradient[at] as number) + amount;
  };
  for (let k = 0; k < outputs; k++) add(from + hidden * outputs + k, slopes[k] as number);
  for (let h = 0; h < hidden; h++) {
    const level = active[h] as number;
    let slope = 0;
    for (let k = 0; k < outputs; k++) {
      const at = from + h * outputs + k;
      slope += (slopes[k] as number) * (weights[at] as number);
      add(at, level * (slopes[k] as number));
    }
    slope *= unit === "tanh" ? 1 - level * level : Number(level > 0);
    add(inputs * hidden + h, slope);
    for (let i = 0; i < inputs; i++) add(i * hidden + h, slope * (row[i] as number));
  }
}

function addPenalty(
  { inputs, hidden, outputs }: NetworkShape,
  weights: Float64Array,
  penalty: number,
  gradient: Float64Array,
): void {
  const second = (inputs + 1) * hidden;
  for (let at = 0; at < second + hidden * outputs; at++) {
    const isBias = at >= inputs * hidden && at < second;
    if (!isBias) gradient[at] = (gradient[at] as number) + penalty * (weights[at] as number);
  }
}

/** Normal weights of the size that keeps signals level (Glorot & Bengio 2010; He et al. 2015). */
function firstWeights(
  { inputs, hidden, outputs, unit }: NetworkShape,
  random: Random,
): Float64Array {
  const weights = new Float64Array((inputs + 1) * hidden + (hidden + 1) * outputs);
  const first = Math.sqrt((unit === "tanh" ? 1 : 2) / Math.max(1, inputs));
  for (let at = 0; at < inputs * hidden; at++) weights[at] = first * random.normal();
  const from = (inputs + 1) * hidden;
  const second = Math.sqrt(1 / hidden);
  for (let at = 0; at < hidden * outputs; at++) weights[from + at] = second * random.normal();
  return weights;
}

function outputsOf(targets: FitTargets, examples: number): number {
  if (targets.kind === "numbers") return columnsOf(targets.values, examples);
  if (targets.classes.length !== examples) {
    throw new RangeError(`there are ${examples} examples and ${targets.classes.length} classes`);
  }
  checkClasses(targets.classes, targets.count);
  return targets.count;
}
