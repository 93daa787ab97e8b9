/**
 * One open document and what follows from it. The text is the source of truth: every change,
 * typed or drawn, is a text change that goes through `change`, is recorded for undo and reparsed.
 * While the text has no diagram, `good` keeps the last one that had.
 *
 * A session is a small store: `state()` is an immutable value, `subscribe` tells when it was
 * replaced. Clock and file lookup come in through `SessionOptions`.
 */
import type { Diagnostic, StopSignal, TextEdit } from "../base/index.ts";
import { AbortedError, stopAfter, withSignal } from "../base/index.ts";
import type { LoadedModel, Places, Resolve, SyntaxTree } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { History, HistoryEntry } from "./history.ts";
import type { Selection } from "./selection.ts";
import type { TextChange } from "./textChange.ts";
import { edits as textEdits, loadModel, sameDiagram } from "../language/index.ts";
import { EMPTY_HISTORY, record, stepBack, stepForward } from "./history.ts";
import { EMPTY_SELECTION, survivingSelection } from "./selection.ts";
import { applyChange, changeBetween, changeOf } from "./textChange.ts";

/** The text to begin with, its file, a clock, and where other files are. */
export interface SessionOptions {
  readonly text?: string;
  readonly file?: string;
  /** Milliseconds since some fixed moment; decides what one burst of typing is. */
  readonly now: () => number;
  /** The text that `extends "path"` names, or undefined when there is none. */
  readonly resolve?: Resolve;
  /** How long reading may take; as long as it takes unless told. */
  readonly limits?: ReadingLimits;
}

/** Milliseconds for reading a text: after a change, and when it is opened or read again. */
export interface ReadingLimits {
  readonly typing: number;
  readonly patient: number;
  /**
   * Steps (items, rows, parts of formulas) that reading may take whatever the clock says: a machine busy with
   * other things makes time pass, but no text long. None unless told.
   */
  readonly least?: number;
}

/** The document now: text, what is wrong with it, and the newest diagram that could be read. */
export interface SessionState {
  readonly file: string | undefined;
  readonly text: string;
  /** Goes up with every change of the text. */
  readonly revision: number;
  /** The last change, for views that want to apply it instead of reading everything again. */
  readonly lastChange: TextChange | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Reading this text was given up: it takes longer than a change may (`typing`; `reload` is more
   * patient), or longer than that. Until a text is read again, changes are given a tenth of their time.
   */
  readonly late?: "typing" | "patient" | undefined;
  /** The syntax tree of this very text; undefined when it is too long to be read. */
  readonly tree: SyntaxTree | undefined;
  /**
   * The diagram of this very text, `good.diagram`; undefined while the text is broken. The same object
   * for as long as nothing of it changes, whatever the text looks like: what was computed for it stays
   * true while a comment is written.
   */
  readonly diagram: InfluenceDiagram | undefined;
  /** What was read last of a text that has a diagram. */
  readonly good: GoodReading | undefined;
  readonly selection: Selection;
  readonly history: History;
}

/** A diagram with the text it was read from, and where its parts stand in that text. */
export interface GoodReading {
  readonly diagram: InfluenceDiagram;
  readonly places: Places;
  readonly text: string;
  readonly tree: SyntaxTree;
}

/** An open document: its state, changes to it, undo, and who listens. */
export interface Session {
  readonly state: () => SessionState;
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Replaces the text; `mergeKey` joins quick successive steps into one for undo. */
  setText(text: string, label: string, mergeKey?: string): void;
  /**
   * Applies edits that do not overlap as one undoable step.
   * @throws RangeError when they overlap
   */
  edit(edits: readonly TextEdit[], label: string, mergeKey?: string): void;
  /**
   * Puts another document in place of this one; undo brings the old one back. The first document
   * of an empty session is not a step.
   */
  open(document: { readonly text: string; readonly file?: string }, label: string): void;
  rename(file: string): void;
  /** The label of what was taken back, or undefined when there was nothing. */
  undo(): string | undefined;
  redo(): string | undefined;
  select(selection: Partial<Selection>): void;
  /** What another text would mean in this document's place; changes nothing. */
  read(text: string): Pick<SessionState, "diagram" | "diagnostics" | "tree">;
  /** Reads the text again, for example because `resolve` now knows more. */
  reload(): void;
  /**
   * What was read of this text elsewhere, in a thread with more time, or that this was given up as well after so
   * many milliseconds. Nothing happens when the text is another by now, or was read meanwhile.
   */
  adopt(text: string, reading: LoadedModel | { readonly gaveUpAfter: number }): void;
}

