/**
 * The canonical layout of a `.cid` text. Works on tokens and comments, so nothing is lost: items
 * start on their own line, blocks are indented by two, spaces are normal, at most one blank line
 * in a row, names of neighbouring variables lined up. Line breaks the author put inside an item
 * stay, indented by two and by two more for each open bracket. Lines end as most of them did, and a
 * byte order mark stays. Formatting twice changes nothing.
 */
import type { Diagnostic } from "../../base/index.ts";
import type { CommentSyntax, SyntaxTree, TokenSyntax } from "../syntax/syntax.ts";
import * as messages from "../messages.ts";
import { formOf, withForm, withoutForm } from "./lineEnds.ts";
import { parse } from "../syntax/parse.ts";
import { lex } from "../syntax/tokens.ts";
import { nameKeywords } from "../syntax/wordsAsNames.ts";

export interface FormattedText {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The text in canonical layout; unchanged when it has syntax errors. */
export function format(text: string): string {
  return formatModel(text).text;
}

/** As `format`, with the syntax errors that kept the text as it is. */
export function formatModel(text: string): FormattedText {
  const tree = parse(text);
  if (tree.diagnostics.some((d) => d.severity === "error"))
    return { text, diagnostics: tree.diagnostics };
  const plain = withoutForm(text);
  const formatted = layOut(plain === text ? tree : parse(plain));
  if (!sameWords(plain, formatted)) {
    const fault = messages.textUnfaithful("the layout would change its words");
    return { text, diagnostics: [...tree.diagnostics, fault] };
  }
  return { text: withForm(formatted, formOf(text)), diagnostics: tree.diagnostics };
}

/** Does a text consist of the same tokens and comments? Only blanks and line breaks may differ. */
function sameWords(before: string, after: string): boolean {
  const [left, right] = [before, after].map((text) => {
    const { tokens, comments } = lex(text);
    nameKeywords(text, tokens);
    return { tokens, comments };
  }) as [Words, Words];
  return (
    left.tokens.length === right.tokens.length &&
    left.comments.length === right.comments.length &&
    left.tokens.every((token, i) => {
      const other = right.tokens[i];
      return token.image === other?.image && token.tokenType === other.tokenType;
    })
  );
}

type Words = Pick<ReturnType<typeof lex>, "tokens" | "comments">;

interface Line {
  indent: number;
  code: string;
  comment: string;
  blankBefore: boolean;
  /** The line goes on with an item, or is a comment. */
  continues: boolean;
}

function layOut(tree: SyntaxTree): string {
  const layout = new Layout(tree);
  let tokenAt = 0;
  let commentAt = 0;
  while (tokenAt < tree.tokens.length || commentAt < tree.comments.length) {
    const token = tree.tokens[tokenAt];
    const comment = tree.comments[commentAt];
    if (comment !== undefined && (token === undefined || comment.range.start < token.start)) {
      layout.comment(comment);
      commentAt++;
    } else if (token !== undefined) {
      layout.token(token, tree.tokens[tokenAt + 1]);
      tokenAt++;
    }
  }
  return layout.finish();
}

const KINDS: ReadonlySet<string> = new Set(["chance", "decision", "utility"]);

class Layout {
  readonly #tree: SyntaxTree;
  readonly #lines: Line[] = [];
  #current: Line | undefined;
  #depth = 0;
  #previous: TokenSyntax | undefined;
  #previousEnd = 0;
  /** The next token must begin a line: after a brace, a line comment, an item. */
  #breakNext = true;
  #inItem = false;
  #lastWasComment = false;
  /** Open brackets inside the current item; "index" for those of `S[t+1]`, which are set tight. */
  readonly #open: ("index" | "other")[] = [];

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
  }

  comment(comment: CommentSyntax): void {
    const breaks = this.#breaksBefore(comment.range.start);
    const text = comment.text.replace(/[ \t\r]+$/gm, "");
    const isLine = text.startsWith("//");
    const sameLine = breaks === 0 && this.#current !== undefined;
    if (sameLine && this.#current !== undefined) {
      if (isLine || this.#endsLine(comment)) {
        this.#current.comment =
          this.#current.comment === "" ? text : `${this.#current.comment} ${text}`;
        this.#breakNext = true;
      } else this.#current.code += `${this.#current.code.endsWith(" ") ? "" : " "}${text}`;
    } else {
      const indent =
        this.#inItem && !this.#itemOverAfter(comment)
          ? this.#depth + 1 + this.#open.length
          : this.#depth;
      this.#newLine(indent, breaks > 1);
      const line = this.#current as unknown as Line;
      if (isLine || this.#endsLine(comment)) {
        line.comment = text;
        line.continues = true;
        this.#breakNext = true;
      } else line.code = text;
    }
    this.#previousEnd = comment.range.end;
    this.#lastWasComment = true;
  }

