/**
 * A page's end of `LiveFile`: puts what is typed into the file while it is typed, takes in what
 * happens to the file, and merges where both happened. Until the file has a text, the browser keeps
 * it, together with the version of the file it grew from, so that it can be put back later.
 *
 * Screen, connection, storage and clock stand outside. One write is under way at a time; it is sent
 * again, unchanged, until it is answered.
 */
import type { Clock } from "./clock.ts";
import type { LiveAnswer, LiveState, LiveWrite } from "./liveFile.ts";
import { type MergeConflict, mergeTexts } from "./merge.ts";
import { SAVE_DELAY, Saver } from "./saver.ts";

interface Screen {
  text(): string;
  /** Puts a text on screen that came from elsewhere; it is not reported back by `edited`. */
  replace(text: string, why: "on disk" | "merged"): void;
}

/** What the browser keeps of a file's page. */
export interface LiveDraft {
  readonly text: string;
  /** The text of the file that it grew from. */
  readonly base: string;
  /** What was last sent to be written; whether it was is not known. */
  readonly sent?: string;
}

/** What a page has around it: clock, screen, the way to the command, the browser's store. */
export interface LivePageOptions {
  readonly clock: Clock;
  readonly screen: Screen;
  /** Answers once; undefined when nobody answered. */
  readonly send: (write: LiveWrite, answer: (answer: LiveAnswer | undefined) => void) => void;
  /** Keeps a draft in the browser; see `Saver`. */
  readonly keep: (draft: LiveDraft, done: (reason?: string) => void) => void;
  readonly newId: () => string;
  /** The status may have changed. */
  readonly told: () => void;
  readonly conflicts: (conflicts: readonly MergeConflict[]) => void;
}

/** Where the text on screen is, at this moment. */
export interface KeptWhere {
  /** The file has this very text. */
  readonly inFile: boolean;
  /** The browser has it. */
  readonly inBrowser: boolean;
  readonly file: LiveState;
  /** Why the file has not: what is wrong with it, or that the command has ended. */
  readonly obstacle: string | undefined;
  readonly connected: boolean;
  /** Why the browser has not. */
  readonly browserTrouble: string | undefined;
}

const RETRIES = [300, 1000, 2500];
const REFUSED_RETRY = 2000;

/**
 * A page that shows a file on disk: what is on screen, what is sent, what is kept until it is
 * written.
 */
export class LivePage {
  readonly #options: LivePageOptions;
  readonly #drafts: Saver<LiveDraft>;
  #base: LiveState;
  #inFlight: LiveWrite | undefined;
  #heardMeanwhile: LiveState | undefined;
  #cancel: (() => void) | undefined;
  #tries = 0;
  #connected = true;
  #refusal: string | undefined;
  #anew = false;

  /** Puts the file on screen, with the work that the browser kept and the file has not. */
  constructor(options: LivePageOptions, file: LiveState, drafts: readonly LiveDraft[]) {
    this.#options = options;
    this.#drafts = new Saver({ clock: options.clock, write: options.keep, told: options.told });
    this.#base = file;
    const { screen } = options;
    let { text } = file;
    const conflicts: MergeConflict[] = [];
    for (const draft of drafts) {
      const base = draft.sent === file.text ? draft.sent : draft.base;
      const merged = mergeTexts(base, draft.text, text, "theirs");
      ({ text } = merged);
      conflicts.push(...merged.conflicts);
    }
    screen.replace(text, text === file.text ? "on disk" : "merged");
    if (conflicts.length > 0) options.conflicts(conflicts);
    if (text !== file.text) this.edited();
  }

  kept(): KeptWhere {
    const text = this.#options.screen.text();
    const { problem } = this.#base;
    return {
      inFile: this.#connected && problem?.kind !== "deleted" && text === this.#base.text,
      inBrowser: this.#drafts.saved()?.text === text,
      file: this.#base,
      obstacle: this.#connected ? (problem?.message ?? this.#refusal) : "the command has ended",
      connected: this.#connected,
      browserTrouble: this.#drafts.trouble(),
    };
  }

