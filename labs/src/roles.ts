/**
 * Every number of a lab by what it is: of the world (what the task is), of the learners (what they are taught, how
 * long they train, how many runs they are scored on), or measured. No chance of an outcome is ever put in; a lab
 * that keeps to this says so by its list, which a test holds it to.
 */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";

type Role = "world" | "learner" | "measured";

/** By the names of parameters and measures. */
export type Roles = Readonly<Record<string, Role>>;

export function rolesOf(numbers: {
  readonly world: readonly LabParameter[];
  readonly learner: readonly LabParameter[];
  readonly measured: readonly LabMeasure[];
}): Roles {
  return Object.fromEntries(
    (["world", "learner", "measured"] as const).flatMap((role) =>
      numbers[role].map(({ name }) => [name, role] as const),
    ),
  );
}
