/** Small pieces of edits: entries of `sees` and `from` lists, whole lines, a line below the rest. */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { NodeList, NodeListEntry, SyntaxTree, VariableItem } from "../syntax/syntax.ts";
import { findLast } from "../syntax/findLast.ts";
import { squeezed, squeezedAt } from "./references.ts";

/** The list an arrow into this variable is written in. */
export function parentsOf(item: VariableItem): NodeList | undefined {
  return item.variableKind === "decision" ? item.sees : item.from;
}

/** Whether the entries have this one, spaces aside. */
export function listed(text: string, entries: readonly NodeListEntry[], entry: string): boolean {
  return entries.some(({ target: { range } }) => squeezedAt(text, range) === squeezed(entry));
}

/** One more parent at the end of the list; the list itself where there is none. */
export function withParent(text: string, item: VariableItem, entry: string): TextEdit {
  const list = parentsOf(item);
  if (list !== undefined) {
    const last = list.entries[list.entries.length - 1];
    const at = last?.range.end ?? text.indexOf("{", list.range.start) + 1;
    return { range: { start: at, end: at }, newText: last === undefined ? entry : `, ${entry}` };
  }
  const at = item.range.end;
  const word = item.variableKind === "decision" ? "sees" : "from";
  return { range: { start: at, end: at }, newText: ` ${word} ${entry}` };
}

/** Removes entries with their commas; a list left empty goes with its keyword. */
export function withoutEntries(
  text: string,
  list: NodeList,
  gone: readonly NodeListEntry[],
): TextEdit[] {
  if (gone.length === list.entries.length) {
    let { start } = list.range;
    while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
    return [{ range: { start, end: list.range.end }, newText: "" }];
  }
  const edits: TextEdit[] = [];
  const kept = list.entries.filter((entry) => !gone.includes(entry));
  for (const entry of gone) {
    const at = list.entries.indexOf(entry);
    const next = list.entries[at + 1];
    const isTail = kept.every((k) => list.entries.indexOf(k) < at);
    const previous = list.entries[at - 1];
    if (isTail && previous !== undefined)
      edits.push({ range: { start: previous.range.end, end: entry.range.end }, newText: "" });
    else if (next !== undefined)
      edits.push({ range: { start: entry.range.start, end: next.range.start }, newText: "" });
  }
  return edits;
}

/** What stands below the variables. */
const AT_THE_END: ReadonlySet<string> = new Set(["claim", "story", "ask", "broken"]);

/** A new line below the last variable, link or block. */
export function lineBelowVariables(tree: SyntaxTree, line: string): TextEdit {
  const { at, before, after } = placeBelowVariables(tree);
  return { range: { start: at, end: at }, newText: before + line + after };
}

/** Where new lines go, and what stands before and after them there. */
export function placeBelowVariables(tree: SyntaxTree): {
  readonly at: number;
  readonly before: string;
  readonly after: string;
} {
  const { text } = tree;
  const last = findLast(
    tree.items,
    ({ kind }) => kind === "variable" || kind === "for" || kind === "guard" || kind === "link",
  );
  const item = last ?? findLast(tree.items, ({ kind }) => !AT_THE_END.has(kind));
  if (item === undefined) {
    const gap = text === "" || /^\r?\n/u.test(text) ? "" : "\n";
    return { at: 0, before: "", after: `\n${gap}` };
  }
  const at = endOfLine(text, item.range.end);
  return { at, before: last === undefined ? "\n\n" : "\n", after: "" };
}

/** Items with their lines where they stand there alone, or with nothing but one another. */
export function linesWithout(text: string, ranges: readonly TextRange[]): TextRange[] {
  const result: TextRange[] = [];
  let group: TextRange[] = [];
  const close = (): void => {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) return;
    const all = { start: first.start, end: last.end };
    const whole = wholeLines(text, all);
    if (whole === all) result.push(...group);
    else result.push(whole);
    group = [];
  };
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = group.at(-1);
    if (last !== undefined && !/^[ \t]*$/u.test(text.slice(last.end, range.start))) close();
    group.push(range);
  }
  close();
  return result;
}

/** An item with the rest of its line, when it stands there alone. */
export function wholeLines(text: string, range: TextRange): TextRange {
  let { start, end } = range;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const startsLine = start === 0 || text[start - 1] === "\n";
  const rest = /^[ \t\r]*(?:\/\/[^\n]*)?(?:\n|$)/.exec(text.slice(end));
  if (!startsLine || rest === null) return range;
  end += rest[0].length;
  return { start, end };
}

function endOfLine(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\*[^]*?\*\/[ \t]*)*(?:\/\/[^\n\r]*)?/.exec(text.slice(offset));
  return offset + (rest?.[0].trimEnd().length ?? 0);
}
