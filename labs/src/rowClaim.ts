/**
 * Claims that are read off rows, with a control that is the same for all of them: the rows of two agents
 * are exchanged, as if each had the other's objective, and the claim must be denied.
 */
import type { LabClaim, LabContext, LabFinding, LabRow } from "@cidery/core/lab";

export interface RowClaim extends Omit<LabClaim, "check" | "control"> {
  readonly rows: (context: LabContext) => readonly LabRow[];
  readonly find: (rows: readonly LabRow[]) => LabFinding;
  /** Two agents that differ in their objective, or in an arrow. */
  readonly exchanged: readonly [string, string];
}

export function rowClaim({ rows, find, exchanged, ...claim }: RowClaim): LabClaim {
  const [one, other] = exchanged;
  return {
    ...claim,
    check: (context) => find(rows(context)),
    control: {
      swap: `${one} and ${other} exchanged`,
      check: (context) => find(rows(context).map((row) => exchange(row, one, other))),
    },
  };
}

function exchange(row: LabRow, one: string, other: string): LabRow {
  if (row.agent === one) return { ...row, agent: other };
  return row.agent === other ? { ...row, agent: one } : row;
}
