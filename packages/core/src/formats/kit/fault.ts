/**
 * How a reader gives up: a fault is thrown where it is found, with its place, and `reading` turns
 * it into the result at the reader's door. Notes (warnings) are collected on the way and come with
 * the result, whichever it is.
 */
import type { Diagnostic, Result, TextRange } from "../../base/index.ts";

/** A stretch of a file; `file` only when it is not the file that was asked for. */
export interface Place {
  readonly range?: TextRange;
  readonly file?: string;
}

class FileFault extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = "FileFault";
    this.diagnostic = diagnostic;
  }
}

/** Ends the reading. */
export function refuse(code: string, message: string, place: Place = {}, hint?: string): never {
  throw new FileFault(note("error", code, message, place, hint));
}

export function note(
  severity: Diagnostic["severity"],
  code: string,
  message: string,
  place: Place = {},
  hint?: string,
): Diagnostic {
  return { code, severity, message, ...place, ...(hint === undefined ? {} : { hint }) };
}

/** What a reader has to say beside its result. */
export class Notes {
  readonly diagnostics: Diagnostic[] = [];

  warn(code: string, message: string, place: Place = {}, hint?: string): void {
    this.diagnostics.push(note("warning", code, message, place, hint));
  }
}

/** Runs a reader; its fault becomes the answer. */
export function reading<T>(read: (notes: Notes) => T): Result<T> {
  const notes = new Notes();
  try {
    const value = read(notes);
    return { ok: true, value, diagnostics: notes.diagnostics };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ok: false, diagnostics: [...notes.diagnostics, error.diagnostic] };
  }
}
