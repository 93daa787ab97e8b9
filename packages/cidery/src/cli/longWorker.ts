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
}

const { task, input, flag } = workerData as Order;
const post = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const signal = {
    get aborted(): boolean {
      return Atomics.load(flag, 0) !== 0;
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
