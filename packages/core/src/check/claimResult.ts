/** What came of checking one claim, and of checking many. */
import type { Verdict } from "../incentives/index.ts";
import type { Claim } from "../model/index.ts";

/** What a claim is settled by: arrows alone, exact numbers, or trained learners. */
export type ClaimFamily = "graph" | "exact" | "empirical";

export type ClaimOutcome =
  | "holds"
  | "fails"
  /** Neither proved nor refuted: a criterion is incomplete here, or an engine is missing. */
  | "undecided"
  /** The question does not arise, whatever answer was claimed. */
  | "not-applicable"
  /** The sentence makes no sense for this model. */
  | "error";

/** The result of one claim: the outcome, what was found instead, and why. */
export interface ClaimResult {
  readonly claim: Claim;
  readonly family: ClaimFamily;
  readonly outcome: ClaimOutcome;
  /** A stable code unless the claim holds or fails for no other reason than the facts. */
  readonly reason?: string;
  /** What was found: a set, a number, "present". */
  readonly actual: string;
  /** One sentence that says why, with the path or set that shows it. */
  readonly explanation: string;
  /** The criteria's verdicts the answer rests on (of a set the first ones); empty for others. */
  readonly verdicts: readonly Verdict[];
}

/** The reason of a claim about steps or values that the model has under other parameters only. */
export const NOT_AT_THESE_SETTINGS = "not-at-these-settings";

/** How many claims hold, fail or stay open, and whether none fails. */
export interface ClaimSummary {
  readonly total: number;
  readonly holds: number;
  readonly fails: number;
  readonly undecided: number;
  readonly notApplicable: number;
  readonly errors: number;
  /** Claims about what the model no longer has under the parameters given; among `notApplicable`. */
  readonly notAtTheseSettings: number;
  /** No claim fails and none is an error. */
  readonly ok: boolean;
  /**
   * `fails` when a claim fails or is an error; `open` when none does but some are neither true nor
   * false, or nothing was decided at all; `holds` otherwise.
   */
  readonly state: "holds" | "fails" | "open";
  /** `12 claims: 10 hold, 1 fails, 1 undecided (needs-exact-solver)`. */
  readonly sentence: string;
}

/** Counts outcomes; `ok` when no claim fails or is in error. */
export function summariseClaims(results: readonly ClaimResult[]): ClaimSummary {
  const count = (outcome: ClaimOutcome): number =>
    results.filter((result) => result.outcome === outcome).length;
  const holds = count("holds");
  const fails = count("fails");
  const undecided = count("undecided");
  const notApplicable = count("not-applicable");
  const errors = count("error");
  const notAtTheseSettings = results.filter(
    ({ reason }) => reason === NOT_AT_THESE_SETTINGS,
  ).length;
  const ok = fails === 0 && errors === 0;
  const settled = undecided === 0 && notApplicable === notAtTheseSettings;
  const someHold = holds > 0 || results.length === 0;
  const parts: string[] = [];
  if (holds > 0) parts.push(`${holds} ${holds === 1 ? "holds" : "hold"}`);
  if (fails > 0) parts.push(`${fails} ${fails === 1 ? "fails" : "fail"}`);
  if (undecided > 0) parts.push(`${undecided} undecided${reasons(results, "undecided")}`);
  if (notApplicable > 0) parts.push(`${notApplicable} not applicable`);
  if (errors > 0) parts.push(`${errors} in error`);
  const total = `${results.length} ${results.length === 1 ? "claim" : "claims"}`;
  return {
    total: results.length,
    holds,
    fails,
    undecided,
    notApplicable,
    errors,
    notAtTheseSettings,
    ok,
    state: !ok ? "fails" : settled && someHold ? "holds" : "open",
    sentence: parts.length === 0 ? "no claims" : `${total}: ${parts.join(", ")}`,
  };
}

function reasons(results: readonly ClaimResult[], outcome: ClaimOutcome): string {
  const found = results.flatMap(({ outcome: own, reason }) =>
    own === outcome && reason !== undefined ? [reason] : [],
  );
  return found.length === 0 ? "" : ` (${[...new Set(found)].join(", ")})`;
}