/** A longer text is kept but not read: reading it would freeze the page. */
export const LONGEST_TEXT = 1_000_000;

/** How much time reading is given. */
type Pace = "typing" | "patient";

type Reading = Partial<LoadedModel> &
  Pick<LoadedModel, "diagnostics"> & { readonly late?: SessionState["late"] };

/**
 * Opens a document. The session keeps text, diagram and undo in step; nothing in it is
 * asynchronous.
 */
export function createSession(options: SessionOptions): Session {
  const listeners = new Set<() => void>();
  /** The last good diagram of the document that a step of opening another one left. */
  const leftBehind = new WeakMap<HistoryEntry, SessionState["good"]>();
  let lastRead: { text: string; file: string | undefined; reading: Reading } | undefined;
  let current: SessionState = withText(
    {
      file: options.file,
      text: "",
      revision: 0,
      lastChange: undefined,
      diagnostics: [],
      tree: undefined,
      diagram: undefined,
      good: undefined,
      selection: EMPTY_SELECTION,
      history: EMPTY_HISTORY,
    },
    options.text ?? "",
    options.file,
    "patient",
  );

  function withText(
    state: SessionState,
    text: string,
    file: string | undefined,
    pace: Pace = "typing",
  ): SessionState {
    const loaded = read(text, file, pace, state.late);
    const good = goodReading(loaded, state.good);
    const diagram = loaded.diagram === undefined ? undefined : good?.diagram;
    return {
      ...state,
      file,
      text,
      revision: state.revision + 1,
      diagnostics: loaded.diagnostics,
      late: loaded.late,
      tree: loaded.tree,
      diagram,
      good,
      selection:
        diagram === undefined ? state.selection : survivingSelection(state.selection, diagram),
    };
  }

  /** The last text is not read twice: gestures try a text before they make it the document's. */
  function read(
    text: string,
    file: string | undefined,
    pace: Pace = "typing",
    late?: SessionState["late"],
  ): Reading {
    const known = lastRead?.text === text && lastRead.file === file ? lastRead.reading : undefined;
    if (known !== undefined && (known.late === undefined || pace === "typing")) return known;
    const { limits } = options;
    const limit = limits === undefined ? undefined : limits[pace];
    // Each change of a text that was not read in time must not cost that time again.
    const impatient = pace === "typing" && late !== undefined;
    const reading = readAnew(text, file, limit === undefined || !impatient ? limit : limit / 10);
    if (reading.late !== undefined)
      return remember({ ...reading, late: pace === "patient" ? pace : (late ?? pace) });
    return remember(reading);

    function remember(reading: Reading): Reading {
      lastRead = { text, file, reading };
      return reading;
    }
  }

  function readAnew(text: string, file: string | undefined, limit: number | undefined): Reading {
    if (text.length > LONGEST_TEXT) return { diagnostics: [textTooLong(text)] };
    const { resolve, limits } = options;
    try {
      return withSignal(afterSteps(limits?.least ?? 0, stopAfter(limit, options.now)), () =>
        loadModel(text, {
          ...(file !== undefined && { file }),
          ...(resolve !== undefined && { resolve: (path, from) => resolve(path, from ?? file) }),
        }),
      );
    } catch (error) {
      if (error instanceof AbortedError)
        return { diagnostics: [readingLate(limit ?? 0)], late: "typing" };
      // Whatever goes wrong in reading, the text and its history are kept.
      return { diagnostics: [cannotRead(error)] };
    }
  }

  function publish(next: SessionState): void {
    current = next;
    for (const listener of listeners) listener();
  }

  function change(entry: Omit<HistoryEntry, "time">, file = current.file): void {
    const text = applyChange(current.text, entry.change);
    const history = record(current.history, { ...entry, time: options.now() }, current.text);
    publish({ ...withText(current, text, file), history, lastChange: entry.change });
  }

  function setText(text: string, label: string, mergeKey?: string): void {
    if (text === current.text) return;
    const merge = mergeKey === undefined ? {} : { mergeKey };
    change({ label, change: changeBetween(current.text, text), ...merge });
  }

  function edit(edits: readonly TextEdit[], label: string, mergeKey?: string): void {
    const made = changeOf(current.text, textEdits.withLineEndsOf(current.text, edits));
    if (made === undefined || made.removed === made.inserted) return;
    change({ label, change: made, ...(mergeKey !== undefined && { mergeKey }) });
  }

  function step(move: ReturnType<typeof stepBack>, file: "before" | "after"): string | undefined {
    if (move === null) return undefined;
    const { entry } = move;
    const text = applyChange(current.text, move.change);
    // The picture of one document must not stand beside the broken text of another.
    const good = file === "before" ? leftBehind.get(entry) : undefined;
    publish({
      ...(entry.file === undefined
        ? withText(current, text, current.file)
        : withText({ ...current, good }, text, entry.file[file])),
      history: move.history,
      lastChange: move.change,
    });
    return entry.label;
  }

  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setText,
    edit,
    open({ text, file }, label) {
      const names = { before: current.file, after: file };
      if (text === current.text && names.before === names.after) return;
      const fresh = { ...current, good: undefined, late: undefined, selection: EMPTY_SELECTION };
      const change = changeBetween(current.text, text);
      const entry = { label, change, file: names, time: options.now() };
      leftBehind.set(entry, current.good);
      const history = isUntouched(current)
        ? EMPTY_HISTORY
        : record(current.history, entry, current.text);
      publish({ ...withText(fresh, text, file, "patient"), history, lastChange: change });
    },
    rename(file) {
      publish({ ...current, file });
    },
    undo: () => step(stepBack(current.history), "before"),
    redo: () => step(stepForward(current.history), "after"),
    select(selection) {
      publish({ ...current, selection: { ...current.selection, ...selection } });
    },
    read(text) {
      const { diagram, diagnostics, tree } = read(text, current.file);
      return { diagram, diagnostics, tree };
    },
    reload() {
      const { text, file, revision } = current;
      lastRead = undefined;
      publish({ ...withText(current, text, file, "patient"), revision });
    },
    adopt(text, reading) {
      const { file, revision, late } = current;
      if (text !== current.text || late === undefined) return;
      lastRead = {
        text,
        file,
        reading:
          "gaveUpAfter" in reading
            ? { diagnostics: [readingLate(reading.gaveUpAfter)], late: "patient" }
            : reading,
      };
      publish({ ...withText(current, text, file), revision });
    },
  };
}

