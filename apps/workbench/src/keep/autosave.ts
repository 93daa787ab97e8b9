/**
 * Keeps the document while it is edited, in step between tabs, and in the page's address. A tab
 * remembers which document it shows; a reload, a crash or a second tab find it again.
 */
import { readShareLink } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { labOfAddress } from "../state/labLink.ts";
import { setUi, toast, useUi } from "../state/ui.ts";
import { openOpening } from "./documents.ts";
import { onScreen } from "./lineEnds.ts";
import { shareAddress } from "./link.ts";
import {
  addVersion,
  type KeptDocument,
  latestDocument,
  makeRoom,
  readDocument,
  writeDocument,
  writeDraft,
  writeLastDraft,
} from "./store.ts";
import { restoreView } from "./view.ts";

const VERSION_INTERVAL = 120_000;
/** Changing the address more often is refused by browsers. */
const ADDRESS_DELAY = 500;
const LONGEST_ADDRESS = 60_000;

/** Milliseconds: after the frame that shows the change, and when typing pauses. */
const DRAFT_DELAY = 25;
const SAVE_DELAY = 300;

let id = "";
/** What is on screen and not yet in the database. */
let unsaved: KeptDocument | undefined;
let drafted = false;
let draftTimer: ReturnType<typeof setTimeout> | undefined;
let saveTimer: ReturnType<typeof setTimeout> | undefined;
let addressTimer: ReturnType<typeof setTimeout> | undefined;
let lastVersion = 0;
let complained = false;

export function documentId(): string {
  return id;
}

/** Puts the right document on screen: a link's, this tab's, the last one, or the example. */
export async function restoreDocument(): Promise<void> {
  const link = readShareLink(location.hash, __ENGINE__);
  const ownAddress = (sessionGet("cidery-address") ?? "").split(" ").includes(location.hash);
  if (link.kind === "read" && !ownAddress) {
    id = newId();
    const { text, file, view } = link.document;
    session.open({ text: onScreen(text), ...(file !== undefined && { file }) }, "open a link");
    restoreView(view);
    if (link.newerEngine) {
      toast(
        `This link was made by Cidery ${link.document.engine}; this is ${__ENGINE__}. Verdicts may differ: look for a newer workbench`,
        { tone: "trouble" },
      );
    }
    return;
  }
  const mine = sessionGet("cidery-document");
  const kept = (mine === null ? undefined : await readDocument(mine)) ?? (await latestDocument());
  if (kept === undefined) {
    id = newId();
    openOpening();
  } else {
    id = kept.id;
    const { text, file } = kept;
    session.open({ text, ...(file !== undefined && { file }) }, "open the last model");
  }
  if (link.kind === "damaged" || link.kind === "newer") {
    const way =
      link.kind === "newer"
        ? "open it with a newer workbench"
        : "ask for it again, or copy the whole address";
    toast(`${capital(link.message)}. Please ${way}. Your own last model is shown instead`, {
      tone: "trouble",
    });
  }
}

/** Starts keeping; returns the function that stops. */
export function keepDocument(): () => void {
  sessionSet("cidery-document", id);
  const channel =
    typeof BroadcastChannel === "function" ? new BroadcastChannel("cidery") : undefined;
  let { text: known, file: knownFile } = session.state();
  let incoming = false;

  const unsubscribe = session.subscribe(() => {
    const { text, file } = session.state();
    if (text === known && file === knownFile) return;
    const replaced = file !== knownFile;
    const before = { text: known, file: knownFile };
    known = text;
    knownFile = file;
    const document: KeptDocument = { id, text, file, time: Date.now() };
    if (replaced && before.text !== "") void version(before);
    scheduleSave(document);
    scheduleAddress();
    if (!incoming) channel?.postMessage(document);
  });

  channel?.addEventListener("message", ({ data }: MessageEvent<KeptDocument>) => {
    if (data.id !== id || data.text === session.state().text) return;
    incoming = true;
    if (data.file === session.state().file) {
      session.setText(data.text, "change in another tab", "other-tab");
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
  window.addEventListener("beforeunload", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flushHidden);
  scheduleAddress();
  const { text, file } = session.state();
  scheduleSave({ id, text, file, time: Date.now() });
  return () => {
    unsubscribe();
    channel?.close();
    window.removeEventListener("beforeunload", flush);
    window.removeEventListener("pagehide", flush);
    document.removeEventListener("visibilitychange", flushHidden);
  };
}

function scheduleSave(document: KeptDocument): void {
  unsaved = document;
  drafted = false;
  draftTimer ??= setTimeout(keepDraft, DRAFT_DELAY);
  clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void save(), SAVE_DELAY);
}

function keepDraft(): void {
  clearTimeout(draftTimer);
  draftTimer = undefined;
  if (unsaved === undefined) return;
  drafted = writeDraft(unsaved);
  if (useUi.getState().kept !== "saving") setUi({ kept: "saving", keptReason: "" });
}

/** The page may be going: what the database lacks is written at once, however long it is. */
function flush(): void {
  if (unsaved === undefined) return;
  clearTimeout(draftTimer);
  draftTimer = undefined;
  drafted = writeLastDraft(unsaved);
  clearTimeout(saveTimer);
  void save();
}

async function save(): Promise<void> {
  if (draftTimer !== undefined) keepDraft();
  const document = unsaved;
  if (document === undefined) return;
  try {
    await writeDocument(document);
    if (document.time - lastVersion > VERSION_INTERVAL) {
      lastVersion = document.time;
      await addVersion(id, document);
    }
    // Meanwhile there may be a newer one, which says itself when it is kept.
    if (unsaved !== document) return;
    unsaved = undefined;
    makeRoom(document);
    setUi({ kept: "saved", keptReason: "Every change is kept in this browser" });
    complained = false;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (drafted) {
      setUi({ kept: "saved", keptReason: `Kept as a draft; older versions are not (${reason})` });
      return;
    }
    setUi({ kept: "failed", keptReason: reason });
    if (!complained) {
      toast(
        "This browser has no room to keep the model. Nothing is lost yet: save it as a file (Ctrl+S), or delete old versions under File, Version history",
        { tone: "trouble" },
      );
    }
    complained = true;
  }
}

async function version(before: {
  readonly text: string;
  readonly file: string | undefined;
}): Promise<void> {
  try {
    await addVersion(id, { ...before, time: Date.now() });
  } catch {
    // The save that follows reports that there is no room.
  }
}

function scheduleAddress(): void {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    // A lab's address stands until the lab is left.
    if (labOfAddress(location.hash) !== undefined) return;
    const address = shareAddress(location.search);
    const hash = address.length > LONGEST_ADDRESS ? "" : new URL(address).hash;
    // A reload in this very moment may still bring the address before: that, too, is this page's.
    sessionSet("cidery-address", `${hash} ${location.hash}`);
    history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
  }, ADDRESS_DELAY);
}

function newId(): string {
  return crypto.randomUUID?.() ?? String(Math.floor(performance.now() * 1e6) + Date.now());
}

function sessionGet(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function sessionSet(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage may be switched off; a reload then shows the address's document.
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
