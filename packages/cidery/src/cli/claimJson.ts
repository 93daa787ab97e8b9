/** A checked claim as `--json` prints it. */
import type { ClaimResult } from "@cidery/core";
import type { LineColumn } from "@cidery/core/text";

/** @param place where the claim stands, when it stands in a file */
export function claimJson(result: ClaimResult, place?: LineColumn): Record<string, unknown> {
  const { claim, family, outcome, reason, actual, explanation } = result;
  return {
    claim: claim.text,
    family,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    actual,
    explanation,
    ...(claim.citation === undefined ? {} : { citation: claim.citation }),
    ...place,
  };
}
