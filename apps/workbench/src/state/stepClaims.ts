/** What steps of a story claim: what they pin, and whether a task is done. A module of its own: it comes with the first story. */
import type { Claim, InfluenceDiagram } from "@cidery/core";
import { pinnedVerdict } from "@cidery/core/check";
import { verdictKey } from "@cidery/core/session";

export { checkClaim } from "@cidery/core";

/** The verdict that a claim pins, by its key. */
export function pinnedKey(diagram: InfluenceDiagram, pin: Claim): string | undefined {
  const verdict = pinnedVerdict(diagram, pin);
  return verdict && verdictKey(diagram, verdict);
}