/** A signal that is heard only after so many looks at it. */
function afterSteps(least: number, signal: StopSignal): StopSignal {
  let looks = 0;
  return {
    get aborted() {
      return ++looks > least && signal.aborted;
    },
  };
}

/** What was read just now, else what was read before; a diagram that is equal is the same object. */
function goodReading(
  { diagram, places, tree }: Reading,
  before: GoodReading | undefined,
): GoodReading | undefined {
  if (diagram === undefined || places === undefined || tree === undefined) return before;
  const isSame = before !== undefined && isUnchanged(before.diagram, diagram);
  return { diagram: isSame ? before.diagram : diagram, places, text: tree.text, tree };
}

function isUnchanged(before: InfluenceDiagram, now: InfluenceDiagram): boolean {
  return (
    sameDiagram(before, now) &&
    before.parameters.every(({ structural }, i) => structural === now.parameters[i]?.structural)
  );
}

/** Nothing was written yet, so there is nothing to come back to. */
function isUntouched({ text, history: { past, future } }: SessionState): boolean {
  return text === "" && past.length === 0 && future.length === 0;
}

function cannotRead(error: unknown): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const tooDeep = error instanceof RangeError;
  return {
    code: "cannot-read",
    severity: "error",
    message: tooDeep
      ? "the text is too large or too deeply nested to be read"
      : `the text cannot be read: ${message}`,
    hint: "nothing is lost: the text is kept as it is; undo, or make it simpler",
  };
}

function readingLate(limit: number): Diagnostic {
  return {
    code: "reading-late",
    severity: "error",
    message: `reading this text takes longer than ${Math.max(0.1, Math.round(limit / 100) / 10)} s, so it was given up`,
    hint: "nothing is lost: the text is kept and the last good diagram stays; loops inside loops and long ranges cost most",
  };
}

function textTooLong(text: string): Diagnostic {
  const size = (text.length / 1e6).toFixed(1);
  return {
    code: "text-too-long",
    severity: "error",
    message: `the text has ${size} million characters; models of up to ${LONGEST_TEXT / 1e6} million are read`,
    hint: "nothing is lost: undo, or cut the text down; the last good diagram stays meanwhile",
  };
}
