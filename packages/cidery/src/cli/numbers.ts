/** Numbers in options. */
import { BadInput } from "./terminal.ts";

/** @throws BadInput unless the text is a whole number of at least `least` */
export function wholeNumber(text: string | undefined, option: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || text?.trim() === "") {
    throw new BadInput(
      `${option} ${text ?? ""} is not a whole number of at least ${least}`,
      `for example: ${option} ${Math.max(least, 10)}`,
    );
  }
  return value;
}

/** @throws BadInput unless the text is a finite number */
export function finiteNumber(text: string | undefined, option: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || text === undefined || text.trim() === "") {
    throw new BadInput(`${option} ${text ?? ""} is not a number`, `for example: ${option} 0.5`);
  }
  return value;
}

/** The option of every command whose work may take long. */
export const TIME_LIMIT = [
  "--time-limit <seconds>",
  "stop after this time, with the best answer so far and what is proved about it",
] as const;

/** Milliseconds of `--time-limit`. @throws BadInput unless it is a positive number of seconds */
export function timeLimit(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const seconds = finiteNumber(text, "--time-limit");
  if (seconds > 0) return 1000 * seconds;
  throw new BadInput(`--time-limit ${text} is not a time limit`, "for example: --time-limit 2");
}
