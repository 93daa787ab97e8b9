/**
 * Layered networks: their weights, what they compute, and how a loss depends on each weight (back-propagation:
 * Rumelhart, Hinton & Williams 1986). Inputs are vectors, or the position of the single 1 in a vector of zeros.
 * Units that are 0 cost nothing in either direction. Cost: the weights between units that are not 0.
 */
import type { Random } from "../../base/index.ts";

/** How many units each layer has, from the inputs to the outputs, and what the hidden ones are. */
export interface LayerShape {
  readonly sizes: readonly number[];
  readonly unit: "tanh" | "relu";
}

/** A vector, or the position of the single 1 among zeros. */
export type Input = number | ArrayLike<number>;

/** What the units of each layer after the inputs came to, and how the loss depends on them. */
export interface Pass {
  /** By layer: the hidden levels; last the outputs, which are linear. */
  readonly levels: readonly Float64Array[];
  /** By layer: slopes of the loss. The caller writes the last one. */
  readonly slopes: readonly Float64Array[];
}

/** Layer by layer inputs × units, then the units' biases. */
export function weightCount({ sizes }: LayerShape): number {
  let count = 0;
  for (let l = 1; l < sizes.length; l++)
    count += ((sizes[l - 1] as number) + 1) * (sizes[l] as number);
  return count;
}

/** Room for a pass; it can be used again and again. */
export function passOf({ sizes }: LayerShape): Pass {
  const after = sizes.slice(1);
  return {
    levels: after.map((size) => new Float64Array(size)),
    slopes: after.map((size) => new Float64Array(size)),
  };
}

/**
 * Normal weights of the size that keeps signals level (Glorot & Bengio 2010; He et al. 2015), biases 0.
 * @param last factor on the weights to the outputs
 */
export function firstWeights(shape: LayerShape, random: Random, last = 1): Float64Array {
  const { sizes, unit } = shape;
  const weights = new Float64Array(weightCount(shape));
  let from = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [before, units] = [sizes[l - 1] as number, sizes[l] as number];
    const isLast = l === sizes.length - 1;
    const gain = isLast || unit === "tanh" ? 1 : 2;
    const spread = Math.sqrt(gain / Math.max(1, before)) * (isLast ? last : 1);
    if (spread > 0)
      for (let i = 0; i < before * units; i++) weights[from + i] = spread * random.normal();
    from += (before + 1) * units;
  }
  return weights;
}

/** Computes the outputs, which stay in the pass. */
export function forward(
  { sizes, unit }: LayerShape,
  weights: Float64Array,
  input: Input,
  { levels }: Pass,
): Float64Array {
  let from = 0;
  let below: Input = input;
  const deepest = sizes.length - 1;
  for (let l = 1; l <= deepest; l++) {
    const before = sizes[l - 1] as number;
    const units = sizes[l] as number;
    const level = levels[l - 1] as Float64Array;
    const biases = from + before * units;
    for (let k = 0; k < units; k++) level[k] = weights[biases + k] as number;
    if (typeof below === "number") addScaled(level, 0, weights, from + below * units, units, 1);
    else
      for (let i = 0; i < before; i++) {
        const x = below[i] as number;
        if (x !== 0) addScaled(level, 0, weights, from + i * units, units, x);
      }
    if (l < deepest) activate(level, unit);
    below = level;
    from = biases + units;
  }
  return levels[deepest - 1] as Float64Array;
}

/** to[at…] += x · from[start…] for some numbers. */
function addScaled(
  to: Float64Array,
  at: number,
  from: Float64Array,
  start: number,
  count: number,
  x: number,
): void {
  for (let k = 0; k < count; k++)
    to[at + k] = (to[at + k] as number) + x * (from[start + k] as number);
}

function activate(level: Float64Array, unit: LayerShape["unit"]): void {
  const units = level.length;
  if (unit === "tanh") for (let k = 0; k < units; k++) level[k] = Math.tanh(level[k] as number);
  else for (let k = 0; k < units; k++) if ((level[k] as number) < 0) level[k] = 0;
}

/**
 * Adds to `gradient` how the loss depends on each weight. Needs the pass of `forward` for this input, with the
 * slopes of the outputs written into it.
 */
export function backward(
  { sizes, unit }: LayerShape,
  weights: Float64Array,
  input: Input,
  { levels, slopes }: Pass,
  gradient: Float64Array,
): void {
  let end = weights.length;
  for (let l = sizes.length - 1; l >= 1; l--) {
    const before = sizes[l - 1] as number;
    const units = sizes[l] as number;
    const biases = end - units;
    const from = biases - before * units;
    const slope = slopes[l - 1] as Float64Array;
    for (let k = 0; k < units; k++)
      gradient[biases + k] = (gradient[biases + k] as number) + (slope[k] as number);
    if (l > 1) {
      const level = levels[l - 2] as Float64Array;
      const under = slopes[l - 2] as Float64Array;
      for (let i = 0; i < before; i++) {
        const x = level[i] as number;
        // A rectified unit at 0 passes nothing on, and nothing through it depends on it.
        if (x === 0 && unit === "relu") {
          under[i] = 0;
          continue;
        }
        const at = from + i * units;
        let sum = 0;
        for (let k = 0; k < units; k++) {
          const s = slope[k] as number;
          sum += s * (weights[at + k] as number);
          gradient[at + k] = (gradient[at + k] as number) + x * s;
        }
        under[i] = unit === "tanh" ? sum * (1 - x * x) : sum;
      }
    } else if (typeof input === "number")
      addScaled(gradient, from + input * units, slope, 0, units, 1);
    else
      for (let i = 0; i < before; i++) {
        const x = input[i] as number;
        if (x !== 0) addScaled(gradient, from + i * units, slope, 0, units, x);
      }
    end = from;
  }
}

/** Visits every weight that is not a bias: penalties leave biases alone. */
export function eachWeightButBiases({ sizes }: LayerShape, visit: (at: number) => void): void {
  let from = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [before, units] = [sizes[l - 1] as number, sizes[l] as number];
    for (let i = 0; i < before * units; i++) visit(from + i);
    from += (before + 1) * units;
  }
}

/** The same network with more inputs or outputs: what was there stays, what is new is 0. */
export function widened(
  { sizes }: LayerShape,
  weights: Float64Array,
  wider: readonly number[],
): Float64Array {
  const result = new Float64Array(weightCount({ sizes: wider, unit: "relu" }));
  let from = 0;
  let to = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [before, units] = [sizes[l - 1] as number, sizes[l] as number];
    const [wideBefore, wideUnits] = [wider[l - 1] as number, wider[l] as number];
    for (let i = 0; i <= before; i++) {
      // The row after the last input holds the biases.
      const row = i === before ? wideBefore : i;
      result.set(weights.subarray(from + i * units, from + (i + 1) * units), to + row * wideUnits);
    }
    from += (before + 1) * units;
    to += (wideBefore + 1) * wideUnits;
  }
  return result;
}
