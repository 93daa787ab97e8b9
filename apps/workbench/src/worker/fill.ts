/** "Put numbers in": uniform tables for what has only a structure, then compute. */
import { fillUniform } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { runNumbers } from "./numbers.ts";

export function fillNumbers(): void {
  const result = fillUniform(session);
  if (!result.ok) {
    toast(result.reason, { tone: "trouble" });
    return;
  }
  toast(result.label, { action: undoOffer() });
  runNumbers();
}
