/** What a gesture must not throw away: the comments inside a stretch of text that it replaces. */
import type { TextRange } from "../../base/index.ts";
import type { SyntaxTree } from "../syntax/syntax.ts";

/**
 * The comments inside a range, to be written after what replaces it, each on a line of its own;
 * ends with a line end where the text goes on behind a comment that would swallow it.
 */
export function keptComments(tree: SyntaxTree, range: TextRange): string {
  const inside = tree.comments.filter(
    (comment) => comment.range.start >= range.start && comment.range.end <= range.end,
  );
  if (inside.length === 0) return "";
  const lines = inside.map(({ range: { start, end } }) => `\n  ${tree.text.slice(start, end)}`);
  const rest = /^[^\n]*/u.exec(tree.text.slice(range.end))?.[0] ?? "";
  const swallows = tree.text.startsWith("//", inside.at(-1)?.range.start);
  return lines.join("") + (swallows && rest.trim() !== "" ? "\n" : "");
}
