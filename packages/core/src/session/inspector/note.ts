/**
 * The note of a node: the comment behind its declaration, or else the lines of comment right above it.
 * Places of the picture are kept in a comment, too; that one is not a note.
 */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { SyntaxTree } from "../../language/index.ts";

interface Note {
  readonly text: string;
  /** What to replace; undefined when there is none. */
  readonly range: TextRange | undefined;
  readonly where: "behind" | "above";
}

/** The note of what is declared there. */
export function noteOf(tree: SyntaxTree, { range }: { readonly range: TextRange }): Note {
  const { text } = tree;
  const behind = tree.comments.find(
    ({ range: { start } }) => start >= range.end && /^[ \t]*$/u.test(text.slice(range.end, start)),
  );
  if (behind !== undefined)
    return { text: words(text, behind.range), range: behind.range, where: "behind" };
  const lines: TextRange[] = [];
  let start = lineStart(text, range.start);
  for (const { range: comment } of [...tree.comments].reverse()) {
    if (comment.end > start) continue;
    const isAlone = text.slice(lineStart(text, comment.start), comment.start).trim() === "";
    const isNext = /^[ \t]*\r?\n?$/u.test(text.slice(comment.end, start));
    if (!isAlone || !isNext || text.slice(comment.start, comment.end).startsWith("// layout:"))
      break;
    lines.unshift(comment);
    start = lineStart(text, comment.start);
  }
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined)
    return { text: "", range: undefined, where: "above" };
  return {
    text: lines.map((line) => words(text, line)).join("\n"),
    range: { start: first.start, end: last.end },
    where: "above",
  };
}

/** The edits that make it the note; an empty one takes it away with its lines. */
export function noteEdits(
  tree: SyntaxTree,
  item: { readonly range: TextRange },
  note: string,
): TextEdit[] {
  const { text } = tree;
  const lines = note
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const before = noteOf(tree, item);
  const indent = /^[ \t]*/u.exec(text.slice(lineStart(text, item.range.start)))?.[0] ?? "";
  if (before.range === undefined) {
    const at = lineStart(text, item.range.start);
    if (lines.length === 0) return [];
    const newText = lines.map((line) => `${indent}// ${line}\n`).join("");
    return [{ range: { start: at, end: at }, newText }];
  }
  if (lines.length === 0) {
    const { start, end } =
      before.where === "behind"
        ? { start: item.range.end, end: before.range.end }
        : { start: lineStart(text, before.range.start), end: lineStart(text, item.range.start) };
    return [{ range: { start, end }, newText: "" }];
  }
  // Behind a declaration there is room for one line only.
  const newText =
    before.where === "behind"
      ? `// ${lines.join(" ")}`
      : lines.map((line) => `// ${line}`).join(`\n${indent}`);
  return [{ range: before.range, newText }];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function words(text: string, { start, end }: TextRange): string {
  return text
    .slice(start, end)
    .replace(/^\/\/ ?/u, "")
    .replace(/^\/\*\s*/u, "")
    .replace(/\s*\*\/$/u, "")
    .trim();
}
