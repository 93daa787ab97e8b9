/**
 * The browser's database does not answer when the page starts: another tab holds it, or the disk is slow. The page
 * starts with what local storage has, or with the example, says so, and waits on. What is kept is put on
 * screen when the database answers, unless somebody has begun to work in the meantime: then it is offered.
 */
import type { KeptDocument } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { toast } from "../state/ui.ts";
import { currentDocument } from "./current.ts";
import { openKept } from "./documents.ts";
import { answersAtLast, latestDocument, readDocument } from "./store.ts";

/** @param mine the document this tab showed before, if it remembers one */
export async function openWhenAnswered(mine: string | null): Promise<void> {
  const { id } = currentDocument();
  const { text } = session.state();
  toast(
    "This browser's storage does not answer yet, so what you kept is not shown. Nothing is deleted; it opens as soon as the storage answers",
    { tone: "trouble" },
  );
  await answersAtLast();
  const kept = await keptFor(mine);
  if (kept === undefined || kept.kind === "live") {
    toast("The browser's storage answers again");
    return;
  }
  if (currentDocument().id === id && session.state().text === text) {
    openKept(kept);
    toast("The browser's storage answers again: your last model is open");
    return;
  }
  toast("The browser's storage answers again, with your last model", {
    action: { title: "Open it", run: () => openKept(kept) },
  });
}

/** What is on screen is kept by then, too, as the newest. */
async function keptFor(mine: string | null): Promise<KeptDocument | undefined> {
  const stored = mine === null ? undefined : await readDocument(mine);
  return stored?.kind === "kept" ? stored.document : await latestDocument(currentDocument().id);
}
