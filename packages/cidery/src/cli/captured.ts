/** A run of the command whose output is kept instead of printed, for whoever asks it inside a program. */
import type { ExitCode, Terminal } from "./terminal.ts";
import { paintFor } from "./paint.ts";

/** Runs the words after `cidery`. */
export type RunWords = (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;

/** What one run says. */
export interface CapturedAnswer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param input what stands for `-` */
export async function captured(
  run: RunWords,
  args: readonly string[],
  workingFolder: string,
  input = "",
): Promise<CapturedAnswer> {
  let out = "";
  let err = "";
  const { paint } = paintFor(false);
  const code = await run(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    data: (text) => void (out += text),
    readInput: () => Promise.resolve(input),
    paint,
    columns: 100,
    interactive: false,
    onInterrupt: () => () => undefined,
    workingFolder,
  });
  return { code, out, err };
}
