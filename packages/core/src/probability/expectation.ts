/**
 * Expected utilities: E[Σ u | evidence] for utilities that add up, each a table over some
 * variables. Each table's variables are kept together in the tree, so one pass up and down gives
 * all the joint distributions that are needed.
 */
import type { CompileOptions } from "./junctionTree.ts";
import { JunctionTree } from "./junctionTree.ts";
import type { Calibrated } from "./calibrated.ts";
import type { Factor } from "./factor.ts";
import type { Evidence, Network, SoftEvidence } from "./network.ts";

/** A sum of utilities in expectation, its parts, and the beliefs it was read from. */
export interface ExpectedUtility {
  /** The sum; NaN never: impossible evidence throws. */
  readonly value: number;
  /** The expectation of each utility, in the order given. */
  readonly parts: readonly number[];
  readonly calibrated: Calibrated;
}

/**
 * The expected sum of tables of utility given evidence, by one junction tree.
 * @throws ImpossibleEvidenceError when the evidence has probability 0
 * @throws TooLargeError before allocating
 */
export function expectedUtility(
  network: Network,
  utilities: readonly Factor[],
  evidence: Evidence = new Map(),
  options: { readonly softEvidence?: SoftEvidence } & Omit<CompileOptions, "together"> = {},
): ExpectedUtility {
  const tree = JunctionTree.compile(network, {
    ...options,
    observed: [...evidence.keys()],
    together: utilities.map((utility) => utility.variables),
  });
  const calibrated = tree.propagate(evidence, options);
  const parts = utilities.map((utility) => expectationOf(calibrated, utility));
  return { value: parts.reduce((sum, x) => sum + x, 0), parts, calibrated };
}

/** E[utility | evidence] from beliefs. @throws ImpossibleEvidenceError */
export function expectationOf(calibrated: Calibrated, utility: Factor): number {
  const joint = calibrated.joint(utility.variables);
  let sum = 0;
  for (let i = 0; i < joint.values.length; i++) {
    const p = joint.values[i] as number;
    // A utility that cannot occur may be infinite.
    if (p > 0) sum += p * (utility.values[i] as number);
  }
  return sum;
}
