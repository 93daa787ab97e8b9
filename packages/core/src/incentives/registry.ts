/** All criteria. Adding one: a file, and a line here. */
import type { Criterion } from "./criterion.ts";
import { Register } from "../base/index.ts";
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

/**
 * Every graphical criterion, in the order in which verdicts are listed. docs/criteria.md is made
 * from it.
 */
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

/** The names one may ask it by: its id, its aliases, and the predicate of claims about it. */
export function namesOf({ id, aliases, predicate }: Criterion): readonly string[] {
  return [...new Set([id, ...aliases, ...(predicate === undefined ? [] : [spelled(predicate)])])];
}

const BY_NAME = new Register("criterion", CRITERIA, namesOf);

/** A criterion by its id, an alias or its predicate; case does not matter, nor `_` for `-`. */
export function criterionNamed(name: string): Criterion | undefined {
  return BY_NAME.called(name);
}

/** What to say of a name that means no criterion, with the nearest that does. */
export function noSuchCriterion(name: string): string {
  return BY_NAME.unknown(name);
}

/** A predicate in the spelling of ids. */
function spelled(predicate: string): string {
  return predicate.replaceAll("_", "-");
}
