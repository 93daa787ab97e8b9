/**
 * Adam (Kingma & Ba 2015): gradient descent with step sizes from running moments. Deterministic:
 * the caller brings the gradient, with whatever randomness it needs.
 * Guarantees: none beyond a stationary point in practice. Cost: one gradient per step.
 */
import type { LayerShape } from "./layers.ts";
import { widened } from "./layers.ts";

export interface AdamOptions {
  readonly steps: number;
  /** Default 0.05. */
  readonly rate?: number;
  /** Stops early when no entry of the gradient exceeds this. Default 1e-8. */
  readonly enough?: number;
}

/** The running moments of a gradient, and the steps they lead to. */
export class Adam {
  #first: Float64Array;
  #second: Float64Array;
  #steps = 0;
  readonly #lazy: boolean;

  /**
   * @param lazy weights whose gradient is exactly 0 stay where they are, as for inputs that did not occur
   */
  constructor(size: number, lazy = false) {
    this.#first = new Float64Array(size);
    this.#second = new Float64Array(size);
    this.#lazy = lazy;
  }

  /**
   * Moves the weights against the gradient.
   * @returns the largest entry of the gradient
   */
  step(weights: Float64Array, gradient: Float64Array, rate: number): number {
    const first = this.#first;
    const second = this.#second;
    const size = weights.length;
    const step = ++this.#steps;
    const firstShare = 1 - 0.9 ** step;
    const secondShare = 1 - 0.999 ** step;
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const slope = gradient[i] as number;
      if (slope === 0 && this.#lazy) continue;
      largest = Math.max(largest, Math.abs(slope));
      first[i] = 0.9 * (first[i] as number) + 0.1 * slope;
      second[i] = 0.999 * (second[i] as number) + 0.001 * slope * slope;
      const mean = (first[i] as number) / firstShare;
      const spread = (second[i] as number) / secondShare;
      weights[i] = (weights[i] as number) - (rate * mean) / (Math.sqrt(spread) + 1e-10);
    }
    return largest;
  }

  /** Room for the weights of a network with more inputs or outputs. */
  widen(shape: LayerShape, wider: readonly number[]): void {
    this.#first = widened(shape, this.#first, wider);
    this.#second = widened(shape, this.#second, wider);
  }
}

/**
 * Minimises in place and returns the weights.
 * @param gradientOf writes the gradient at `weights` into `gradient` (zeroed before each call)
 */
export function minimiseWithAdam(
  weights: Float64Array,
  gradientOf: (weights: Float64Array, gradient: Float64Array) => void,
  { steps, rate = 0.05, enough = 1e-8 }: AdamOptions,
): Float64Array {
  const gradient = new Float64Array(weights.length);
  const adam = new Adam(weights.length);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    gradientOf(weights, gradient);
    if (adam.step(weights, gradient, rate) <= enough) break;
  }
  return weights;
}
