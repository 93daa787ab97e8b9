/**
 * The diagram as something to touch: React Flow draws and moves, every gesture becomes a text
 * edit through the session. A broken text keeps the last good picture, marked.
 */
import {
  applyNodeChanges,
  Background,
  type Connection,
  ConnectionMode,
  type FinalConnectionState,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from "@xyflow/react";
import { connectNodes, createNode, type GestureResult, pinNodes, type Place } from "cidery";
import { useCallback, useEffect, useRef, useState } from "react";
import { session, useDocument } from "../document.ts";
import { setUi, toast, useUi } from "../ui.ts";
import { CanvasTools } from "./CanvasTools.tsx";
import { setFlow, zoomCanvas } from "./flow.ts";
import { LinkEdge, type LinkEdgeType } from "./LinkEdge.tsx";
import { Markers } from "./Markers.tsx";
import { Overview, useOverview } from "./Overview.tsx";
import { pinPlace, useScene } from "./scene.ts";
import { edgeId, useCanvasElements } from "./useCanvasElements.ts";
import { useSceneInStep } from "./useSceneInStep.ts";
import { VariableNode, type VariableNodeType } from "./VariableNode.tsx";

const NODE_TYPES = { variable: VariableNode };
const EDGE_TYPES = { link: LinkEdge };
const NONE: never[] = [];
const COARSE = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;

export function CanvasPane({ readOnly = false }: { readonly readOnly?: boolean }) {
  useSceneInStep();
  const { diagram, good } = useDocument();
  const scene = useScene((state) => state.scene);
  const flow = useReactFlow<VariableNodeType, LinkEdgeType>();
  const elements = useCanvasElements(readOnly);
  const [nodes, setNodes] = useState(elements.nodes);
  const area = useRef<HTMLDivElement>(null);
  const fitted = useRef<string | undefined>(undefined);
  const overview = useOverview();
  const broken = diagram === undefined && good !== undefined;

  useEffect(() => setNodes(elements.nodes), [elements.nodes]);
  useEffect(() => setFlow(flow, area.current), [flow]);

  // A new document is shown as a whole, once; so is the same one when bars make it larger.
  useEffect(() => {
    const key = scene?.occasion;
    if (scene === undefined || fitted.current === key || elements.nodes.length === 0) return;
    fitted.current = key;
    requestAnimationFrame(() => zoomCanvas("fit", true));
  }, [scene, flow, elements.nodes.length]);

  // Selection belongs to the session; sizes are known beforehand; only moves are local.
  const onNodesChange = useCallback((changes: NodeChange<VariableNodeType>[]) => {
    const moves = changes.filter((change) => change.type === "position");
    if (moves.length > 0) setNodes((current) => applyNodeChanges(moves, current));
    const chosen = new Set(session.state().selection.nodes);
    let changed = false;
    for (const change of changes) {
      if (change.type !== "select" || chosen.has(change.id) === change.selected) continue;
      changed = true;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    if (changed) session.select({ nodes: [...chosen] });
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<LinkEdgeType>[]) => {
    const chosen = new Map(session.state().selection.edges.map((edge) => [edgeId(edge), edge]));
    let changed = false;
    for (const change of changes) {
      if (change.type !== "select" || chosen.has(change.id) === change.selected) continue;
      changed = true;
      const [from, to] = change.id.split("→");
      if (change.selected) chosen.set(change.id, { from: from as string, to: to as string });
      else chosen.delete(change.id);
    }
    if (changed) session.select({ edges: [...chosen.values()] });
  }, []);

  const onDragStop = useCallback((_: unknown, __: unknown, dragged: VariableNodeType[]) => {
    const moved = new Map<string, Place>();
    for (const { position, data } of dragged) {
      const place = {
        x: position.x + data.placed.width / 2,
        y: position.y + data.placed.height / 2,
      };
      if (Math.hypot(place.x - data.placed.x, place.y - data.placed.y) > 1) {
        moved.set(data.node.name, pinPlace(place));
      }
    }
    if (moved.size > 0) pinNodes(session, moved);
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const from = state.fromNode?.id;
      if (from === undefined) return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (point === undefined) return;
      const under = document
        .elementFromPoint(point.clientX, point.clientY)
        ?.closest<HTMLElement>(".react-flow__node");
      const to = under?.dataset["id"];
      if (to === from) return;
      if (to !== undefined) {
        say(connectNodes(session, from, to));
        return;
      }
      const made = createNode(session, "chance", { parent: from });
      if (!say(made) || made.name === undefined) return;
      placeNew(made.name, flow.screenToFlowPosition({ x: point.clientX, y: point.clientY }));
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
        nodes={overview ? NONE : nodes}
        edges={overview ? NONE : elements.edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={(_, dragged) => onDragStop(undefined, undefined, dragged)}
        onNodeClick={(event) => event.currentTarget.closest<HTMLElement>("[tabindex]")?.focus()}
        onEdgeClick={() => area.current?.focus()}
        onPaneClick={() => {
          session.select({ pinnedVerdict: undefined });
          area.current?.focus();
        }}
        onNodeDoubleClick={(_, { data }) => {
          if (!readOnly) setUi({ renaming: data.node.name });
        }}
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
        panOnDrag={COARSE || readOnly ? true : [1, 2]}
        panActivationKeyCode="Space"
        multiSelectionKeyCode={["Meta", "Control", "Shift"]}
        selectionKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={nodes.length > 120}
        minZoom={0.05}
        maxZoom={4}
        elevateNodesOnSelect={false}
        proOptions={{ hideAttribution: true }}
        aria-label="Diagram"
      >
        <Background gap={22} size={1.4} color="var(--grid)" />
        <Overview />
      </ReactFlow>
      {broken && (
        <p className="broken-note" role="status">
          The text has a mistake: this is the last good picture
        </p>
      )}
      {!readOnly && nodes.length === 0 && !broken && (
        <p className="empty-note">
          An empty canvas. Double-click here, or press <kbd>N</kbd>, for the first node.
        </p>
      )}
      <CanvasTools readOnly={readOnly} />
    </div>
  );
}

/** The node that gets the focus is selected, so that its keys act on it. */
function selectFocused({ target }: React.FocusEvent<HTMLElement>): void {
  const name = target.classList.contains("react-flow__node") ? target.dataset["id"] : undefined;
  if (name !== undefined && !session.state().selection.nodes.includes(name)) {
    session.select({ nodes: [name], edges: [] });
  }
}

function placeNew(name: string, place: Place): void {
  const { newPlaces } = useUi.getState();
  setUi({ newPlaces: new Map(newPlaces).set(name, pinPlace(place)), renaming: name });
  session.select({ nodes: [name], edges: [] });
}

function say(result: GestureResult): result is Extract<GestureResult, { ok: true }> {
  if (result.ok) {
    if (result.lost !== undefined) {
      const undo = { title: "Undo", run: () => void session.undo() };
      toast(`Done, without ${result.lost}`, { action: undo });
    }
    return true;
  }
  const { reason, remedy } = result;
  toast(reason, {
    tone: "trouble",
    ...(remedy && { action: { title: remedy.title, run: () => void remedy.run() } }),
  });
  return false;
}
