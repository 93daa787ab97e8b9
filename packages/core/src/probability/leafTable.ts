/**
 * What a factor becomes as a leaf of a contraction tree: its slice at the observed values, its
 * variables in the tree's ranking, weighted by soft evidence.
 */
import type { Factor } from "./factor.ts";
import { offsets, stridesIn } from "./factor.ts";
import type { Evidence, SoftEvidence } from "./network.ts";

/** `scope` lists the factor's unobserved variables. The result may be the factor's own array. */
export function leafTable(
  factor: Factor,
  scope: readonly number[],
  evidence: Evidence | undefined,
  weights?: SoftEvidence,
): Float64Array {
  const sizes = scope.map((v) => factor.sizes[factor.variables.indexOf(v)] as number);
  const softly = weights && scope.some((v) => weights.has(v));
  const inPlace =
    scope.length === factor.variables.length && scope.every((v, i) => v === factor.variables[i]);
  if (inPlace && !softly) return factor.values;
  const values = inPlace ? factor.values.slice() : slice(factor, scope, sizes, evidence);
  if (softly) {
    for (const [axis, v] of scope.entries()) {
      const weight = weights.get(v);
      if (weight) weigh(values, sizes, axis, weight);
    }
  }
  return values;
}

function slice(
  factor: Factor,
  scope: readonly number[],
  sizes: readonly number[],
  evidence: Evidence | undefined,
): Float64Array {
  const steps = stridesIn(factor, factor.variables);
  let base = 0;
  for (const [i, v] of factor.variables.entries()) {
    const position = evidence?.get(v);
    if (position !== undefined) base += position * (steps[i] as number);
  }
  const from = offsets(sizes, stridesIn(factor, scope));
  const values = new Float64Array(from.length);
  for (let i = 0; i < from.length; i++) {
    values[i] = factor.values[base + (from[i] as number)] as number;
  }
  return values;
}

function weigh(
  values: Float64Array,
  sizes: readonly number[],
  axis: number,
  weight: Float64Array,
): void {
  let inner = 1;
  for (let i = axis + 1; i < sizes.length; i++) inner *= sizes[i] as number;
  const size = sizes[axis] as number;
  for (let i = 0; i < values.length; i++) {
    values[i] = (values[i] as number) * (weight[Math.floor(i / inner) % size] as number);
  }
}
