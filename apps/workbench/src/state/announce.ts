/**
 * What came of a gesture, said in a toast: what was lost, what else may have been meant, or why not
 * and what would do instead.
 */
import type { GestureResult } from "@cidery/core/session";
import { setUi, toast } from "./ui.ts";
import { offerForNow, undoOffer } from "./offers.ts";

/** A remedy is a gesture too: what comes of it is said like the rest. */
export function announce(result: GestureResult): result is Extract<GestureResult, { ok: true }> {
  if (result.ok) {
    const { lost, alternative, label, told } = result;
    const undo = undoOffer();
    if (lost !== undefined) toast(`Done, without ${lost}`, { action: undo });
    else if (told === true) toast(`Done: ${label}`, { action: undo });
    else if (alternative !== undefined) {
      const { title, run } = alternative;
      toast(`Done: ${label}`, { action: offerForNow(title, () => void announce(run())) });
    }
    return true;
  }
  const { reason, remedy, numbers } = result;
  if (numbers !== undefined) {
    setUi({ cutPlan: { plan: numbers, whenDone: undefined } });
    return false;
  }
  toast(reason, {
    tone: "trouble",
    ...(remedy && { action: offerForNow(remedy.title, () => void announce(remedy.run())) }),
  });
  return false;
}
