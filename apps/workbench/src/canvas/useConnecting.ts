/** An arrow drawn by hand: to a node, to a new one in empty space, or back in a loop. */
import {
  type Connection,
  type FinalConnectionState,
  useReactFlow,
  useStoreApi,
} from "@xyflow/react";
import { connectInStep, connectNodes, createNode, type Place } from "@cidery/core/session";
import { useCallback, useRef } from "react";
import { session } from "../state/document.ts";
import { announce } from "../state/announce.ts";
import { toast } from "../state/ui.ts";
import { dragEnds, dragStarts } from "./drag.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { placeNew } from "./placeNew.ts";
import { isOneStep } from "./scene.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

/** Pixels an arrow back to its own node is drawn at least: less is a slip of the hand. */
const LEAST_LOOP = 20;
const NO_NODE_HERE =
  "One step stands for all here: a new node is written into the loop, or drawn in the unrolled steps";

interface Connecting {
  readonly onConnectStart: (event: MouseEvent | TouchEvent) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
  readonly isValidConnection: (connection: Connection | LinkEdgeType) => boolean;
}

export function useConnecting(): Connecting {
  const flow = useReactFlow<VariableNodeType, LinkEdgeType>();
  const store = useStoreApi<VariableNodeType, LinkEdgeType>();
  const connectStart = useRef({ x: 0, y: 0 });
  const onConnectStart = useCallback(
    (event: MouseEvent | TouchEvent) => {
      connectStart.current = pointOf(event) ?? connectStart.current;
      dragStarts(() => store.getState().cancelConnection());
    },
    [store],
  );

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const from = state.fromNode?.id;
      if (!dragEnds() || from === undefined) return;
      const point = pointOf(event);
      if (point === undefined) return;
      const under = document
        .elementFromPoint(point.x, point.y)
        ?.closest<HTMLElement>(".react-flow__node");
      const to = under?.dataset["id"];
      if (isOneStep()) {
        const { x, y } = connectStart.current;
        const isMeant = to !== from || Math.hypot(point.x - x, point.y - y) > LEAST_LOOP;
        if (to === undefined) toast(NO_NODE_HERE, { tone: "trouble" });
        else if (isMeant) announce(connectInStep(session, from, to));
        return;
      }
      if (to === from) return;
      if (to !== undefined) {
        announce(connectNodes(session, from, to));
        return;
      }
      const made = createNode(session, "chance", { parent: from });
      if (!announce(made) || made.name === undefined) return;
      placeNew(made.name, flow.screenToFlowPosition(point));
    },
    [flow],
  );

  const isValidConnection = useCallback(
    (connection: Connection | LinkEdgeType) => connection.source !== connection.target,
    [],
  );

  return { onConnectStart, onConnectEnd, isValidConnection };
}

function pointOf(event: MouseEvent | TouchEvent): Place | undefined {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  return point && { x: point.clientX, y: point.clientY };
}
