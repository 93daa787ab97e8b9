/**
 * What may come out, not only the mean: the distribution of an agent's utility under a policy, its quantiles,
 * and what a cautious judge would give for it. Exact, from the joint distribution of what utilities read.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { Condition } from "../tables/conditions.ts";
import { summedUtility } from "./summedUtility.ts";
import { utilityTerms } from "../policies/expectedUtility.ts";
import { query } from "../queries/query.ts";
import { SolveError } from "../tables/solveError.ts";
import { boundedDot, roundingFactor } from "../tables/tolerance.ts";

/** The distribution of a sum of utilities. */
export interface RiskProfile {
  /** Values from the worst to the best, each with a probability above 0. */
  readonly outcomes: readonly { readonly value: number; readonly probability: number }[];
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
}

/** How a risk is judged: by a curved utility of the sum, or by its worst part. */
export type RiskAttitude =
  /** −exp(−u / tolerance). */
  | { readonly kind: "exponential"; readonly tolerance: number }
  /** ln(u + wealth). */
  | { readonly kind: "logarithmic"; readonly wealth: number }
  /** The mean of the worst outcomes that together have this probability. */
  | { readonly kind: "cvar"; readonly share: number };

/**
 * The distribution of an agent's utility, or of everybody's together, given what is observed. Cost: the joint
 * table of all variables that these utilities read.
 * @throws SolveError `table-too-large` where that has more than 262,144 entries, `missing-rule`,
 *   `impossible-evidence`
 */
export function riskProfile(
  compiled: CompiledDiagram,
  policy: Policy,
  agent?: AgentId,
  given: Condition = {},
): RiskProfile {
  const { variables, values } = summedUtility(compiled.sizes, utilityTerms(compiled, agent));
  const shares = jointShares(compiled, policy, variables, given);
  const outcomes = new Map<number, number>();
  for (const [i, probability] of shares.entries()) {
    if (probability === 0) continue;
    const key = values[i] as number;
    outcomes.set(key, (outcomes.get(key) ?? 0) + probability);
  }
  return profileOf(outcomes);
}

/**
 * P(variables | given) under a policy, the first variable slowest.
 * @throws SolveError `impossible-evidence`
 */
export function jointShares(
  compiled: CompiledDiagram,
  policy: Policy,
  of: readonly number[],
  given: Condition,
): Float64Array {
  if (of.length === 0) return Float64Array.of(1);
  const joint = query(compiled, { of, policy, given });
  if (joint.kind === "posterior") return joint.probabilities;
  throw new SolveError(
    "impossible-evidence",
    "what is observed has probability zero under this policy",
    "take one of the observations back",
  );
}

/** A distribution from values and their probabilities, in any order. */
export function profileOf(outcomes: ReadonlyMap<number, number>): RiskProfile {
  const sorted = [...outcomes]
    .map(([value, probability]) => ({ value, probability }))
    .sort((a, b) => a.value - b.value);
  const probabilities = sorted.map(({ probability }) => probability);
  const values = sorted.map(({ value }) => value);
  const mean = boundedDot(probabilities, values).value;
  // In parts of the largest distance, whose square may be more than a number can be.
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  const squares = values.map((value) => (largest === 0 ? 0 : ((value - mean) / largest) ** 2));
  const deviation = largest * Math.sqrt(boundedDot(probabilities, squares).value);
  return { outcomes: sorted, mean, deviation };
}

/** How far the shares of outcomes may be rounded, relative to themselves: their sums lose nothing. */
export const SHARE_ROUNDING = roundingFactor(256);

/**
 * The least outcome that is not exceeded with probability `share`: 0.5 gives the median.
 * @throws RangeError unless 0 ≤ share ≤ 1
 */
export function riskQuantile({ outcomes }: RiskProfile, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
  let mass = 0;
  for (const { value, probability } of outcomes) {
    mass += probability;
    if (mass >= share * (1 - SHARE_ROUNDING)) return value;
  }
  return outcomes.at(-1)?.value ?? Number.NaN;
}

/**
 * The sure amount that is as good as the risk for a judge of this attitude; undefined where the logarithm has
 * none, because some outcome eats up the wealth.
 * @throws RangeError for a tolerance that is not above 0, or a share outside (0, 1]
 */
export function certaintyEquivalent(
  { outcomes }: RiskProfile,
  attitude: RiskAttitude,
): number | undefined {
  const [worst] = outcomes;
  if (worst === undefined) return undefined;
  switch (attitude.kind) {
    case "exponential": {
      const { tolerance } = attitude;
      if (!(tolerance > 0)) throw new RangeError(`${tolerance} is not a risk tolerance`);
      // From the worst outcome on, so that no power is too large.
      const sum = outcomes.reduce(
        (total, { value, probability }) =>
          total + probability * Math.exp(-(value - worst.value) / tolerance),
        0,
      );
      return worst.value - tolerance * Math.log(sum);
    }
    case "logarithmic": {
      const { wealth } = attitude;
      if (!(worst.value + wealth > 0)) return undefined;
      const mean = outcomes.reduce(
        (total, { value, probability }) => total + probability * Math.log(value + wealth),
        0,
      );
      return Math.exp(mean) - wealth;
    }
    case "cvar": {
      const { share } = attitude;
      if (!(share > 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
      let left = share;
      let sum = 0;
      for (const { value, probability } of outcomes) {
        const taken = Math.min(left, probability);
        sum += taken * value;
        left -= taken;
      }
      return sum / (share - Math.max(0, left));
    }
  }
}
