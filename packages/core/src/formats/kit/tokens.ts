/**
 * The one tokeniser of all text formats. A format says which comments, marks and quotes it has;
 * words are runs of anything else. Places are kept in typed arrays: the largest networks have
 * millions of tokens.
 */
import type { TextRange } from "../../base/index.ts";
import { refuse } from "./fault.ts";

/** What a format's text is made of. */
export interface Lexicon {
  readonly comments?: readonly ("//" | "/*" | "#" | "%")[];
  /** Each is a token of its own, longest first. */
  readonly marks?: readonly string[];
  /** Texts in quotation marks; with `escapes`, `\"` and `\\` stand for `"` and `\`. */
  readonly quotes?: "plain" | "escapes";
  /** Characters that separate like blanks. */
  readonly blanks?: string;
  /** The code of what is said about the grammar. */
  readonly code?: string;
}

const WORD = 0;
const TEXT = 1;
const MARK = 2;

export type TokenKind = "word" | "text" | "mark" | "end";
const KINDS: readonly TokenKind[] = ["word", "text", "mark"];

const COMMENTS = {
  "//": { whole: String.raw`\/\/[^\n]*`, start: String.raw`\/\/` },
  "/*": { whole: String.raw`\/\*[\s\S]*?(?:\*\/|$)`, start: String.raw`\/\*` },
  "#": { whole: String.raw`#[^\n]*`, start: "#" },
  "%": { whole: String.raw`%[^\n]*`, start: "%" },
} as const;

export class Tokens {
  /** Index of the next token. */
  position = 0;
  readonly #texts: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #kinds: number[] = [];
  readonly #length: number;
  readonly #code: string;
  readonly #file: string | undefined;

  /** @param file named in places when it is not the file that was asked for */
  constructor(text: string, lexicon: Lexicon, file?: string) {
    this.#length = text.length;
    this.#code = lexicon.code ?? "format-error";
    this.#file = file;
    for (const match of text.matchAll(pattern(lexicon))) {
      const groups = match.groups as Record<string, string | undefined>;
      if (groups["comment"] !== undefined) continue;
      const token = match[0];
      this.#starts.push(match.index);
      this.#ends.push(match.index + token.length);
      const quoted = groups["text"];
      if (quoted !== undefined) {
        this.#kinds.push(TEXT);
        this.#texts.push(lexicon.quotes === "escapes" ? quoted.replace(/\\([^])/gu, "$1") : quoted);
      } else {
        this.#kinds.push(groups["mark"] === undefined ? WORD : MARK);
        this.#texts.push(token);
        if (token === '"' && lexicon.quotes !== undefined) {
          this.fault('this text has no closing "', this.#texts.length - 1);
        }
      }
    }
  }

  get atEnd(): boolean {
    return this.position >= this.#texts.length;
  }

  kind(ahead = 0): TokenKind {
    return KINDS[this.#kinds[this.position + ahead] ?? -1] ?? "end";
  }

  /** The text of a token ahead; undefined behind the end. */
  peek(ahead = 0): string | undefined {
    return this.#texts[this.position + ahead];
  }

  /** Whether a mark comes next. */
  isMark(mark: string, ahead = 0): boolean {
    const at = this.position + ahead;
    return this.#texts[at] === mark && this.#kinds[at] === MARK;
  }

  /** A bare word or a quoted text. */
  word(what: string): string {
    if (this.kind() === "mark" || this.atEnd) this.expected(what);
    return this.#texts[this.position++] as string;
  }

  /** A quoted text. */
  text(what: string): string {
    if (this.kind() !== "text") this.expected(what);
    return this.#texts[this.position++] as string;
  }

  optionalText(): string | undefined {
    return this.kind() === "text" ? this.#texts[this.position++] : undefined;
  }

  /** A number; `NaN` and `inf` are numbers too, to be refused where they are meant. */
  number(what = "a number"): number {
    const at = this.position;
    const text = this.word(what);
    const value = numberFrom(text);
    if (value === undefined) this.fault(`${what} is expected, "${text}" is not a number`, at);
    return value;
  }

  /** A number that is neither infinite nor NaN. */
  finite(what = "a number"): number {
    const value = this.number(what);
    if (Number.isFinite(value)) return value;
    this.position--;
    this.fault(`${what} is ${this.#asWritten()}; it must be a finite number`);
  }

  /** A whole number from `low` to below `bound`. */
  count(what: string, bound = 2 ** 31, low = 0): number {
    const value = this.number(what);
    if (Number.isInteger(value) && value >= low && value < bound) return value;
    this.position--;
    this.fault(
      `${what} is ${this.#asWritten()}; it must be a whole number from ${low} to ${bound - 1}`,
    );
  }

  /** What stands at the position, as long as people read it: 0/0 rather than what it comes to. */
  #asWritten(): string {
    const text = this.peek() ?? "";
    return text.length > 20 ? `${text.slice(0, 20)}…` : text;
  }

  accept(mark: string): boolean {
    if (!this.isMark(mark)) return false;
    this.position++;
    return true;
  }

  expect(mark: string, before?: string): void {
    if (!this.accept(mark)) {
      this.expected(before === undefined ? `"${mark}"` : `"${mark}" before ${before}`);
    }
  }

  /** Items up to the mark that closes them; commas and other blanks are the lexicon's business. */
  until<T>(mark: string, what: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.accept(mark)) {
      if (this.atEnd) this.fault(`the list of ${what} has no closing ${mark}`);
      items.push(item());
    }
    return items;
  }

