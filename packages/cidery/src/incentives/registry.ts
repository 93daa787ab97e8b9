/** All criteria. Adding one: a file, and a line here. */
import type { Criterion } from "./criterion.ts";
import { deception } from "./deception.ts";
import { directValueOfControl } from "./directValueOfControl.ts";
import { impact } from "./impact.ts";
import { indirectValueOfControl } from "./indirectValueOfControl.ts";
import { instrumentalControlIncentive } from "./instrumentalControlIncentive.ts";
import { intent } from "./intent.ts";
import { onlyInformational } from "./onlyInformational.ts";
import { rReachable, sReachable } from "./reachability.ts";
import { reasoningPattern } from "./reasoningPattern.ts";
import { requisite } from "./requisite.ts";
import { responseIncentive } from "./responseIncentive.ts";
import { valueOfControl } from "./valueOfControl.ts";
import { valueOfInformation } from "./valueOfInformation.ts";

export const CRITERIA: readonly Criterion[] = [
  valueOfInformation,
  requisite,
  responseIncentive,
  valueOfControl,
  directValueOfControl,
  indirectValueOfControl,
  instrumentalControlIncentive,
  intent,
  impact,
  onlyInformational,
  sReachable,
  rReachable,
  deception,
  reasoningPattern,
];

const BY_NAME = new Map(
  CRITERIA.flatMap((c) => [c.id, ...c.aliases].map((name) => [name, c] as const)),
);

/** A criterion by its id or one of its aliases. */
export function criterionNamed(name: string): Criterion | undefined {
  return BY_NAME.get(name);
}
