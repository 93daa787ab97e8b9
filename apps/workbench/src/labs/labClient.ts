/**
 * The page's end of the lab worker, on the pattern of worker/client.ts: one question at a time;
 * cancelling ends the worker, and what it has told by then stays with whoever listened.
 */
import type { LabAnswer, LabRequest } from "./labMessages.ts";

export type LabQuestion = DistributiveOmit<LabRequest, "ticket">;

export class LabClient {
  #worker: Worker | undefined;
  #ticket = 0;
  #listener: ((answer: LabAnswer) => void) | undefined;

  ask(question: LabQuestion, listener: (answer: LabAnswer) => void): void {
    if (this.#listener !== undefined) this.stop();
    const ticket = ++this.#ticket;
    this.#listener = listener;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ ...question, ticket });
  }

  /** Ends what is being computed, and the worker. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#listener = undefined;
    this.#ticket++;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./lab.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<LabAnswer>) => {
      if (data.ticket !== this.#ticket) return;
      const listener = this.#listener;
      if (data.kind === "done" || data.kind === "failed") this.#listener = undefined;
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
        hint: "settings, seed and what was reported so far are kept; start it again",
      });
    };
    return worker;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
