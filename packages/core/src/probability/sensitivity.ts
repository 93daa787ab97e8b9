/**
 * How an answer moves with a table entry. P(evidence) is linear in every entry, so a posterior is
 * a quotient of two linear functions (Castillo, Gutiérrez & Hadi 1997; Darwiche 2003): two
 * propagations give its derivative by all entries of all factors.
 */
import type { Factor } from "./factor.ts";
import type { JunctionTree } from "./junctionTree.ts";
import type { Evidence, SoftEvidence } from "./network.ts";

/** How the probability of an event changes with each entry of each table. */
export interface PosteriorDerivatives {
  /** P(variable = position | evidence). */
  readonly probability: number;
  /** Its derivative by every entry of a factor, the other entries held fixed. */
  readonly byFactor: (factorIndex: number) => Factor;
}

/** @throws ImpossibleEvidenceError when the evidence has probability 0 */
export function posteriorDerivatives(
  tree: JunctionTree,
  variable: number,
  position: number,
  evidence: Evidence = new Map(),
  softEvidence?: SoftEvidence,
): PosteriorDerivatives {
  const options = softEvidence ? { softEvidence } : {};
  const given = tree.propagate(evidence, options);
  const probability = given.marginal(variable)[position];
  if (probability === undefined) {
    throw new RangeError(`variable ${variable} has no position ${position}`);
  }
  // What is observed, or in no factor, has the same answer whatever the tables say.
  const isFixed =
    evidence.has(variable) ||
    !tree.network.factors.some((factor) => factor.variables.includes(variable));
  const both = tree.propagate(new Map(evidence).set(variable, position), options);
  return {
    probability,
    byFactor(factorIndex) {
      const below = given.derivative(factorIndex);
      if (isFixed) {
        return { ...below.factor, values: new Float64Array(below.factor.values.length) };
      }
      const above = both.derivative(factorIndex);
      const scaleAbove = Math.exp(above.logScale - given.logProbability);
      const scaleBelow = Math.exp(below.logScale - given.logProbability) * probability;
      return {
        ...below.factor,
        values: above.factor.values.map(
          (x, i) => x * scaleAbove - (below.factor.values[i] as number) * scaleBelow,
        ),
      };
    },
  };
}
