/** Headings, numbers and JSON as the command prints them. Plain text; colour only through `paint`. */
import type { StoppedShort } from "@cidery/core/tasks";
import type { Terminal } from "./terminal.ts";
import { amountText, decimalText, measuredText, numberText, roundedUp } from "@cidery/core/text";

export function heading(terminal: Terminal, text: string): string {
  return `${terminal.paint.bold(text)}\n`;
}

/** JSON as every command prints it: two spaces, one final newline, non-finite numbers as null. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** `1 claim`, `3 claims`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

/** A utility, or a sum of some: rounded to six digits with a sign, `≈0` for what cancelled. */
export const number = (x: number): string => amountText(x);

/**
 * A computed number that is known to lie between bounds: the shortest number between them, however
 * small, and "0 ± e" where rounding leaves open whether it is 0.
 */
export function bounded(x: number, [low, high]: readonly [number, number]): string {
  const error = Math.max(high - x, x - low);
  if (low <= 0 && high >= 0) return error === 0 ? "0" : `0 ± ${roundedUp(Math.max(high, -low))}`;
  for (let digits = 1; digits < 17; digits++) {
    const short = Number(x.toPrecision(digits));
    if (short >= low && short <= high) return numberText(short);
  }
  return numberText(x);
}

/** A measured number with three significant digits: no more than a few seeds can tell. */
export const measured = measuredText;

/** A share or distance, 0 … 1, with three decimals. */
export const share = (x: number): string => decimalText(x, 3);

/** A share in whole percent. */
export function percent(x: number): string {
  const rounded = Math.round(x * 100);
  if (x > 1e-9 && rounded === 0) return "<1 %";
  return x < 1 - 1e-9 && rounded === 100 ? ">99 %" : `${rounded} %`;
}

/** `95 % interval 0.3 to 0.7`, or that one run has none. */
export function intervalText(
  interval: readonly [number, number] | undefined,
  show: (x: number) => string,
): string {
  if (interval === undefined) return "one seed says nothing about the spread";
  return `95 % interval ${interval.map(show).join(" to ")}`;
}

/** Text broken into lines of at most `width`, each behind `indent` spaces. */
export function wrapped(text: string, width: number, indent = 0): string {
  const lines: string[] = [];
  let line = "";
  for (const part of text.split(/\s+/)) {
    if (line !== "" && line.length + part.length + 1 > width - indent) {
      lines.push(line);
      line = part;
    } else line = line === "" ? part : `${line} ${part}`;
  }
  if (line !== "") lines.push(line);
  return lines.map((one) => `${" ".repeat(indent)}${one}\n`).join("");
}

/** What is known of numbers that were not worked out. */
export function shortText({ left, atMost }: StoppedShort): string {
  const bound =
    atMost === undefined ? "" : `; none of these is larger than ${number(atMost)} in size`;
  return `stopped: ${count(left, "row")} not worked out${bound}`;
}
