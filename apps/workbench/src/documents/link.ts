/** The address of the document as it is now. The address is the file. */
import { writeShareLink } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { currentView } from "./view.ts";

export function shareAddress(extra = ""): string {
  const { text, file } = session.state();
  const fragment = writeShareLink({
    text,
    engine: __ENGINE__,
    seed: 1,
    view: currentView(),
    ...(file !== undefined && { file }),
  });
  return `${location.origin}${location.pathname}${extra}#${fragment}`;
}

/** Longer addresses are refused by some programs they are pasted into. */
export const COMFORTABLE_LENGTH = 8000;
