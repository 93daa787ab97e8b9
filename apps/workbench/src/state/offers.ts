/**
 * Offers of a message that are about the document as it is now: to take back what was just done, or to do
 * it otherwise. They end with the next change: pressed after that, they would do something else.
 */
import { session } from "./document.ts";
import type { Toast } from "./ui.ts";

type Offer = NonNullable<Toast["action"]>;

export function offerForNow(title: string, run: () => void): Offer {
  const { history } = session.state();
  return { title, run, isOver: () => session.state().history !== history };
}

export function undoOffer(): Offer {
  return offerForNow("Undo", () => void session.undo());
}
