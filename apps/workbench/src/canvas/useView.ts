/** What of the diagram is in view: the whole of it at first, and until somebody moves it. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { fitAgain, setFlow, zoomCanvas } from "./flow.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { useScene } from "./scene.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

/** @param count of the nodes drawn */
export function useView(area: RefObject<HTMLDivElement | null>, count: number): void {
  const flow = useReactFlow<VariableNodeType, LinkEdgeType>();
  const occasion = useScene(({ scene }) => scene?.occasion);
  const fitted = useRef<string | undefined>(undefined);

  useEffect(() => setFlow(flow, area.current), [flow, area]);

  // A view that nobody has moved shows the whole picture still when the window changes.
  useEffect(() => {
    const observer = new ResizeObserver(() => fitAgain());
    observer.observe(area.current as HTMLElement);
    return () => observer.disconnect();
  }, [area]);

  // A new document is shown as a whole, once; so is the same one when bars make it larger.
  useEffect(() => {
    if (occasion === undefined || fitted.current === occasion) return;
    fitted.current = occasion;
    // An empty canvas stays as it is: the first node is put where the hand points.
    if (count === 0) return;
    requestAnimationFrame(() => zoomCanvas("fit", true));
  }, [occasion, count]);
}
