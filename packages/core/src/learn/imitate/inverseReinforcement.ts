/**
 * Inverse reinforcement learning of maximum causal entropy (Ziebart, Maas, Bagnell & Dey 2008; Ziebart, Bagnell & Dey
 * 2010): which weights of given features make what was demonstrated likeliest, if the demonstrator plans softly
 * (`softValueIteration` with a price of 1 a nat)? At the optimum its expected features are those that were demonstrated.
 * Needs: a tabulated world with a last turn; features that add up over outcomes; demonstrations as their mean features.
 * Guarantees: the loss is convex; the weights approach its minimum as far as the steps allow (`mismatch` says
 * how far). Rewards are known up to what all courses have in common. Cost: steps × horizon × outcomes.
 */
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import type { SoftPlan } from "../plan/softValueIteration.ts";
import { minimiseWithAdam } from "../fit/adam.ts";
import { outcomeCounts, softValueIteration } from "../plan/softValueIteration.ts";

/** How the weights are looked for. */
export interface InverseOptions {
  /** L2 penalty on the weights: demonstrations are few. Default 0. */
  readonly penalty?: number;
  /** Default 500. */
  readonly steps?: number;
  /** Default 0.05. */
  readonly rate?: number;
}

/** The reward under which the demonstrations are likeliest. */
export interface LearntReward {
  readonly weights: Float64Array;
  /** By outcome of the world, as `rewardsOf` gives them. */
  readonly rewards: Float64Array;
  /** What a soft planner does by it. */
  readonly plan: SoftPlan;
  /** The features it is expected to collect. */
  readonly expected: Float64Array;
  /** The largest difference of these from what was demonstrated. */
  readonly mismatch: number;
}

/**
 * @param features one list for each feature, by outcome of the world (`rewardsOf` with the feature as objective)
 * @param demonstrated how much of each feature an episode collects, on average
 * @throws RangeError when lengths disagree
 */
export function inverseReinforcement<S>(
  table: TabulatedWorld<S>,
  features: readonly Float64Array[],
  demonstrated: ArrayLike<number>,
  { penalty = 0, steps = 500, rate = 0.05 }: InverseOptions = {},
): LearntReward {
  if (features.length === 0 || features.length !== demonstrated.length)
    throw new RangeError(`${features.length} features, and ${demonstrated.length} demonstrated`);
  const wrong = features.find(({ length }) => length !== table.next.length);
  if (wrong !== undefined)
    throw new RangeError(`a feature has ${wrong.length} values for ${table.next.length} outcomes`);
  const rewardsBy = (weights: Float64Array): Float64Array => {
    const rewards = new Float64Array(table.next.length);
    for (const [k, feature] of features.entries())
      for (let o = 0; o < rewards.length; o++)
        rewards[o] = (rewards[o] as number) + (weights[k] as number) * (feature[o] as number);
    return rewards;
  };
  const expectedBy = (plan: SoftPlan): Float64Array => collected(table, plan.chances, features);
  const planBy = (weights: Float64Array): SoftPlan =>
    softValueIteration(table, rewardsBy(weights), { price: 1 });
  const weights = minimiseWithAdam(
    new Float64Array(features.length),
    (at, gradient) => {
      const expected = expectedBy(planBy(at));
      for (let k = 0; k < gradient.length; k++)
        gradient[k] =
          (expected[k] as number) - (demonstrated[k] as number) + penalty * (at[k] as number);
    },
    { steps, rate },
  );
  const plan = planBy(weights);
  const expected = expectedBy(plan);
  const mismatch = expected.reduce(
    (most, one, k) => Math.max(most, Math.abs(one - (demonstrated[k] as number))),
    0,
  );
  return { weights, rewards: rewardsBy(weights), plan, expected, mismatch };
}

/** How much of each feature an episode collects under chances by turn and row. */
export function collected<S>(
  table: TabulatedWorld<S>,
  chances: readonly Float64Array[],
  features: readonly Float64Array[],
): Float64Array {
  const counts = outcomeCounts(table, chances);
  return Float64Array.from(features, (feature) =>
    counts.reduce((sum, count, o) => sum + count * (feature[o] as number), 0),
  );
}
