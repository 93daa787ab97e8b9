/**
 * A network with one hidden layer that says what each move is worth, and somebody who reads its hidden layer. Kept here and not
 * taken from the kit because the reader's score must be in the loss: its weights stay as they are, while what it reads is trained.
 * Inputs are 0 or 1, given by the places of the ones. Cost of a pass: ones × units.
 */
import type { Random } from "@cidery/core";
import { minimiseWithAdam } from "@cidery/core/learn";

export interface Shape {
  readonly inputs: number;
  readonly units: number;
  readonly outputs: number;
}

export interface Mind {
  readonly shape: Shape;
  /** Inputs × units, the units' biases, units × outputs, the outputs' biases. */
  readonly weights: Float64Array;
}

/** A linear reading of hidden units: above 0 it flags. */
export interface Reader {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** A situation as the network sees it, what each move is worth there, and whether being read counts. */
export interface Lesson {
  readonly ones: readonly number[];
  readonly worth: Float64Array;
  readonly read: boolean;
}

export function firstMind(shape: Shape, random: Random): Mind {
  const { inputs, units, outputs } = shape;
  const weights = new Float64Array((inputs + 1) * units + (units + 1) * outputs);
  for (let i = 0; i < inputs * units; i++) weights[i] = 0.3 * random.normal();
  const second = (inputs + 1) * units;
  for (let i = 0; i < units * outputs; i++)
    weights[second + i] = random.normal() / Math.sqrt(units);
  return { shape, weights };
}

/** The hidden units for some ones; what is added to them beforehand may be given. */
export function hiddenOf(
  { shape, weights }: Mind,
  ones: readonly number[],
  added?: Float64Array,
): Float64Array {
  const { inputs, units } = shape;
  const hidden = weights.slice(inputs * units, (inputs + 1) * units);
  for (const one of ones)
    for (let k = 0; k < units; k++)
      hidden[k] = (hidden[k] as number) + (weights[one * units + k] as number);
  for (let k = 0; k < units; k++) hidden[k] = Math.tanh((hidden[k] as number) + (added?.[k] ?? 0));
  return hidden;
}

export function worthsOf({ shape, weights }: Mind, hidden: Float64Array): Float64Array {
  const { inputs, units, outputs } = shape;
  const second = (inputs + 1) * units;
  const result = weights.slice(second + units * outputs);
  for (let k = 0; k < units; k++)
    for (let a = 0; a < outputs; a++)
      result[a] =
        (result[a] as number) +
        (hidden[k] as number) * (weights[second + k * outputs + a] as number);
  return result;
}

export function scoreOf({ weights, bias }: Reader, hidden: ArrayLike<number>): number {
  let sum = bias;
  for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (hidden[k] as number);
  return sum;
}

/** By how much the score rises with each input. */
export function scoreSlopes(
  { shape, weights }: Mind,
  reader: Reader,
  hidden: Float64Array,
): Float64Array {
  const { inputs, units } = shape;
  return Float64Array.from({ length: inputs }, (_, i) => {
    let slope = 0;
    for (let k = 0; k < units; k++)
      slope +=
        (weights[i * units + k] as number) *
        (1 - (hidden[k] as number) ** 2) *
        (reader.weights[k] as number);
    return slope;
  });
}

export interface Schooling {
  readonly steps: number;
  readonly random: Random;
  /** What being flagged costs where reading counts, in squared worth; the reader's weights are not trained. */
  readonly shunned?: { readonly reader: Reader; readonly price: number };
  /** After every step, with the network as it is then; it changes afterwards. */
  readonly onStep?: (done: number, soFar: Mind) => void;
}

const BATCH = 32;

/** Fits the network to lessons, by Adam on half the squared error. */
export function schooled(
  start: Mind,
  lessons: readonly Lesson[],
  { steps, random, shunned, onStep }: Schooling,
): Mind {
  const { shape } = start;
  let done = 0;
  const weights = minimiseWithAdam(
    start.weights.slice(),
    (at, gradient) => {
      if (done > 0) onStep?.(done, { shape, weights: at });
      done++;
      const now = { shape, weights: at };
      for (let n = 0; n < BATCH; n++) addSlopes(now, random.pick(lessons), gradient, shunned);
    },
    { steps, rate: 0.01, enough: 0 },
  );
  onStep?.(steps, { shape, weights });
  return { shape, weights };
}

function addSlopes(
  mind: Mind,
  { ones, worth, read }: Lesson,
  gradient: Float64Array,
  shunned: Schooling["shunned"],
): void {
  const { inputs, units, outputs } = mind.shape;
  const second = (inputs + 1) * units;
  const hidden = hiddenOf(mind, ones);
  const errors = worthsOf(mind, hidden).map((w, a) => (w - (worth[a] as number)) / BATCH);
  const add = (at: number, slope: number): void => {
    gradient[at] = (gradient[at] as number) + slope;
  };
  for (let a = 0; a < outputs; a++) add(second + units * outputs + a, errors[a] as number);
  const flagged =
    shunned === undefined || !read
      ? 0
      : shunned.price / (1 + Math.exp(-scoreOf(shunned.reader, hidden))) / BATCH;
  for (let k = 0; k < units; k++) {
    const h = hidden[k] as number;
    let slope = flagged === 0 ? 0 : flagged * (shunned?.reader.weights[k] ?? 0);
    for (let a = 0; a < outputs; a++) {
      const at = second + k * outputs + a;
      slope += (errors[a] as number) * (mind.weights[at] as number);
      add(at, (errors[a] as number) * h);
    }
    slope *= 1 - h * h;
    add(inputs * units + k, slope);
    for (const one of ones) add(one * units + k, slope);
  }
}
