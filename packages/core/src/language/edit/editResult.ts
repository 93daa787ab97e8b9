/** What an edit of the text answers: the text after it, or why there is none. */
import type { TextEdit } from "../../base/index.ts";

export type EditResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  let result = "";
  let at = 0;
  for (const { range, newText } of sorted) {
    if (range.start < at) throw new RangeError(`edits overlap at ${range.start}`);
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

export function done(text: string, edits: readonly TextEdit[]): EditResult {
  return { ok: true, edits, text: applyEdits(text, edits) };
}

export function no(reason: string): EditResult {
  return { ok: false, reason };
}
