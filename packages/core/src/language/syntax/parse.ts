/**
 * From text to syntax tree. Items begin with reserved words, so the token stream is cut into items
 * first, iteratively and in linear time (`itemBounds.ts`); each item is then read by the grammar on
 * its own. One mistake spoils one item, and blocks may nest without costing stack.
 */
import type { IToken } from "chevrotain";
import type { Diagnostic } from "../../base/index.ts";
import type {
  ExpressionSyntax,
  IndexBinding,
  ItemSyntax,
  SyntaxTree,
  TokenSyntax,
} from "./syntax.ts";
import { checkpoint, nearestName } from "../../base/index.ts";
import { asBroken, brokenItem } from "./brokenItems.ts";
import { ItemParser, ruleFor } from "./grammar.ts";
import { headerBrace, isItemWord, itemEnd } from "./itemBounds.ts";
import * as messages from "../messages.ts";
import { DEEPEST_BRACKETS, DEEPEST_NESTING, TooDeep } from "./operators.ts";
import { deepestBracket, explainMismatch } from "./syntaxMistakes.ts";
import { endOf, rangeOf } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";
import { badEscape } from "./words.ts";
import { nameKeywords } from "./wordsAsNames.ts";

/** Longest text the parser accepts, in UTF-16 units. */
const LONGEST_TEXT = 4_000_000;
const MOST_SYNTAX_ERRORS = 100;
const DEEPEST_BLOCK = 64;

let sharedParser: ItemParser | undefined;

/** The syntax tree of a text, with its errors. Never throws; linear in the length of the text. */
export function parse(text: string, longest = LONGEST_TEXT): SyntaxTree {
  if (text.length > longest) return failed(text, messages.fileTooLarge(text.length, longest));
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
    nameKeywords(text, this.#tokens);
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
    for (const token of this.#tokens) this.#reportQuotes(token);
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

  /** What is wrong inside the quotation marks or back-ticks of a token. */
  #reportQuotes(token: IToken): void {
    const { tokenType, image } = token;
    if (tokenType !== T.QuotedName && tokenType !== T.StringLiteral) return;
    if (tokenType === T.QuotedName && image.length === 2)
      this.#report(messages.emptyName(rangeOf(token)));
    const bad = image.includes("\\u{") ? badEscape(image) : undefined;
    if (bad === undefined) return;
    const start = token.startOffset + bad.start;
    this.#report(messages.badEscape({ start, end: token.startOffset + bad.end }));
  }

  #report(diagnostic: Diagnostic): void {
    this.#errors++;
    if (this.#errors <= MOST_SYNTAX_ERRORS) this.#diagnostics.push(diagnostic);
  }

  get #items(): ItemSyntax[] {
    return this.#blocks[this.#blocks.length - 1]?.items ?? this.#top;
  }

  #readOne(): void {
    checkpoint();
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
    const end = itemEnd(this.#text, this.#tokens, this.#at);
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
    this.#report(explainMismatch(error.message, error.token, slice, this.#tokens[this.#at]));
    return undefined;
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
      (next === T.Name || next === T.QuotedName || next === T.StringLiteral) &&
      keyword !== T.For &&
      keyword !== T.If
    ) {
      const errors = this.#diagnostics.length;
      const end = itemEnd(this.#text, this.#tokens, this.#at);
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
      const end = itemEnd(this.#text, this.#tokens, this.#at);
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
    if (block.isBroken === true) {
      const kept = this.#items;
      for (const item of asBroken(block.items)) kept.push(item);
    } else if (block.kind === "for") {
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
}

const ALWAYS: ExpressionSyntax = {
  kind: "boolean",
  value: true,
  range: { start: 0, end: 0 },
  depth: 1,
};
function tokenSyntax(token: IToken): TokenSyntax {
  return {
    image: token.image,
    type: token.tokenType.name,
    start: token.startOffset,
    end: endOf(token),
  };
}
