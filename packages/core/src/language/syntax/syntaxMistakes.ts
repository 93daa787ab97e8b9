/**
 * Why an item could not be read: what the grammar expected and what it found instead, as a
 * diagnostic; and brackets too deep for the grammar to be asked at all.
 */
import type { IToken } from "chevrotain";
import type { Diagnostic } from "../../base/index.ts";
import { nearestName } from "../../base/index.ts";
import { endsOperand } from "./itemBounds.ts";
import * as messages from "../messages.ts";
import { DEEPEST_BRACKETS } from "./operators.ts";
import { endOf, rangeOf } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";
import { RESERVED_WORDS } from "./words.ts";

/** Words inside items, for "did you mean". */
const INNER_WORDS = [
  "by",
  "for",
  "sees",
  "from",
  "in",
  "if",
  "then",
  "else",
  "match",
  "let",
  "and",
  "or",
  "xor",
  "not",
  "implies",
  "under",
  "with",
  "without",
  "holding",
  "within",
  "seeds",
  "cite",
  "show",
  "pin",
  "until",
];

/**
 * The message for the grammar's first error in an item.
 * @param expected what the grammar expected; empty when the item was over
 * @param slice the item's tokens
 * @param next the token after the item
 */
export function explainMismatch(
  expected: string,
  actual: IToken,
  slice: readonly IToken[],
  next: IToken | undefined,
): Diagnostic {
  const atEnd = Number.isNaN(actual.startOffset) || actual.image === "";
  const first = slice[0] as IToken;
  const last = slice[slice.length - 1] as IToken;
  const previous = slice[slice.indexOf(actual) - 1];
  if (!atEnd && actual.tokenType === T.OpenString) return messages.openString(rangeOf(actual));
  if (!atEnd && actual.tokenType === T.OpenName) return messages.openName(rangeOf(actual));
  if (expected === "")
    return messages.leftOver(actual.image, nearKeyword(actual), first.image, rangeOf(actual));
  if (atEnd) {
    const end = endOf(last);
    const range = { start: Math.max(end - 1, 0), end };
    return messages.endedEarly(expected, first.image, next?.image, range);
  }
  if (expected === T.Name.LABEL && RESERVED_WORDS.has(actual.image))
    return messages.keywordAsName(actual.image, rangeOf(actual));
  const closes = /^`[)\]}]`$/.test(expected);
  const open = closes ? openedBy(slice, actual, expected) : undefined;
  const canGoOn = closes && previous !== undefined && endsOperand(previous);
  return messages.expectedFound(
    canGoOn ? `\`,\` or ${expected}` : expected,
    actual.image,
    nearKeyword(actual),
    previous?.image,
    rangeOf(actual),
    open && rangeOf(open),
  );
}

/** The first bracket that is nested deeper than the language accepts. */
export function deepestBracket(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === T.LeftParen || type === T.LeftBracket || type === T.LeftBrace) {
      depth++;
      if (depth > DEEPEST_BRACKETS) return token;
    } else if (type === T.RightParen || type === T.RightBracket || type === T.RightBrace) depth--;
  }
  return undefined;
}

/** The bracket that a missing closing bracket should have closed. */
function openedBy(slice: readonly IToken[], until: IToken, expected: string): IToken | undefined {
  const opening =
    expected === "`)`" ? T.LeftParen : expected === "`]`" ? T.LeftBracket : T.LeftBrace;
  const closing =
    expected === "`)`" ? T.RightParen : expected === "`]`" ? T.RightBracket : T.RightBrace;
  const open: IToken[] = [];
  for (const token of slice) {
    if (token === until) break;
    if (token.tokenType === opening) open.push(token);
    else if (token.tokenType === closing) open.pop();
  }
  return open[open.length - 1];
}

/** The keyword a word was probably meant to be; keywords and very short words are meant as they are. */
function nearKeyword({ image }: IToken): string | undefined {
  return image.length < 3 || RESERVED_WORDS.has(image)
    ? undefined
    : nearestName(image, INNER_WORDS);
}
