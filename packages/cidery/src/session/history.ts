/**
 * Undo and redo as a value. Everything that happens to a document is one list of text changes:
 * typing, gestures on the canvas, formatting, opening another model. Taking all of them back
 * leads to the first text, byte for byte.
 */
import type { TextChange } from "./textChange.ts";
import { invertChange } from "./textChange.ts";

export interface HistoryEntry {
  /** What the menu says after "Undo": `type`, `delete S`, `open "Off-switch game"`. */
  readonly label: string;
  readonly change: TextChange;
  /** The document's file name on both sides, when the step changed it. */
  readonly file?: { readonly before: string | undefined; readonly after: string | undefined };
  /** Milliseconds; only used to decide what one burst of typing is. */
  readonly time: number;
  /** Steps with the same key join when they touch and follow each other quickly. */
  readonly mergeKey?: string;
}

export interface History {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

/** A pause longer than this ends a burst of typing. */
const BURST_MILLISECONDS = 700;
/** Older steps are forgotten; 2,000 is hours of work. */
const MOST_STEPS = 2000;

/** The history after one more step; what was undone before can no longer be redone. */
export function record(history: History, entry: HistoryEntry): History {
  const last = history.past.at(-1);
  const joined = last === undefined ? undefined : join(last, entry);
  const past =
    joined === undefined ? [...history.past, entry] : [...history.past.slice(0, -1), joined];
  return { past: past.slice(-MOST_STEPS), future: [] };
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

/** Two steps as one, when they belong to the same burst; otherwise undefined. */
function join(first: HistoryEntry, second: HistoryEntry): HistoryEntry | undefined {
  if (first.mergeKey === undefined || first.mergeKey !== second.mergeKey) return undefined;
  if (first.file !== undefined || second.file !== undefined) return undefined;
  if (second.time - first.time > BURST_MILLISECONDS) return undefined;
  const change = compose(first.change, second.change);
  return change === undefined ? undefined : { ...second, change };
}

/** The change that does what the two do one after the other, when they touch. */
function compose(first: TextChange, second: TextChange): TextChange | undefined {
  const firstEnd = first.start + first.inserted.length;
  const secondEnd = second.start + second.removed.length;
  if (second.start > firstEnd || secondEnd < first.start) return undefined;
  // The text between the two starts, and between the two ends, as it was before and after.
  const before = second.removed.slice(0, Math.max(0, first.start - second.start));
  const after = second.removed.slice(Math.max(0, firstEnd - second.start));
  const kept = first.inserted.slice(0, Math.max(0, second.start - first.start));
  const rest = first.inserted.slice(Math.max(0, secondEnd - first.start));
  return {
    start: Math.min(first.start, second.start),
    removed: before + first.removed + after,
    inserted: kept + second.inserted + rest,
  };
}
