/**
 * Where tables live and who computes on them. A workspace is one growing arena; tables are
 * offsets into it. `referenceWorkspace` is plain TypeScript; the accelerated one (wasm.ts) has
 * the same promises and its arena in WebAssembly memory.
 */
import type { Contraction } from "./contraction.ts";
import { contract } from "./reference.ts";

export interface Mark {
  readonly entries: number;
  readonly plans: number;
}

export interface Workspace {
  /** The arena. It may be another array after `allocate`, so read it anew each time. */
  readonly memory: Float64Array;
  /** Room for `entries` numbers; returns the offset. Contents are arbitrary. */
  allocate(entries: number): number;
  /** Gives back everything allocated, and every loop nest prepared, since `mark`. */
  release(mark: Mark): void;
  /** Where `release` shall go back to. */
  mark(): Mark;
  /** Takes a loop nest in; the answer stands for it in `contract`. */
  prepare(plan: Contraction): number;
  /** O = Σ A · B for tables at offsets `a`, `b`, `o`. */
  contract(prepared: number, a: number, b: number, o: number): void;
  /** The largest and the smallest non-zero magnitude among `entries` numbers at `at`. */
  range(at: number, entries: number): { readonly largest: number; readonly smallest: number };
}

export function referenceWorkspace(entries: number = 1024): Workspace {
  return new ReferenceWorkspace(entries);
}

class ReferenceWorkspace implements Workspace {
  memory: Float64Array;
  readonly #plans: Contraction[] = [];
  #used = 0;

  constructor(entries: number) {
    this.memory = new Float64Array(entries);
  }

  allocate(entries: number): number {
    const at = this.#used;
    this.#used += entries;
    if (this.#used > this.memory.length) {
      const grown = new Float64Array(Math.ceil(Math.max(this.#used, this.memory.length * 1.5)));
      grown.set(this.memory.subarray(0, at));
      this.memory = grown;
    }
    return at;
  }

  mark(): Mark {
    return { entries: this.#used, plans: this.#plans.length };
  }

  release(mark: Mark): void {
    this.#used = mark.entries;
    this.#plans.length = mark.plans;
  }

  prepare(plan: Contraction): number {
    return this.#plans.push(plan) - 1;
  }

  contract(prepared: number, a: number, b: number, o: number): void {
    contract(this.memory, this.#plans[prepared] as Contraction, a, b, o);
  }

  range(at: number, entries: number): { largest: number; smallest: number } {
    return magnitudes(this.memory, at, entries);
  }
}

/** Largest and smallest non-zero magnitude; NaN counts as infinitely large. */
function magnitudes(
  memory: Float64Array,
  at: number,
  entries: number,
): { largest: number; smallest: number } {
  let largest = 0;
  let smallest = Infinity;
  for (let i = at; i < at + entries; i++) {
    const x = Math.abs(memory[i] as number);
    if (!(x <= largest)) largest = Number.isNaN(x) ? Infinity : x;
    if (x < smallest && x > 0) smallest = x;
  }
  return { largest, smallest };
}
