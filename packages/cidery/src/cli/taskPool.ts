/**
 * Many pieces of work on all cores. The numbers are the same whatever the number of threads: each piece
 * says itself where its random stream begins. What a piece needs is made when its turn comes, so that
 * memory stays bounded; Ctrl-C and `--time-limit` let what is under way finish early, give out no more,
 * and end what does not answer.
 */
import type {
  Hands,
  TaskInput,
  TaskKind,
  TaskMap,
  TaskOrder,
  TaskOutput,
} from "@cidery/core/tasks";
import type { Came } from "./poolThread.ts";
import type { PoolWorkers } from "./poolWorkers.ts";
import type { Terminal } from "./terminal.ts";
import { AbortedError, NOTHING_YET, runTask } from "@cidery/core/tasks";
import { availableParallelism } from "node:os";
import { flagged, PATIENCE, raise, stopFlag } from "./stopFlag.ts";
import { poolWorkers } from "./poolWorkers.ts";
import { progressLine, runLongTask } from "./longWork.ts";
import { taskHost } from "./taskHost.ts";
import { BadInput } from "./terminal.ts";
import type { Invocation } from "./command.ts";
import { textOption } from "./command.ts";
import { wholeNumber } from "./numbers.ts";

/** The option of every command that spreads its work. */
export const JOBS = [
  "--jobs <n>",
  "number of threads; results do not depend on it (default: all cores)",
] as const;

/** Threads of `--jobs`; all cores unless told. @throws BadInput unless it is a whole number from 1 */
export function jobsOf(invocation: Invocation): number {
  const text = textOption(invocation, "jobs");
  return text === undefined ? availableParallelism() : wholeNumber(text, "--jobs", 1);
}

/** How work is spread, stopped and heard. */
export interface Spread {
  readonly jobs: number;
  /** Told when all of it is to stop. */
  readonly terminal: Terminal;
}

/**
 * Work that is divided into so many pieces, by as many threads; in one it is as other long work.
 * @throws BadInput when it cannot be done, or was stopped with nothing to show
 */
export async function runShared<K extends TaskKind>(
  kind: K,
  input: TaskInput<K>,
  pieces: number,
  { jobs, terminal }: Spread,
): Promise<TaskOutput<K>> {
  const threads = Math.min(jobs, pieces);
  if (threads <= 1) return await runLongTask(kind, input, terminal);
  return await withCrew({ jobs: threads, terminal }, async ({ run }) => await run(kind, input));
}

/** A piece of work by itself: its input is made when its turn comes. */
export interface Piece<K extends TaskKind> {
  readonly kind: K;
  readonly input: () => TaskInput<K>;
}

/**
 * Works through the pieces; `onCame` hears each as it is done, in whatever order that is.
 * @returns whether something came of all of them
 */
export async function spread<K extends TaskKind>(
  pieces: readonly Piece<K>[],
  { jobs, terminal }: Spread,
  onCame: (index: number, came: Came<K>) => void,
): Promise<boolean> {
  const threads = Math.max(1, Math.min(jobs, pieces.length));
  return await withCrew({ jobs: threads, terminal }, async ({ ask }) => {
    const came = await Promise.all(
      pieces.map(async ({ kind, input }, index) => {
        const one = await ask(kind, input);
        if (one !== undefined) onCame(index, one);
        return one !== undefined;
      }),
    );
    return !came.includes(false);
  });
}

/** All results, in the order of the pieces; those that never came are undefined. */
export async function spreadAll<K extends TaskKind>(
  pieces: readonly Piece<K>[],
  how: Spread,
): Promise<(TaskOutput<K> | BadInput | undefined)[]> {
  const results: (TaskOutput<K> | BadInput | undefined)[] = pieces.map(() => undefined);
  await spread(pieces, how, (index, came) => {
    if (came.kind === "done") results[index] = came.result;
    else if (came.code !== NOTHING_YET.code) results[index] = new BadInput(came.message, came.hint);
  });
  return results;
}

/** Threads that work for one command until it is told to stop. */
export interface Crew {
  /**
   * What came of a piece; undefined where it was not begun, or was ended because it did not answer. One
   * without an input is not begun.
   */
  readonly ask: <K extends TaskKind>(
    kind: K,
    input: () => TaskInput<K> | undefined,
  ) => Promise<Came<K> | undefined>;
  /** A task whose pieces they do. @throws BadInput when it cannot be done, or there is nothing of it */
  readonly run: <K extends TaskKind>(kind: K, input: TaskInput<K>) => Promise<TaskOutput<K>>;
}

