/**
 * The command inside another program: an embedded V8 or a Node that is asked over lines of text. The
 * words are the command's own, files are handed over, and what would be printed is the answer, so
 * every program that embeds it gets the command's JSON, byte for byte.
 */
import type { CommandDefinition } from "./command.ts";
import { runCommandLine } from "./program.ts";
import { paintFor } from "./paint.ts";
import { VERSION } from "./version.ts";

/** What one run says. */
export interface EmbeddedAnswer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export type { CommandDefinition };

/** Runs `cidery` with these words. @param input what stands for `-` */
export async function runEmbedded(
  args: readonly string[],
  workingFolder: string,
  input = "",
): Promise<EmbeddedAnswer> {
  let out = "";
  let err = "";
  const { paint } = paintFor(false);
  const code = await runCommandLine(args, {
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

export { VERSION };
