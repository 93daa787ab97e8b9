/** How a diagnostic is put together: code, place, related places, hint, fixes. */
import type { Diagnostic, QuickFix, RelatedPlace, Severity, TextRange } from "../../base/index.ts";
import type { DiagnosticCode } from "./codes.ts";
import { writeName } from "../syntax/words.ts";

/** A place that knows its file, when it is not the file being loaded. */
export interface Place {
  readonly range: TextRange;
  readonly file?: string;
}

export interface Extras {
  readonly severity?: Severity;
  readonly related?: readonly (RelatedPlace | undefined)[];
  readonly hint?: string | undefined;
  readonly fixes?: readonly QuickFix[];
}

export function diagnostic(
  code: DiagnosticCode,
  message: string,
  at: TextRange | Place | undefined,
  extras: Extras = {},
): Diagnostic {
  const place = at === undefined ? undefined : "range" in at ? at : { range: at };
  const related = (extras.related ?? []).filter((r) => r !== undefined);
  return {
    code,
    severity: extras.severity ?? "error",
    message,
    ...(place === undefined ? {} : { range: place.range }),
    ...(place?.file === undefined ? {} : { file: place.file }),
    ...(related.length === 0 ? {} : { related }),
    ...(extras.hint === undefined ? {} : { hint: extras.hint }),
    ...(extras.fixes === undefined || extras.fixes.length === 0 ? {} : { fixes: extras.fixes }),
  };
}

export function related(place: Place | undefined, message: string): RelatedPlace | undefined {
  return place === undefined ? undefined : { ...place, message };
}

export function didYouMean(near: string | undefined, otherwise?: string): string | undefined {
  return near === undefined ? otherwise : `did you mean \`${near}\`?`;
}

export function replaceWith(at: Place, near: string | undefined): readonly QuickFix[] {
  if (near === undefined) return [];
  return [{ title: `Change to \`${near}\``, edits: [{ range: at.range, newText: near }] }];
}

/** Replaces a name by another, written so that it is read as a name. */
export function renameTo(at: Place, near: string | undefined): readonly QuickFix[] {
  return replaceWith(at, near === undefined ? undefined : writeName(near));
}

/** At most eight of the names, for a hint. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  return names.length > 8 ? `${shown.join(", ")}, …` : shown.join(", ");
}

export function clip(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
