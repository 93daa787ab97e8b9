/**
 * Many pieces of work on all cores. The numbers are the same whatever the number of threads: each piece
 * says itself where its random stream begins. Few pieces wait at a time, so that memory stays bounded;
 * Ctrl-C lets what is under way finish early and gives out no more.
 */
import type { TaskEvent, TaskInput, TaskKind, TaskOrder, TaskOutput } from "@cidery/core/tasks";
import type { Terminal } from "./terminal.ts";
import { attend } from "@cidery/core/tasks";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { flagged, raise, stopFlag } from "./stopFlag.ts";
import { taskHost } from "./taskHost.ts";
import { BadInput } from "./terminal.ts";
import type { Invocation } from "./command.ts";
import { textOption } from "./command.ts";
import { wholeNumber } from "./numbers.ts";

/** The option of every command that spreads its work. */
export const JOBS = [
  "--jobs <n>",
  "threads that share the work; the numbers do not depend on it (default: all cores)",
] as const;

/** Threads of `--jobs`; all cores unless told. @throws BadInput unless it is a whole number from 1 */
export function jobsOf(invocation: Invocation): number {
  const text = textOption(invocation, "jobs");
  return text === undefined ? availableParallelism() : wholeNumber(text, "--jobs", 1);
}

/** A piece of work by itself: its input is made when its turn comes. */
export interface Piece<K extends TaskKind> {
  readonly kind: K;
  readonly input: () => TaskInput<K>;
}

/** How a list of pieces is spread, stopped and heard. */
export interface Spread {
  readonly jobs: number;
  /** Told when all of it is to stop. */
  readonly terminal: Terminal;
}

/** What came of a piece: its result, or in words why there is none. */
export type Came<K extends TaskKind> = Extract<TaskEvent<K>, { readonly kind: "done" | "failed" }>;

/**
 * Works through the pieces; `onCame` hears each as it is done, in whatever order that is.
 * @returns whether all were given out before it was told to stop
 */
export async function spread<K extends TaskKind>(
  pieces: readonly Piece<K>[],
  { jobs, terminal }: Spread,
  onCame: (index: number, came: Came<K>) => void,
): Promise<boolean> {
  const until = terminal.until ?? Infinity;
  const flag = stopFlag();
  const stop = flagged(flag, until);
  const threads = Math.max(1, Math.min(jobs, pieces.length));
  const { run, close, hears } = await workers(threads, pieces.length);
  let presses = 0;
  const listen = (): void => {
    if (++presses > 1) process.exit(130);
    raise(flag);
    unlisten = terminal.onInterrupt(listen);
  };
  // Work in place keeps the keyboard from being heard: there the first Ctrl-C ends the command.
  let unlisten = hears ? terminal.onInterrupt(listen) : () => undefined;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < pieces.length && !stop.aborted) {
      const index = next++;
      const { kind, input } = pieces[index] as Piece<K>;
      const order = { kind, input: input() } as TaskOrder<K>;
      onCame(index, (await run({ order, flag, until })) as Came<K>);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, worker));
    return !stop.aborted || next >= pieces.length;
  } finally {
    unlisten();
    await close();
  }
}

/** All results, in the order of the pieces; those that never came are undefined. */
export async function spreadAll<K extends TaskKind>(
  pieces: readonly Piece<K>[],
  how: Spread,
): Promise<(TaskOutput<K> | BadInput | undefined)[]> {
  const results: (TaskOutput<K> | BadInput | undefined)[] = pieces.map(() => undefined);
  await spread(pieces, how, (index, came) => {
    results[index] = came.kind === "done" ? came.result : new BadInput(came.message, came.hint);
  });
  return results;
}

interface Workers {
  readonly run: (errand: {
    readonly order: TaskOrder;
    readonly flag: Int32Array;
    readonly until: number;
  }) => Promise<TaskEvent>;
  readonly close: () => Promise<void>;
  /** Ctrl-C is heard while it works. */
  readonly hears: boolean;
}

/** Threads; one piece alone needs none, nor have tests of the sources a built one. */
async function workers(threads: number, pieces: number): Promise<Workers> {
  const filename = fileURLToPath(new URL("./poolThread.js", import.meta.url));
  if (pieces === 1 || !existsSync(filename)) return inPlace();
  const { Piscina } = await import("piscina");
  const pool = new Piscina({ filename, minThreads: threads, maxThreads: threads });
  return {
    run: async (errand) => {
      try {
        return (await pool.run(errand, { name: "done" })) as TaskEvent;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const hint = "it may have run out of memory";
        return { kind: "failed", message: `the computation ended: ${why}`, hint };
      }
    },
    close: async () => await pool.destroy(),
    hears: true,
  };
}

function inPlace(): Workers {
  return {
    run: async ({ order, flag, until }) => {
      let last: TaskEvent = { kind: "failed", message: "the computation said nothing" };
      // Between two pieces the keyboard is heard.
      await new Promise((go) => setImmediate(go));
      await attend(order, flagged(flag, until), taskHost, (event) => {
        if (event.kind === "done" || event.kind === "failed") last = event;
      });
      return last;
    },
    close: async () => {},
    hears: false,
  };
}
