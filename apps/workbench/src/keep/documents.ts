/** Replacing the document: new, from the catalogue, in another tab. Undo brings the old one back. */
import { OPENING_FILE, OPENING_TEXT, catalogueText } from "../state/catalogue.ts";
import { session } from "../state/document.ts";
import { setUi, toast } from "../state/ui.ts";
import { dropNumbers } from "../worker/numbers.ts";
import { shareAddress } from "./link.ts";

const EMPTY_MODEL = `model "Untitled model"\n\nagent agent\n\n`;

export function openDocument(
  document: { readonly text: string; readonly file?: string },
  label: string,
): void {
  dropNumbers();
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

export function newModel(): void {
  openDocument({ text: EMPTY_MODEL, file: "untitled.cid" }, "start a new model");
  toast("A new model", { action: { title: "Undo", run: () => void session.undo() } });
}

export function openOpening(): void {
  session.open({ text: OPENING_TEXT, file: OPENING_FILE }, "open the first example");
}

export async function openFromCatalogue(slug: string): Promise<void> {
  const text = await catalogueText(slug);
  if (text === undefined) {
    toast(`The catalogue has no model ${slug}`, { tone: "trouble" });
    return;
  }
  openDocument({ text, file: `${slug}.cid` }, `open ${slug}`);
  toast(`Opened ${slug}`, { action: { title: "Undo", run: () => void session.undo() } });
}

export function duplicateInNewTab(): void {
  window.open(shareAddress(), "_blank", "noopener");
}
