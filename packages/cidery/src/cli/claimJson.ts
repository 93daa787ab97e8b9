/** A checked claim as `--json` prints it. */
import type { ClaimResult } from "@cidery/core";
import type { Source } from "./sources.ts";
import { lineColumnAt, lineStarts } from "@cidery/core/text";

export function claimJson(result: ClaimResult, source?: Source): Record<string, unknown> {
  const { claim, family, outcome, reason, actual, explanation } = result;
  const place =
    source === undefined || claim.range === undefined
      ? {}
      : lineColumnAt(lineStarts(source.text), claim.range.start);
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