  /** Moves to the next such mark, which is left for `expect`. */
  skipTo(mark: string): void {
    while (!this.atEnd && !this.isMark(mark)) this.position++;
  }

  /** Skips a block in braces, whatever is in it. */
  skipBlock(open = "{", close = "}"): void {
    this.expect(open);
    for (let depth = 1; depth > 0; this.position++) {
      if (this.atEnd) this.expected(`"${close}"`);
      if (this.isMark(open)) depth++;
      else if (this.isMark(close)) depth--;
    }
  }

  rangeAt(position: number): TextRange {
    const start = this.#starts[position] ?? this.#length;
    return { start, end: this.#ends[position] ?? start };
  }

  /** The place of a token, for a diagnostic. */
  placeAt(position: number = this.position): { range: TextRange; file?: string } {
    const range = this.rangeAt(position);
    return this.#file === undefined ? { range } : { range, file: this.#file };
  }

  /** Ends the reading at a token. */
  fault(message: string, position: number = this.position, hint?: string): never {
    return refuse(this.#code, message, this.placeAt(position), hint);
  }

  expected(what: string): never {
    return this.fault(`expected ${what}, found ${this.found()}`);
  }

  /** The next token as messages call it. */
  found(): string {
    return this.atEnd ? "the end of the file" : JSON.stringify(this.#texts[this.position]);
  }
}

/** The first thousands of characters of a text, from where its leading comments end. */
export function withoutLeadingComments(text: string): string {
  const comment = /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[#%][^\n]*/y;
  comment.lastIndex = 0;
  let at = 0;
  while (comment.test(text)) at = comment.lastIndex;
  return text.slice(at, at + 20_000);
}

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\/(\d+(?:\.\d*)?))?$/u;
const NOT_FINITE = /^([+-]?)(?:inf(?:inity)?|(nan))$/iu;

/** A decimal, a rational such as 1/30, `inf` or `nan`; undefined for anything else. */
export function numberFrom(text: string): number | undefined {
  const parts = NUMBER.exec(text);
  if (parts !== null) return Number(parts[1]) / Number(parts[2] ?? 1);
  const special = NOT_FINITE.exec(text);
  if (special === null) return undefined;
  if (special[2] !== undefined) return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const patterns = new WeakMap<Lexicon, RegExp>();

function pattern(lexicon: Lexicon): RegExp {
  const known = patterns.get(lexicon);
  if (known !== undefined) return known;
  const { comments = [], marks = [], quotes, blanks = "" } = lexicon;
  const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const single = marks.filter((mark) => mark.length === 1).join("") + blanks;
  const stops = [
    ...comments.map((comment) => COMMENTS[comment].start),
    ...marks.filter((mark) => mark.length > 1).map(escaped),
  ];
  const guard = stops.length === 0 ? "" : `(?!${stops.join("|")})`;
  const quote = quotes === undefined ? "" : '"';
  const text = quotes === "escapes" ? String.raw`(?:[^"\\]|\\[^])*` : '[^"]*';
  const parts = [
    ...(comments.length === 0
      ? []
      : [`(?<comment>${comments.map((comment) => COMMENTS[comment].whole).join("|")})`]),
    ...(quotes === undefined ? [] : [`"(?<text>${text})"`]),
    ...(marks.length === 0 ? [] : [`(?<mark>${marks.map(escaped).join("|")})`]),
    `(?:${guard}[^\\s${quote}${escaped(single)}])+`,
    ...(quotes === undefined ? [] : ['"']),
  ];
  const made = new RegExp(parts.join("|"), "g");
  patterns.set(lexicon, made);
  return made;
}
