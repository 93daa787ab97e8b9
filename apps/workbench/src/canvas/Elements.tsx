/**
 * Hands nodes and arrows to React Flow's store. It stands alone so that an edit renders the nodes
 * that changed, not the canvas around them; and it writes before the browser paints, so that the
 * text and the badges of one edit appear together.
 */
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect } from "react";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { useOverview } from "./Overview.tsx";
import { useCanvasElements } from "./useCanvasElements.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

const NONE: never[] = [];

export function Elements({ readOnly }: { readonly readOnly: boolean }) {
  const store = useStoreApi<VariableNodeType, LinkEdgeType>();
  const overview = useOverview();
  const elements = useCanvasElements(readOnly);
  const nodes = overview ? NONE : elements.nodes;
  const edges = overview ? NONE : elements.edges;
  useLayoutEffect(() => store.getState().setNodes(nodes), [store, nodes]);
  useLayoutEffect(() => store.getState().setEdges(edges), [store, edges]);
  return null;
}
