/** Parameters in one line each. */
import type { LabParameter, Provenance } from "@cidery/core/lab";

export function parameter(
  name: string,
  title: string,
  unit: string,
  initial: number,
  range: readonly [number, number],
  options: {
    readonly whole?: boolean;
    readonly effort?: boolean;
    /** What the whole numbers of the range stand for, from the low end on. */
    readonly choices?: readonly string[];
    readonly provenance?: Provenance;
  } = {},
): LabParameter {
  const { choices, effort = false, provenance = "assumption" } = options;
  const { whole = choices !== undefined } = options;
  const named = choices === undefined ? {} : { choices };
  return { name, title, unit, initial, range, whole, effort, provenance, ...named };
}
