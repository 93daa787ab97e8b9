/**
 * From text to syntax tree. Items begin with reserved words, so the token stream is cut into items
 * first, iteratively and in linear time; each item is then read by the grammar on its own. One
 * mistake spoils one item, and blocks may nest without costing stack.
 */
import type { IToken } from "chevrotain";
import type { Diagnostic, TextRange } from "../base/index.ts";
import type {
  ExpressionSyntax,
  IndexBinding,
  ItemSyntax,
  SyntaxTree,
  TokenSyntax,
} from "./syntax.ts";
import { nearestName } from "../base/index.ts";
import { ItemParser, ruleFor } from "./grammar.ts";
import * as messages from "./messages.ts";
import { DEEPEST_BRACKETS, DEEPEST_NESTING, TooDeep } from "./operators.ts";
import * as T from "./tokens.ts";
import { RESERVED_WORDS } from "./words.ts";

/** Longest text the parser accepts, in UTF-16 units. */
const LONGEST_TEXT = 4_000_000;
const MOST_SYNTAX_ERRORS = 100;
const DEEPEST_BLOCK = 64;

let sharedParser: ItemParser | undefined;

/** The syntax tree of a text, with its errors. Never throws; linear in the length of the text. */
export function parse(text: string): SyntaxTree {
  if (text.length > LONGEST_TEXT)
    return failed(text, messages.fileTooLarge(text.length, LONGEST_TEXT));
  const binary = binaryAt(text);
  if (binary !== undefined) return failed(text, messages.notText(binary));
  return new Reader(text).read();
}

function failed(text: string, diagnostic: Diagnostic): SyntaxTree {
  return { text, items: [], tokens: [], comments: [], roles: new Map(), diagnostics: [diagnostic] };
}

/** The first character no text contains: a control character or a byte that was not UTF-8. */
function binaryAt(text: string): number | undefined {
  // eslint-disable-next-line no-control-regex
  const at = text.search(/[\u0000-\u0008\u000E-\u001F\uFFFD]/);
  return at === -1 ? undefined : at;
}

interface Block {
  readonly kind: "for" | "if" | "else";
  readonly start: IToken;
  readonly items: ItemSyntax[];
  readonly loops: readonly IndexBinding[];
  readonly condition?: ExpressionSyntax;
  /** The header could not be read, so what its index means inside is unknown. */
  readonly isBroken?: boolean;
  /** Finished branches of a guard chain. */
  readonly branches: { condition: ExpressionSyntax; items: ItemSyntax[] }[];
}

class Reader {
  readonly #text: string;
  readonly #tokens: IToken[];
  readonly #lexed: T.LexedText;
  readonly #parser: ItemParser;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #top: ItemSyntax[] = [];
  readonly #blocks: Block[] = [];
  #at = 0;
  #errors = 0;
  /** Blocks are nested too deeply; what follows was not read. */
  #gaveUp = false;

  constructor(text: string) {
    this.#text = text;
    this.#lexed = T.lex(text);
    this.#tokens = this.#lexed.tokens;
    sharedParser ??= new ItemParser();
    this.#parser = sharedParser;
    this.#parser.roles = new Map();
  }

