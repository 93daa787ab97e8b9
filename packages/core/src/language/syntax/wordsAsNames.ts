/**
 * Keywords that stand where only a name can: `agent model`, `{yes, no, not}`, `sees note, claim`.
 * The words around decide, before items are cut: a keyword is a name when a name must stand here
 * and what follows could not go on with the keyword. Where both readings are possible the keyword
 * wins; back-ticks make a name of any word.
 */
import type { IToken, TokenType } from "chevrotain";
import { endsOperand } from "./itemBounds.ts";
import { endOf } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";
import { DECLARING_WORDS, RESERVED_WORDS } from "./words.ts";

const DECLARING: ReadonlySet<string> = new Set(DECLARING_WORDS);
/** Words that are followed by an operand, so that a sign or a bracket may follow them too. */
const LEADING: ReadonlySet<string> = new Set(["if", "not", "match", "let", "for", "claim"]);
/** Words that may follow a declared name on its line. */
const AFTER_DECLARED: ReadonlySet<string> = new Set(["by", "for", "sees", "from"]);
/** Words after which a name may stand. */
const BEFORE_NAME: ReadonlySet<string> = new Set(
  "by for sees from in then else and or xor not implies if match let claim with without within link remove of".split(
    " ",
  ),
);
/** Words that may follow an operand. */
const AFTER_OPERAND: ReadonlySet<string> = new Set(
  "then else and or xor implies in under with without within seeds of".split(" "),
);
const AFTER_NAME: ReadonlySet<string> = new Set(
  ", ) ] } | => : = ~ == != < <= > >= + * / % ^ .. -> .".split(" "),
);
const AFTER_DECLARED_SIGNS: ReadonlySet<string> = new Set([":", "=", "~", "[", "("]);

/** Makes names of the keywords that stand where only a name can. */
export function nameKeywords(text: string, tokens: readonly IToken[]): void {
  for (const [at, token] of tokens.entries()) {
    if (!RESERVED_WORDS.has(token.image) || token.image === "true" || token.image === "false")
      continue;
    if (isDeclared(text, tokens, at) || isOperand(text, tokens, at)) {
      token.tokenType = T.Name;
      token.tokenTypeIdx = T.Name.tokenTypeIdx as number;
    }
  }
}

/** `agent model`, `chance if : bool`. */
function isDeclared(text: string, tokens: readonly IToken[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at] as IToken;
  if (before === undefined || before.tokenType === T.Name || !DECLARING.has(before.image))
    return false;
  if (lineBreakBetween(text, before, token) || !mayBeginItem(tokens[at - 2])) return false;
  const next = tokens[at + 1];
  if (next !== undefined && !lineBreakBetween(text, token, next)) {
    return (
      AFTER_DECLARED_SIGNS.has(next.image) ||
      next.tokenType === T.StringLiteral ||
      (AFTER_DECLARED.has(next.image) && !AFTER_DECLARED.has(token.image))
    );
  }
  return !AFTER_DECLARED.has(token.image);
}

/** After an operator `agent` is a name and declares nothing. */
function mayBeginItem(before: IToken | undefined): boolean {
  return (
    before === undefined ||
    endsOperand(before) ||
    before.tokenType === T.LeftBrace ||
    before.tokenType === T.Add ||
    before.tokenType === T.Replace
  );
}

function isOperand(text: string, tokens: readonly IToken[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at] as IToken;
  if (before === undefined || endsOperand(before)) return false;
  if (RESERVED_WORDS.has(before.image) && !BEFORE_NAME.has(before.image)) return false;
  const next = tokens[at + 1];
  if (next === undefined) return true;
  if (AFTER_NAME.has(next.image) || AFTER_OPERAND.has(next.image)) return true;
  if (next.image === "{" && before.tokenType === T.Match) return true;
  // `by model sees x`, `: note by robot`
  if (AFTER_DECLARED.has(next.image)) return !AFTER_DECLARED.has(token.image);
  if (LEADING.has(token.image)) return beginsItem(text, tokens, at + 1);
  if (next.image === "[") return true;
  if (next.image === "-") return !lineBreakBetween(text, before, token);
  return beginsItem(text, tokens, at + 1) && !goesOn(token, next.tokenType);
}

/** Does the next item begin here, on a line of its own? */
function beginsItem(text: string, tokens: readonly IToken[], at: number): boolean {
  const token = tokens[at] as IToken;
  return (
    T.ITEM_KEYWORDS.has(token.image) &&
    token.tokenType !== T.If &&
    token.tokenType !== T.For &&
    lineBreakBetween(text, tokens[at - 1] as IToken, token)
  );
}

/** `add` before `chance`: the item goes on over the line break. */
function goesOn({ tokenType }: IToken, next: TokenType): boolean {
  return (
    (tokenType === T.Add || tokenType === T.Replace) &&
    next.CATEGORIES?.includes(T.VariableKind) === true
  );
}

function lineBreakBetween(text: string, first: IToken, second: IToken): boolean {
  return /[\r\n]/u.test(text.slice(endOf(first), second.startOffset));
}
