/**
 * Programs that are worlds end with the command that started them, however it ends: they are told
 * first, as their input ends, and those that do not heed it are killed. They are started by threads,
 * which may be gone by then; so each thread tells the first one.
 */
import { BroadcastChannel } from "node:worker_threads";

/** Name of the channel, on which threads tell which programs run, and hear that these are to end. */
export const WORLDS = "cidery worlds";

/** What a thread tells: a program has begun, with or without a group of its own. */
interface WorldBegun {
  readonly pid: number;
  readonly group: boolean;
}

/** Milliseconds in which a program whose input ended may end by itself. */
const GRACE = 250;

let attending = false;

/** To be called in the first thread, before any program is started. */
export function attendWorlds(): void {
  if (attending) return;
  attending = true;
  const running = new Map<number, WorldBegun>();
  const channel = new BroadcastChannel(WORLDS);
  // The types know this as what a browser has.
  (channel as unknown as { unref: () => void }).unref();
  channel.onmessage = (event: unknown) => {
    const { begun } = (event as { readonly data: { readonly begun?: WorldBegun } }).data;
    if (begun !== undefined) running.set(begun.pid, begun);
  };
  process.once("exit", () => {
    const left = (): WorldBegun[] => [...running.values()].filter((one) => sent(one, 0));
    if (left().length === 0) return;
    channel.postMessage({ end: true });
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let waited = 0; waited < GRACE && left().length > 0; waited += 10)
      Atomics.wait(clock, 0, 0, 10);
    for (const one of left()) sent(one, "SIGKILL");
  });
  // Without listeners a signal ends the process before anybody is told; with them it is not heard
  // while this thread waits for its first answer, so they come after that.
  const codes = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;
  setImmediate(() => {
    for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const)
      process.prependListener(signal, () => {
        if (process.listenerCount(signal) === 1) process.exit(codes[signal]);
      });
  });
}

/** Whether the program was there to be sent it. */
function sent({ pid, group }: WorldBegun, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(group ? -pid : pid, signal);
    return true;
  } catch {
    return false;
  }
}
