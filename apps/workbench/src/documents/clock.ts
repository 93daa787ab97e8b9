/** The page's time, for what is written with time as a parameter. */
import type { Clock } from "@cidery/core/session";

export const clock: Clock = {
  now: () => performance.now(),
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
