/** One claim, written as text, about a diagram. */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { CheckOptions } from "./checkClaims.ts";
import type { ClaimResult } from "./claimResult.ts";
import { parseClaim } from "../language/index.ts";
import { checkClaim } from "./checkClaims.ts";

/** The answer to a claim's sentence, or what is wrong with the sentence. */
export function ask(
  diagram: InfluenceDiagram,
  claim: string,
  options: CheckOptions = {},
): Result<ClaimResult> {
  const parsed = parseClaim(claim, diagram);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    value: checkClaim(diagram, parsed.value, options),
    diagnostics: parsed.diagnostics,
  };
}
