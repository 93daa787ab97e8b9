/** An error found in a text as `--json` prints it: code, message, and line and column from 1. */
import type { Diagnostic } from "@cidery/core";
import type { NamedText } from "./terminal.ts";
import { lineColumnAt, lineStarts } from "@cidery/core/text";
import { companionText } from "./sources.ts";

export interface DiagnosticJson {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly severity: Diagnostic["severity"];
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export function diagnosticJson(source: NamedText, diagnostic: Diagnostic): DiagnosticJson {
  const { severity, code, message, range, file, hint } = diagnostic;
  // The place in another file (`extends`) cannot be counted in this one's lines.
  const text = file === undefined ? source.text : companionText(source, file);
  const place =
    range === undefined || text === undefined ? {} : lineColumnAt(lineStarts(text), range.start);
  return {
    file: file ?? source.name,
    ...place,
    severity,
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}
