/**
 * A sweep by a queue on Redis or Valkey: each part is a job, any number of `cidery worker` take them,
 * and whoever began the sweep writes the parts that come back. So the workers need not see the folder.
 * The number of a job follows from its part: one that is there already is not added twice, and what
 * was done while nobody waited is found. When the server comes back without its memory, what is
 * missing is added again.
 */
import type { Job, Queue, QueueEvents } from "bullmq";
import type { ExitCode, Terminal } from "../terminal.ts";
import type { Manifest } from "../sweep/sweepFolder.ts";
import type { QueueServer } from "./connection.ts";
import type { PartDone, PartJob } from "./processor.ts";
import { pointCount } from "@cidery/core/tasks";
import { setTimeout as pause } from "node:timers/promises";
import { count } from "../print.ts";
import { BadInput } from "../terminal.ts";
import { partsIn, rowsInPart, writePart } from "../sweep/sweepFolder.ts";
import { missing, outcome, refuseChanged } from "../sweep/sweepRun.ts";
import { partsOf } from "../sweep/shards.ts";
import { QUEUE } from "./connection.ts";

/** Jobs in the queue at a time: enough for many workers, and no burden for the server's memory. */
const AHEAD = 500;
/** Milliseconds between two looks at what is missing. */
const LOOK_EVERY = 1000;
/** Seconds after which results that nobody fetched are forgotten. */
const WEEK = 7 * 24 * 3600;

/** Exit code 1 when it was stopped before all parts were there. */
export async function sweepByQueue(
  folder: string,
  manifest: Manifest,
  server: QueueServer,
  terminal: Terminal,
): Promise<ExitCode> {
  await refuseChanged(manifest);
  const all = partsOf(manifest, undefined);
  const sweep = new QueuedSweep(folder, manifest, missing(folder, all, terminal), server, terminal);
  try {
    const whole = await sweep.run();
    const there = `${all.length - sweep.open} of ${count(all.length, "part")}, ${count(pointCount(manifest.plan), "point")} in all, in ${folder}`;
    return outcome({ there, whole, failure: sweep.failure }, terminal);
  } finally {
    await sweep.close();
  }
}

class QueuedSweep {
  failure: BadInput | undefined;
  readonly #folder: string;
  readonly #manifest: Manifest;
  /** Parts that are missing, in order. */
  readonly #open: Set<number>;
  readonly #given = new Set<number>();
  readonly #queue: Queue<PartJob, PartDone>;
  readonly #events: QueueEvents;
  readonly #terminal: Terminal;
  readonly #server: QueueServer;
  #wake: () => void = () => undefined;
  #stopped = false;
  #saidThatNobodyWorks = false;

