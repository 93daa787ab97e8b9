/**
 * How long work is told to stop. Whoever starts it says by what signal (a flag another thread sets,
 * a moment on a clock, or both), once, around the whole of it: `withSignal(signal, run)`. Inner
 * loops of every layer ask at `checkpoint()`, at least every few million steps, and leave by
 * `AbortedError`; whoever holds a best answer so far catches it, and may finish with
 * `withSignal(undefined, …)`.
 *
 * The signal belongs to the running computation, not to an argument list: sixty functions between
 * the start and the loop would do nothing but hand it on, and the one that forgot would not stop.
 * One thread does one computation at a time; results do not depend on the signal, they are only
 * there or not.
 */

/** The part of an AbortSignal that is looked at. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Milliseconds until it is set by itself, where that is known: for work that takes a limit and hears nothing. */
  readonly left?: number;
}

/** Thrown when the signal was set. What was computed before stays valid. */
export class AbortedError extends Error {
  override readonly name = "AbortedError";
  constructor() {
    super("stopped on request");
  }
}

let current: StopSignal | undefined;

/** Runs work under a signal; a promise keeps it until it is settled. Undefined: nothing stops it. */
export function withSignal<T>(signal: StopSignal | undefined, run: () => T): T {
  const before = current;
  current = signal;
  let result: T;
  try {
    result = run();
  } catch (error) {
    current = before;
    throw error;
  }
  if (!(result instanceof Promise)) {
    current = before;
    return result;
  }
  return result.finally(() => {
    current = before;
  }) as T;
}

/** @throws AbortedError when the work that is running was told to stop */
export function checkpoint(): void {
  if (current?.aborted === true) throw new AbortedError();
}

/** Whether the work that is running was told to stop. */
export function isStopped(): boolean {
  return current?.aborted === true;
}

/** Milliseconds that the work that is running has left; infinite where nobody said. */
export function timeLeft(): number {
  return current?.left ?? Number.POSITIVE_INFINITY;
}

/**
 * A signal that is set when another one is, when that of the work around it is, or once `clock`
 * (milliseconds) is past `limit` from now.
 */
export function stopAfter(
  limit: number | undefined,
  clock: (() => number) | undefined,
  other?: StopSignal,
): StopSignal {
  const around = current;
  const deadline = limit === undefined || clock === undefined ? Infinity : clock() + limit;
  return {
    get aborted() {
      return (
        other?.aborted === true ||
        around?.aborted === true ||
        (clock !== undefined && clock() >= deadline)
      );
    },
    get left() {
      const own = clock === undefined ? Infinity : deadline - clock();
      return Math.max(0, Math.min(own, other?.left ?? Infinity, around?.left ?? Infinity));
    },
  };
}
