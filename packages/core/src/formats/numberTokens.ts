/** Words of a plain table format, with places for messages. C-style block comments are skipped. */
import type { Diagnostic } from "../base/index.ts";

/** Thrown inside a reader, caught at its door and returned as a diagnostic. */
export class TableFormatError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(code: string, message: string, start: number, end: number, hint?: string) {
    super(message);
    this.name = "TableFormatError";
    const range = { start, end };
    this.diagnostic = {
      code,
      severity: "error",
      message,
      range,
      ...(hint === undefined ? {} : { hint }),
    };
  }
}

export class NumberTokens {
  readonly #text: string;
  readonly #words: RegExpExecArray[];
  #next = 0;

  constructor(text: string) {
    this.#text = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => " ".repeat(comment.length));
    this.#words = [...this.#text.matchAll(/[^\s;]+/g)];
  }

  get done(): boolean {
    return this.#next >= this.#words.length;
  }

  peek(): string | undefined {
    return this.#words[this.#next]?.[0];
  }

  word(what: string): string {
    const found = this.#words[this.#next];
    if (found === undefined) throw this.fault(`the text ends where ${what} should stand`);
    this.#next++;
    return found[0];
  }

  number(what: string): number {
    const word = this.word(what);
    const value = Number(word);
    if (!Number.isFinite(value)) {
      this.#next--;
      throw this.fault(`${word} stands where ${what} should`);
    }
    return value;
  }

  /** A whole number from `low` to below `bound`. */
  count(what: string, bound = 2 ** 31, low = 0): number {
    const value = this.number(what);
    if (Number.isInteger(value) && value >= low && value < bound) return value;
    this.#next--;
    throw this.fault(`${what} is ${value}, it must be a whole number from ${low} to ${bound - 1}`);
  }

  numbers(length: number, what: string): Float64Array {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = this.number(what);
    return values;
  }

  fault(message: string, hint?: string): TableFormatError {
    const at = this.#words[this.#next];
    const start = at === undefined ? this.#text.length : at.index;
    const end = at === undefined ? start : start + at[0].length;
    return new TableFormatError("format-error", message, start, end, hint);
  }
}