  token(token: TokenSyntax, next: TokenSyntax | undefined): void {
    const role = this.#tree.roles.get(token.start);
    const breaks = this.#breaksBefore(token.start);
    const isBlockEnd = role === "block" && token.image === "}";
    const isElse = role === "block" && token.image === "else";
    if (isBlockEnd) {
      this.#depth--;
      this.#inItem = false;
    }
    const startsLine =
      isBlockEnd ||
      (role === "item" && !this.#continuesElse(token)) ||
      this.#breakNext ||
      (breaks > 0 && !isElse && role !== "block" && role !== "item");
    if (startsLine && !(isElse && this.#current !== undefined && this.#current.comment === "")) {
      const continues = this.#inItem && role !== "item" && !isBlockEnd && !isElse;
      const closes =
        continues && (token.image === "}" || token.image === ")" || token.image === "]");
      const indent = continues
        ? this.#depth + 1 + Math.max(0, this.#open.length - (closes ? 1 : 0))
        : this.#depth;
      this.#newLine(indent, breaks > 1 && !isBlockEnd && !this.#afterBlockStart());
      const line = this.#current as unknown as Line;
      line.code = token.image;
      line.continues = continues;
    } else {
      const line = this.#current as Line;
      const space = line.code === "" ? "" : this.#lastWasComment ? " " : this.#spaceBefore(token);
      line.code += space + token.image;
    }
    this.#breakNext = false;
    if (role === "item") {
      this.#inItem = true;
      this.#open.length = 0;
    }
    if (role !== "block") this.#trackBracket(token);
    if (role === "block" && token.image === "{") {
      this.#depth++;
      this.#inItem = false;
      this.#breakNext = true;
    } else if (isBlockEnd)
      this.#breakNext =
        next === undefined || this.#tree.roles.get(next.start) !== "block" || next.image !== "else";
    this.#previous = token;
    this.#previousEnd = token.end;
    this.#lastWasComment = false;
  }

  #trackBracket(token: TokenSyntax): void {
    const { image } = token;
    if (image === "[")
      this.#open.push(
        this.#previous !== undefined && this.#isIndexed(this.#previous) ? "index" : "other",
      );
    else if (image === "(" || image === "{") this.#open.push("other");
    else if (image === ")" || image === "]" || image === "}") this.#open.pop();
  }

  finish(): string {
    this.#alignKinds();
    this.#alignComments();
    const text = this.#lines
      .map(({ indent, code, comment, blankBefore }, i) => {
        const gap = code !== "" && comment !== "" ? "  " : "";
        const line = `${"  ".repeat(indent)}${code}${gap}${comment}`.trimEnd();
        return `${blankBefore && i > 0 ? "\n" : ""}${line}`;
      })
      .join("\n");
    return text === "" ? "" : `${text}\n`;
  }

