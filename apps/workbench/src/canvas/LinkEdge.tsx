/**
 * An arrow. At rest it follows the curve the layout found; while one of its ends is dragged it is
 * a straight line clipped at the outlines. Dashed when it carries information to a decision.
 */
import { memo } from "react";
import { type Edge, type EdgeProps, useInternalNode } from "@xyflow/react";
import type { NodeKind } from "@cidery/core";
import type { PlacedNode, Point } from "@cidery/core/draw";
import { onOutline } from "./outline.ts";
import { Scissors } from "./Scissors.tsx";

export interface LinkData extends Record<string, unknown> {
  readonly path: string;
  /** `[t+1]`, in a picture of one step. */
  readonly label: string | undefined;
  /** Where the label stands: x and y with a space between. */
  readonly middle: string;
  readonly information: boolean;
  readonly lit: boolean;
  readonly dimmed: boolean;
  /** Not in the diagram: shown because an absent incentive rests on its absence. */
  readonly missing?: boolean;
  /** Some repair that is listed cuts it. */
  readonly scissors?: boolean;
  /** The repair that is pointed at cuts it. */
  readonly cut?: boolean;
  readonly tail: PlacedNode;
  readonly head: PlacedNode;
  readonly tailKind: NodeKind;
  readonly headKind: NodeKind;
}

export type LinkEdgeType = Edge<LinkData, "link">;

export const LinkEdge = memo(function LinkEdge({
  source,
  target,
  data,
  selected,
}: EdgeProps<LinkEdgeType>) {
  const from = useInternalNode(source)?.internals.positionAbsolute;
  const to = useInternalNode(target)?.internals.positionAbsolute;
  if (data === undefined || from === undefined || to === undefined) return null;
  const tail = { x: from.x + data.tail.width / 2, y: from.y + data.tail.height / 2 };
  const head = { x: to.x + data.head.width / 2, y: to.y + data.head.height / 2 };
  const resting = near(tail, data.tail) && near(head, data.head);
  if (!resting && source === target) return null;
  const path = resting && data.missing !== true ? data.path : straightPath(tail, head, data);
  const [x, y] = data.middle.split(" ");
  const classes = ["link"];
  if (data.information) classes.push("information");
  if (selected) classes.push("selected");
  if (data.lit) classes.push("lit");
  if (data.dimmed) classes.push("dimmed");
  if (data.cut === true) classes.push("cut");
  if (data.missing === true) classes.push("missing");
  const marker = selected ? "arrow-selected" : data.lit ? "arrow-lit" : "arrow";
  return (
    <>
      <path className={classes.join(" ")} d={path} markerEnd={`url(#${marker})`} />
      {data.missing !== true && (
        <path className="react-flow__edge-interaction link-target" d={path} />
      )}
      {data.scissors === true && resting && (
        <Scissors from={source} to={target} path={path} at={[x, y]} />
      )}
      {data.label !== undefined && resting && (
        <text className="link-label" x={x} y={y} dy="0.33em">
          {data.label}
        </text>
      )}
    </>
  );
});

function near(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 0.75 && Math.abs(a.y - b.y) < 0.75;
}

function straightPath(tail: Point, head: Point, data: LinkData): string {
  const start = onOutline(tail, head, data.tail, data.tailKind);
  const end = onOutline(head, tail, data.head, data.headKind);
  return `M${start.x} ${start.y}L${end.x} ${end.y}`;
}
