/**
 * The page's end of a worker. One question at a time; cancelling ends the worker and starts another
 * when needed, because a computation does not listen while it runs; what it had told by then stays
 * with whoever listened. A worker that dies is replaced.
 */

interface Ticketed {
  /** Tells an answer to the present question from one to a question given up. */
  readonly ticket: number;
}

export interface Failed extends Ticketed {
  readonly kind: "failed";
  readonly message: string;
  readonly hint: string;
}

/** A question as it is asked: the client adds the ticket. */
export type Question<Request extends Ticketed> = Request extends unknown
  ? Omit<Request, "ticket">
  : never;

export class WorkerClient<
  Request extends Ticketed,
  Answer extends Ticketed & { readonly kind: string },
> {
  readonly #start: () => Worker;
  readonly #isLast: (answer: Answer) => boolean;
  readonly #hint: string;
  #worker: Worker | undefined;
  #ticket = 0;
  #listener: ((answer: Answer | Failed) => void) | undefined;

  constructor(parts: {
    readonly start: () => Worker;
    /** Whether nothing comes after this answer. */
    readonly isLast: (answer: Answer) => boolean;
    /** What to do when the worker dies. */
    readonly hint: string;
  }) {
    this.#start = parts.start;
    this.#isLast = parts.isLast;
    this.#hint = parts.hint;
  }

  /** Sends a question; an earlier one of this client is given up. */
  ask(question: Question<Request>, listener: (answer: Answer | Failed) => void): void {
    if (this.#listener !== undefined) this.stop();
    const ticket = ++this.#ticket;
    this.#listener = listener;
    try {
      this.#worker ??= this.#listenedTo(this.#start());
      this.#worker.postMessage({ ...question, ticket });
    } catch (error) {
      this.stop();
      const message = error instanceof Error ? error.message : String(error);
      listener({
        kind: "failed",
        ticket,
        message: `the computation cannot be started (${message})`,
        hint: this.#hint,
      });
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

  #listenedTo(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.ticket !== this.#ticket) return;
      const listener = this.#listener;
      if (this.#isLast(data)) this.#listener = undefined;
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
        hint: this.#hint,
      });
    };
    return worker;
  }
}
