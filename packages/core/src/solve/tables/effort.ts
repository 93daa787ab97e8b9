/** How much work a solver may do, who hears about it, and how it says what it did. */

import type { StopSignal } from "../../base/index.ts";

/** How optimal policies are found; `auto` takes the cheapest that is exact. */
export type Method =
  | "auto"
  | "enumerate"
  | "policy-updating"
  | "branch-and-bound"
  | "multiple-policy-updating";

/** How the answer was found; `fixed` when there was nothing to decide. */
export type UsedMethod = "fixed" | "one-pass" | Exclude<Method, "auto">;

/** The share of the work done, and the bounds so far, in utility units. */
export interface SolveProgress {
  readonly fraction: number;
  readonly lower: number;
  readonly upper: number;
}

export type { StopSignal };

/** Which method solves, for how long, and who is told about progress or may stop it. */
export interface EffortOptions {
  readonly method?: Method;
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: SolveProgress) => void;
  /** Milliseconds after which the best policy so far is returned; needs `clock`. */
  readonly timeLimit?: number;
  /** Milliseconds now; the layer itself reads no clock. */
  readonly clock?: () => number;
  /** Random policies that policy updating also starts from. Default 8. */
  readonly restarts?: number;
  /** Seed of the restarts. */
  readonly seed?: number;
}
