/** The recommender acts in the diagrams themselves, with their own numbers. */
import type { WorldTie } from "@cidery/core/lab";

export function ties(): readonly WorldTie[] {
  return ["diagram.cid", "unmoved.cid"].map((diagram) => ({ kind: "itself", diagram }));
}
