/** The sum of utility tables, entry by entry, over all variables that they read together. */
import type { Table } from "../tables/decisionProblem.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { contextMap } from "../tables/policy.ts";
import { SolveError } from "../tables/solveError.ts";
import { ENTRY_ROUNDINGS, roundingFactor } from "../tables/tolerance.ts";

/** What utilities read together may have so many joint values. */
export const MOST_JOINT = 2 ** 18;

/**
 * One table in place of several, over the variables named first and then those the terms read. Sums that
 * differ by no more than their rounding explains are one outcome, and have one value: 0.1 + 0.2 is 0.3.
 * Cost: its entries, for each term, and sorting them.
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
  const magnitudes = new Float64Array(size);
  for (const term of terms) {
    const at = contextMap(sizes, variables, term.variables);
    for (let i = 0; i < size; i++) {
      const value = term.values[at[i] as number] as number;
      values[i] = (values[i] as number) + value;
      magnitudes[i] = (magnitudes[i] as number) + Math.abs(value);
    }
  }
  const factor = roundingFactor(ENTRY_ROUNDINGS + terms.length);
  return { variables, values: outcomesOf(values, magnitudes, factor) };
}

/** Each sum replaced by the outcome that it is, given that it is off by at most factor · magnitude. */
function outcomesOf(
  sums: Float64Array,
  magnitudes: Float64Array,
  factor: number,
): Float64Array<ArrayBuffer> {
  const outcomes = new Float64Array(sums.length);
  const ascending = Uint32Array.from(sums.keys()).sort(
    (a, b) => (sums[a] as number) - (sums[b] as number),
  );
  let outcome = Number.NaN;
  let reach = -Infinity;
  for (const at of ascending) {
    const [sum, slack] = [sums[at] as number, factor * (magnitudes[at] as number)];
    if (sum - slack > reach) outcome = plainest(sum, slack);
    reach = Math.max(reach, sum + slack);
    outcomes[at] = outcome;
  }
  return outcomes;
}

/** The number of twelve digits that is as near as rounding can tell, if there is one. */
function plainest(sum: number, slack: number): number {
  const plain = Number(sum.toPrecision(12));
  return Math.abs(plain - sum) <= slack ? plain : sum;
}