  /** The reader changed the text on screen. */
  edited(): void {
    this.#keepDraft();
    this.#schedule(SAVE_DELAY);
    this.#options.told();
  }

  /** The server told how the file stands. */
  heard(state: LiveState): void {
    this.#answered();
    if (this.#inFlight === undefined) this.#take(state);
    else if (!this.#isOld(state, this.#heardMeanwhile)) this.#heardMeanwhile = state;
    this.#options.told();
  }

  /** The connection broke. */
  lost(): void {
    this.#connected = false;
    // What the file has may be lost with it: from now on the browser answers for the text.
    this.#keepDraft();
    this.#options.told();
  }

  /** Writes a file again that was deleted. */
  writeAnew(): void {
    this.#anew = true;
    this.#schedule(0);
  }

  /** The page may be going: what was not sent is sent and kept at once. */
  flush(): void {
    this.#drafts.flush();
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#inFlight === undefined) this.#send();
  }

  #schedule(delay: number): void {
    if (this.#inFlight !== undefined) return;
    this.#cancel ??= this.#options.clock.later(delay, () => {
      this.#cancel = undefined;
      this.#send();
    });
  }

  #send(): void {
    const text = this.#options.screen.text();
    const { run, version, problem } = this.#base;
    const anew = this.#anew && problem?.kind === "deleted";
    if (problem !== undefined && !anew) return;
    if (text === this.#base.text && !anew) return;
    const write = { id: this.#options.newId(), run, version, text, ...(anew && { anew }) };
    this.#inFlight = write;
    this.#post(write);
  }

  #post(write: LiveWrite): void {
    this.#options.send(write, (answer) => {
      if (this.#inFlight !== write) return;
      if (answer === undefined) {
        if (this.#connected) this.lost();
        const delay = RETRIES[Math.min(this.#tries++, RETRIES.length - 1)] ?? 0;
        this.#options.clock.later(delay, () => {
          if (this.#inFlight === write) this.#post(write);
        });
        return;
      }
      this.#answered();
      this.#inFlight = undefined;
      const meanwhile = this.#heardMeanwhile;
      this.#heardMeanwhile = undefined;
      this.#settle(write, answer);
      if (meanwhile !== undefined) this.#take(meanwhile);
      // What was typed while the write was under way.
      if (this.#options.screen.text() !== this.#base.text) this.#schedule(SAVE_DELAY);
      this.#options.told();
    });
  }

  #settle(write: LiveWrite, answer: LiveAnswer): void {
    const { state } = answer;
    this.#refusal = answer.kind === "refused" ? answer.reason : undefined;
    if (answer.kind === "written") {
      const { problem: _, ...rest } = this.#base;
      this.#base = { ...rest, run: state.run, version: answer.version, text: write.text };
      this.#anew = false;
      // What is written need not be put back later.
      this.#keepDraft();
    }
    this.#take(state);
    if (answer.kind === "refused" && state.problem === undefined) this.#schedule(REFUSED_RETRY);
  }

  /** The file has another text or state than this page knew: both sides are put together. */
  #take(state: LiveState): void {
    if (this.#isOld(state, this.#base)) return;
    const { screen } = this.#options;
    const mine = screen.text();
    const { text: base } = this.#base;
    this.#base = state;
    const { text, conflicts } = mergeTexts(base, mine, state.text, "theirs");
    if (text !== mine) screen.replace(text, text === state.text ? "on disk" : "merged");
    if (conflicts.length > 0) this.#options.conflicts(conflicts);
    this.#keepDraft();
    if (text !== state.text) this.#schedule(SAVE_DELAY);
  }

  #keepDraft(): void {
    const text = this.#options.screen.text();
    const sent = this.#inFlight?.text;
    const { text: base } = this.#base;
    this.#drafts.changed({ text, base, ...(sent !== undefined && sent !== text && { sent }) });
  }

  #isOld(state: LiveState, known: LiveState | undefined): boolean {
    return known !== undefined && state.run === known.run && state.version <= known.version;
  }

  #answered(): void {
    this.#connected = true;
    this.#tries = 0;
  }
}
