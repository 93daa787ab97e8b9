/**
 * Hands nodes and arrows to React Flow's store. It stands alone so that an edit renders the nodes
 * that changed, not the canvas around them; and it writes before the browser paints, so that the
 * text and the badges of one edit appear together. Of a large diagram it hands over what is in view.
 */
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useMemo } from "react";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { MovingPicture } from "./MovingPicture.tsx";
import { useMovement } from "./movement.ts";
import { useOverview } from "./Overview.tsx";
import { useCanvasElements } from "./useCanvasElements.ts";
import type { VariableNodeType } from "./VariableNode.tsx";
import { type CanvasElements, elementsFor } from "./visibleElements.ts";

const NOTHING: CanvasElements = { nodes: [], edges: [] };

export function Elements({ readOnly }: { readonly readOnly: boolean }) {
  const store = useStoreApi<VariableNodeType, LinkEdgeType>();
  const all = useCanvasElements(readOnly);
  const region = useMovement((state) => state.region);
  const moving = useMovement((state) => state.moving);
  const overview = useOverview();
  const { nodes, edges } = useMemo(() => {
    if (region === "everything") return all;
    return region === "nothing" ? NOTHING : elementsFor(all, region);
  }, [all, region]);
  useLayoutEffect(() => store.getState().setNodes([...nodes]), [store, nodes]);
  useLayoutEffect(() => store.getState().setEdges([...edges]), [store, edges]);
  return moving && !overview ? <MovingPicture of={all} /> : null;
}
