/**
 * The diagram as something to touch: React Flow draws and moves, every gesture becomes a text
 * edit through the session. A broken text keeps the last good picture, marked.
 */
import { ConnectionMode, ReactFlow } from "@xyflow/react";
import { type RefObject, useRef } from "react";
import { useDocumentPart } from "../state/document.ts";
import { BadgeLegend } from "./BadgeLegend.tsx";
import { CanvasMenu } from "./CanvasMenu.tsx";
import { CanvasTools } from "./CanvasTools.tsx";
import { COARSE, useUnitOfPicture } from "./coarse.ts";
import { EmptyNote } from "./EmptyNote.tsx";
import { Elements } from "./Elements.tsx";
import { LEAST_ZOOM } from "./flow.ts";
import { LinkEdge, type LinkEdgeType } from "./LinkEdge.tsx";
import { Markers } from "./Markers.tsx";
import { LARGE, useMovementInStep } from "./movement.ts";
import { Dots, Overview } from "./Overview.tsx";
import { useScene } from "./scene.ts";
import { NodeStrip } from "./NodeStrip.tsx";
import { StepsTools } from "./StepsTools.tsx";
import { useClicks } from "./useClicks.ts";
import { useConnecting } from "./useConnecting.ts";
import { useDragging } from "./useDragging.ts";
import { useSceneInStep } from "./useSceneInStep.ts";
import { selectFocused, useSelecting } from "./useSelecting.ts";
import { useView } from "./useView.ts";
import { VariableNode, type VariableNodeType } from "./VariableNode.tsx";

const NODE_TYPES = { variable: VariableNode };
const EDGE_TYPES = { link: LinkEdge };
const PAN_BUTTONS = [1, 2];
const SEVERAL_KEYS = ["Meta", "Control", "Shift"];
const NO_ATTRIBUTION = { hideAttribution: true };

export function CanvasPane({ readOnly = false }: { readonly readOnly?: boolean }) {
  useSceneInStep();
  const broken = useDocumentPart(
    ({ diagram, good }) => diagram === undefined && good !== undefined,
  );
  const count = useScene(({ scene }) => scene?.layout.nodes.length ?? 0);
  const area = useRef<HTMLDivElement>(null);
  useView(area, count);
  const selecting = useSelecting();
  const dragging = useDragging();
  const connecting = useConnecting();
  const { onDoubleClick, ...clicks } = useClicks(area, readOnly);

  return (
    <div
      ref={area}
      className={broken ? "canvas-area broken" : "canvas-area"}
      tabIndex={-1}
      onDoubleClick={onDoubleClick}
      onFocus={selectFocused}
    >
      <Markers />
      <ReactFlow<VariableNodeType, LinkEdgeType>
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        {...selecting}
        {...dragging}
        {...connecting}
        {...clicks}
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
        <Movement large={count > LARGE} area={area} />
        <Elements readOnly={readOnly} />
        <Overview />
      </ReactFlow>
      {broken && (
        <p className="broken-note" role="status">
          The text has an error: this is the last good picture
        </p>
      )}
      {!readOnly && count === 0 && !broken && <EmptyNote />}
      {!readOnly && <CanvasMenu area={area} />}
      <div className="canvas-foot">
        {!readOnly && <NodeStrip />}
        <BadgeLegend />
        <CanvasTools readOnly={readOnly} />
        <StepsTools readOnly={readOnly} />
      </div>
    </div>
  );
}

/** Stands alone, so that its rendering is not the canvas's. */
function Movement({
  large,
  area,
}: {
  readonly large: boolean;
  readonly area: RefObject<HTMLDivElement | null>;
}): null {
  useMovementInStep(large);
  useUnitOfPicture(area);
  return null;
}
