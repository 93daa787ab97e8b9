/** How a task hears that it should stop, and says how far it is. */
import type { StopSignal } from "../base/index.ts";

/** How long work reports and is stopped, whoever does it. */
export interface TaskHooks<Part = never> {
  readonly signal?: StopSignal;
  /** What is being done, and the share of it that is done, 0 … 1. */
  readonly onProgress?: (stage: string, share: number) => void;
  /** A part of the answer that is there already and will not change. */
  readonly onPartial?: (part: Part) => void;
  /** Milliseconds now; without it nothing has a time limit. */
  readonly clock?: () => number;
}
