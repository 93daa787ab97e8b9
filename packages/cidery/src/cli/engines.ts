/** The engines behind claims: the exact solver and the learners, as `check` and `ask` use them. */
import type { CheckOptions, ClaimFamily } from "@cidery/core";
import type { Invocation } from "./command.ts";
import { learnEngine, solveEngine } from "@cidery/core/check";
import { textOption } from "./command.ts";
import { BadInput } from "./terminal.ts";

const FAMILIES: readonly ClaimFamily[] = ["graph", "exact", "empirical"];

export function checkOptions(invocation: Invocation): CheckOptions {
  const only = textOption(invocation, "only");
  const family = FAMILIES.find((one) => one === only);
  if (only !== undefined && family === undefined) {
    throw new BadInput(`there are no ${only} claims`, `--only takes ${FAMILIES.join(", ")}`);
  }
  return {
    ...(family === undefined ? {} : { families: [family] }),
    exact: solveEngine,
    empirical: learnEngine,
  };
}
