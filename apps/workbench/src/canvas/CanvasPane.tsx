/**
 * The diagram as something to touch: React Flow draws and moves, every gesture becomes a text
 * edit through the session. A broken text keeps the last good picture, marked.
 */
import {
  applyNodeChanges,
  type Connection,
  ConnectionMode,
  type FinalConnectionState,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  useReactFlow,
  useStoreApi,
} from "@xyflow/react";
import {
  connectInStep,
  connectNodes,
  createNode,
  pinNodes,
  type Place,
} from "@cidery/core/session";
import { useCallback, useEffect, useRef } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { say } from "../state/say.ts";
import { setUi, toast, useUi } from "../state/ui.ts";
import { CanvasTools } from "./CanvasTools.tsx";
import { Elements } from "./Elements.tsx";
import { dragEnds, dragIsCancelled, dragStarts } from "./drag.ts";
import { fitAgain, LEAST_ZOOM, setFlow, zoomCanvas } from "./flow.ts";
import { LinkEdge, type LinkEdgeType } from "./LinkEdge.tsx";
import { Markers } from "./Markers.tsx";
import { LARGE, useMovementInStep } from "./movement.ts";
import { Dots, Overview } from "./Overview.tsx";
import { pinPlace, useScene } from "./scene.ts";
import { edgeId, edgeOf } from "./useCanvasElements.ts";
import { StepsTools } from "./StepsTools.tsx";
import { useSceneInStep } from "./useSceneInStep.ts";
import { VariableNode, type VariableNodeType } from "./VariableNode.tsx";

const NODE_TYPES = { variable: VariableNode };
const EDGE_TYPES = { link: LinkEdge };
const PAN_BUTTONS = [1, 2];
const SEVERAL_KEYS = ["Meta", "Control", "Shift"];
const NO_ATTRIBUTION = { hideAttribution: true };
/** Pixels an arrow back to its own node is drawn at least: less is a slip of the hand. */
const LEAST_LOOP = 20;
const NO_NODE_HERE =
  "One step stands for all here: a new node is written into the loop, or drawn in the unrolled steps";
const COARSE = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;