/** Starts the threads, hands them over, and ends them. */
export async function withCrew<T>(
  { jobs, terminal }: Spread,
  use: (crew: Crew) => Promise<T>,
): Promise<T> {
  const progress = progressLine(terminal);
  const workers = await poolWorkers(jobs, terminal, progress.show);
  const { until, hearsKeyboard } = workers;
  const flag = stopFlag();
  const line = new Line(workers, flag);
  let timer: NodeJS.Timeout | undefined;
  const endIn = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => line.end(), milliseconds);
  };
  if (until < Infinity) endIn(Math.max(0, until - Date.now()) + PATIENCE);
  let presses = 0;
  const listen = (): void => {
    if (++presses > 1) process.exit(130);
    raise(flag);
    endIn(PATIENCE);
    progress.note("stopping with what is done (Ctrl-C again to quit at once)");
    unlisten = terminal.onInterrupt(listen);
  };
  // Work in place keeps the keyboard from being heard: there the first Ctrl-C ends the command.
  let unlisten = hearsKeyboard ? terminal.onInterrupt(listen) : () => undefined;
  const ask: Crew["ask"] = async (kind, input) => await line.ask(kind, input);
  const context = {
    signal: flagged(flag, until),
    clock: taskHost.clock,
    host: taskHost,
    hands: handsOf(ask, jobs),
    onProgress: () => undefined,
    onPartial: () => undefined,
  };
  const run: Crew["run"] = async (kind, input) => {
    try {
      return await runTask(kind, input, context);
    } catch (error) {
      if (error instanceof AbortedError) throw new BadInput(NOTHING_YET.message, NOTHING_YET.hint);
      throw error;
    }
  };
  try {
    return await use({ ask, run });
  } finally {
    clearTimeout(timer);
    unlisten();
    progress.clear();
    await workers.close();
  }
}

/** The pieces of a task, done by the crew. */
function handsOf(ask: Crew["ask"], count: number): Hands<TaskMap> {
  const all = async <K extends TaskKind>(
    kind: K,
    inputs: readonly TaskInput<K>[],
    onCame: (result: TaskOutput<K>, index: number) => void = () => undefined,
  ): Promise<(TaskOutput<K> | undefined)[]> => {
    const results: (TaskOutput<K> | undefined)[] = inputs.map(() => undefined);
    // Those before one that fails were begun before it, so the first to fail is the same every time.
    const failures = new Map<number, BadInput>();
    await Promise.all(
      inputs.map(async (input, index) => {
        const came = await ask(kind, () => (failures.size === 0 ? input : undefined));
        if (came === undefined) return;
        if (came.kind === "done") {
          results[index] = came.result;
          onCame(came.result, index);
        } else if (came.code !== NOTHING_YET.code)
          failures.set(index, new BadInput(came.message, came.hint));
      }),
    );
    if (failures.size > 0) throw failures.get(Math.min(...failures.keys())) as BadInput;
    return results;
  };
  return { count, all: all as Hands<TaskMap>["all"] };
}

/** Pieces wait in line for the next thread that is free. */
class Line {
  readonly #workers: PoolWorkers;
  readonly #flag: Int32Array;
  readonly #ended: Promise<undefined>;
  /** Nobody waits any longer for what is under way. */
  end: () => void = () => undefined;
  #free: number;
  readonly #waiting: ((() => void) | undefined)[] = [];
  #next = 0;

  constructor(workers: PoolWorkers, flag: Int32Array) {
    this.#workers = workers;
    this.#flag = flag;
    this.#free = workers.count;
    this.#ended = new Promise((resolve) => {
      this.end = () => resolve(undefined);
    });
  }

  async ask<K extends TaskKind>(
    kind: K,
    input: () => TaskInput<K> | undefined,
  ): Promise<Came<K> | undefined> {
    const { run, until } = this.#workers;
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      const given = flagged(this.#flag, until).aborted ? undefined : input();
      if (given === undefined) return undefined;
      const order = { kind, input: given } as TaskOrder;
      const came = run({ order, flag: this.#flag, until }) as Promise<Came<K>>;
      return await Promise.race([came, this.#ended]);
    } finally {
      const next = this.#waiting[this.#next];
      if (next === undefined) this.#free++;
      else {
        this.#waiting[this.#next++] = undefined;
        next();
      }
    }
  }
}
