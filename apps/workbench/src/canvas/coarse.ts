/** For fingers: whether one points here, and how large a pixel is in the picture, for the styles. */
import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

/** Whether what points is as coarse as a finger. */
export const COARSE = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;

/**
 * Keeps `--zoom` of the canvas in step with the view, so that badges, scissors and arrows stay large
 * enough to be touched. Where a mouse points nothing is written, and nothing is styled anew.
 */
export function useUnitOfPicture(area: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    if (!COARSE) return undefined;
    let written = "";
    const write = (): void => {
      const zoom = store.getState().transform[2].toFixed(2);
      if (zoom === written) return;
      written = zoom;
      area.current?.style.setProperty("--zoom", zoom);
    };
    write();
    return store.subscribe(write);
  }, [store, area]);
}
