/** The address of the document as it is now. The address is the file. */
import { writeShareLink } from "@cidery/core/session";
import { session } from "../state/document.ts";
import type { OtherModel } from "../state/comparison.ts";
import { baseAddress } from "./base.ts";
import { currentView, sharedView } from "./view.ts";

/** @param whole with everything that is on screen, for others; else what this page needs itself */
export function shareAddress(extra = "", whole = true): string {
  return addressWith(whole ? sharedView() : currentView(), extra);
}

/** The address that shows the document beside another model, as *Compare* does now. */
export function comparisonAddress(other: OtherModel): string {
  return addressWith(sharedView(other), "");
}

function addressWith(view: Readonly<Record<string, unknown>>, extra: string): string {
  const { text, file } = session.state();
  const fragment = writeShareLink({
    text,
    engine: __ENGINE__,
    seed: 1,
    view,
    ...(file !== undefined && { file }),
  });
  return `${baseAddress()}${extra}#${fragment}`;
}

/** Longer addresses are refused by some programs they are pasted into. */
export const COMFORTABLE_LENGTH = 8000;
