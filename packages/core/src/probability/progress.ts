import { AbortedError, checkpoint } from "../base/index.ts";

/** How long work is watched and stopped. */
export interface Progress {
  /** Set to stop at the next step; the operation then throws AbortedError. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Called now and then with the share of work done, 0 … 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** @throws AbortedError when asked to stop */
export function throwIfAborted(progress: Progress | undefined): void {
  if (progress?.signal?.aborted) throw new AbortedError();
  checkpoint();
}
