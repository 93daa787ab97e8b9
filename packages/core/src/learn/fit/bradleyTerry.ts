/**
 * A reward model from comparisons (Bradley & Terry 1952; Christiano et al. 2017, §2.2.3): option x
 * is preferred to y with probability σ(w·(x − y)), where x and y are feature vectors (for a
 * segment of behaviour: summed over its steps). A share of labels may be taken as random.
 * Needs: comparisons over features of one length. Guarantees: the penalised maximum likelihood
 * when labels are taken as sound (the loss is convex); a stationary point otherwise.
 * Cost: comparisons × features per step.
 */
import { minimiseWithAdam } from "./adam.ts";

/** Two options by their features, the first preferred. */
export interface Comparison {
  readonly preferred: ArrayLike<number>;
  readonly other: ArrayLike<number>;
}

export interface BradleyTerryOptions {
  /** L2 penalty on the weights, per comparison set. Default 0.01. */
  readonly penalty?: number;
  /** Share of labels assumed to be coin flips. Default 0. */
  readonly randomShare?: number;
  readonly steps?: number;
  readonly rate?: number;
}

/** The weights of the features. */
export function fitBradleyTerry(
  comparisons: readonly Comparison[],
  featureCount: number,
  options: BradleyTerryOptions = {},
): Float64Array {
  const { penalty = 0.01, randomShare = 0, steps = 500, rate = 0.1 } = options;
  const differences = comparisons.map(({ preferred, other }) => {
    const row = new Float64Array(featureCount);
    for (let i = 0; i < featureCount; i++) row[i] = (preferred[i] ?? 0) - (other[i] ?? 0);
    return row;
  });
  const each = 1 / Math.max(1, differences.length);
  return minimiseWithAdam(
    new Float64Array(featureCount),
    (weights, gradient) => {
      for (const row of differences) {
        let score = 0;
        for (let i = 0; i < featureCount; i++) score += (weights[i] as number) * (row[i] as number);
        const sound = 1 / (1 + Math.exp(-score));
        const likelihood = (1 - randomShare) * sound + randomShare / 2;
        const slope = ((1 - randomShare) * sound * (1 - sound)) / likelihood;
        for (let i = 0; i < featureCount; i++)
          gradient[i] = (gradient[i] as number) - each * slope * (row[i] as number);
      }
      for (let i = 0; i < featureCount; i++)
        gradient[i] = (gradient[i] as number) + penalty * (weights[i] as number);
    },
    { steps, rate },
  );
}
