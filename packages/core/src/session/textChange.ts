/**
 * One replaced stretch of a text: the unit of undo. It keeps both sides, so that it can be taken
 * back without a copy of the whole text.
 */
import type { TextEdit } from "../base/index.ts";
import { edits } from "../language/index.ts";

/** A change of a text: at `start`, `removed` gives way to `inserted`. */
export interface TextChange {
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
}

/** The stretch of a text that edits change, from the first to the last. Undefined without edits. */
export function changeOf(text: string, edits: readonly TextEdit[]): TextChange | undefined {
  if (edits.length === 0) return undefined;
  const start = edits.reduce((least, { range }) => Math.min(least, range.start), Infinity);
  const end = edits.reduce((most, { range }) => Math.max(most, range.end), 0);
  const removed = text.slice(start, end);
  const within = edits.map(({ range, newText }) => ({
    range: { start: range.start - start, end: range.end - start },
    newText,
  }));
  return { start, removed, inserted: applyEdits(removed, within) };
}

/**
 * The smallest single change that leads from one text to another, for texts that come from
 * elsewhere as a whole: a file on disk, another tab, the formatter. Linear in the texts.
 */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return {
    start,
    removed: before.slice(start, before.length - tail),
    inserted: after.slice(start, after.length - tail),
  };
}

/**
 * The text after the change.
 * @throws RangeError when the text does not hold what the change removes
 */
export function applyChange(text: string, { start, removed, inserted }: TextChange): string {
  if (!text.startsWith(removed, start)) {
    throw new RangeError(`the text does not hold the ${removed.length} characters at ${start}`);
  }
  return text.slice(0, start) + inserted + text.slice(start + removed.length);
}

export function invertChange({ start, removed, inserted }: TextChange): TextChange {
  return { start, removed: inserted, inserted: removed };
}

/**
 * The text after edits, in whatever order they are listed; those at one place come in the order
 * they are listed.
 * @throws RangeError when they overlap
 */
export function applyEdits(text: string, changes: readonly TextEdit[]): string {
  return edits.applyEdits(text, changes);
}
