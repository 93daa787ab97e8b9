/**
 * Undo and redo as a value. Everything that happens to a document is one list of text changes:
 * typing, gestures on the canvas, formatting, opening another model. Taking all of them back
 * leads to the first text, byte for byte.
 */
import type { TextChange } from "./textChange.ts";
import { invertChange } from "./textChange.ts";

/** One change, what it is called, and what it may be joined with. */
export interface HistoryEntry {
  /** What the menu says after "Undo": `type`, `delete S`, `open "Off-switch game"`. */
  readonly label: string;
  readonly change: TextChange;
  /** The document's file name on both sides, when the step changed it. */
  readonly file?: { readonly before: string | undefined; readonly after: string | undefined };
  /** Milliseconds; only used to decide what one burst of typing is. */
  readonly time: number;
  /** Steps with the same key join when they follow each other quickly. */
  readonly mergeKey?: string;
}

/** Changes that can be undone and done again. */
export interface History {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

/** A pause longer than this ends a burst of typing. */
const BURST_MILLISECONDS = 700;
/** Older steps are forgotten; 2,000 is hours of work. */
const MOST_STEPS = 2000;

/**
 * The history after one more step on `text`; what was undone before can no longer be redone. A
 * burst that led back to where it began leaves nothing to undo.
 */
export function record(history: History, entry: HistoryEntry, text: string): History {
  const last = history.past.at(-1);
  if (last === undefined || !isOneBurst(last, entry)) {
    return { past: [...history.past, entry].slice(-MOST_STEPS), future: [] };
  }
  const change = compose(last.change, text, entry.change);
  const rest = history.past.slice(0, -1);
  const isNothing = change.removed === change.inserted;
  return { past: isNothing ? rest : [...rest, { ...entry, change }], future: [] };
}

/** One step back: the change to apply, and the history afterwards. */
export function stepBack(
  history: History,
): { readonly history: History; readonly entry: HistoryEntry; readonly change: TextChange } | null {
  const entry = history.past.at(-1);
  if (entry === undefined) return null;
  const next = { past: history.past.slice(0, -1), future: [...history.future, entry] };
  return { history: next, entry, change: invertChange(entry.change) };
}

/** One step forward again. */
export function stepForward(
  history: History,
): { readonly history: History; readonly entry: HistoryEntry; readonly change: TextChange } | null {
  const entry = history.future.at(-1);
  if (entry === undefined) return null;
  const next = { past: [...history.past, entry], future: history.future.slice(0, -1) };
  return { history: next, entry, change: entry.change };
}

function isOneBurst(first: HistoryEntry, second: HistoryEntry): boolean {
  return (
    first.mergeKey !== undefined &&
    first.mergeKey === second.mergeKey &&
    first.file === undefined &&
    second.file === undefined &&
    second.time - first.time <= BURST_MILLISECONDS
  );
}

/** The change that does what the two do one after the other; `between` is the text between them. */
function compose(first: TextChange, between: string, second: TextChange): TextChange {
  const firstEnd = first.start + first.inserted.length;
  const secondEnd = second.start + second.removed.length;
  const start = Math.min(first.start, second.start);
  const end = Math.max(firstEnd, secondEnd);
  return {
    start,
    removed: between.slice(start, first.start) + first.removed + between.slice(firstEnd, end),
    inserted: between.slice(start, second.start) + second.inserted + between.slice(secondEnd, end),
  };
}
