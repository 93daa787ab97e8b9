/**
 * Reward networks from comparisons (Christiano et al. 2017, §2.2.3): a segment of behaviour is worth the sum of what a network
 * makes of its steps, and x is preferred to y with probability σ(worth of x − worth of y) (Bradley & Terry 1952).
 * An ensemble of them, each from its own first weights and its own draw of the comparisons, says by its
 * spread where it does not know (Lakshminarayanan, Pritzel & Blundell 2017).
 *
 * Rewards are known up to a constant for segments of one length: outputs are centred on the steps seen.
 * Needs: segments of steps with features of one length. Guarantees: the penalised maximum likelihood without
 * hidden layers; a local optimum with them; the same seed gives the same weights.
 * Cost: batch × steps of a segment × weights per step of the fit, times members.
 */
import type { Random } from "../../base/index.ts";
import type { LayerShape, Pass } from "./layers.ts";
import { minimiseWithAdam } from "./adam.ts";
import { backward, firstWeights, forward, passOf } from "./layers.ts";
import { addPenalty, hiddenSizes } from "./network.ts";

/** Steps of behaviour by their features. */
export type Segment = readonly ArrayLike<number>[];

/** Two segments, the first preferred. */
export interface SegmentComparison {
  readonly preferred: Segment;
  readonly other: Segment;
}

/** The network, and how it is fitted. */
export interface RewardNetworkOptions {
  /** Draws the first weights and the batches. */
  readonly random: Random;
  /** Default one layer of 16 units; none makes the reward linear. */
  readonly hidden?: number | readonly number[];
  /** Default tanh. */
  readonly unit?: LayerShape["unit"];
  /** L2 penalty on the weights, not on the biases. Default 0.001. */
  readonly penalty?: number;
  /** Share of labels assumed to be coin flips. Default 0. */
  readonly randomShare?: number;
  /** Default 400. */
  readonly steps?: number;
  /** Default 0.01. */
  readonly rate?: number;
  /** Comparisons per step, drawn with replacement; all of them when absent. */
  readonly batch?: number;
}

/** A reward learnt from comparisons. */
export interface RewardNetwork {
  readonly shape: LayerShape;
  readonly weights: Float64Array;
  /** What a step is worth; the steps compared have mean 0. */
  readonly reward: (step: ArrayLike<number>) => number;
  /** Mean of −log chance of the preferences, without the penalty. */
  readonly loss: number;
}

/** Several rewards from the same comparisons. */
export interface RewardEnsemble {
  readonly members: readonly RewardNetwork[];
  /** Mean of the members. */
  readonly reward: (step: ArrayLike<number>) => number;
  /** Standard deviation of the members: how far they disagree. */
  readonly spread: (step: ArrayLike<number>) => number;
}

/** @throws RangeError when there is no comparison, or features differ in length or are not finite */
export function fitRewardNetwork(
  comparisons: readonly SegmentComparison[],
  options: RewardNetworkOptions,
): RewardNetwork {
  const { random, hidden = 16, unit = "tanh", penalty = 1e-3, randomShare = 0, batch } = options;
  const shape: LayerShape = { sizes: [featuresOf(comparisons), ...hiddenSizes(hidden), 1], unit };
  const pass = passOf(shape);
  const weights = minimiseWithAdam(
    firstWeights(shape, random),
    (at, gradient) => {
      const some =
        batch === undefined
          ? comparisons
          : Array.from({ length: batch }, () => random.pick(comparisons));
      comparisonLoss(shape, at, some, randomShare, gradient, pass);
      addPenalty(shape, at, penalty, gradient);
    },
    { steps: options.steps ?? 400, rate: options.rate ?? 0.01 },
  );
  const raw = (step: ArrayLike<number>): number => forward(shape, weights, step, pass)[0] as number;
  const steps = comparisons.flatMap(({ preferred, other }) => [...preferred, ...other]);
  const centre = steps.reduce((sum, step) => sum + raw(step), 0) / steps.length;
  return {
    shape,
    weights,
    reward: (step) => raw(step) - centre,
    loss: comparisonLoss(shape, weights, comparisons, randomShare),
  };
}

/** @param members how many; each learns from as many comparisons, drawn with replacement (a bootstrap) */
export function fitRewardEnsemble(
  comparisons: readonly SegmentComparison[],
  members: number,
  options: RewardNetworkOptions,
): RewardEnsemble {
  if (!(Number.isInteger(members) && members > 0))
    throw new RangeError(`an ensemble of ${members} members: there must be at least one`);
  featuresOf(comparisons);
  const all = Array.from({ length: members }, () => {
    const drawn = comparisons.map(() => options.random.pick(comparisons));
    return fitRewardNetwork(members === 1 ? comparisons : drawn, options);
  });
  const mean = (step: ArrayLike<number>): number =>
    all.reduce((sum, { reward }) => sum + reward(step), 0) / members;
  return {
    members: all,
    reward: mean,
    spread(step) {
      const centre = mean(step);
      const square = all.reduce((sum, { reward }) => sum + (reward(step) - centre) ** 2, 0);
      return Math.sqrt(square / members);
    },
  };
}

/** Mean of −log chance of what was preferred; its gradient is added to `gradient` when that is given. */
export function comparisonLoss(
  shape: LayerShape,
  weights: Float64Array,
  comparisons: readonly SegmentComparison[],
  randomShare = 0,
  gradient?: Float64Array,
  pass: Pass = passOf(shape),
): number {
  const otherPass = passOf(shape);
  const worth = (segment: Segment, through: Pass): number =>
    segment.reduce<number>(
      (sum, step) => sum + (forward(shape, weights, step, through)[0] as number),
      0,
    );
  const lean = (segment: Segment, through: Pass, slope: number, into: Float64Array): void => {
    for (const step of segment) {
      // A single step is still there from when its worth was asked.
      if (segment.length > 1) forward(shape, weights, step, through);
      (through.slopes.at(-1) as Float64Array)[0] = slope;
      backward(shape, weights, step, through, into);
    }
  };
  let loss = 0;
  for (const { preferred, other } of comparisons) {
    const ahead = worth(preferred, pass) - worth(other, otherPass);
    const sound = 1 / (1 + Math.exp(-ahead));
    // By log1p where nothing is random, so that a hopeless comparison does not become −log 0.
    const log =
      randomShare === 0
        ? -(Math.log1p(Math.exp(-Math.abs(ahead))) + Math.max(0, -ahead))
        : Math.log((1 - randomShare) * sound + randomShare / 2);
    loss -= log / comparisons.length;
    if (gradient === undefined) continue;
    const slope =
      randomShare === 0
        ? 1 - sound
        : ((1 - randomShare) * sound * (1 - sound)) / ((1 - randomShare) * sound + randomShare / 2);
    lean(preferred, pass, -slope / comparisons.length, gradient);
    lean(other, otherPass, slope / comparisons.length, gradient);
  }
  return loss;
}

function featuresOf(comparisons: readonly SegmentComparison[]): number {
  const steps = comparisons.flatMap(({ preferred, other }) => [...preferred, ...other]);
  const size = steps[0]?.length ?? 0;
  if (size === 0) throw new RangeError("there are no steps to learn a reward from");
  for (const step of steps) {
    if (step.length !== size)
      throw new RangeError(`a step has ${step.length} features where another has ${size}`);
    for (let i = 0; i < size; i++)
      if (!Number.isFinite(step[i]))
        throw new RangeError(`features must be finite; one is ${step[i]}`);
  }
  return size;
}
