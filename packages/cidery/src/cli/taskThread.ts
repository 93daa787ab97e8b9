/** The thread in which a piece of long work is done; see longWork.ts. */
import type { TaskOrder } from "@cidery/core/tasks";
import { attend, prepareTask } from "@cidery/core/tasks";
import { parentPort, workerData } from "node:worker_threads";
import { taskHost } from "./taskHost.ts";
import { afterLoading, BEGUN, flagged } from "./stopFlag.ts";

/** What the thread is started with. */
export interface Errand {
  readonly order: TaskOrder;
  readonly flag: Int32Array;
  /** The moment (of `Date.now`) at which the work is told to stop; infinite without a limit. */
  readonly until: number;
}

/** What a thread that is started for it is told. */
export interface StartedErrand extends Errand {
  /** When it was started, of `Date.now`. */
  readonly started: number;
}

const { order, flag, until, started } = workerData as StartedErrand;
await prepareTask(order.kind);
parentPort?.postMessage(BEGUN);
await attend(order, flagged(flag, afterLoading(until, started)), taskHost, (event) =>
  parentPort?.postMessage(event),
);