  read(): SyntaxTree {
    for (const { start, length } of this.#lexed.stray) {
      this.#report(
        messages.strayText(this.#text.slice(start, start + length), { start, end: start + length }),
      );
    }
    const { openComment } = this.#lexed;
    if (openComment !== undefined) this.#report(messages.openComment(rangeOf(openComment)));
    while (this.#at < this.#tokens.length && this.#errors <= MOST_SYNTAX_ERRORS) this.#readOne();
    for (const block of this.#gaveUp ? [] : this.#blocks) {
      this.#report(messages.unclosedBlock(block.kind, rangeOf(block.start)));
    }
    while (this.#blocks.length > 0) this.#closeBlock(this.#text.length);
    if (this.#errors > MOST_SYNTAX_ERRORS)
      this.#diagnostics.push(messages.tooManyErrors(MOST_SYNTAX_ERRORS));
    const diagnostics = [...this.#diagnostics].sort(
      (a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0),
    );
    const roles = this.#parser.roles;
    this.#parser.roles = new Map();
    return {
      text: this.#text,
      items: this.#top,
      tokens: this.#tokens.map(tokenSyntax),
      comments: this.#lexed.comments.map((c) => ({ text: c.image, range: rangeOf(c) })),
      roles,
      diagnostics,
    };
  }

  #report(diagnostic: Diagnostic): void {
    this.#errors++;
    if (this.#errors <= MOST_SYNTAX_ERRORS) this.#diagnostics.push(diagnostic);
  }

  get #items(): ItemSyntax[] {
    return this.#blocks[this.#blocks.length - 1]?.items ?? this.#top;
  }

  #readOne(): void {
    const token = this.#tokens[this.#at] as IToken;
    if (token.tokenType === T.RightBrace) {
      this.#at++;
      if (this.#blocks.length === 0) {
        this.#report(messages.strayBrace(rangeOf(token)));
        return;
      }
      this.#parser.roles.set(token.startOffset, "block");
      this.#afterBlock(token);
      return;
    }
    if (!isItemWord(this.#tokens, this.#at)) {
      this.#unknownItem(token);
      return;
    }
    this.#parser.roles.set(token.startOffset, "item");
    if (token.tokenType === T.For || token.tokenType === T.If) this.#readBlockHeader(token);
    else this.#readItem(token);
  }

  // ---- items ------------------------------------------------------------------------------

  #readItem(token: IToken): void {
    const end = this.#itemEnd(this.#at);
    const slice = this.#tokens.slice(this.#at, end);
    const rule = ruleFor(token.tokenType, slice.length > 2 ? slice[1]?.tokenType : undefined);
    this.#at = end;
    const item = this.#run(slice, () => this.#parser[rule]());
    if (item !== undefined) this.#items.push(item);
    else this.#items.push(brokenItem(slice));
  }

  /** Runs one rule of the grammar over a slice; reports its error and returns undefined if any. */
  #run<T>(slice: IToken[], rule: () => T): T | undefined {
    const deep = deepestBracket(slice);
    if (deep !== undefined) {
      this.#report(messages.tooDeep(DEEPEST_BRACKETS, rangeOf(deep)));
      return undefined;
    }
    const parser = this.#parser;
    parser.input = slice;
    let result: T;
    try {
      result = rule();
    } catch (error) {
      // Leaving a rule early, Chevrotain may throw again on its way out; the first reason counts.
      if (parser.tooDeepAt === undefined && !(error instanceof TooDeep)) throw error;
      const tooDeep =
        parser.tooDeepAt === undefined
          ? messages.tooDeep(DEEPEST_NESTING, (error as TooDeep).range)
          : messages.tooDeep(DEEPEST_BRACKETS, parser.tooDeepAt);
      this.#report(tooDeep);
      return undefined;
    }
    const [error] = parser.errors;
    if (error === undefined) return result;
    this.#reportGrammar(error.message, error.token, slice);
    return undefined;
  }

