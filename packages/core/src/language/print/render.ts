/**
 * A diagnostic as text for a terminal: place, code, message, the line with a caret, the related
 * places, what to do.
 */
import type { Diagnostic, TextRange } from "../../base/index.ts";
import { lineColumnAt, lineStarts } from "../../base/index.ts";

export interface RenderOptions {
  /** Name of the file the text is from; `<model>` when absent. */
  readonly file?: string;
  /** Use ANSI colours. */
  readonly color?: boolean;
  /** Texts of other files, for places in them. */
  readonly textOf?: (file: string) => string | undefined;
}

const RED = 31;
const YELLOW = 33;
const CYAN = 36;
const BOLD = 1;
const DIM = 2;
const WIDEST_LINE = 120;
const TAB = /\t/g;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F]/g;

/** One diagnostic of a text, several lines, without a final line break. */
export function renderDiagnostic(
  text: string,
  diagnostic: Diagnostic,
  options: RenderOptions = {},
): string {
  const paint = options.color === true ? ansi : plainText;
  const ownFile = options.file ?? "<model>";
  const file = diagnostic.file ?? ownFile;
  const tone = { error: RED, warning: YELLOW, info: CYAN }[diagnostic.severity];
  const sourceOf = (name: string | undefined): string | undefined =>
    name === undefined || name === ownFile ? text : options.textOf?.(name);
  const source = sourceOf(diagnostic.file);
  const lines: string[] = [
    `${place(source, file, diagnostic.range)} ${paint(`${diagnostic.severity}[${diagnostic.code}]`, tone)} ${paint(diagnostic.message, BOLD)}`,
    ...excerpt(source, diagnostic.range, (mark) => paint(mark, tone)),
  ];
  for (const related of diagnostic.related ?? []) {
    const relatedSource = related.file === undefined ? source : sourceOf(related.file);
    lines.push(
      `  ${place(relatedSource, related.file ?? file, related.range)} ${paint("note", DIM)} ${related.message}`,
    );
    lines.push(
      ...excerpt(relatedSource, related.range, (mark) => paint(mark, DIM)).map((l) => `  ${l}`),
    );
  }
  if (diagnostic.hint !== undefined) lines.push(`  ${paint("help", CYAN)} ${diagnostic.hint}`);
  return lines.join("\n");
}

function place(text: string | undefined, file: string, range: TextRange | undefined): string {
  if (text === undefined || range === undefined) return `${file}:`;
  const { line, column } = lineColumnAt(lineStarts(text), range.start);
  return `${file}:${line}:${column}:`;
}

/** The line of the range and carets under it; nothing when the text is not at hand. */
function excerpt(
  text: string | undefined,
  range: TextRange | undefined,
  paint: (mark: string) => string,
): string[] {
  if (text === undefined || range === undefined) return [];
  const starts = lineStarts(text);
  const { line, column } = lineColumnAt(starts, range.start);
  const lineStart = starts[line - 1] ?? 0;
  const lineEnd = text.indexOf("\n", lineStart);
  let content = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).replace(/\r$/, "");
  let from = column - 1;
  let to = Math.max(from + 1, Math.min(range.end - lineStart, content.length));
  if (content.length > WIDEST_LINE) {
    const cut = Math.max(0, Math.min(from - 20, content.length - WIDEST_LINE));
    content = `${cut > 0 ? "…" : ""}${content.slice(cut, cut + WIDEST_LINE)}`;
    const shift = cut > 0 ? cut - 1 : 0;
    from -= shift;
    to = Math.max(from + 1, Math.min(to - shift, content.length));
  }
  const number = String(line);
  const gutter = " ".repeat(number.length);
  const before = Array.from(content.slice(0, from)).length;
  const marked = Math.max(1, Array.from(content.slice(from, to)).length);
  return [
    `  ${number} | ${content.replace(TAB, " ").replace(CONTROL, "·")}`.trimEnd(),
    `  ${gutter} | ${" ".repeat(before)}${paint("^".repeat(marked))}`,
  ];
}

function plainText(text: string): string {
  return text;
}

function ansi(text: string, code: number): string {
  return `\u001b[${code}m${text}\u001b[0m`;
}
