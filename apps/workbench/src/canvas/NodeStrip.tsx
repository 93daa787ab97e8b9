/**
 * The three kinds of nodes as a strip on the canvas: a press makes one in the middle of the view, or one may
 * be dragged to its place.
 */
import { useReactFlow } from "@xyflow/react";
import { commandNamed, createNode, runCommand } from "@cidery/core/session";
import type { NodeKind } from "@cidery/core";
import { useRef, useState } from "react";
import { announce } from "../state/announce.ts";
import { commandContext } from "../state/commandContext.ts";
import { session, useDocumentPart } from "../state/document.ts";
import { placeNew } from "./placeNew.ts";

const KINDS: readonly NodeKind[] = ["chance", "decision", "utility"];
/** Pixels a press has to move to be a drag. */
const LEAST_DRAG = 8;

export function NodeStrip() {
  const broken = useDocumentPart(({ diagram }) => diagram === undefined);
  return (
    <div className="node-strip" role="toolbar" aria-label="New nodes">
      {KINDS.map((kind) => (
        <NewNode key={kind} kind={kind} disabled={broken} />
      ))}
    </div>
  );
}

function NewNode({ kind, disabled }: { readonly kind: NodeKind; readonly disabled: boolean }) {
  const flow = useReactFlow();
  const start = useRef<{ x: number; y: number } | undefined>(undefined);
  const dragged = useRef(false);
  const [ghost, setGhost] = useState<{ x: number; y: number }>();
  const command = commandNamed(`insert.${kind}`);
  const drop = (event: React.PointerEvent): void => {
    start.current = undefined;
    setGhost(undefined);
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const isOnCanvas = under !== null && under.closest(".canvas-area") !== null;
    if (!isOnCanvas || under.closest(".node-strip") !== null) return;
    const made = createNode(session, kind);
    if (!announce(made) || made.name === undefined) return;
    placeNew(made.name, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
  };
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-disabled={disabled || undefined}
        title={`New ${kind} node: press, or drag it to its place`}
        onPointerDown={(event) => {
          if (disabled || event.button !== 0) return;
          start.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={({ clientX: x, clientY: y }) => {
          const from = start.current;
          if (from === undefined) return;
          if (ghost !== undefined || Math.hypot(x - from.x, y - from.y) > LEAST_DRAG)
            setGhost({ x, y });
        }}
        onPointerUp={(event) => {
          dragged.current = ghost !== undefined;
          if (ghost !== undefined) drop(event);
          start.current = undefined;
        }}
        onPointerCancel={() => {
          start.current = undefined;
          setGhost(undefined);
        }}
        onClick={() => {
          // The click that ends a drag does not count.
          if (!dragged.current) runCommand(command, commandContext);
          dragged.current = false;
        }}
      >
        <KindMark kind={kind} />
        <span className="kind-word">{kind}</span>
      </button>
      {ghost !== undefined && (
        <span className="node-ghost" style={{ left: ghost.x, top: ghost.y }} aria-hidden="true">
          <KindMark kind={kind} />
        </span>
      )}
    </>
  );
}

function KindMark({ kind }: { readonly kind: NodeKind }) {
  return (
    <svg
      className={`kind-mark ${kind}`}
      width="18"
      height="14"
      viewBox="0 0 18 14"
      aria-hidden="true"
    >
      {kind === "chance" && <rect x="1" y="1" width="16" height="12" rx="6" />}
      {kind === "decision" && <rect x="1" y="1" width="16" height="12" rx="1" />}
      {kind === "utility" && <path d="M9 1 17 7 9 13 1 7Z" />}
    </svg>
  );
}
