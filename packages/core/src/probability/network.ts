/**
 * A network: a product of factors over shared variables. A Bayesian network is one whose factors
 * are conditional distributions; `children` says which, so that parts a query cannot depend on
 * can be left out before any arithmetic (Shachter 1986, barren nodes; Geiger, Verma & Pearl 1990,
 * d-separation).
 */
import type { Factor } from "./factor.ts";

/**
 * A variable in no factor is uniform, or proportional to its soft evidence, and independent of
 * everything: evidence on it changes no probability.
 */
export interface Network {
  /** Number of values of each variable, by variable. */
  readonly sizes: readonly number[];
  readonly factors: readonly Factor[];
  /**
   * For each factor, the variable it is the conditional distribution of (its rows over that
   * variable add up to one), or undefined. Leave it out when nothing is known: answers are the
   * same, only more work.
   */
  readonly children?: readonly (number | undefined)[];
}

/** Which value (by position) each observed variable has. */
export type Evidence = ReadonlyMap<number, number>;

/** For each softly observed variable, a weight ≥ 0 per value (a likelihood, not a posterior). */
export type SoftEvidence = ReadonlyMap<number, Float64Array>;

/** @throws RangeError when scopes, sizes or table lengths disagree; the message names the factor */
export function checkNetwork(network: Network): void {
  const { sizes, factors, children } = network;
  for (const [v, size] of sizes.entries()) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`variable ${v} has ${size} values; it needs at least one`);
    }
  }
  if (children !== undefined && children.length !== factors.length) {
    throw new RangeError(`${factors.length} factors, but ${children.length} children`);
  }
  for (const [index, factor] of factors.entries()) {
    let entries = 1;
    for (const [i, variable] of factor.variables.entries()) {
      if (sizes[variable] !== factor.sizes[i]) {
        throw new RangeError(
          `factor ${index} gives variable ${variable} ${factor.sizes[i]} values, the network ${sizes[variable]}`,
        );
      }
      entries *= factor.sizes[i] as number;
    }
    if (factor.values.length !== entries) {
      throw new RangeError(`factor ${index} has ${factor.values.length} of ${entries} values`);
    }
    const child = children?.[index];
    if (child !== undefined && !factor.variables.includes(child)) {
      throw new RangeError(`factor ${index} is said to be over ${child}, which it does not have`);
    }
  }
}

/** @throws RangeError when an observed variable or position does not exist */
export function checkEvidence(
  sizes: readonly number[],
  evidence: Evidence | undefined,
  softEvidence?: SoftEvidence,
): void {
  for (const [variable, position] of evidence ?? []) {
    const size = sizes[variable];
    if (size === undefined) throw new RangeError(`evidence on unknown variable ${variable}`);
    if (!Number.isInteger(position) || position < 0 || position >= size) {
      throw new RangeError(`variable ${variable} has ${size} values, so no position ${position}`);
    }
  }
  for (const [variable, weights] of softEvidence ?? []) {
    const size = sizes[variable];
    if (size === undefined) throw new RangeError(`evidence on unknown variable ${variable}`);
    if (weights.length !== size) {
      throw new RangeError(
        `${weights.length} weights for variable ${variable} with ${size} values`,
      );
    }
    if (weights.some((weight) => !(weight >= 0 && weight < Infinity))) {
      throw new RangeError(`weights of variable ${variable} must be finite and at least 0`);
    }
    if (weights.every((weight) => weight === 0)) {
      throw new RangeError(`the weights of variable ${variable} are all 0`);
    }
  }
}
