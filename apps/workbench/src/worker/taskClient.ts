/**
 * The page's end of a worker. One piece of work at a time; cancelling ends the worker and starts
 * another when needed, because a computation does not listen while it runs; what it had told by then
 * stays with whoever listened. A worker that dies is replaced.
 */
import type { TaskEvent, TaskFailure, TaskInput, TaskKind } from "@cidery/core/tasks";

/** What the worker says; the ticket tells the present work from work that was given up. */
export interface Told {
  readonly ticket: number;
  readonly event: TaskEvent;
}

const HINT = "nothing is lost and what was told so far is kept; start it again, or make it smaller";

export class TaskClient {
  #worker: Worker | undefined;
  #ticket = 0;
  #listener: ((event: TaskEvent) => void) | undefined;

  /** Has a piece of work done; an earlier one of this client is given up. */
  ask<K extends TaskKind>(
    kind: K,
    input: TaskInput<K>,
    listener: (event: TaskEvent<K>) => void,
  ): void {
    if (this.busy) this.stop();
    const ticket = ++this.#ticket;
    this.#listener = listener as (event: TaskEvent) => void;
    try {
      this.#worker ??= this.#started();
      this.#worker.postMessage({ ticket, order: { kind, input } });
    } catch (error) {
      this.stop();
      listener(failure("the computation cannot be started", error));
    }
  }

  /** Gives up what is being computed. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#listener = undefined;
    this.#ticket++;
  }

  get busy(): boolean {
    return this.#listener !== undefined;
  }

  #started(): Worker {
    const worker = new Worker(new URL("./task.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data: { ticket, event } }: MessageEvent<Told>) => {
      if (ticket !== this.#ticket) return;
      const listener = this.#listener;
      if (event.kind === "done" || event.kind === "failed") this.#listener = undefined;
      listener?.(event);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const listener = this.#listener;
      this.stop();
      listener?.(failure("the computation broke off", event.message || "its worker died"));
    };
    return worker;
  }
}

function failure(what: string, why: unknown): TaskFailure {
  const words = why instanceof Error ? why.message : String(why);
  return { kind: "failed", message: `${what} (${words})`, hint: HINT };
}
