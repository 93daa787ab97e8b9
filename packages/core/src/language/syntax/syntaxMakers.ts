/** Places of tokens and tree nodes, and small makers of tree nodes, for the grammar. */
import type { IToken } from "chevrotain";
import type { TextRange } from "../../base/index.ts";
import type { ArgumentSyntax, ExpressionSyntax, NameSyntax } from "./syntax.ts";
import { QuotedName } from "./tokens.ts";
import { unquoted } from "./words.ts";

type Empty = Record<string, never>;

export type Spanned = IToken | { readonly range: TextRange };

export function rangeOf(token: IToken): TextRange {
  return { start: token.startOffset, end: endOf(token) };
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export function span(first: Spanned, last: Spanned): TextRange {
  const start = "range" in first ? first.range.start : first.startOffset;
  const end = "range" in last ? last.range.end : endOf(last);
  return { start, end };
}

export function nameOf(token: IToken): NameSyntax {
  const range = rangeOf(token);
  return token.tokenType === QuotedName
    ? { text: unquoted(token.image), range, quoted: true }
    : { text: token.image, range };
}

export function nameExpression(token: IToken): ExpressionSyntax {
  return { kind: "name", ...nameOf(token), depth: 1 };
}

/** Depth of the deepest, 0 of none; a loop, because a list may be too long for an argument list. */
export function deepest(nodes: readonly ArgumentSyntax[]): number {
  let depth = 0;
  for (const node of nodes) if (node.depth > depth) depth = node.depth;
  return depth;
}

/** Keeps the properties that are there, for exact optional types. */
export function given<T extends object>(
  parts: T,
): { [K in keyof T]: Exclude<T[K], undefined> } | Empty {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parts)) if (value !== undefined) result[key] = value;
  return result as { [K in keyof T]: Exclude<T[K], undefined> };
}
