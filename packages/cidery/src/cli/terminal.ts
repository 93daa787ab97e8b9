/**
 * What the command talks to: two streams of text, an input, and whether colours are welcome. The
 * commands take it as an argument, so that tests run them without a process.
 */
import type { Diagnostic } from "@cidery/core";
import type { Paint } from "./paint.ts";
import { paintFor } from "./paint.ts";

export interface Terminal {
  /** Words for the reader. What a model brings of control characters is shown, not sent. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A file's content: byte for byte into a pipe or a file, shown like words where a person reads. */
  readonly data: (text: string) => void;
  /** Everything on standard input, for the file name `-`; bytes may be in any encoding. */
  readonly readInput: () => Promise<string | Uint8Array>;
  readonly paint: Paint;
  readonly columns: number;
  /** Progress may be drawn over and over only where a person watches. */
  readonly interactive: boolean;
  /** Calls back when the user presses Ctrl-C; returns what stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** The moment, of `Date.now`, at which work is told to stop (`--time-limit`). */
  readonly until?: number;
  readonly workingFolder: string;
  /** Absolute folders that models may extend files of, beside their own tree (`--allow`). */
  readonly allowed?: readonly string[];
  /** Takes the errors found in a text instead of `err`: with `--json` they are printed as JSON. */
  readonly takeError?: (source: NamedText, error: Diagnostic) => void;
  /** Takes warnings as well as `err` gets them: with `--json` they are in what is printed. */
  readonly takeWarning?: (source: NamedText, warning: Diagnostic) => void;
}

/** A text and how messages call it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
  /** Absolute path, where it is a file. */
  readonly path?: string;
}

/** 0: fine. 1: a claim fails, or what was asked is not so. 2: bad input. */
export type ExitCode = 0 | 1 | 2;

/** The terminal of this process: honours NO_COLOR, FORCE_COLOR and pipes. */
export function processTerminal(): Terminal {
  const { env, stdout, stderr, stdin } = process;
  const wanted = env["NO_COLOR"] === undefined || env["NO_COLOR"] === "";
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  // A pipe has no `isTTY` at all.
  const colours = wanted && (forced || (stdout.isTTY === true && env["TERM"] !== "dumb"));
  const { paint, shown } = paintFor(colours);
  return {
    out: (text) => void stdout.write(shown(text)),
    err: (text) => void stderr.write(shown(text)),
    data: (text) => void stdout.write(stdout.isTTY === true ? shown(text) : text),
    async readInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks);
    },
    paint,
    columns: stdout.columns ?? (Number(env["COLUMNS"]) || 100),
    interactive: stderr.isTTY === true,
    onInterrupt(listener) {
      process.once("SIGINT", listener);
      return () => void process.removeListener("SIGINT", listener);
    },
    workingFolder: process.cwd(),
  };
}

/** Thrown by a command to end with exit code 2 and one message; never shows a stack trace. */
export class BadInput extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.name = "BadInput";
    this.hint = hint;
  }
}
