/**
 * Long work runs in a worker thread, so that Ctrl-C reaches us while it computes: the first press
 * asks it to stop and hand over the best so far, a second one ends the command. Where the built
 * worker is missing (tests run the sources) the work runs in place.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type {
  StopSignal,
  TaskEvent,
  TaskFailure,
  TaskInput,
  TaskKind,
  TaskOrder,
  TaskOutput,
  TaskPart,
} from "@cidery/core/tasks";
import type { StartedErrand } from "./taskThread.ts";
import type { Terminal } from "./terminal.ts";
import { attend, gathered, NOTHING_YET } from "@cidery/core/tasks";
import {
  afterLoading,
  BEGUN,
  flagged,
  PATIENCE,
  raise,
  SLOWEST_START,
  stopFlag,
} from "./stopFlag.ts";
import { taskHost } from "./taskHost.ts";
import { BadInput } from "./terminal.ts";

/**
 * At the terminal's moment, or Ctrl-C, the task is told to stop and hands over the best so far.
 * @throws BadInput with the solver's own message when the task cannot be done
 */
export async function runLongTask<K extends TaskKind>(
  kind: K,
  input: TaskInput<K>,
  terminal: Terminal,
): Promise<TaskOutput<K>> {
  const order = { kind, input } as TaskOrder<K>;
  const thread = fileURLToPath(new URL("./taskThread.js", import.meta.url));
  const progress = progressLine(terminal);
  try {
    return existsSync(thread)
      ? await inThread(thread, order, terminal, progress)
      : await inPlace(order, flagged(stopFlag(), terminal.until ?? Infinity), progress);
  } finally {
    progress.clear();
  }
}

type Progress = ReturnType<typeof progressLine>;

async function inPlace<K extends TaskKind>(
  order: TaskOrder<K>,
  signal: StopSignal,
  progress: Progress,
): Promise<TaskOutput<K>> {
  return await new Promise((resolve, reject) => {
    const hear = listener(resolve, reject, progress, []);
    attend(order, signal, taskHost, hear).catch(reject);
  });
}

async function inThread<K extends TaskKind>(
  file: string,
  order: TaskOrder<K>,
  terminal: Terminal,
  progress: Progress,
): Promise<TaskOutput<K>> {
  const started = Date.now();
  let until = terminal.until ?? Infinity;
  const flag = stopFlag();
  const thread = new Worker(file, {
    workerData: { order, flag, until, started } satisfies StartedErrand,
  });
  let presses = 0;
  let timer: NodeJS.Timeout | undefined;
  const parts: TaskPart<K>[] = [];
  let giveUp: () => void = () => undefined;
  const endIn = (patience: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(), patience);
  };
  const endInTime = (patience: number): void => {
    if (until < Infinity) endIn(Math.max(0, until - Date.now()) + patience);
  };
  // While it is loading it cannot hear; that belongs to starting, like the start of the command.
  endInTime(SLOWEST_START);
  const listen = (): void => {
    presses++;
    if (presses > 1) process.exit(130);
    raise(flag);
    endIn(PATIENCE);
    progress.note("stopping with the best so far (Ctrl-C again to quit at once)");
    unlisten = terminal.onInterrupt(listen);
  };
  let unlisten = terminal.onInterrupt(listen);
  try {
    return await new Promise<TaskOutput<K>>((resolve, reject) => {
      giveUp = () => {
        const { kind, input } = order as { readonly kind: K; readonly input: TaskInput<K> };
        const soFar = gathered(kind, input, parts, (Date.now() - started) / 1000);
        if (soFar === undefined) reject(failed(NOTHING_YET, progress.last()));
        else resolve(soFar);
      };
      const hear = listener(resolve, reject, progress, parts);
      thread.on("message", (said: TaskEvent<K> | typeof BEGUN) => {
        if (said !== BEGUN) return hear(said);
        until = afterLoading(until, started);
        if (presses === 0) endInTime(PATIENCE);
        else endIn(PATIENCE);
      });
      thread.on("error", (error) =>
        reject(new BadInput(`the computation ended: ${error.message}`)),
      );
      thread.on("exit", (code) => {
        if (code === 0) return;
        const hint = "it may have run out of memory";
        reject(new BadInput(`the computation ended with code ${code}`, hint));
      });
    });
  } finally {
    clearTimeout(timer);
    unlisten();
    await thread.terminate();
  }
}

function listener<K extends TaskKind>(
  resolve: (result: TaskOutput<K>) => void,
  reject: (error: BadInput) => void,
  progress: Progress,
  parts: TaskPart<K>[],
): (event: TaskEvent<K>) => void {
  return (event) => {
    if (event.kind === "progress") progress.show(event.stage);
    else if (event.kind === "partial") parts.push(event.part);
    else if (event.kind === "done") resolve(event.result);
    else if (event.kind === "failed") reject(failed(event, progress.last()));
  };
}

/** Work that was stopped with nothing to show says what was last heard of it. */
function failed({ code, message, hint }: TaskFailure, last: string): BadInput {
  const heard = code === NOTHING_YET.code && last !== "" ? `; last heard: ${last}` : "";
  return new BadInput(`${message}${heard}`, hint);
}

export function progressLine(terminal: Terminal): {
  readonly show: (text: string) => void;
  readonly note: (text: string) => void;
  readonly last: () => string;
  readonly clear: () => void;
} {
  let shown = false;
  let last = "";
  const note = (text: string): void => {
    if (!terminal.interactive) return;
    shown = true;
    terminal.err(`\r\u001b[2K${text.slice(0, terminal.columns - 1)}`);
  };
  return {
    note,
    show: (text) => note((last = text)),
    last: () => last,
    clear() {
      if (shown) terminal.err("\r\u001b[2K");
    },
  };
}
