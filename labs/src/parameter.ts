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
    readonly provenance?: Provenance;
  } = {},
): LabParameter {
  const { whole = false, effort = false, provenance = "assumption" } = options;
  return { name, title, unit, initial, range, whole, effort, provenance };
}
