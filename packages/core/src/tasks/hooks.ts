/** How a task hears that it should stop, and says how far it is. */
import type { StopSignal } from "../solve/index.ts";

/** How long work reports and is stopped, whoever does it. */
export interface TaskHooks {
  readonly signal?: StopSignal;
  /** What is being done, and the share of it that is done, 0 … 1. */
  readonly onProgress?: (stage: string, share: number) => void;
  /** Milliseconds now; without it nothing has a time limit. */
  readonly clock?: () => number;
}