  constructor(
    folder: string,
    manifest: Manifest,
    open: readonly number[],
    server: QueueServer,
    terminal: Terminal,
  ) {
    this.#folder = folder;
    this.#manifest = manifest;
    this.#open = new Set(open);
    this.#terminal = terminal;
    this.#server = server;
    const { bullmq, connection } = server;
    this.#queue = new bullmq.Queue(QUEUE, { connection });
    this.#events = new bullmq.QueueEvents(QUEUE, { connection });
    // A broken connection is not the end: it connects again, and the looks go on.
    this.#queue.on("error", () => undefined);
    this.#events.on("error", () => undefined);
    for (const done of ["completed", "failed"] as const)
      this.#events.on(done, ({ jobId }: { readonly jobId: string }) => {
        if (jobId.startsWith(manifest.hash)) this.#wake();
      });
  }

  get open(): number {
    return this.#open.size;
  }

  /** Whether everything is there. */
  async run(): Promise<boolean> {
    const unlisten = this.#terminal.onInterrupt(() => {
      this.#stopped = true;
      this.#wake();
    });
    const until = this.#terminal.until ?? Infinity;
    try {
      while (this.#open.size > 0 && this.failure === undefined) {
        await this.#add();
        await this.#look();
        if (this.#stopped || Date.now() >= until) break;
        if (this.#open.size > 0) await this.#rest();
      }
      if (this.#open.size > 0) await this.#takeBack();
      return this.#open.size === 0;
    } finally {
      unlisten();
      if (this.#terminal.interactive) this.#terminal.err("\r\u001b[2K");
    }
  }

  async close(): Promise<void> {
    await this.#events.close();
    await this.#queue.close();
    this.#server.connection.disconnect();
  }

  #id(part: number): string {
    return `${this.#manifest.hash}-${part + 1}`;
  }

  /** Until something is done, or it is time to look. */
  async #rest(): Promise<void> {
    const woken = new Promise<void>((wake) => (this.#wake = wake));
    const ended = new AbortController();
    const time = pause(LOOK_EVERY, undefined, { signal: ended.signal }).catch(() => undefined);
    await Promise.race([woken, time]);
    ended.abort();
  }

  async #add(): Promise<void> {
    const more = [...this.#open]
      .filter((part) => !this.#given.has(part))
      .slice(0, Math.max(0, AHEAD - this.#given.size));
    if (more.length === 0) return;
    await this.#queue.addBulk(
      more.map((part) => ({
        name: "part",
        data: { manifest: this.#manifest, part },
        opts: {
          jobId: this.#id(part),
          attempts: 3,
          backoff: { type: "fixed", delay: 1000 },
          removeOnComplete: { age: WEEK },
          removeOnFail: { age: WEEK },
        },
      })),
    );
    for (const part of more) this.#given.add(part);
  }

  /** Writes what is done; what the server knows nothing of is given again. */
  async #look(): Promise<void> {
    const there = partsIn(this.#folder);
    for (const part of this.#given) {
      if (there.has(part)) this.#settle(part);
      else await this.#lookAt(part);
      if (this.failure !== undefined) return;
    }
    if (this.#open.size === 0 || this.#saidThatNobodyWorks) return;
    if ((await this.#queue.getWorkersCount()) > 0) return;
    this.#saidThatNobodyWorks = true;
    this.#terminal.err(
      `nobody works at ${this.#server.shown} yet: start \`cidery worker\` with that address, on any machine\n`,
    );
  }

  async #lookAt(part: number): Promise<void> {
    const id = this.#id(part);
    // Its state first: what is read of it after it ended is whole.
    const state = await this.#queue.getJobState(id);
    if (state !== "completed" && state !== "failed" && state !== "unknown") return;
    const job = (await this.#queue.getJob(id)) as Job<PartJob, PartDone> | undefined;
    if (job === undefined) {
      this.#given.delete(part);
      return;
    }
    if (state === "unknown") return;
    if (state === "completed") await this.#take(part, job.returnvalue);
    else
      this.failure = new BadInput(
        `part ${part + 1} failed on three tries: ${job.failedReason ?? "nobody said why"}`,
        "see what the workers print; it is tried again the next time",
      );
    await job.remove();
  }

  async #take(part: number, done: PartDone): Promise<void> {
    if ("refused" in done) {
      this.failure = new BadInput(done.refused, done.hint);
      return;
    }
    const bytes = Buffer.from(done.file, "base64");
    try {
      await rowsInPart(this.#manifest, part, {
        name: `part ${part + 1}, as a worker sent it,`,
        bytes: () => bytes,
      });
      writePart(this.#folder, part, bytes);
      this.#settle(part);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      this.failure = error;
    }
  }

  #settle(part: number): void {
    this.#open.delete(part);
    this.#given.delete(part);
    if (!this.#terminal.interactive) return;
    const { parts } = this.#manifest;
    this.#terminal.err(`\r\u001b[2K${parts - this.#open.size} of ${count(parts, "part")}`);
  }

  /** Jobs that nobody has begun leave the queue; what is under way is found the next time. */
  async #takeBack(): Promise<void> {
    for (const part of this.#given) {
      const job = await this.#queue.getJob(this.#id(part));
      // One that is under way is locked, and stays.
      if (job !== undefined && (await job.isWaiting())) await job.remove().catch(() => undefined);
    }
  }
}
