/**
 * The page's end of the worker. One worker at a time; cancelling ends it and starts another when
 * needed, because a computation does not listen while it runs. A worker that dies is replaced.
 */
import type { WorkerAnswer, WorkerRequest } from "./messages.ts";

type Listener = (answer: WorkerAnswer) => void;

export class SolverClient {
  #worker: Worker | undefined;
  #ticket = 0;
  #listener: Listener | undefined;

  /** Sends a request; an earlier one of this client is given up. */
  ask(request: DistributiveOmit<WorkerRequest, "ticket">, listener: Listener): void {
    if (this.#listener !== undefined) this.stop();
    const ticket = ++this.#ticket;
    this.#listener = listener;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ ...request, ticket });
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

  #start(): Worker {
    const worker = new Worker(new URL("./solver.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      if (data.ticket !== this.#ticket) return;
      const listener = this.#listener;
      if (data.kind !== "progress" && data.kind !== "partial" && data.kind !== "claim") {
        this.#listener = undefined;
      }
      listener?.(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const listener = this.#listener;
      const ticket = this.#ticket;
      this.stop();
      listener?.({
        kind: "failed",
        ticket,
        message: `the computation broke off (${event.message || "its worker died"})`,
        hint: "nothing in the model is lost; compute again, or make the model smaller",
      });
    };
    return worker;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
