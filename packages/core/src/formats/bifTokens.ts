/** Words and punctuation of a BIF text. Comments and white space vanish; quotes are optional. */
import type { Diagnostic, TextRange } from "../base/index.ts";

/** A fault of the text, thrown inside the reader and turned into a diagnostic. */
export class BifFault extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"([^"]*)"|[{}()[\],;|]|[^\s{}()[\],;|"]+/g;
const PUNCTUATION = new Set("{}()[],;|");

export class BifTokens {
  /** Index of the next token. */
  position = 0;
  readonly #texts: string[] = [];
  readonly #starts: number[] = [];
  readonly #isWord: boolean[] = [];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (const match of text.matchAll(TOKEN)) {
      const token = match[0];
      if (token.startsWith("//") || token.startsWith("/*")) continue;
      this.#texts.push(match[1] ?? token);
      this.#starts.push(match.index);
      this.#isWord.push(!PUNCTUATION.has(token));
    }
  }

  get atEnd(): boolean {
    return this.position >= this.#texts.length;
  }

  word(what: string): string {
    if (this.atEnd || this.#isWord[this.position] !== true) throw this.#expected(what);
    return this.#texts[this.position++] as string;
  }

  number(): number {
    const at = this.position;
    const text = this.word("a number");
    const value = Number(text);
    if (!Number.isFinite(value)) throw this.fault(`"${text}" is not a number`, at);
    return value;
  }

  accept(mark: string): boolean {
    if (this.#texts[this.position] !== mark || this.#isWord[this.position] !== false) return false;
    this.position++;
    return true;
  }

  expect(mark: string): void {
    if (!this.accept(mark)) throw this.#expected(`"${mark}"`);
  }

  /** Moves to the next such mark, which is left for `expect`. */
  skipTo(mark: string): void {
    while (!this.atEnd && this.#texts[this.position] !== mark) this.position++;
  }

  /** Skips a block in braces, whatever is in it. */
  skipBlock(): void {
    this.expect("{");
    for (let depth = 1; depth > 0; this.position++) {
      if (this.atEnd) throw this.#expected('"}"');
      if (this.#isWord[this.position]) continue;
      if (this.#texts[this.position] === "{") depth++;
      if (this.#texts[this.position] === "}") depth--;
    }
  }

  rangeAt(position: number): TextRange {
    const start = this.#starts[position] ?? this.#length;
    return { start, end: start + (this.#texts[position]?.length ?? 0) };
  }

  fault(message: string, position: number = this.position): BifFault {
    return new BifFault({
      code: "bif-syntax",
      severity: "error",
      message,
      range: this.rangeAt(position),
    });
  }

  #expected(what: string): BifFault {
    const found = this.atEnd ? "the end of the file" : `"${this.#texts[this.position]}"`;
    return this.fault(`expected ${what}, found ${found}`);
  }
}
