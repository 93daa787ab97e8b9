/** The sum of utility tables, entry by entry, over all variables that they read together. */
import type { Table } from "../tables/decisionProblem.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { contextMap } from "../tables/policy.ts";
import { SolveError } from "../tables/solveError.ts";

/** What utilities read together may have so many joint values. */
export const MOST_JOINT = 2 ** 18;

/**
 * One table in place of several, over the variables named first and then those the terms read. Cost: its
 * entries, for each term.
 * @throws SolveError `table-too-large` where it would have more than 262,144 entries
 */
export function summedUtility(
  sizes: readonly number[],
  terms: readonly Table[],
  first: readonly number[] = [],
): Table {
  const variables = [...new Set([...first, ...terms.flatMap((term) => term.variables)])];
  const size = tableSize(sizes, variables);
  if (size > MOST_JOINT)
    throw new SolveError(
      "table-too-large",
      `the distribution of outcomes would need a table of ${size} entries, more than ${MOST_JOINT}`,
      "let fewer variables enter the utilities together, or ask about fewer decisions",
    );
  const values = new Float64Array(size);
  for (const term of terms) {
    const at = contextMap(sizes, variables, term.variables);
    for (let i = 0; i < size; i++)
      values[i] = (values[i] as number) + (term.values[at[i] as number] as number);
  }
  return { variables, values };
}

/** Sums in another order differ in their last digits; they are one outcome. */
export function sameOutcome(value: number): number {
  return Number(value.toPrecision(12));
}
