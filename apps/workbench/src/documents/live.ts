/**
 * A file on disk: `cidery open model.cid` serves this page with `?live`. What is typed goes into the
 * file while it is typed, what happens to the file arrives here (see `LivePage`), and until the file
 * has a text, this browser keeps it. The page may show other documents in between; the file then
 * stays as it was left.
 */
import {
  KEPT_FORMAT,
  type KeptDocument,
  type KeptWhere,
  type LiveAnswer,
  type LiveDraft,
  LivePage,
  type LiveState,
  type LiveWrite,
} from "@cidery/core/session";
import type { Resolved } from "@cidery/core";
import { session } from "../state/document.ts";
import { forgetExtended, serveExtended } from "../state/extended.ts";
import { goToOffset } from "../state/goTo.ts";
import { setUi, toast } from "../state/ui.ts";
import { clock } from "./clock.ts";
import { beginDocument, currentDocument, onAnotherDocument } from "./current.ts";
import { saveFile } from "./files.ts";
import {
  allDocuments,
  forgetDocument,
  writeDocument,
  writeDraft,
  writeLastDraft,
} from "./store.ts";
import { claimTab, livingTabs, newId, tabId } from "./tab.ts";

const FILE = "./__live/file";
const EVENTS = "./__live/events";
const EXTENDED = "./__live/extended";
const PATIENCE = 4000;
const RECONNECT = 1500;

type ServedState = LiveState & { readonly path: string };

export function isLive(): boolean {
  return new URLSearchParams(location.search).has("live");
}

/**
 * Opens the served file and keeps both in step.
 * @throws Error when there is no file behind this address
 */
export async function openLive(): Promise<void> {
  const answer = await fetch(FILE, { cache: "no-store" });
  const isFile = answer.headers.get("content-type")?.includes("json") ?? false;
  if (!answer.ok || !isFile) throw new Error("no file is served at this address");
  const file = (await answer.json()) as ServedState;
  await claimTab();
  const drafts = await draftsOf(file.path);
  beginDocument({ id: `live-${file.path}`, kind: "live" });
  new LiveScreen(file, drafts);
}

/** The work of tabs that are gone, oldest first: this tab's own, if it was reloaded, and others'. */
async function draftsOf(path: string): Promise<readonly KeptDocument[]> {
  const living = await livingTabs();
  const kept = (await allDocuments()).flatMap((one) => (one.kind === "kept" ? [one.document] : []));
  return kept
    .filter(({ live }) => live?.path === path && (live.tab === tabId() || !living.has(live.tab)))
    .reverse();
}

class LiveScreen {
  readonly #file: ServedState;
  readonly #page: LivePage;
  #drafts: readonly KeptDocument[];
  /** The file's text while the page shows another document. */
  #away: { now: string } | undefined;
  #known: string;
  #said = "";
  #asks = false;

  constructor(file: ServedState, drafts: readonly KeptDocument[]) {
    this.#file = file;
    this.#drafts = drafts;
    const { name } = file;
    this.#known = file.text;
    this.#extend();
    session.open({ text: file.text, file: name }, `open ${name}`);
    const work = drafts.flatMap(({ live }) => (live === undefined ? [] : [live]));
    let told = (): void => undefined;
    this.#page = new LivePage(
      {
        clock,
        screen: {
          text: () => this.#away?.now ?? session.state().text,
          replace: (text, why) => this.#show(text, why),
        },
        send: (write, done) => void this.#send(write, done),
        keep: (draft, done) => void this.#keep(draft, done),
        newId,
        told: () => told(),
        conflicts: (all) => {
          const [first] = all;
          if (first === undefined) return;
          const more = all.length === 1 ? "one place was" : `${all.length} places were`;
          toast(
            `${more} changed in two ways at the same time: both texts are kept, one as comments`,
            { tone: "trouble", action: { title: "Show", run: () => goToLine(first.line) } },
          );
        },
      },
      file,
      work,
    );
    told = () => this.#tell();
    if (work.some(({ text, base }) => text !== base && text !== file.text)) {
      toast(
        `Work that had not reached ${name} was found in this browser, and is in the text again`,
      );
    }
    session.subscribe(() => this.#follow());
    onAnotherDocument(() => {
      if (currentDocument().kind === "live") this.#comeBack();
      else this.#leave();
    });
    this.#listen();
    window.addEventListener("beforeunload", (event) => {
      this.#flush();
      if (this.#asks) event.preventDefault();
    });
    window.addEventListener("pagehide", () => this.#flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#flush();
    });
    this.#tell();
  }

