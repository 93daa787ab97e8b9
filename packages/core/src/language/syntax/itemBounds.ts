/**
 * Where items begin and end, told from the tokens alone: before any grammar reads an item, the
 * reserved words and the brackets say which tokens are its own, and where a block's brace opens.
 */
import type { IToken, TokenType } from "chevrotain";
import { endOf } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";
import { DECLARING_WORDS } from "./words.ts";

const DECLARING: ReadonlySet<string> = new Set(DECLARING_WORDS);

/** Does an item keyword stand here? `agent` is also a name: it begins an item only before one. */
export function isItemWord(tokens: readonly IToken[], at: number): boolean {
  const token = tokens[at] as IToken;
  if (T.ITEM_KEYWORDS.get(token.image) !== token.tokenType) return false;
  if (token.tokenType === T.Story || token.tokenType === T.Ask)
    return isString(tokens[at + 1]) && !isDeclaring(tokens[at - 1]);
  if (token.tokenType !== T.AgentWord) return true;
  const before = tokens[at - 1]?.tokenType;
  const after = tokens[at + 1];
  return (
    before !== T.By &&
    before !== T.For &&
    before !== T.Comma &&
    before?.CATEGORIES?.includes(T.Operator) !== true &&
    after !== undefined &&
    T.isNameToken(after)
  );
}

/** `chance story "what is told"` declares a variable. */
function isDeclaring(before: IToken | undefined): boolean {
  return before !== undefined && before.tokenType !== T.Name && DECLARING.has(before.image);
}

/** Index after the last token of the item that starts at `start`. */
export function itemEnd(text: string, tokens: readonly IToken[], start: number): number {
  const first = tokens[start] as IToken;
  const open: IToken[] = [];
  let at = start + 1;
  const second = tokens[at]?.tokenType;
  if (
    (first.tokenType === T.Replace || first.tokenType === T.Add) &&
    second?.CATEGORIES?.includes(T.VariableKind)
  )
    at++;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    const type = token.tokenType;
    if (type === T.LeftParen || type === T.LeftBracket || type === T.LeftBrace) open.push(token);
    else if (type === T.RightParen || type === T.RightBracket) {
      const matching = type === T.RightParen ? T.LeftParen : T.LeftBracket;
      if (open[open.length - 1]?.tokenType === matching) open.pop();
    } else if (type === T.RightBrace) {
      let top = open.length - 1;
      while (top >= 0 && open[top]?.tokenType !== T.LeftBrace) top--;
      if (top < 0) return at;
      open.length = top;
    } else if (at === start + 1 && isNameOnSameLine(text, first, token)) {
      // `chance note : bool`: a keyword where a name should be.
    } else if (isItemWord(tokens, at) && startsItem(tokens, first, at, open.length)) return at;
  }
  return at;
}

function isNameOnSameLine(text: string, first: IToken, token: IToken): boolean {
  return DECLARING.has(first.image) && !/[\r\n]/u.test(text.slice(endOf(first), token.startOffset));
}

/** Items of which `cite "…"` and `note "…"` may be a part. */
const MAY_CITE: ReadonlySet<TokenType> = new Set([T.ClaimWord, T.Story, T.Ask]);

/** Does the item word at `at` begin a new item, or belong to the one that is being read? */
function startsItem(tokens: readonly IToken[], item: IToken, at: number, depth: number): boolean {
  const token = tokens[at] as IToken;
  const previous = tokens[at - 1] as IToken;
  const type = token.tokenType;
  if (type === T.If) return depth === 0 && endsOperand(previous);
  if (type === T.For) {
    return tokens[at + 2]?.tokenType === T.In && headerBrace(tokens, at) !== undefined;
  }
  if (MAY_CITE.has(item.tokenType) && (type === T.Cite || type === T.Note)) {
    return !isString(tokens[at + 1]);
  }
  return !(previous.tokenType === T.Of && type.CATEGORIES?.includes(T.VariableKind));
}

function isString(token: IToken | undefined): boolean {
  return token?.tokenType === T.StringLiteral || token?.tokenType === T.OpenString;
}

/** After such a token an expression may be over, so a following `if` is a guard. */
export function endsOperand(token: IToken): boolean {
  const { tokenType } = token;
  return (
    tokenType === T.NumberLiteral ||
    tokenType === T.StringLiteral ||
    tokenType === T.RightParen ||
    tokenType === T.RightBracket ||
    tokenType === T.RightBrace ||
    tokenType === T.True ||
    tokenType === T.False ||
    T.isNameToken(token)
  );
}

/**
 * The index of the brace that opens the block of the `for` or `if` at `start`, or undefined when
 * none does (then the `for` belongs to a list of nodes). A brace right after `in` or an operator
 * is a set.
 */
export function headerBrace(tokens: readonly IToken[], start: number): number | undefined {
  let depth = 0;
  const isLoop = (tokens[start] as IToken).tokenType === T.For;
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    const type = token.tokenType;
    if (type === T.LeftBrace) {
      if (depth === 0 && endsOperand(tokens[at - 1] as IToken)) return at;
      depth++;
    } else if (type === T.LeftParen || type === T.LeftBracket) depth++;
    else if (type === T.RightParen || type === T.RightBracket || type === T.RightBrace) {
      depth--;
      if (depth < 0) return undefined;
    } else if (type === T.Comma && depth === 0) {
      // `for i in 1..2, j in 1..2 {` goes on; a list entry after a comma does not.
      if (!isLoop || tokens[at + 2]?.tokenType !== T.In) return undefined;
    } else if (isItemWord(tokens, at) && type !== T.If) return undefined;
  }
  return undefined;
}
