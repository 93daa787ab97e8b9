/** The lab is about the drawings: numbers for them are drawn at random. */
import type { WorldTie } from "@cidery/core/lab";

export function ties(): readonly WorldTie[] {
  return ["diagram.cid", "before.cid"].map((diagram) => ({ kind: "itself", diagram }));
}
