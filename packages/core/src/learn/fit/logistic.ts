/**
 * Logistic regression: probabilities of one of several classes from features (Cox 1958; softmax
 * form, Böhning 1992), fitted with Adam on the mean cross-entropy plus an L2 penalty.
 * Needs: a row of finite features and a class for every example.
 * Guarantees: the loss is convex and, with a penalty above 0, has one minimum, which Adam
 * approaches as far as the steps allow (`largestSlope` says how far). Deterministic: it starts at 0.
 * Cost: examples × features × classes per step.
 */
import { minimiseWithAdam } from "./adam.ts";
import { checkClasses, columnsOf, softmaxInto } from "./fitting.ts";

/** Penalty on the weights, and how the fit is done. */
export interface LogisticOptions {
  /** L2 penalty on the weights, not on the biases. Default 0.001. */
  readonly penalty?: number;
  readonly steps?: number;
  readonly rate?: number;
}

/** A fitted multinomial logistic regression: weights by class, then feature. */
export interface LogisticModel {
  readonly featureCount: number;
  readonly classCount: number;
  /** featureCount + 1 rows by classCount columns, the biases last. */
  readonly weights: Float64Array;
  /** Mean cross-entropy of the examples, without the penalty. */
  readonly loss: number;
  /** The largest entry of the gradient where it stopped. */
  readonly largestSlope: number;
  /** Probability of each class. */
  readonly probabilities: (features: ArrayLike<number>) => Float64Array;
}

/**
 * @param features examples × featureCount, row by row
 * @param classes the class of each example, 0 … classCount−1
 * @throws RangeError when sizes disagree or a class is out of range
 */
export function fitLogistic(
  features: Float64Array,
  classes: ArrayLike<number>,
  classCount: number,
  options: LogisticOptions = {},
): LogisticModel {
  const { penalty = 1e-3, steps = 1000, rate = 0.05 } = options;
  const examples = classes.length;
  const featureCount = columnsOf(features, examples);
  checkClasses(classes, classCount);
  const slopeOf = (weights: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    const scores = new Float64Array(classCount);
    for (let n = 0; n < examples; n++) {
      const row = features.subarray(n * featureCount, (n + 1) * featureCount);
      score(weights, row, scores);
      const right = classes[n] as number;
      loss += softmaxInto(scores, right) / examples;
      for (let k = 0; k < classCount; k++) {
        const error = ((scores[k] as number) - (k === right ? 1 : 0)) / examples;
        for (let i = 0; i < featureCount; i++) {
          const at = i * classCount + k;
          gradient[at] = (gradient[at] as number) + error * (row[i] as number);
        }
        const bias = featureCount * classCount + k;
        gradient[bias] = (gradient[bias] as number) + error;
      }
    }
    for (let at = 0; at < featureCount * classCount; at++)
      gradient[at] = (gradient[at] as number) + penalty * (weights[at] as number);
    return loss;
  };
  const weights = minimiseWithAdam(
    new Float64Array((featureCount + 1) * classCount),
    (at, gradient) => void slopeOf(at, gradient),
    { steps, rate },
  );
  const gradient = new Float64Array(weights.length);
  const loss = slopeOf(weights, gradient);
  return {
    featureCount,
    classCount,
    weights,
    loss,
    largestSlope: gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0),
    probabilities(row) {
      const scores = new Float64Array(classCount);
      score(weights, row, scores);
      softmaxInto(scores, 0);
      return scores;
    },
  };
}

function score(weights: Float64Array, row: ArrayLike<number>, scores: Float64Array): void {
  const classCount = scores.length;
  for (let k = 0; k < classCount; k++) {
    let sum = weights[row.length * classCount + k] as number;
    for (let i = 0; i < row.length; i++)
      sum += (row[i] as number) * (weights[i * classCount + k] as number);
    scores[k] = sum;
  }
}
