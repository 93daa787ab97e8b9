/** A plan played out once, for watching; what chance does follows from the seed. */
import type { Random } from "@cidery/core";
import type { Objective, Plan, TabulatedWorld } from "@cidery/core/learn";
import { drawOutcome } from "@cidery/core/learn";

export interface PlayedStep<S> {
  readonly before: S;
  readonly action: number;
  readonly after: S;
}

/** Ends with the episode or with the plan. */
export function played<S>(
  table: TabulatedWorld<S>,
  plan: Plan,
  random: Random,
): readonly PlayedStep<S>[] {
  let before = drawOutcome(table.world.initial(), random);
  const steps: PlayedStep<S>[] = [];
  for (const chosen of plan.choice) {
    const action = chosen[table.indexOf(before)] ?? -1;
    if (action < 0) break;
    const after = drawOutcome(table.world.step(before, action), random);
    steps.push({ before, action, after });
    before = after;
  }
  return steps;
}

/** Totals of objectives before the first step and after each: `totals[0]` is all zeros. */
export function runningTotals<S>(
  steps: readonly PlayedStep<S>[],
  objectives: Readonly<Record<string, Objective<S>>>,
): readonly Readonly<Record<string, number>>[] {
  let totals = Object.fromEntries(Object.keys(objectives).map((name) => [name, 0]));
  return [
    totals,
    ...steps.map(({ before, action, after }) => {
      totals = Object.fromEntries(
        Object.entries(objectives).map(([name, worth]) => [
          name,
          (totals[name] ?? 0) + worth(before, action, after),
        ]),
      );
      return totals;
    }),
  ];
}
