/** A terminal that remembers what was printed, for tests of the command. */
import type { Terminal } from "../src/cli/index.ts";
import { paintFor } from "../src/cli/paint.ts";

export interface FakeTerminal extends Terminal {
  printed(): string;
  complained(): string;
  /** Pretends that the user pressed Ctrl-C. */
  interrupt(): void;
}

export function fakeTerminal(options: {
  readonly workingFolder: string;
  readonly input?: string | Uint8Array;
  readonly columns?: number;
  readonly colours?: boolean;
}): FakeTerminal {
  let out = "";
  let err = "";
  const listeners = new Set<() => void>();
  const { paint, shown } = paintFor(options.colours ?? false);
  return {
    out: (text) => {
      out += shown(text);
    },
    err: (text) => {
      err += shown(text);
    },
    data: (text) => {
      out += text;
    },
    readInput: () => Promise.resolve(options.input ?? ""),
    paint,
    columns: options.columns ?? 100,
    interactive: false,
    onInterrupt(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    workingFolder: options.workingFolder,
    printed: () => out,
    complained: () => err,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
}
