/**
 * Keeps the document while it is edited, and in step between tabs. A tab remembers which document it
 * shows; a reload, a crash or a second tab find it again. Documents that are left stay in the list
 * of what is kept (store.ts), those of others apart from one's own.
 */
import { KEPT_FORMAT, type KeptDocument, mergeTexts, Saver } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { setUi, toast } from "../state/ui.ts";
import { followAddress, openLinkAtStart, scheduleAddress } from "./address.ts";
import { clock } from "./clock.ts";
import { beginDocument, comeBack, currentDocument, makeOwn } from "./current.ts";
import { openOpening } from "./documents.ts";
import { openWhenAnswered } from "./lateStorage.ts";
import {
  addVersion,
  isSilent,
  latestDocument,
  makeRoom,
  readDocument,
  writeDocument,
  writeDraft,
  writeLastDraft,
} from "./store.ts";
import { sessionGet, sessionSet, tabId } from "./tab.ts";

const VERSION_INTERVAL = 120_000;
/** Milliseconds: after the frame that shows the change. */
const DRAFT_DELAY = 25;
/** A database that does not answer for so long is said to have failed. */
const PATIENCE = 5000;

let saver = newSaver();
/** What is on screen and not yet in the database. */
let unsaved: KeptDocument | undefined;
let drafted = false;
let draftTimer: ReturnType<typeof setTimeout> | undefined;
let lastVersion = 0;
let complained = false;

export function documentId(): string {
  return currentDocument().id;
}

/** Puts the right document on screen: a link's, this tab's, the last one, or the example. */
export async function restoreDocument(): Promise<void> {
  if (await openLinkAtStart()) return;
  const mine = sessionGet("cidery-document");
  const stored = mine === null ? undefined : await readDocument(mine);
  const kept = stored?.kind === "kept" ? stored.document : await latestDocument();
  if (stored?.kind === "newer" || stored?.kind === "damaged") {
    toast(
      stored.kind === "newer"
        ? "A newer workbench saved the document of this tab: it is left unchanged, under File, Documents"
        : "The saved copy of this tab's document is damaged; you can save it as a file under File, Documents",
      { tone: "trouble" },
    );
  }
  if (kept === undefined || kept.kind === "live") openOpening();
  else {
    const { id, kind, text, file } = kept;
    beginDocument({ id, kind });
    session.open({ text, ...(file !== undefined && { file }) }, "open the last model");
  }
  if (stored === undefined && isSilent()) void openWhenAnswered(mine);
}

interface TabMessage {
  readonly id: string;
  readonly tab: string;
  readonly text: string;
  readonly file: string | undefined;
  /** The text it was made of. */
  readonly before: string;
}

/** Starts keeping; returns the function that stops. */
export function keepDocument(): () => void {
  const channel =
    typeof BroadcastChannel === "function" ? new BroadcastChannel("cidery") : undefined;
  let { text: known, file: knownFile } = session.state();
  let { id } = currentDocument();
  let incoming = false;

  const unsubscribe = session.subscribe(() => {
    const { text, file } = session.state();
    if (text === known && file === knownFile) return;
    const before = { text: known, file: knownFile };
    const replaced = file !== knownFile;
    known = text;
    knownFile = file;
    const begun = currentDocument().id !== id;
    const back = !begun && replaced && comeBack(before, { text, file });
    if (begun || back) {
      finish();
      ({ id } = currentDocument());
    } else if (!incoming && text !== before.text) makeOwn();
    if (replaced && before.text !== "") void keepVersion(before);
    keep();
    scheduleAddress();
    if (incoming || begun || back) return;
    channel?.postMessage({
      id,
      tab: tabId(),
      text,
      file,
      before: before.text,
    } satisfies TabMessage);
  });

  channel?.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => {
    const { text: mine, file } = session.state();
    if (data.id !== currentDocument().id || data.text === mine) return;
    incoming = true;
    if (data.file === file) {
      // Both tabs come to the same text, whichever hears of the other first.
      const first = data.tab < tabId() ? "theirs" : "mine";
      const { text } = mergeTexts(data.before, mine, data.text, first);
      session.setText(text, "change in another tab", "other-tab");
    } else {
      session.open(
        { text: data.text, ...(data.file !== undefined && { file: data.file }) },
        "open in another tab",
      );
    }
    incoming = false;
  });

  // A page in the background may be ended without another word; and when one page follows another,
  // the new one may read before the old one hears that it is hidden.
  const flushHidden = (): void => {
    if (document.visibilityState === "hidden") flush();
  };
  const leaving = (event: BeforeUnloadEvent): void => {
    flush();
    // A draft is written by now, or could not be.
    if (unsaved !== undefined && !drafted) event.preventDefault();
  };
  window.addEventListener("beforeunload", leaving);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flushHidden);
  const unfollow = followAddress();
  scheduleAddress();
  keep();
  return () => {
    unsubscribe();
    unfollow();
    channel?.close();
    window.removeEventListener("beforeunload", leaving);
    window.removeEventListener("pagehide", flush);
    document.removeEventListener("visibilitychange", flushHidden);
  };
}

