/**
 * The words and signs of the language, and the lexer. Keywords are recognised after lexing, from
 * the spelling of a name, so a keyword is never found inside a longer name.
 */
import type { IToken, TokenPattern, TokenType } from "chevrotain";
import { Lexer } from "chevrotain";

/**
 * A kind of token as Chevrotain describes it. Not by its `createToken`, which works out at once what a
 * lexer works out again: for a hundred tokens that is a third of what importing the grammar costs.
 */
const token = (name: string, PATTERN: TokenPattern, more: Partial<TokenType> = {}): TokenType => ({
  name,
  PATTERN,
  ...more,
});

const NAME_PATTERN = /[\p{L}_][\p{L}\p{M}\p{N}_]*'*/uy;

/** Codes under which chevrotain files first letters; beyond ASCII one code stands for each bucket. */
const NAME_STARTS: number[] = [95];
for (let code = 65; code <= 90; code++) NAME_STARTS.push(code, code + 32);
for (let code = 128; code < 256; code++) NAME_STARTS.push(code);
for (let code = 256; code < 65536; code += 255) NAME_STARTS.push(code);
NAME_STARTS.push(65535);

const STRING_PATTERN = /"[^"\\]*(?:\\[^][^"\\]*)*"/uy;

/**
 * Where in the text being split no quotation mark closes any more. One that is never closed is
 * looked for up to the end of the text; all that come after it are escaped, so none closes either,
 * and looking again from each of them would be quadratic.
 */
let openFrom = Number.POSITIVE_INFINITY;

export const Name = token(
  "Name",
  {
    exec(text: string, offset: number) {
      NAME_PATTERN.lastIndex = offset;
      return NAME_PATTERN.exec(text);
    },
  },
  { LABEL: "a name", START_CHARS_HINT: NAME_STARTS, LINE_BREAKS: false },
);
/** Any text as a name. A line break inside is written `\\n`, so that one mistake spoils one line. */
export const QuotedName = token("QuotedName", /`[^`\\\n]*(?:\\[^\n][^`\\\n]*)*`/, {
  LABEL: "a name",
  CATEGORIES: [Name],
});
/** A back-tick that is never closed; reported by the parser, swallows its line. */
export const OpenName = token("OpenName", /`[^\n]*/, { LABEL: "a name without its end" });
export const NumberLiteral = token("Number", /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, {
  LABEL: "a number",
});
export const StringLiteral = token(
  "String",
  {
    exec(text: string, offset: number) {
      if (offset >= openFrom) return null;
      STRING_PATTERN.lastIndex = offset;
      const found = STRING_PATTERN.exec(text);
      if (found === null) openFrom = offset;
      return found;
    },
  },
  { LABEL: 'a text in quotation marks `"…"`', START_CHARS_HINT: ['"'], LINE_BREAKS: true },
);
/** A quotation mark that is never closed; reported by the parser, swallows its line. */
export const OpenString = token("OpenString", /"[^\r\n]*/, { LABEL: "a text without its end" });
const LineComment = token("LineComment", /\/\/[^\r\n]*/, { GROUP: "comments" });
const BlockComment = token("BlockComment", /\/\*[^]*?\*\//, {
  GROUP: "comments",
  LINE_BREAKS: true,
});
const OpenComment = token("OpenComment", /\/\*[^]*/, { GROUP: "open", LINE_BREAKS: true });
const Space = token("Space", /[\s\uFEFF]+/, { GROUP: Lexer.SKIPPED, LINE_BREAKS: true });

const sign = (name: string, text: string, categories: TokenType[] = []): TokenType =>
  token(name, text, { LABEL: `\`${text}\``, CATEGORIES: categories });

/** Any operator that may stand between two operands. */
export const Operator = token("Operator", Lexer.NA, { LABEL: "an operator" });
export const Minus = sign("Minus", "-", [Operator]);
export const Arrow = sign("Arrow", "->", [Operator]);
export const FatArrow = sign("FatArrow", "=>");
const Equal = sign("Equal", "==", [Operator]);
const NotEqual = sign("NotEqual", "!=", [Operator]);
const AtMost = sign("AtMost", "<=", [Operator]);
const AtLeast = sign("AtLeast", ">=", [Operator]);
const Less = sign("Less", "<", [Operator]);
const More = sign("More", ">", [Operator]);
export const Assign = sign("Assign", "=");
export const Tilde = sign("Tilde", "~");
const Plus = sign("Plus", "+", [Operator]);
const Times = sign("Times", "*", [Operator]);
const Divide = sign("Divide", "/", [Operator]);
const Modulo = sign("Modulo", "%", [Operator]);
const Power = sign("Power", "^", [Operator]);
const DotDot = sign("DotDot", "..", [Operator]);
export const Dot = sign("Dot", ".");
export const Comma = sign("Comma", ",");
export const Colon = sign("Colon", ":");
export const Bar = sign("Bar", "|");
export const LeftParen = sign("LeftParen", "(");
export const RightParen = sign("RightParen", ")");
export const LeftBracket = sign("LeftBracket", "[");
export const RightBracket = sign("RightBracket", "]");
export const LeftBrace = sign("LeftBrace", "{");
export const RightBrace = sign("RightBrace", "}");

const SIGNS = [
  Arrow,
  FatArrow,
  Equal,
  NotEqual,
  AtMost,
  AtLeast,
  Less,
  More,
  Assign,
  Tilde,
  Plus,
  Minus,
  Times,
  Divide,
  Modulo,
  Power,
  DotDot,
  Dot,
  Comma,
  Colon,
  Bar,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
];

const keyword = (text: string, categories: TokenType[] = []): TokenType =>
  token(`Keyword${text[0]?.toUpperCase()}${text.slice(1)}`, Lexer.NA, {
    LABEL: `\`${text}\``,
    CATEGORIES: categories,
  });

export const VariableKind = token("VariableKind", Lexer.NA, {
  LABEL: "`chance`, `decision` or `utility`",
});
export const HeaderWord = token("HeaderWord", Lexer.NA, {
  LABEL: "`model`, `cite`, `note` or `topic`",
});

const Model = keyword("model", [HeaderWord]);
export const Cite = keyword("cite", [HeaderWord]);
export const Note = keyword("note", [HeaderWord]);
const Topic = keyword("topic", [HeaderWord]);
/** Also the name of the implicit agent: `by agent`. */
export const AgentWord = keyword("agent", [Name]);
export const Param = keyword("param");
export const Type = keyword("type");
export const Fn = keyword("fn");
export const Chance = keyword("chance", [VariableKind]);
export const Decision = keyword("decision", [VariableKind]);
export const Utility = keyword("utility", [VariableKind]);
export const For = keyword("for");
export const If = keyword("if");
export const Extends = keyword("extends");
export const Replace = keyword("replace");
export const Remove = keyword("remove");
export const Add = keyword("add");
export const Include = keyword("include");
export const ClaimWord = keyword("claim");
// Names too: they begin an item only before a text.
export const Story = keyword("story", [Name]);
export const Ask = keyword("ask", [Name]);

export const By = keyword("by");
export const Sees = keyword("sees");
export const From = keyword("from");
export const In = keyword("in", [Operator]);
export const Then = keyword("then");
export const Else = keyword("else");
export const Match = keyword("match");
export const Let = keyword("let");
const And = keyword("and", [Operator]);
const Or = keyword("or", [Operator]);
const Xor = keyword("xor", [Operator]);
export const Not = keyword("not");
const Implies = keyword("implies", [Operator]);
export const True = keyword("true");
export const False = keyword("false");
export const Under = keyword("under");
export const With = keyword("with");
export const Without = keyword("without");
// These are names wherever a name may stand.
export const Within = keyword("within", [Name]);
export const Seeds = keyword("seeds", [Name]);
export const Holding = keyword("holding", [Name]);
export const Of = keyword("of", [Name]);
export const Link = keyword("link", [Name]);
export const Claims = keyword("claims", [Name]);
export const Show = keyword("show", [Name]);
export const Pin = keyword("pin", [Name]);
export const Until = keyword("until", [Name]);

/** Keywords with which an item begins. */
export const ITEM_KEYWORDS: ReadonlyMap<string, TokenType> = new Map([
  ["model", Model],
  ["cite", Cite],
  ["note", Note],
  ["topic", Topic],
  ["agent", AgentWord],
  ["param", Param],
  ["type", Type],
  ["fn", Fn],
  ["chance", Chance],
  ["decision", Decision],
  ["utility", Utility],
  ["for", For],
  ["if", If],
  ["extends", Extends],
  ["replace", Replace],
  ["remove", Remove],
  ["add", Add],
  ["include", Include],
  ["claim", ClaimWord],
  ["story", Story],
  ["ask", Ask],
]);

const INNER_KEYWORDS: readonly (readonly [string, TokenType])[] = [
  ["by", By],
  ["sees", Sees],
  ["from", From],
  ["in", In],
  ["then", Then],
  ["else", Else],
  ["match", Match],
  ["let", Let],
  ["and", And],
  ["or", Or],
  ["xor", Xor],
  ["not", Not],
  ["implies", Implies],
  ["true", True],
  ["false", False],
  ["under", Under],
  ["with", With],
  ["without", Without],
];
const SOFT_KEYWORDS: readonly (readonly [string, TokenType])[] = [
  ["within", Within],
  ["seeds", Seeds],
  ["holding", Holding],
  ["of", Of],
  ["link", Link],
  ["claims", Claims],
  ["show", Show],
  ["pin", Pin],
  ["until", Until],
];

const KEYWORDS: ReadonlyMap<string, TokenType> = new Map([
  ...ITEM_KEYWORDS,
  ...INNER_KEYWORDS,
  ...SOFT_KEYWORDS,
]);

export const TOKEN_VOCABULARY: TokenType[] = [
  Space,
  LineComment,
  BlockComment,
  OpenComment,
  StringLiteral,
  OpenString,
  QuotedName,
  OpenName,
  NumberLiteral,
  Name,
  ...SIGNS,
  Operator,
  VariableKind,
  HeaderWord,
  ...new Set(KEYWORDS.values()),
];

/**
 * Building a lexer takes time, which those who read no text do not spend. It is given the keywords, too,
 * which it never finds: it numbers them, and knows what else they may stand for.
 */
const newLexer = (): Lexer =>
  new Lexer(TOKEN_VOCABULARY, {
    positionTracking: "onlyOffset",
    ensureOptimizations: false,
    // Chevrotain's checks of the patterns are a test's (`tokens.test.ts`): they take as long as all the rest.
    skipValidations: true,
  });

let lexer: Lexer | undefined;

/** A stretch of text the language has no word for. */
interface StrayText {
  readonly start: number;
  readonly length: number;
}

export interface LexedText {
  readonly tokens: IToken[];
  /** Comments in order of place; an unclosed one is last. */
  readonly comments: readonly IToken[];
  readonly openComment?: IToken;
  readonly stray: readonly StrayText[];
}

/** Splits a text into tokens. Linear; never throws. */
export function lex(text: string): LexedText {
  lexer ??= newLexer();
  // Only now: while a lexer is built its patterns are tried on other texts.
  openFrom = Number.POSITIVE_INFINITY;
  const { tokens, groups, errors } = lexer.tokenize(text);
  for (const token of tokens) {
    if (token.tokenType !== Name) continue;
    const word = KEYWORDS.get(token.image);
    if (word === undefined) continue;
    token.tokenType = word;
    token.tokenTypeIdx = word.tokenTypeIdx as number;
  }
  const openComment = groups["open"]?.[0];
  const comments = [...(groups["comments"] ?? [])];
  if (openComment !== undefined) comments.push(openComment);
  const stray = errors.map(({ offset, length }) => ({ start: offset, length }));
  return openComment === undefined
    ? { tokens, comments, stray }
    : { tokens, comments, openComment, stray };
}

/** A name, or a keyword that may be one. */
export function isNameToken({ tokenType }: IToken): boolean {
  return tokenType === Name || tokenType.CATEGORIES?.includes(Name) === true;
}
