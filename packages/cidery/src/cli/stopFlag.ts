/** How a thread hears that it should stop: memory that it shares with whoever says so, or the clock. */
import type { StopSignal } from "@cidery/core/tasks";

/** Milliseconds after which work that was told to stop, and has not answered, is ended. */
export const PATIENCE = 450;
/** Milliseconds within which a thread has begun, or never will. */
export const SLOWEST_START = 20_000;

/** A moment put off by what a thread took to load: that is not work. */
export function afterLoading(until: number, started: number): number {
  return until + Date.now() - started;
}

/** What a thread says once everything is loaded: from here on its work hears. */
export const BEGUN = "begun";

/** A flag that nobody has set. */
export function stopFlag(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

export function raise(flag: Int32Array): void {
  Atomics.store(flag, 0, 1);
}

/** Set once the flag is, or the moment (of `Date.now`) has come. */
export function flagged(flag: Int32Array, until: number): StopSignal {
  return {
    get aborted(): boolean {
      return Atomics.load(flag, 0) !== 0 || Date.now() >= until;
    },
    get left(): number {
      return Math.max(0, until - Date.now());
    },
  };
}
