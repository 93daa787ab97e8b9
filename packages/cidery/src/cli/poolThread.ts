/** What a thread of the pool does with a piece of work: see taskPool.ts. */
import type { TaskEvent, TaskKind } from "@cidery/core/tasks";
import type { Errand } from "./taskThread.ts";
import { parentPort } from "node:worker_threads";
import { attend } from "@cidery/core/tasks";
import { flagged } from "./stopFlag.ts";
import { taskHost } from "./taskHost.ts";

/** What came of a piece: its result, or in words why there is none. */
export type Came<K extends TaskKind = TaskKind> = Extract<
  TaskEvent<K>,
  { readonly kind: "done" | "failed" }
>;

/** A piece, and whether somebody watches how far it is. */
export interface PoolErrand extends Errand {
  readonly watched: boolean;
}

/** Milliseconds between two words about how far it is. */
const BETWEEN = 100;

/** Comes to the last event: what was done, or why not. */
export async function done({ order, flag, until, watched }: PoolErrand): Promise<Came> {
  let last: Came | undefined;
  let said = 0;
  await attend(order, flagged(flag, until), taskHost, (event) => {
    if (event.kind === "done" || event.kind === "failed") last = event;
    else if (watched && event.kind === "progress" && Date.now() - said > BETWEEN) {
      said = Date.now();
      parentPort?.postMessage(event.stage);
    }
  });
  return last ?? { kind: "failed", message: "the computation gave no answer" };
}

/** Asked when everything is loaded. */
export function ready(): boolean {
  return true;
}
