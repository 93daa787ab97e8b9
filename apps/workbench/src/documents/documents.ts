/** Putting another document on screen. The one before stays kept; Undo brings it back. */
import type { KeptDocument } from "@cidery/core/session";
import { focusCanvas } from "../canvas/focus.ts";
import { OPENING_FILE, OPENING_TEXT, catalogueText } from "../state/catalogue.ts";
import { session } from "../state/document.ts";
import { leaveStory } from "../state/story.ts";
import { setUi, toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { dropNumbers } from "../worker/numbers.ts";
import { beginDocument, type CurrentDocument } from "./current.ts";
import { shareAddress } from "./link.ts";

const EMPTY_MODEL = `model "Untitled model"\n\nagent agent\n\n`;

/** @param as what the document is to the list of what is kept; `opened`: somebody else's */
export function openDocument(
  document: { readonly text: string; readonly file?: string },
  label: string,
  as: CurrentDocument | CurrentDocument["kind"] = "opened",
): void {
  beginDocument(as);
  replaceText(document, label);
}

/** Another text of the same document, such as an older version. */
export function replaceText(
  document: { readonly text: string; readonly file?: string },
  label: string,
): void {
  dropNumbers();
  leaveStory();
  setUi({
    criterion: undefined,
    agent: undefined,
    hoveredVerdict: undefined,
    renaming: undefined,
    labelling: undefined,
    editingTable: undefined,
    newPlaces: new Map(),
  });
  session.open(document, label);
}

export function openKept({ id, kind, text, file }: KeptDocument): void {
  openDocument(
    { text, ...(file !== undefined && { file }) },
    `open ${file ?? "a kept document"}`,
    // What a page of a file kept is opened as a copy: the file is another matter.
    kind === "live" ? "own" : { id, kind },
  );
}

export function newModel(): void {
  openDocument({ text: EMPTY_MODEL, file: "untitled.cid" }, "start a new model");
  // The empty canvas says which keys to press.
  focusCanvas();
  toast("New model; the previous one is kept under File, Documents", {
    action: undoOffer(),
  });
}

export function openOpening(): void {
  beginDocument("opened");
  session.open({ text: OPENING_TEXT, file: OPENING_FILE }, "open the first example");
}

/** The first example as it was, whatever has become of it since. */
export function openOpeningAgain(): void {
  const { text, file } = session.state();
  if (text === OPENING_TEXT && file === OPENING_FILE) return;
  openDocument({ text: OPENING_TEXT, file: OPENING_FILE }, "open the first example");
}

/** Returns whether there is such a model. */
export async function openFromCatalogue(slug: string): Promise<boolean> {
  const text = await catalogueText(slug);
  if (text === undefined) {
    toast(`The catalogue has no model ${slug}`, { tone: "trouble" });
    return false;
  }
  openDocument({ text, file: `${slug}.cid` }, `open ${slug}`);
  toast(`Opened “${session.state().good?.diagram.header.title ?? slug}”`, { action: undoOffer() });
  return true;
}

export function duplicateInNewTab(): void {
  window.open(shareAddress(), "_blank", "noopener");
}