/** What is on screen now is to be kept; a file's page keeps its text itself. */
function keep(): void {
  const { id, kind } = currentDocument();
  if (kind === "live") return;
  const { text, file } = session.state();
  sessionSet("cidery-document", id);
  unsaved = { format: KEPT_FORMAT, id, kind, text, file, time: Date.now() };
  drafted = false;
  draftTimer ??= setTimeout(keepDraft, DRAFT_DELAY);
  saver.changed(unsaved);
}

function keepDraft(): void {
  clearTimeout(draftTimer);
  draftTimer = undefined;
  if (unsaved === undefined) return;
  drafted = writeDraft(unsaved);
  tell();
}

/** The page may be going: what the database lacks is written at once, however long it is. */
function flush(): void {
  if (unsaved === undefined) return;
  clearTimeout(draftTimer);
  draftTimer = undefined;
  drafted = writeLastDraft(unsaved);
  saver.flush();
}

/** Another document comes: what is left of this one is written without waiting for it. */
function finish(): void {
  flush();
  unsaved = undefined;
  saver = newSaver();
}

function newSaver(): Saver<KeptDocument> {
  const own: Saver<KeptDocument> = new Saver<KeptDocument>({
    clock,
    told: () => {
      if (own === saver) tell();
    },
    write: (document, done) => {
      const tooLong = setTimeout(() => done("the browser's storage does not answer"), PATIENCE);
      const answer = (reason?: string): void => {
        clearTimeout(tooLong);
        done(reason);
      };
      writeDocument(document).then(
        () => {
          if (unsaved === document) {
            unsaved = undefined;
            makeRoom(document);
          }
          answer();
          if (document.time - lastVersion > VERSION_INTERVAL) {
            lastVersion = document.time;
            void keepVersion(document);
          }
        },
        (error: unknown) => answer(error instanceof Error ? error.message : String(error)),
      );
    },
  });
  return own;
}

/** Says where the text on screen is: only what was written is called kept. */
function tell(): void {
  if (currentDocument().kind === "live") return;
  const trouble = saver.trouble();
  if (unsaved === undefined) {
    complained = false;
    setUi({
      kept: "saved",
      keptLabel: "Kept in this browser",
      keptReason: "Every change is on disk, in this browser's storage",
    });
  } else if (trouble === undefined) {
    setUi({ kept: "saving", keptLabel: "Keeping…", keptReason: "" });
  } else if (drafted) {
    setUi({
      kept: "saved",
      keptLabel: "Kept in this browser, as a draft",
      keptReason: `It reaches the disk some seconds late, and older versions are not kept (${trouble})`,
    });
  } else {
    setUi({ kept: "failed", keptLabel: "Not kept!", keptReason: trouble });
    if (!complained) {
      toast(
        "This browser has no room to keep the model. Nothing is lost yet: save it as a file (Ctrl+S), or delete old versions and documents under File",
        { tone: "trouble" },
      );
    }
    complained = true;
  }
}

async function keepVersion(version: {
  readonly text: string;
  readonly file: string | undefined;
}): Promise<void> {
  const { text, file } = version;
  try {
    await addVersion(documentId(), { text, file, time: Date.now() });
  } catch {
    // The save that follows reports that there is no room.
  }
}
