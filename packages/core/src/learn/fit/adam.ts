/**
 * Adam (Kingma & Ba 2015): gradient descent with step sizes from running moments. Deterministic:
 * the caller brings the gradient, with whatever randomness it needs.
 * Guarantees: none beyond a stationary point in practice. Cost: one gradient per step.
 */
export interface AdamOptions {
  readonly steps: number;
  /** Default 0.05. */
  readonly rate?: number;
  /** Stops early when no entry of the gradient exceeds this. Default 1e-8. */
  readonly enough?: number;
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
  const size = weights.length;
  const gradient = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    gradientOf(weights, gradient);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const slope = gradient[i] as number;
      largest = Math.max(largest, Math.abs(slope));
      first[i] = 0.9 * (first[i] as number) + 0.1 * slope;
      second[i] = 0.999 * (second[i] as number) + 0.001 * slope * slope;
      const mean = (first[i] as number) / (1 - 0.9 ** step);
      const spread = (second[i] as number) / (1 - 0.999 ** step);
      weights[i] = (weights[i] as number) - (rate * mean) / (Math.sqrt(spread) + 1e-10);
    }
    if (largest <= enough) break;
  }
  return weights;
}