export function CanvasPane({ readOnly = false }: { readonly readOnly?: boolean }) {
  useSceneInStep();
  const broken = useDocumentPart(
    ({ diagram, good }) => diagram === undefined && good !== undefined,
  );
  const count = useScene(({ scene }) => scene?.layout.nodes.length ?? 0);
  const occasion = useScene(({ scene }) => scene?.occasion);
  const flow = useReactFlow<VariableNodeType, LinkEdgeType>();
  const store = useStoreApi<VariableNodeType, LinkEdgeType>();
  const area = useRef<HTMLDivElement>(null);
  const fitted = useRef<string | undefined>(undefined);

  useEffect(() => setFlow(flow, area.current), [flow]);

  // A view that nobody has moved shows the whole picture still when the window changes.
  useEffect(() => {
    const observer = new ResizeObserver(() => fitAgain());
    observer.observe(area.current as HTMLElement);
    return () => observer.disconnect();
  }, []);

  // A new document is shown as a whole, once; so is the same one when bars make it larger.
  useEffect(() => {
    if (occasion === undefined || fitted.current === occasion) return;
    fitted.current = occasion;
    // An empty canvas stays as it is: the first node is put where the hand points.
    if (count === 0) return;
    requestAnimationFrame(() => zoomCanvas("fit", true));
  }, [occasion, count]);

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

  const connectStart = useRef({ x: 0, y: 0 });
  const onConnectStart = useCallback(
    (event: MouseEvent | TouchEvent) => {
      connectStart.current = pointOf(event) ?? connectStart.current;
      dragStarts(() => store.getState().cancelConnection());
    },
    [store],
  );

  const onDragStop = useCallback((_: unknown, __: unknown, dragged: VariableNodeType[]) => {
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
    (_: unknown, dragged: VariableNodeType[]) => onDragStop(undefined, undefined, dragged),
    [onDragStop],
  );

  const focusArea = useCallback(() => area.current?.focus(), []);

  const onPaneClick = useCallback(() => {
    session.select({ pinnedVerdict: undefined });
    area.current?.focus();
  }, []);

  const onNodeDoubleClick = useCallback(
    (_: unknown, { data }: VariableNodeType) => {
      if (!readOnly) setUi({ renaming: data.node.name });
    },
    [readOnly],
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
        else if (isMeant) say(connectInStep(session, from, to));
        return;
      }
      if (to === from) return;
      if (to !== undefined) {
        say(connectNodes(session, from, to));
        return;
      }
      const made = createNode(session, "chance", { parent: from });
      if (!say(made) || made.name === undefined) return;
      placeNew(made.name, flow.screenToFlowPosition(point));
    },
    [flow],
  );

  const isValidConnection = useCallback(
    (connection: Connection | LinkEdgeType) => connection.source !== connection.target,
    [],
  );

  const onPaneDoubleClick = useCallback(
    (event: React.MouseEvent) => {
      if (readOnly || !(event.target as HTMLElement).classList.contains("react-flow__pane")) return;
      const made = createNode(session, "chance");
      if (!say(made) || made.name === undefined) return;
      placeNew(made.name, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    },
    [flow, readOnly],
  );

  return (
    <div
      ref={area}
      className={broken ? "canvas-area broken" : "canvas-area"}
      tabIndex={-1}
      onDoubleClick={onPaneDoubleClick}
      onFocus={selectFocused}
    >
      <Markers />
      <ReactFlow<VariableNodeType, LinkEdgeType>
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={onDragStart}
        onSelectionDragStart={onDragStart}
        onConnectStart={onConnectStart}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onSelectionDragStop}
        onNodeClick={focusNearest}
        onEdgeClick={focusArea}
        onPaneClick={onPaneClick}
        onNodeDoubleClick={onNodeDoubleClick}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValidConnection}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={4}
        nodesDraggable={!readOnly && !broken}
        nodesConnectable={!readOnly && !broken}
        elementsSelectable
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionOnDrag={!COARSE && !readOnly}
        panOnDrag={COARSE || readOnly ? true : PAN_BUTTONS}
        panActivationKeyCode="Space"
        multiSelectionKeyCode={SEVERAL_KEYS}
        selectionKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={LEAST_ZOOM}
        maxZoom={4}
        elevateNodesOnSelect={false}
        proOptions={NO_ATTRIBUTION}
        data-large={count > LARGE || undefined}
        aria-label="Diagram"
      >
        <Dots />
        <Movement large={count > LARGE} />
        <Elements readOnly={readOnly} />
        <Overview />
      </ReactFlow>
      {broken && (
        <p className="broken-note" role="status">
          The text has a mistake: this is the last good picture
        </p>
      )}
      {!readOnly && count === 0 && !broken && (
        <p className="empty-note">
          An empty canvas. Double-click here, or press <kbd>N</kbd>, for the first node.
        </p>
      )}
      <div className="canvas-foot">
        <CanvasTools readOnly={readOnly} />
        <StepsTools readOnly={readOnly} />
      </div>
    </div>
  );
}

/** Stands alone, so that its rendering is not the canvas's. */
function Movement({ large }: { readonly large: boolean }): null {
  useMovementInStep(large);
  return null;
}

function isOneStep(): boolean {
  return useScene.getState().scene?.layout.steps !== undefined;
}

function pointOf(event: MouseEvent | TouchEvent): Place | undefined {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  return point && { x: point.clientX, y: point.clientY };
}

/** The node that gets the focus is selected, so that its keys act on it. */
function selectFocused({ target }: React.FocusEvent<HTMLElement>): void {
  const name = target.classList.contains("react-flow__node") ? target.dataset["id"] : undefined;
  if (name !== undefined && !session.state().selection.nodes.includes(name)) {
    session.select({ nodes: [name], edges: [] });
  }
}

function focusNearest({ currentTarget }: React.MouseEvent): void {
  currentTarget.closest<HTMLElement>("[tabindex]")?.focus();
}

function placeNew(name: string, place: Place): void {
  const { newPlaces } = useUi.getState();
  setUi({ newPlaces: new Map(newPlaces).set(name, pinPlace(place)), renaming: name });
  session.select({ nodes: [name], edges: [] });
}
