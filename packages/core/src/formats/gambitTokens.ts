/**
 * The token stream that Gambit's .nfg and .efg files share: quoted texts, numbers (integers,
 * decimals, rationals such as 1/30), braces and bare words. Commas are white space there. Every
 * complaint is a Diagnostic at the token it is about.
 */
import type { Checked, Diagnostic, TextRange } from "../base/index.ts";

export type GambitToken =
  | { readonly kind: "text"; readonly text: string; readonly range: TextRange }
  | { readonly kind: "number"; readonly value: number; readonly range: TextRange }
  | { readonly kind: "open" | "close" | "end"; readonly range: TextRange }
  | { readonly kind: "word"; readonly text: string; readonly range: TextRange };

/** Reads a file with `parse`; a complaint thrown through `complain` becomes the result. */
export function readGambit<T>(source: string, parse: (tokens: GambitTokens) => T): Checked<T> {
  try {
    return { ok: true, value: parse(new GambitTokens(source)), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    return { ok: false, diagnostics: [error.diagnostic] };
  }
}

export class GambitTokens {
  readonly #tokens: readonly GambitToken[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  peek(ahead = 0): GambitToken {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as GambitToken;
  }

  next(): GambitToken {
    const token = this.peek();
    if (token.kind !== "end") this.#at++;
    return token;
  }

  /** The next token must be of this kind: "… expected, found …". */
  expect<K extends GambitToken["kind"]>(
    kind: K,
    wanted: string,
  ): Extract<GambitToken, { kind: K }> {
    const token = this.next();
    if (token.kind !== kind)
      complain("gambit-syntax", `${wanted} expected, found ${show(token)}`, token.range);
    return token as Extract<GambitToken, { kind: K }>;
  }

  /** The items between braces, each read by `item`. */
  list<T>(wanted: string, item: () => T): T[] {
    this.expect("open", `{ before ${wanted}`);
    const items: T[] = [];
    while (this.peek().kind !== "close") {
      if (this.peek().kind === "end") {
        complain("gambit-syntax", `the list of ${wanted} has no closing }`, this.peek().range);
      }
      items.push(item());
    }
    this.next();
    return items;
  }

  /** A text if one comes next. */
  optionalText(): string | undefined {
    const token = this.peek();
    if (token.kind !== "text") return undefined;
    this.next();
    return token.text;
  }

  /** A whole number ≥ `least`. */
  integer(wanted: string, least: number): { readonly value: number; readonly range: TextRange } {
    const token = this.expect("number", wanted);
    if (!Number.isInteger(token.value) || token.value < least) {
      complain(
        "gambit-syntax",
        `${wanted} is ${token.value}; it must be a whole number ≥ ${least}`,
        token.range,
      );
    }
    return token;
  }

  /** `EFG 2 R "title" { "player" … }`, or the same for NFG; version and kind of numbers. */
  header(format: "EFG" | "NFG", version: number): { title: string; players: string[] } {
    const word = this.next();
    if (word.kind !== "word" || word.text !== format) {
      complain(
        "gambit-format",
        `not a Gambit ${format} file: it starts with ${show(word)}, not ${format}`,
        word.range,
      );
    }
    const given = this.integer("the format's version", 1);
    if (given.value !== version) {
      complain(
        "gambit-format",
        `${format} version ${given.value} is not supported, only ${version}`,
        given.range,
      );
    }
    const precision = this.expect("word", "R or D");
    if (precision.text !== "R" && precision.text !== "D") {
      complain(
        "gambit-format",
        `R (rational) or D (decimal) expected, found ${show(precision)}`,
        precision.range,
      );
    }
    const title = this.expect("text", "the quoted title").text;
    const open = this.peek().range;
    const players = this.list("players", () => this.expect("text", "a quoted player name").text);
    if (players.length === 0) complain("gambit-syntax", "the game has no player", open);
    return { title, players };
  }
}

class Complaint extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** Ends the reading with a diagnostic. */
export function complain(code: string, message: string, range: TextRange, hint?: string): never {
  throw new Complaint({
    code,
    severity: "error",
    message,
    range,
    ...(hint === undefined ? {} : { hint }),
  });
}

export function show(token: GambitToken): string {
  switch (token.kind) {
    case "text":
      return JSON.stringify(token.text);
    case "number":
      return String(token.value);
    case "word":
      return token.text;
    case "open":
      return "{";
    case "close":
      return "}";
    case "end":
      return "the end of the file";
  }
}

/** Text with escapes, brace, or a run of anything else. */
const TOKEN = /"((?:[^"\\]|\\[^])*)"|[{}]|[^\s,{}"]+|"/gu;
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\/(\d+(?:\.\d*)?))?$/u;

function tokenize(source: string): GambitToken[] {
  const tokens: GambitToken[] = [];
  for (const match of source.matchAll(TOKEN)) {
    const range = { start: match.index, end: match.index + match[0].length };
    const lexeme = match[0];
    if (match[1] !== undefined) {
      tokens.push({ kind: "text", text: match[1].replace(/\\([^])/gu, "$1"), range });
    } else if (lexeme === "{" || lexeme === "}") {
      tokens.push({ kind: lexeme === "{" ? "open" : "close", range });
    } else if (lexeme === '"') {
      complain("gambit-syntax", 'this text has no closing "', range);
    } else if (/^[+\-.\d]/u.test(lexeme)) {
      tokens.push({ kind: "number", value: numberFrom(lexeme, range), range });
    } else tokens.push({ kind: "word", text: lexeme, range });
  }
  tokens.push({ kind: "end", range: { start: source.length, end: source.length } });
  return tokens;
}

function numberFrom(lexeme: string, range: TextRange): number {
  const parts = NUMBER.exec(lexeme);
  const value = parts === null ? Number.NaN : Number(parts[1]) / Number(parts[2] ?? 1);
  if (!Number.isFinite(value)) {
    complain("gambit-number", `${lexeme} is not a finite number such as 3, -0.5 or 1/30`, range);
  }
  return value;
}
