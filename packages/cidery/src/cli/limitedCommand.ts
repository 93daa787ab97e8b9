/**
 * `--time-limit` for commands whose long part is not a task: the whole command is done in a thread,
 * which is told the moment and is ended when it does not come to an end by itself.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { AbortedError, withSignal } from "@cidery/core/text";
import { afterLoading, BEGUN, flagged, PATIENCE, SLOWEST_START, stopFlag } from "./stopFlag.ts";
import type { ExitCode, Terminal } from "./terminal.ts";
import { BadInput } from "./terminal.ts";

/**
 * Reads, or works, in this thread: its loops hear the terminal's moment.
 * @throws BadInput when they did
 */
export async function hearing<T>({ until }: Terminal, run: () => Promise<T>): Promise<T> {
  if (until === undefined) return await run();
  try {
    return await withSignal(flagged(stopFlag(), until), run);
  } catch (error) {
    throw error instanceof AbortedError ? await nothingYet() : error;
  }
}

async function nothingYet(): Promise<BadInput> {
  const { NOTHING_YET } = await import("@cidery/core/tasks");
  return new BadInput(NOTHING_YET.message, NOTHING_YET.hint);
}

/** What the thread is started with. */
export interface CommandErrand {
  readonly args: readonly string[];
  readonly input: string | Uint8Array;
  readonly until: number;
  /** When the thread was started, of `Date.now`. */
  readonly started: number;
  readonly columns: number;
  readonly colours: boolean;
  readonly workingFolder: string;
}

/** What it says: text for a stream, or the exit code last. */
export type CommandWord =
  | typeof BEGUN
  | { readonly to: "out" | "err" | "data"; readonly text: string }
  | { readonly code: 0 | 1 | 2 };

/** The built thread; tests run the sources, where a command works in place. */
export function commandThread(): string | undefined {
  const file = fileURLToPath(new URL("./commandThread.js", import.meta.url));
  return existsSync(file) ? file : undefined;
}

/**
 * Runs the words of a command line in a thread.
 * @throws BadInput when it was ended, or ran out of memory
 */
export async function inCommandThread(
  file: string,
  args: readonly string[],
  terminal: Terminal,
  moment: number,
): Promise<ExitCode> {
  let until = moment;
  const { columns, workingFolder, paint } = terminal;
  const input = args.includes("-") ? await terminal.readInput() : "";
  const colours = paint.isColorSupported;
  const started = Date.now();
  const errand: CommandErrand = { args, input, until, started, columns, colours, workingFolder };
  const thread = new Worker(file, { workerData: errand });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ExitCode>((resolve, reject) => {
      const endIn = (patience: number): void => {
        clearTimeout(timer);
        timer = setTimeout(
          () => void nothingYet().then(reject),
          Math.max(0, until - Date.now()) + patience,
        );
      };
      endIn(SLOWEST_START);
      thread.on("message", (word: CommandWord) => {
        if (word === BEGUN) {
          until = afterLoading(until, started);
          endIn(PATIENCE);
        } else if ("code" in word) resolve(word.code);
        else terminal[word.to](word.text);
      });
      thread.on("error", reject);
      thread.on("exit", (code) =>
        reject(
          new BadInput(`the computation ended with code ${code}`, "it may have run out of memory"),
        ),
      );
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
