/**
 * A diagnostic is what Cidery says about bad input: a stable code, a place, a related place, and
 * a way out. The command, the editor and the language server print the same ones.
 */
import type { TextRange } from "./textRange.ts";

/**
 * An error: there is no result. A warning: there is one, to be looked at. An info: nothing to do.
 */
export type Severity = "error" | "warning" | "info";

/** A replacement of one stretch of text. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A repair a user may accept with one action. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Another place that a diagnostic is about: where a name was declared before, say. */
export interface RelatedPlace {
  /** The file the place is in; the diagnostic's own file when absent. */
  readonly file?: string;
  readonly range?: TextRange;
  readonly message: string;
}

/**
 * Something to say about a text or a file: a code that never changes, a message, a place and,
 * where there is one, a way out.
 */
export interface Diagnostic {
  /** Stable, kebab-case: `unknown-name`, `probabilities-do-not-sum`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, one sentence without a final full stop. */
  readonly message: string;
  /** Absent only when the whole file is meant (for example: it could not be read). */
  readonly range?: TextRange;
  /** The file the range is in, when it is not the file being analysed (`extends`). */
  readonly file?: string;
  readonly related?: readonly RelatedPlace[];
  /** What to do about it. */
  readonly hint?: string;
  readonly fixes?: readonly QuickFix[];
}

/** A value, or the reasons there is none. Warnings may accompany a value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
