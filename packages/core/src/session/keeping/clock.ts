/** Time as a parameter: the page's, or the simulator's. */

/** The time, and calls after a while; a made-up one in tests. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls back after so many milliseconds, unless the function returned is called before. */
  later(milliseconds: number, run: () => void): () => void;
}
