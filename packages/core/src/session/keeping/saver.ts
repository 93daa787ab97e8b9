/**
 * Writes a value that changes often: the first change starts a short wait, and what stands at its
 * end is written, however many changes follow; so a change waits for `delay` and one write at most.
 * One write is under way at a time. A write that fails is tried again.
 */
import type { Clock } from "./clock.ts";

/** How a value is written, and who hears of it. */
export interface SaverOptions<T> {
  readonly clock: Clock;
  /** Answers once: with nothing when the value is kept for good, else with the reason. */
  readonly write: (value: T, done: (reason?: string) => void) => void;
  /** Called whenever `saved()` or `trouble()` may have changed. */
  readonly told: () => void;
  readonly delay?: number;
}

/** Milliseconds: half of what may be lost; the other half is for the write itself. */
export const SAVE_DELAY = 150;
const RETRY_DELAY = 2000;

/**
 * Writes the newest value after a pause, one write at a time, and says when it is kept for good.
 */
export class Saver<T> {
  readonly #options: SaverOptions<T>;
  #wanted: T | undefined;
  #writing = false;
  #cancel: (() => void) | undefined;
  #saved: T | undefined;
  #trouble: string | undefined;

  constructor(options: SaverOptions<T>) {
    this.#options = options;
  }

  /** The last value that is kept for good. */
  saved(): T | undefined {
    return this.#saved;
  }

  /** Why the last write failed; undefined after one that did not. */
  trouble(): string | undefined {
    return this.#trouble;
  }

  /** Whether a change is still to be written. */
  pending(): boolean {
    return this.#wanted !== undefined || this.#writing;
  }

  changed(value: T): void {
    this.#wanted = value;
    this.#schedule(this.#options.delay ?? SAVE_DELAY);
  }

  /** Without waiting: the page may be going. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#wanted !== undefined && !this.#writing) this.#write(this.#wanted);
  }

  #schedule(delay: number): void {
    if (this.#writing) return;
    this.#cancel ??= this.#options.clock.later(delay, () => {
      this.#cancel = undefined;
      if (this.#wanted !== undefined) this.#write(this.#wanted);
    });
  }

  #write(value: T): void {
    this.#wanted = undefined;
    this.#writing = true;
    let answered = false;
    this.#options.write(value, (reason) => {
      if (answered) return;
      answered = true;
      this.#writing = false;
      this.#trouble = reason;
      if (reason === undefined) this.#saved = value;
      else this.#wanted ??= value;
      this.#options.told();
      if (this.#wanted !== undefined) {
        this.#schedule(reason === undefined ? (this.#options.delay ?? SAVE_DELAY) : RETRY_DELAY);
      }
    });
  }
}