  #newLine(indent: number, blankBefore: boolean): void {
    this.#current = { indent, code: "", comment: "", blankBefore, continues: false };
    this.#lines.push(this.#current);
  }

  /** Line breaks between the end of what was written last and an offset. */
  #breaksBefore(offset: number): number {
    const between = this.#tree.text.slice(this.#previousEnd, offset);
    let count = 0;
    for (let at = between.indexOf("\n"); at !== -1; at = between.indexOf("\n", at + 1)) count++;
    return count;
  }

  #endsLine(comment: CommentSyntax): boolean {
    const rest = this.#tree.text.slice(comment.range.end);
    return /^[ \t\r]*(?:\n|$)/.test(rest.slice(0, 1000));
  }

  #nextToken(offset: number): TokenSyntax | undefined {
    const { tokens } = this.#tree;
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle] as TokenSyntax).start < offset) low = middle + 1;
      else high = middle;
    }
    return tokens[low];
  }

  #itemOverAfter(comment: CommentSyntax): boolean {
    const next = this.#nextToken(comment.range.end);
    return (
      next === undefined || this.#tree.roles.get(next.start) === "item" || this.#isBlockEnd(next)
    );
  }

  #isBlockEnd(token: TokenSyntax): boolean {
    return token.image === "}" && this.#tree.roles.get(token.start) === "block";
  }

  #afterBlockStart(): boolean {
    const previous = this.#previous;
    return (
      !this.#lastWasComment &&
      previous !== undefined &&
      previous.image === "{" &&
      this.#tree.roles.get(previous.start) === "block"
    );
  }

  /** `else if` stays on one line. */
  #continuesElse(token: TokenSyntax): boolean {
    return token.image === "if" && this.#previous?.image === "else" && !this.#lastWasComment;
  }

  #spaceBefore(token: TokenSyntax): string {
    const previous = this.#previous as TokenSyntax;
    const before = previous.image;
    const { image } = token;
    const role = this.#tree.roles.get(token.start);
    const previousRole = this.#tree.roles.get(previous.start);
    if (image === "," || image === ")" || image === "]") return "";
    if (image === ":") return role === "declaration-colon" ? " " : "";
    if (image === ".." || before === "..") return "";
    if (image === "." || before === ".") return "";
    if (before === "(" || before === "[") return "";
    if (previousRole === "prefix") return "";
    const isIndex = this.#open[this.#open.length - 1] === "index";
    if (isIndex && (TIGHT.has(image) || TIGHT.has(before))) return "";
    if (this.#inRange(token) || this.#inRange(previous)) return "";
    if (image === "{" && role === "block") return " ";
    if (before === "{") return previousRole === "block" || this.#isMatchBrace(previous) ? " " : "";
    if (image === "}") return role === "block" || this.#closesMatch(token) ? " " : "";
    if (image === "(") return this.#isCallee(previous) ? "" : " ";
    if (image === "[") return this.#isIndexed(previous) ? "" : " ";
    return " ";
  }

  #isCallee(previous: TokenSyntax): boolean {
    return (
      previous.type === "Name" ||
      previous.type === "QuotedName" ||
      previous.type === "KeywordAgent" ||
      SOFT.has(previous.type)
    );
  }

  #isIndexed(previous: TokenSyntax): boolean {
    return this.#isCallee(previous) || previous.image === ")" || previous.image === "]";
  }

  #matchBraces: ReadonlySet<number> | undefined;

  /** Braces of `match` and of weights, which are set off by spaces, opening and closing. */
  #matches(): ReadonlySet<number> {
    if (this.#matchBraces !== undefined) return this.#matchBraces;
    const found = new Set<number>();
    const open: { start: number; isMatch: boolean }[] = [];
    for (const { image, start } of this.#tree.tokens) {
      const top = open[open.length - 1];
      if (image === "{") open.push({ start, isMatch: false });
      else if ((image === "=>" || image === ":") && top !== undefined) top.isMatch = true;
      else if (image === "}") {
        const closed = open.pop();
        if (closed?.isMatch === true) {
          found.add(closed.start);
          found.add(start);
        }
      }
    }
    this.#matchBraces = found;
    return found;
  }

  #rangeOperators: ReadonlySet<number> | undefined;

  /** Operators in the bounds of a range, `1..T-1`, which are set tight. */
  #inRange(token: TokenSyntax): boolean {
    if (!TIGHT.has(token.image)) return false;
    if (this.#rangeOperators === undefined) {
      const found = new Set<number>();
      const { tokens } = this.#tree;
      for (const [at, { image }] of tokens.entries()) {
        if (image !== "..") continue;
        for (const step of [-1, 1]) {
          for (let i = at + step; isBoundToken(tokens[i]); i += step) {
            if (TIGHT.has((tokens[i] as TokenSyntax).image))
              found.add((tokens[i] as TokenSyntax).start);
          }
        }
      }
      this.#rangeOperators = found;
    }
    return this.#rangeOperators.has(token.start);
  }

  #isMatchBrace(token: TokenSyntax): boolean {
    return this.#matches().has(token.start);
  }

  #closesMatch(token: TokenSyntax): boolean {
    return this.#matches().has(token.start);
  }

  /** In a run of neighbouring lines that declare variables, names start in one column. */
  #alignKinds(): void {
    let run: Line[] = [];
    const flush = (): void => {
      const width = Math.max(...run.map((line) => kindOf(line).length));
      for (const line of run) {
        const kind = kindOf(line);
        line.code = `${kind.padEnd(width)}${line.code.slice(kind.length)}`;
      }
      run = [];
    };
    for (const line of this.#lines) {
      const declares = KINDS.has(kindOf(line));
      const continues = !declares && line.continues;
      if (!continues && (!declares || line.blankBefore || line.indent !== run[0]?.indent)) flush();
      if (declares) run.push(line);
    }
    flush();
  }

  /** Comments at the end of neighbouring lines start in one column. */
  #alignComments(): void {
    let run: Line[] = [];
    const flush = (): void => {
      const widths = run.map((line) => line.indent * 2 + Array.from(line.code).length);
      const widest = widths.reduce((most, width) => Math.max(most, width), 0);
      const narrowest = widths.reduce((least, width) => Math.min(least, width), widest);
      if (run.length > 1 && widest - narrowest <= 40) {
        for (const [i, line] of run.entries())
          line.code += " ".repeat(widest - (widths[i] as number));
      }
      run = [];
    };
    for (const line of this.#lines) {
      const trails =
        line.comment !== "" &&
        line.code !== "" &&
        !line.code.includes("\n") &&
        !line.comment.includes("\n");
      if (!trails || line.blankBefore) flush();
      if (trails) run.push(line);
    }
    flush();
  }
}

/** Operators without spaces inside an index. */
const TIGHT: ReadonlySet<string> = new Set(["+", "-", "*"]);

const SOFT: ReadonlySet<string> = new Set([
  "KeywordWithin",
  "KeywordSeeds",
  "KeywordOf",
  "KeywordLink",
  "KeywordClaims",
  "KeywordStory",
  "KeywordAsk",
]);

function isBoundToken(token: TokenSyntax | undefined): boolean {
  return (
    token !== undefined &&
    (token.type === "Name" ||
      token.type === "QuotedName" ||
      token.type === "Number" ||
      TIGHT.has(token.image))
  );
}

/** The first word of a line. */
function kindOf({ code }: Line): string {
  const end = code.indexOf(" ");
  return end === -1 ? code : code.slice(0, end);
}