  #reportGrammar(expected: string, actual: IToken, slice: IToken[]): void {
    const atEnd = Number.isNaN(actual.startOffset) || actual.image === "";
    const first = slice[0] as IToken;
    const last = slice[slice.length - 1] as IToken;
    const next = this.#tokens[this.#at];
    const previous = slice[slice.indexOf(actual) - 1];
    if (!atEnd && actual.tokenType === T.OpenString) {
      this.#report(messages.openString(rangeOf(actual)));
    } else if (expected === "") {
      const near = nearKeyword(actual);
      this.#report(messages.leftOver(actual.image, near, first.image, rangeOf(actual)));
    } else if (atEnd) {
      const end = endOf(last);
      this.#report(
        messages.endedEarly(expected, first.image, next?.image, {
          start: Math.max(end - 1, 0),
          end,
        }),
      );
    } else if (expected === T.Name.LABEL && RESERVED_WORDS.has(actual.image)) {
      this.#report(messages.keywordAsName(actual.image, rangeOf(actual)));
    } else {
      const near = nearKeyword(actual);
      const closes = /^`[)\]}]`$/.test(expected);
      const open = closes ? openedBy(slice, actual, expected) : undefined;
      const canGoOn = closes && previous !== undefined && endsOperand(previous);
      this.#report(
        messages.expectedFound(
          canGoOn ? `\`,\` or ${expected}` : expected,
          actual.image,
          near,
          previous?.image,
          rangeOf(actual),
          open && rangeOf(open),
        ),
      );
    }
  }

  /** A word where an item should begin. When it is nearly a keyword, the item is read as that. */
  #unknownItem(token: IToken): void {
    const near =
      token.tokenType === T.Name ? nearestName(token.image, T.ITEM_KEYWORDS.keys()) : undefined;
    this.#report(messages.notAnItem(token.image, near, rangeOf(token)));
    const keyword = near === undefined ? undefined : T.ITEM_KEYWORDS.get(near);
    const next = this.#tokens[this.#at + 1]?.tokenType;
    if (
      keyword !== undefined &&
      (next === T.Name || next === T.StringLiteral) &&
      keyword !== T.For &&
      keyword !== T.If
    ) {
      const errors = this.#diagnostics.length;
      const end = this.#itemEnd(this.#at);
      const slice = this.#tokens.slice(this.#at, end);
      slice[0] = {
        ...token,
        image: near as string,
        tokenType: keyword,
        tokenTypeIdx: keyword.tokenTypeIdx as number,
      };
      this.#at = end;
      const item = this.#run(slice, () => this.#parser[ruleFor(keyword, slice[1]?.tokenType)]());
      this.#diagnostics.length = Math.min(this.#diagnostics.length, errors);
      this.#items.push(item ?? brokenItem(slice));
      return;
    }
    this.#at++;
    while (this.#at < this.#tokens.length) {
      const { tokenType } = this.#tokens[this.#at] as IToken;
      if (isItemWord(this.#tokens, this.#at)) break;
      if (tokenType === T.RightBrace && this.#blocks.length > 0) break;
      this.#at++;
    }
  }

  // ---- blocks -----------------------------------------------------------------------------

  #readBlockHeader(token: IToken): void {
    const open = headerBrace(this.#tokens, this.#at);
    if (open === undefined) {
      const end = this.#itemEnd(this.#at);
      const slice = this.#tokens.slice(this.#at, Math.max(end, this.#at + 1));
      this.#at += slice.length;
      const before = this.#errors;
      if (token.tokenType === T.For) this.#run(slice, () => this.#parser.forHeader());
      else this.#run(slice, () => this.#parser.guardHeader());
      if (this.#errors === before) {
        this.#report(
          messages.missingBlock(token.image, rangeOf(slice[slice.length - 1] as IToken)),
        );
      }
      return;
    }
    const slice = this.#tokens.slice(this.#at, open);
    this.#at = open + 1;
    this.#parser.roles.set((this.#tokens[open] as IToken).startOffset, "block");
    if (token.tokenType === T.For) {
      const loops = this.#run(slice, () => this.#parser.forHeader());
      this.#openBlock({
        kind: "for",
        start: token,
        items: [],
        loops: loops ?? [],
        branches: [],
        isBroken: loops === undefined,
      });
    } else {
      const condition = this.#run(slice, () => this.#parser.guardHeader());
      this.#openBlock({
        kind: "if",
        start: token,
        items: [],
        loops: [],
        branches: [],
        ...(condition && { condition }),
      });
    }
  }

  #openBlock(block: Block): void {
    if (this.#blocks.length >= DEEPEST_BLOCK) {
      this.#report(messages.tooDeep(DEEPEST_BLOCK, rangeOf(block.start)));
      this.#at = this.#tokens.length;
      this.#gaveUp = true;
      return;
    }
    this.#blocks.push(block);
  }

  #afterBlock(brace: IToken): void {
    const block = this.#blocks[this.#blocks.length - 1] as Block;
    const next = this.#tokens[this.#at];
    if (block.kind !== "if" || next?.tokenType !== T.Else) {
      this.#closeBlock(endOf(brace));
      return;
    }
    this.#blocks.pop();
    const branches = [
      ...block.branches,
      { condition: block.condition ?? ALWAYS, items: block.items },
    ];
    const second = this.#tokens[this.#at + 1];
    this.#parser.roles.set(next.startOffset, "block");
    if (second?.tokenType === T.If) {
      const open = headerBrace(this.#tokens, this.#at + 1);
      if (open !== undefined) {
        const slice = this.#tokens.slice(this.#at + 1, open);
        this.#at = open + 1;
        this.#parser.roles.set((this.#tokens[open] as IToken).startOffset, "block");
        const condition = this.#run(slice, () => this.#parser.guardHeader());
        this.#openBlock({ ...block, items: [], branches, ...(condition && { condition }) });
        return;
      }
    } else if (second?.tokenType === T.LeftBrace) {
      this.#at += 2;
      this.#parser.roles.set(second.startOffset, "block");
      this.#openBlock({ kind: "else", start: block.start, items: [], loops: [], branches });
      return;
    }
    this.#report(messages.missingBlock("else", rangeOf(next)));
    this.#at++;
    this.#blocks.push({ ...block, kind: "else", items: [], branches });
    this.#closeBlock(endOf(next));
  }

  #closeBlock(end: number): void {
    const block = this.#blocks.pop() as Block;
    const range = { start: block.start.startOffset, end };
    if (block.isBroken === true) this.#items.push(...asBroken(block.items));
    else if (block.kind === "for") {
      this.#items.push({ kind: "for", loops: block.loops, items: block.items, range });
    } else if (block.kind === "if") {
      const branches = [
        ...block.branches,
        { condition: block.condition ?? ALWAYS, items: block.items },
      ];
      this.#items.push({ kind: "guard", branches, range });
    } else {
      this.#items.push({ kind: "guard", branches: block.branches, otherwise: block.items, range });
    }
  }

  // ---- where items end --------------------------------------------------------------------

  /** Index after the last token of the item that starts at `start`. */
  #itemEnd(start: number): number {
    const tokens = this.#tokens;
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
      } else if (at === start + 1 && this.#isNameOnSameLine(first, token)) {
        // `chance note : bool`: a keyword where a name should be.
      } else if (isItemWord(tokens, at) && this.#startsItem(first, at, open.length)) return at;
    }
    return at;
  }

  #isNameOnSameLine(first: IToken, token: IToken): boolean {
    return (
      NAMING.has(first.image) && !this.#text.slice(endOf(first), token.startOffset).includes("\n")
    );
  }

  #startsItem(item: IToken, at: number, depth: number): boolean {
    const tokens = this.#tokens;
    const token = tokens[at] as IToken;
    const previous = tokens[at - 1] as IToken;
    const type = token.tokenType;
    if (type === T.If) return depth === 0 && endsOperand(previous);
    if (type === T.For) {
      return tokens[at + 2]?.tokenType === T.In && headerBrace(tokens, at) !== undefined;
    }
    if (item.tokenType === T.ClaimWord && (type === T.Cite || type === T.Note)) {
      return !isString(tokens[at + 1]);
    }
    return !(previous.tokenType === T.Of && type.CATEGORIES?.includes(T.VariableKind));
  }
}

