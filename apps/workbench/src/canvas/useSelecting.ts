/** What is chosen on the canvas is the selection of the session. */
import { applyNodeChanges, type EdgeChange, type NodeChange, useStoreApi } from "@xyflow/react";
import { useCallback } from "react";
import { session } from "../state/document.ts";
import { dragIsCancelled } from "./drag.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { isOneStep } from "./scene.ts";
import { edgeId, edgeOf } from "./useCanvasElements.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

interface Selecting {
  readonly onNodesChange: (changes: NodeChange<VariableNodeType>[]) => void;
  readonly onEdgesChange: (changes: EdgeChange<LinkEdgeType>[]) => void;
}

export function useSelecting(): Selecting {
  const store = useStoreApi<VariableNodeType, LinkEdgeType>();

  // Selection belongs to the session; sizes are known beforehand; only moves are local.
  const onNodesChange = useCallback(
    (changes: NodeChange<VariableNodeType>[]) => {
      const moves = changes.filter((change) => change.type === "position");
      if (moves.length > 0 && !dragIsCancelled()) {
        const { nodes, setNodes } = store.getState();
        setNodes(applyNodeChanges(moves, nodes));
      }
      const chosen = new Set(session.state().selection.nodes);
      let changed = false;
      for (const change of changes) {
        if (change.type !== "select" || chosen.has(change.id) === change.selected) continue;
        changed = true;
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      if (changed) session.select({ nodes: [...chosen] });
    },
    [store],
  );

  const onEdgesChange = useCallback((changes: EdgeChange<LinkEdgeType>[]) => {
    const chosen = new Map(session.state().selection.edges.map((edge) => [edgeId(edge), edge]));
    let changed = false;
    for (const change of changes) {
      if (change.type !== "select" || chosen.has(change.id) === change.selected) continue;
      changed = true;
      if (change.selected) chosen.set(change.id, edgeOf(change.id, isOneStep()));
      else chosen.delete(change.id);
    }
    if (changed) session.select({ edges: [...chosen.values()] });
  }, []);

  return { onNodesChange, onEdgesChange };
}

/** The node that gets the focus is selected, so that its keys act on it. */
export function selectFocused({ target }: React.FocusEvent<HTMLElement>): void {
  const name = target.classList.contains("react-flow__node") ? target.dataset["id"] : undefined;
  if (name !== undefined && !session.state().selection.nodes.includes(name)) {
    session.select({ nodes: [name], edges: [] });
  }
}
