/**
 * What an edit answers: the changes of the text whose tree it was asked about, or why there are
 * none. Answers to several questions about one tree combine; so do changes one after the other.
 */
import type { TextEdit } from "../../base/index.ts";

export type EditResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

export function edited(edits: readonly TextEdit[]): EditResult {
  return { ok: true, edits };
}

export function refused(reason: string): EditResult {
  return { ok: false, reason };
}

/** The same edits with the line ends of the text they are for: those of its first line. */
export function withLineEndsOf(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (!/^[^\n]*\r\n/u.test(text)) return edits;
  return edits.map(({ range, newText }) => ({
    range,
    newText: newText.replaceAll(/\r?\n/gu, "\r\n"),
  }));
}

/**
 * The text after the edits, in whatever order they are listed; those at one place come in the
 * order they are listed. Linear in the text.
 * @throws RangeError when they overlap, unless all they do there is delete
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  let deletes = false;
  for (const { range, newText } of inOrder(edits)) {
    // Two claims on one line that both go take the space between them with them.
    const both = deletes && newText === "";
    if (range.start < at && !both) throw new RangeError(`edits overlap at ${range.start}`);
    result += text.slice(at, Math.max(at, range.start)) + newText;
    at = Math.max(at, range.end);
    deletes = newText === "";
  }
  return result + text.slice(at);
}

/**
 * Answers to several questions about one tree as one change; the first refusal refuses all. What
 * is asked for twice (by two steps of one declaration) is done once. Refused where they overlap.
 */
export function together(results: readonly EditResult[]): EditResult {
  const seen = new Set<string>();
  const all: TextEdit[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    const key = JSON.stringify(result.edits);
    if (!seen.has(key)) all.push(...result.edits);
    seen.add(key);
  }
  let end = 0;
  for (const { range } of inOrder(all)) {
    if (range.start < end) return refused("two of these changes are about one place in the text");
    end = range.end;
  }
  return edited(all);
}

/**
 * The edits of a text that do what `first` and then, on the text after it, `second` do. Edits of
 * both that touch each other become one.
 */
export function composeEdits(
  text: string,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): readonly TextEdit[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  const between = applyEdits(text, first);
  // Every edit by its place in the text between: where the first ones put, the second ones take.
  let shift = 0;
  const put = inOrder(first).map(({ range, newText }) => {
    const start = range.start + shift;
    shift += newText.length - (range.end - range.start);
    return { start, end: start + newText.length, before: range, edit: undefined };
  });
  const taken = second.map((edit) => ({ ...edit.range, before: undefined, edit }));
  const all = [...put, ...taken].sort((a, b) => a.start - b.start || a.end - b.end);
  const composed: TextEdit[] = [];
  shift = 0;
  for (let at = 0; at < all.length; ) {
    const { start } = all[at] as (typeof all)[number];
    let end = start;
    let growth = 0;
    const inside: TextEdit[] = [];
    for (let one = all[at]; one !== undefined && one.start <= end; one = all[++at]) {
      end = Math.max(end, one.end);
      if (one.edit !== undefined) inside.push(one.edit);
      else growth += one.end - one.start - (one.before.end - one.before.start);
    }
    const own = inside.map(({ range, newText }) => ({
      range: { start: range.start - start, end: range.end - start },
      newText,
    }));
    const range = { start: start - shift, end: end - shift - growth };
    composed.push({ range, newText: applyEdits(between.slice(start, end), own) });
    shift += growth;
  }
  return composed;
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
