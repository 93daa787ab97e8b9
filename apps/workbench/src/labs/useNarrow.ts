/** Whether there is only room for one thing beside the other: the width of a phone. */
import { useSyncExternalStore } from "react";

const NARROW = matchMedia("(max-width: 760px)");

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      NARROW.addEventListener("change", listener);
      return () => NARROW.removeEventListener("change", listener);
    },
    () => NARROW.matches,
  );
}
