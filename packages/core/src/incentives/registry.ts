/** All criteria. Adding one: a file, and a line here. */
import type { Criterion } from "./criterion.ts";
import { deception } from "./criteria/deception.ts";
import { directValueOfControl } from "./criteria/directValueOfControl.ts";
import { impact } from "./criteria/impact.ts";
import { indirectValueOfControl } from "./criteria/indirectValueOfControl.ts";
import { instrumentalControlIncentive } from "./criteria/instrumentalControlIncentive.ts";
import { intent } from "./criteria/intent.ts";
import { onlyInformational } from "./criteria/onlyInformational.ts";
import { rReachable, sReachable } from "./criteria/reachability.ts";
import { reasoningPattern } from "./criteria/reasoningPattern.ts";
import { requisite } from "./criteria/requisite.ts";
import { responseIncentive } from "./criteria/responseIncentive.ts";
import { valueOfControl } from "./criteria/valueOfControl.ts";
import { valueOfInformation } from "./criteria/valueOfInformation.ts";

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
