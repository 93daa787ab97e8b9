/** Tables as the command prints them: plain text; colour only through `paint`. */
import Table from "cli-table3";
import type { Terminal } from "./terminal.ts";

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/**
 * Rows under a dimmed head, columns two spaces apart, no lines. With `widths`, a column given a
 * number wraps its words there.
 */
export function table(
  terminal: Terminal,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  options: { readonly indent?: number; readonly wrapLast?: boolean } = {},
): string {
  const { paint } = terminal;
  const indent = " ".repeat(options.indent ?? 0);
  const colWidths =
    options.wrapLast === true ? widthsToFit(terminal, head, rows, indent.length) : undefined;
  const printed = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    head: head.map((text) => paint.dim(text)),
    wordWrap: true,
    ...(colWidths === undefined ? {} : { colWidths }),
  });
  printed.push(...rows.map((row) => [...row]));
  return printed
    .toString()
    .split("\n")
    .map((line) => `${indent}${line.trimEnd()}\n`)
    .join("");
}

/** Natural widths, except that the last column takes what is left of the line. */
function widthsToFit(
  terminal: Terminal,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  indent: number,
): number[] {
  const widths = head.map((text, column) =>
    Math.max(plainLength(text), ...rows.map((row) => plainLength(row[column] ?? ""))),
  );
  const used = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, indent);
  const last = widths.at(-1) ?? 0;
  widths[widths.length - 1] = Math.min(last, Math.max(30, terminal.columns - used));
  return widths;
}

// eslint-disable-next-line no-control-regex -- the escape character is what a colour code starts with
const COLOUR_CODE = /\u001b\[[0-9;]*m/g;

function plainLength(text: string): number {
  return Math.max(
    ...text
      .replace(COLOUR_CODE, "")
      .split("\n")
      .map((line) => line.length),
  );
}
