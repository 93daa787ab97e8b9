/** The thread in which long work runs; see longWork.ts. */
import { parentPort, workerData } from "node:worker_threads";
import type { LongTask, TaskInput } from "./longTasks.ts";
import type { WorkerMessage } from "./longWork.ts";
import { plainly } from "./failures.ts";
import { runTask } from "./longTasks.ts";

interface Order {
  readonly task: LongTask;
  readonly input: TaskInput<LongTask>;
  readonly flag: Int32Array;
  /** The moment (of `Date.now`) at which the task is told to stop; infinite without a limit. */
  readonly until: number;
}

const { task, input, flag, until } = workerData as Order;
const post = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const signal = {
    get aborted(): boolean {
      return Atomics.load(flag, 0) !== 0 || Date.now() >= until;
    },
  };
  const result = await runTask(task, input, {
    signal,
    onProgress: (text) => post({ kind: "progress", text }),
  });
  post({ kind: "done", result });
} catch (error) {
  const told = plainly(error);
  post({
    kind: "failed",
    text: told.message,
    ...(told.hint === undefined ? {} : { hint: told.hint }),
  });
}
