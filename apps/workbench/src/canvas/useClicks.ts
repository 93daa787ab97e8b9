/** Clicks: one gives the focus, two rename a node or make one. */
import { useReactFlow } from "@xyflow/react";
import { createNode } from "@cidery/core/session";
import { type RefObject, useCallback } from "react";
import { session } from "../state/document.ts";
import { announce } from "../state/announce.ts";
import { setUi } from "../state/ui.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { placeNew } from "./placeNew.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

interface Clicks {
  readonly onNodeClick: (event: React.MouseEvent) => void;
  readonly onEdgeClick: () => void;
  readonly onPaneClick: () => void;
  readonly onNodeDoubleClick: (_: unknown, node: VariableNodeType) => void;
  /** For the element around React Flow, which tells nothing of the second click on its pane. */
  readonly onDoubleClick: (event: React.MouseEvent) => void;
}

export function useClicks(area: RefObject<HTMLDivElement | null>, readOnly: boolean): Clicks {
  const flow = useReactFlow<VariableNodeType, LinkEdgeType>();
  const onEdgeClick = useCallback(() => area.current?.focus(), [area]);

  const onPaneClick = useCallback(() => {
    session.select({ pinnedVerdict: undefined });
    area.current?.focus();
  }, [area]);

  const onNodeDoubleClick = useCallback(
    (_: unknown, { data }: VariableNodeType) => {
      if (!readOnly) setUi({ renaming: data.node.name });
    },
    [readOnly],
  );

  const onDoubleClick = useCallback(
    (event: React.MouseEvent) => {
      if (readOnly || !(event.target as HTMLElement).classList.contains("react-flow__pane")) return;
      const made = createNode(session, "chance");
      if (!announce(made) || made.name === undefined) return;
      placeNew(made.name, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    },
    [flow, readOnly],
  );

  return { onNodeClick: focusNearest, onEdgeClick, onPaneClick, onNodeDoubleClick, onDoubleClick };
}

function focusNearest({ currentTarget }: React.MouseEvent): void {
  currentTarget.closest<HTMLElement>("[tabindex]")?.focus();
}