/** Item words that a name follows. */
const NAMING: ReadonlySet<string> = new Set([
  "agent",
  "param",
  "type",
  "fn",
  "chance",
  "decision",
  "utility",
]);
const ALWAYS: ExpressionSyntax = {
  kind: "boolean",
  value: true,
  range: { start: 0, end: 0 },
  depth: 1,
};
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
  "within",
  "seeds",
  "cite",
];

/** Does an item keyword stand here? `agent` is also a name: it begins an item only before one. */
function isItemWord(tokens: readonly IToken[], at: number): boolean {
  const token = tokens[at] as IToken;
  if (!T.ITEM_KEYWORDS.has(token.image)) return false;
  if (token.tokenType !== T.AgentWord) return true;
  const before = tokens[at - 1]?.tokenType;
  const after = tokens[at + 1];
  return (
    before !== T.By &&
    before !== T.For &&
    before !== T.Comma &&
    after !== undefined &&
    T.isNameToken(after)
  );
}

function isString(token: IToken | undefined): boolean {
  return token?.tokenType === T.StringLiteral || token?.tokenType === T.OpenString;
}

/** After such a token an expression may be over, so a following `if` is a guard. */
function endsOperand(token: IToken): boolean {
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
function headerBrace(tokens: readonly IToken[], start: number): number | undefined {
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

/** The first bracket that is nested deeper than the language accepts. */
function deepestBracket(tokens: readonly IToken[]): IToken | undefined {
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

/** Items of which only the names count. */
function asBroken(items: readonly ItemSyntax[]): ItemSyntax[] {
  return items.flatMap((item): ItemSyntax[] => {
    if (item.kind === "for") return asBroken(item.items);
    if (item.kind === "guard")
      return asBroken([...item.branches.flatMap((b) => b.items), ...(item.otherwise ?? [])]);
    return item.kind === "variable"
      ? [{ kind: "broken", word: item.variableKind, name: item.name, range: item.range }]
      : [];
  });
}

/** The keyword a word was probably meant to be; keywords and very short words are meant as they are. */
function nearKeyword({ image }: IToken): string | undefined {
  return image.length < 3 || RESERVED_WORDS.has(image)
    ? undefined
    : nearestName(image, INNER_WORDS);
}

function brokenItem(slice: readonly IToken[]): ItemSyntax {
  const first = slice[0] as IToken;
  const last = slice[slice.length - 1] as IToken;
  const nameToken = slice.slice(1, 3).find((t) => t.tokenType === T.Name);
  const range = { start: first.startOffset, end: endOf(last) };
  return {
    kind: "broken",
    word: first.image,
    range,
    ...(nameToken === undefined
      ? {}
      : { name: { text: nameToken.image, range: rangeOf(nameToken) } }),
  };
}

function rangeOf(token: IToken): TextRange {
  return { start: token.startOffset, end: endOf(token) };
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function tokenSyntax(token: IToken): TokenSyntax {
  return {
    image: token.image,
    type: token.tokenType.name,
    start: token.startOffset,
    end: endOf(token),
  };
}
