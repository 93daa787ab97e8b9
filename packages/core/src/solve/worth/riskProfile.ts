/**
 * What may come out, not only the mean: the distribution of an agent's utility under a policy, its quantiles,
 * and what a cautious judge would give for it. Exact, from the joint distribution of what utilities read.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import { utilityTerms } from "../policies/expectedUtility.ts";
import { query } from "../queries/query.ts";
import { SolveError } from "../tables/solveError.ts";

/** What the utilities read may have so many joint values. */
const MOST_JOINT = 2 ** 18;

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
 * The distribution of an agent's utility, or of everybody's together. Cost: the joint table of all variables
 * that these utilities read.
 * @throws SolveError `table-too-large` where that has more than 262,144 entries, `missing-rule`
 */
export function riskProfile(
  compiled: CompiledDiagram,
  policy: Policy,
  agent?: AgentId,
): RiskProfile {
  const terms = utilityTerms(compiled, agent);
  const of = [...new Set(terms.flatMap(({ variables }) => variables))];
  const sizes = of.map((v) => compiled.sizes[v] as number);
  const size = sizes.reduce((product, n) => product * n, 1);
  if (size > MOST_JOINT)
    throw new SolveError(
      "table-too-large",
      `the distribution of outcomes would need a table of ${size} entries, more than ${MOST_JOINT}`,
      "let fewer variables enter the utilities together",
    );
  const joint = of.length === 0 ? undefined : query(compiled, { of, policy });
  const shares =
    joint === undefined
      ? Float64Array.of(1)
      : joint.kind === "posterior"
        ? joint.probabilities
        : new Float64Array(size);
  const outcomes = new Map<number, number>();
  const at = new Int32Array(of.length);
  for (let i = 0; i < size; i++) {
    const probability = shares[i] as number;
    if (probability > 0) {
      let value = 0;
      for (const { variables, values } of terms) {
        let index = 0;
        for (const v of variables)
          index = index * (compiled.sizes[v] as number) + (at[of.indexOf(v)] as number);
        value += values[index] as number;
      }
      // Sums in another order differ in their last digits; they are one outcome.
      const key = Number(value.toPrecision(12));
      outcomes.set(key, (outcomes.get(key) ?? 0) + probability);
    }
    for (let k = of.length - 1; k >= 0; k--) {
      at[k] = (at[k] as number) + 1;
      if ((at[k] as number) < (sizes[k] as number)) break;
      at[k] = 0;
    }
  }
  return profileOf(outcomes);
}

function profileOf(outcomes: ReadonlyMap<number, number>): RiskProfile {
  const sorted = [...outcomes]
    .map(([value, probability]) => ({ value, probability }))
    .sort((a, b) => a.value - b.value);
  const mean = sorted.reduce((sum, { value, probability }) => sum + value * probability, 0);
  const variance = sorted.reduce(
    (sum, { value, probability }) => sum + (value - mean) ** 2 * probability,
    0,
  );
  return { outcomes: sorted, mean, deviation: Math.sqrt(variance) };
}

/**
 * The least outcome that is not exceeded with probability `share`: 0.5 gives the median.
 * @throws RangeError unless 0 ≤ share ≤ 1
 */
export function riskQuantile({ outcomes }: RiskProfile, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share`);
  let mass = 0;
  for (const { value, probability } of outcomes) {
    mass += probability;
    if (mass >= share - 1e-12) return value;
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
      if (!(tolerance > 0)) throw new RangeError(`${tolerance} is no risk tolerance`);
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
      if (!(share > 0 && share <= 1)) throw new RangeError(`${share} is no share`);
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
