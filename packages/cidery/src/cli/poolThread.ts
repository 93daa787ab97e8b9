/** What a thread of the pool does with a piece of work: see taskPool.ts. */
import type { TaskEvent } from "@cidery/core/tasks";
import { attend } from "@cidery/core/tasks";
import type { Errand } from "./taskThread.ts";
import { flagged } from "./stopFlag.ts";
import { taskHost } from "./taskHost.ts";

/** Comes to the last event: what was done, or why not. */
export async function done({ order, flag, until }: Errand): Promise<TaskEvent> {
  let last: TaskEvent | undefined;
  await attend(order, flagged(flag, until), taskHost, (event) => {
    if (event.kind === "done" || event.kind === "failed") last = event;
  });
  return last ?? { kind: "failed", message: "the computation said nothing" };
}
