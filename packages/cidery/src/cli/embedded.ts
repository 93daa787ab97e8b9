/**
 * The command inside another program: an embedded V8 or a Node that is asked over lines of text. The
 * words are the command's own, files are handed over, and what would be printed is the answer, so
 * every program that embeds it gets the command's JSON, byte for byte.
 */
import type { CapturedAnswer } from "./captured.ts";
import { captured } from "./captured.ts";
import { runCommandLine } from "./program.ts";
import { VERSION } from "./version.ts";

/** Runs `cidery` with these words. @param input what stands for `-` */
export async function runEmbedded(
  args: readonly string[],
  workingFolder: string,
  input = "",
): Promise<CapturedAnswer> {
  return await captured(runCommandLine, args, workingFolder, input);
}

export { VERSION };
