/** Nodes that are dragged are pinned where they are dropped; Escape takes them back. */
import { useStoreApi } from "@xyflow/react";
import { pinNodes, type Place } from "@cidery/core/session";
import { useCallback } from "react";
import { session } from "../state/document.ts";
import { dragEnds, dragStarts } from "./drag.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { pinPlace } from "./scene.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

interface Dragging {
  readonly onNodeDragStart: () => void;
  readonly onSelectionDragStart: () => void;
  readonly onNodeDragStop: (_: unknown, __: unknown, dragged: VariableNodeType[]) => void;
  readonly onSelectionDragStop: (_: unknown, dragged: VariableNodeType[]) => void;
}

export function useDragging(): Dragging {
  const store = useStoreApi<VariableNodeType, LinkEdgeType>();

  const onDragStart = useCallback(() => {
    dragStarts(() => {
      const { nodes, setNodes } = store.getState();
      setNodes(
        nodes.map((node) => {
          const { x, y, width, height } = node.data.placed;
          return { ...node, position: { x: x - width / 2, y: y - height / 2 } };
        }),
      );
    });
  }, [store]);

  const onNodeDragStop = useCallback((_: unknown, __: unknown, dragged: VariableNodeType[]) => {
    if (!dragEnds()) return;
    const moved = new Map<string, Place>();
    for (const { position, data } of dragged) {
      const place = {
        x: position.x + data.placed.width / 2,
        y: position.y + data.placed.height / 2,
      };
      if (Math.hypot(place.x - data.placed.x, place.y - data.placed.y) > 1) {
        moved.set(data.pinName, pinPlace(place));
      }
    }
    if (moved.size > 0) pinNodes(session, moved);
  }, []);

  const onSelectionDragStop = useCallback(
    (_: unknown, dragged: VariableNodeType[]) => onNodeDragStop(undefined, undefined, dragged),
    [onNodeDragStop],
  );

  return {
    onNodeDragStart: onDragStart,
    onSelectionDragStart: onDragStart,
    onNodeDragStop,
    onSelectionDragStop,
  };
}