  /** What the file extends lies on its disk. */
  #extend(): void {
    serveExtended({
      fetch: async (path, from) => {
        const asked = new URLSearchParams({ path, ...(from === undefined ? {} : { from }) });
        const answer = await fetch(`${EXTENDED}?${asked.toString()}`, { cache: "no-store" });
        const found = (await answer.json()) as Exclude<Resolved, string | undefined> | object;
        return "text" in found || "refused" in found ? found : undefined;
      },
      arrived: () => session.reload(),
    });
  }

  #show(text: string, why: "on disk" | "merged"): void {
    if (this.#away !== undefined) {
      this.#away.now = text;
      return;
    }
    this.#known = text;
    session.setText(text, why === "merged" ? "merge with the file" : "change on disk", "disk");
  }

  /** What happens to the session's text. */
  #follow(): void {
    const { text } = session.state();
    if (this.#away !== undefined || text === this.#known) return;
    if (currentDocument().kind !== "live") return;
    this.#known = text;
    this.#page.edited();
  }

  #comeBack(): void {
    if (this.#away === undefined) return;
    const { now } = this.#away;
    this.#away = undefined;
    this.#known = session.state().text;
    this.#extend();
    // The file may have changed meanwhile; once whoever hears of this step is done.
    queueMicrotask(() => {
      if (now !== session.state().text) this.#show(now, "on disk");
      this.#page.edited();
    });
  }

  #leave(): void {
    if (this.#away !== undefined) return;
    this.#away = { now: this.#known };
    serveExtended(undefined);
    toast(`${this.#file.name} stays as it is on disk; Undo returns to it`);
  }

  #listen(): void {
    const events = new EventSource(EVENTS);
    events.onmessage = ({ data }: MessageEvent<string>) =>
      this.#page.heard(JSON.parse(data) as LiveState);
    // A file that this one extends is another now.
    events.addEventListener("extended", () => {
      if (this.#away !== undefined) return;
      forgetExtended();
      session.reload();
    });
    events.onerror = () => {
      this.#page.lost();
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.#listen(), RECONNECT);
    };
  }

  async #send(write: LiveWrite, done: (answer: LiveAnswer | undefined) => void): Promise<void> {
    try {
      const answer = await fetch(FILE, {
        method: "PUT",
        body: JSON.stringify(write),
        // The page may be closing; browsers carry a small body through even then.
        keepalive: write.text.length < 30_000,
        signal: AbortSignal.timeout(PATIENCE),
      });
      const read = (await answer.json()) as LiveAnswer | { readonly error: string };
      done("kind" in read ? read : undefined);
    } catch {
      done(undefined);
    }
  }

  async #keep(draft: LiveDraft, done: (reason?: string) => void): Promise<void> {
    const document = this.#draft(draft);
    if (draft.text !== draft.base) writeDraft(document);
    try {
      await writeDocument(document);
      done();
    } catch (error) {
      done(error instanceof Error ? error.message : String(error));
    }
  }

  #draft(draft: LiveDraft): KeptDocument {
    const { name, path } = this.#file;
    const tab = tabId();
    return {
      format: KEPT_FORMAT,
      id: `live-${tab}-${path}`,
      kind: "live",
      text: draft.text,
      file: name,
      time: Date.now(),
      live: { ...draft, path, tab },
    };
  }

  /** The page may be going. */
  #flush(): void {
    const { inFile, file } = this.#page.kept();
    const text = this.#away?.now ?? session.state().text;
    if (!inFile) writeLastDraft(this.#draft({ text, base: file.text }));
    this.#page.flush();
  }

  /** Says where the text is: only what was written is called that. */
  #tell(): void {
    const kept = this.#page.kept();
    if (kept.inFile || kept.inBrowser) this.#forgetOthers();
    this.#asks = !kept.inFile && this.#differs(kept);
    if (currentDocument().kind !== "live") return;
    setUi(this.#status(kept));
    const { obstacle } = kept;
    if (obstacle === undefined) {
      if (this.#said !== "" && kept.inFile) {
        this.#said = "";
        toast(`${this.#file.name} is written again: it has everything that is on this page`);
      }
      return;
    }
    if (obstacle !== this.#said) {
      this.#said = obstacle;
      this.#complain(kept);
    }
  }

  #differs({ file: { text, problem } }: KeptWhere): boolean {
    const shown = this.#away?.now ?? session.state().text;
    return shown !== text || problem?.kind === "deleted";
  }

  #status(kept: KeptWhere): {
    kept: "saved" | "saving" | "failed" | "read-only";
    keptLabel: string;
    keptReason: string;
  } {
    const { name, path } = this.#file;
    const { inFile, inBrowser, obstacle, browserTrouble, connected } = kept;
    if (obstacle === undefined && inFile) {
      return { kept: "saved", keptLabel: `Written to ${name}`, keptReason: path };
    }
    if (obstacle === undefined) {
      return { kept: "saving", keptLabel: `Writing ${name}…`, keptReason: path };
    }
    const why = connected ? `${name} ${obstacle}` : obstacle;
    if (!this.#differs(kept)) {
      const label = connected ? "Read only" : "No changes since the command ended";
      return {
        kept: "read-only",
        keptLabel: label,
        keptReason: `${why}. Nothing was changed here since it was read`,
      };
    }
    if (inBrowser) {
      return {
        kept: "failed",
        keptLabel: `Kept in this browser, not in ${name}`,
        keptReason: `${why}. The text on this page is in this browser's storage`,
      };
    }
    return {
      kept: browserTrouble === undefined ? "saving" : "failed",
      keptLabel: browserTrouble === undefined ? "Keeping…" : "Not kept!",
      keptReason: `${why}${browserTrouble === undefined ? "" : `, and this browser has no room: ${browserTrouble}`}`,
    };
  }

  #complain({ file: { problem }, connected, obstacle = "" }: KeptWhere): void {
    const { name } = this.#file;
    const save = { title: "Save as a file", run: () => void saveFile() };
    if (!connected) {
      toast(
        `The command has ended. ${name} has what was written until then; what you type from now on is kept in this browser only, until cidery open ${name} runs again at this address`,
        { tone: "trouble", action: save },
      );
    } else if (problem?.kind === "deleted") {
      toast(`${name} was deleted; its text stays here, kept in this browser`, {
        tone: "trouble",
        action: { title: "Write it again", run: () => this.#page.writeAnew() },
      });
    } else if (problem !== undefined) {
      toast(`${name} ${problem.message}. Changes are kept in this browser only`, {
        tone: "trouble",
        action: save,
      });
    } else {
      toast(`${name} ${obstacle}. Changes are kept in this browser, and it is tried again`, {
        tone: "trouble",
        action: save,
      });
    }
  }

  /** The work of tabs that are gone is in this one now. */
  #forgetOthers(): void {
    const gone = this.#drafts.filter(({ live }) => live?.tab !== tabId());
    this.#drafts = [];
    for (const { id } of gone) void forgetDocument(id).catch(() => undefined);
  }
}

function goToLine(line: number): void {
  const { text } = session.state();
  const lines = text.split("\n").slice(0, line - 1);
  setUi({ textShown: true, phoneTab: "text" });
  goToOffset(lines.reduce((sum, one) => sum + one.length + 1, 0));
}
