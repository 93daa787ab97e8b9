/** Small words for claims. */
import type { LabFinding, LabRow } from "@cidery/core/lab";

export function finding(holds: boolean, measured: string): LabFinding {
  return { holds, measured };
}

/** A measure of one agent. @throws RangeError when the row or the measure is missing */
export function measured(rows: readonly LabRow[], agent: string, measure: string): number {
  const value = rows.find((row) => row.agent === agent)?.values[measure];
  if (value === undefined) throw new RangeError(`no ${measure} of ${agent}`);
  return value;
}

export function show(value: number, digits = 4): string {
  return Number(value.toFixed(digits)).toString();
}

/** A share in percent, to a tenth. */
export function percent(share = 0): string {
  return `${show(100 * share, 1)} %`;
}
