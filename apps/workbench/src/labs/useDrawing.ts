/** Draws what it is given into a box, in the width there is; the drawing code is loaded when first needed. */
import { type RefObject, useEffect, useRef, useState } from "react";

type Draw<T> = (what: T, width: number) => Element;

/** @param load a function of the module, not made anew each time */
export function useDrawing<T>(
  load: () => Promise<Draw<T>>,
  what: T,
): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const [draw, setDraw] = useState<Draw<T> | undefined>(undefined);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    let wanted = true;
    void load().then((loaded) => wanted && setDraw(() => loaded));
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => {
      wanted = false;
      observer.disconnect();
    };
  }, [load]);
  useEffect(() => {
    if (draw === undefined || width === 0 || box.current === null) return;
    box.current.replaceChildren(draw(what, width));
  }, [draw, width, what]);
  return box;
}
