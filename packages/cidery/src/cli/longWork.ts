/**
 * Long work runs in a worker thread, so that Ctrl-C reaches us while it computes: the first press
 * asks it to stop and hand over the best so far, a second one ends the command. Where the built
 * worker is missing (tests run the sources) the work runs in place.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { LongTask, TaskInput, TaskOutput } from "./longTasks.ts";
import type { Terminal } from "./terminal.ts";
import { stopAfter } from "@cidery/core/tasks";
import { NOTHING_YET, runTask } from "./longTasks.ts";
import { BadInput } from "./terminal.ts";

export interface WorkerMessage {
  readonly kind: "progress" | "done" | "failed";
  readonly text?: string;
  readonly result?: unknown;
  readonly hint?: string;
}

/** Milliseconds after which work that was told to stop, and has not answered, is ended. */
const PATIENCE = 450;

/**
 * @param limit milliseconds; then the task is told to stop and hands over the best so far
 * @throws BadInput with the solver's own message when the task cannot be done
 */
export async function runLongTask<T extends LongTask>(
  task: T,
  input: TaskInput<T>,
  terminal: Terminal,
  limit?: number,
): Promise<TaskOutput<T>> {
  const until = limit === undefined ? Infinity : Date.now() + limit;
  const worker = fileURLToPath(new URL("./longWorker.js", import.meta.url));
  const progress = progressLine(terminal);
  if (!existsSync(worker)) {
    const result = await runTask(task, input, {
      signal: stopAfter(limit, Date.now),
      onProgress: progress.show,
    });
    progress.clear();
    return result;
  }
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(worker, { workerData: { task, input, flag, until } });
  let presses = 0;
  let last = "";
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (error: BadInput) => void = () => undefined;
  const endIn = (patience: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const [why, hint] = NOTHING_YET;
      giveUp(new BadInput(last === "" ? why : `${why}; last heard: ${last}`, hint));
    }, patience);
  };
  if (until < Infinity) endIn(Math.max(0, until - Date.now()) + PATIENCE);
  const listen = (): void => {
    presses++;
    if (presses > 1) process.exit(130);
    Atomics.store(flag, 0, 1);
    endIn(PATIENCE);
    progress.show("stopping with the best so far (Ctrl-C again to quit at once)");
    unlisten = terminal.onInterrupt(listen);
  };
  let unlisten = terminal.onInterrupt(listen);
  try {
    return await new Promise<TaskOutput<T>>((resolve, reject) => {
      giveUp = reject;
      thread.on("message", (message: WorkerMessage) => {
        if (message.kind === "progress") progress.show((last = message.text ?? ""));
        else if (message.kind === "done") resolve(message.result as TaskOutput<T>);
        else reject(new BadInput(message.text ?? "the computation failed", message.hint));
      });
      thread.on("error", (error) =>
        reject(new BadInput(`the computation ended: ${error.message}`)),
      );
      thread.on("exit", (code) => {
        if (code !== 0)
          reject(
            new BadInput(
              `the computation ended with code ${code}`,
              "it may have run out of memory",
            ),
          );
      });
    });
  } finally {
    clearTimeout(timer);
    unlisten();
    progress.clear();
    await thread.terminate();
  }
}

function progressLine(terminal: Terminal): { show: (text: string) => void; clear: () => void } {
  let shown = false;
  return {
    show(text) {
      if (!terminal.interactive) return;
      shown = true;
      terminal.err(`\r\u001b[2K${text.slice(0, terminal.columns - 1)}`);
    },
    clear() {
      if (shown) terminal.err("\r\u001b[2K");
    },
  };
}
