/** The canvas's own controls, for commands: zoom, fit, and the point in the middle of the view. */
import type { ReactFlowInstance, Viewport } from "@xyflow/react";
import type { Place } from "@cidery/core/session";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { useScene } from "./scene.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

type Flow = ReactFlowInstance<VariableNodeType, LinkEdgeType>;

/** A thousand nodes in a chain fit on the screen. */
export const LEAST_ZOOM = 0.01;

/** Room for badges and tags, and for bars under the lowest nodes. */
const MARGIN = 90;
const BARS_ROOM = 90;
/** Buttons that take more of the width of the canvas have the picture above them. */
const MOST_FEET = 0.6;

let current: { readonly flow: Flow; readonly area: HTMLElement } | undefined;

export function setFlow(flow: Flow, area: HTMLElement | null): void {
  current = area === null ? undefined : { flow, area };
}

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function zoomCanvas(change: "in" | "out" | "actual" | "fit", atOnce = false): void {
  if (current === undefined) return;
  const { flow } = current;
  const duration = atOnce || calm() ? 0 : 160;
  if (change === "in") void flow.zoomIn({ duration });
  else if (change === "out") void flow.zoomOut({ duration });
  else if (change === "actual") void flow.zoomTo(1, { duration });
  else fit(duration);
}

/** The whole picture with a margin, bars included; small diagrams are not blown up. */
function fit(duration: number): void {
  const { scene } = useScene.getState();
  if (current === undefined || scene === undefined || scene.layout.nodes.length === 0) return;
  const { bounds } = scene.layout;
  const { width, height: whole, bottom } = current.area.getBoundingClientRect();
  // What a narrow page hides stands at the corner of the window, without a size.
  const feet = [...current.area.querySelectorAll(".canvas-foot > *")]
    .map((one) => one.getBoundingClientRect())
    .filter((one) => one.width > 0);
  const taken = feet.reduce((sum, foot) => sum + foot.width, 0);
  const foot = taken > MOST_FEET * width ? Math.min(...feet.map(({ top }) => top)) : bottom;
  const height = whole - (bottom - foot);
  const room = scene.roomy ? BARS_ROOM : 0;
  const wide = bounds.width + MARGIN;
  const high = bounds.height + MARGIN + room;
  const zoom = Math.max(LEAST_ZOOM, Math.min(1.25, width / wide, height / high));
  fitted = {
    x: width / 2 - (bounds.x + bounds.width / 2) * zoom,
    y: height / 2 - (bounds.y + (bounds.height + room) / 2) * zoom,
    zoom,
  };
  void current.flow.setViewport(fitted, { duration });
}

/** Where the whole picture was last put into view. */
let fitted: Viewport | undefined;

/** Fits the picture into a canvas of another size, unless the view was moved since the last time. */
export function fitAgain(): void {
  if (current === undefined || fitted === undefined) return;
  const { x, y, zoom } = current.flow.getViewport();
  if (x === fitted.x && y === fitted.y && zoom === fitted.zoom) fit(0);
}

export function centreOfView(): Place {
  if (current === undefined) return { x: 0, y: 0 };
  const { left, top, width, height } = current.area.getBoundingClientRect();
  return current.flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
}

/** From the middle of a node to where its badges end. */
const HALF = { x: 80, y: 40 };

/** Brings the node at a place into view when it is not, or not wholly. */
export function showPlace({ x, y }: Place): void {
  if (current === undefined) return;
  const { left, top, right, bottom } = current.area.getBoundingClientRect();
  const zoom = current.flow.getZoom();
  const at = current.flow.flowToScreenPosition({ x, y });
  const [wide, high] = [HALF.x * zoom, HALF.y * zoom];
  const across = missing(at.x, left + wide, right - wide);
  const down = missing(at.y, top + high, bottom - high);
  if (across === 0 && down === 0) return;
  const duration = calm() ? 0 : 160;
  // No further than it takes, so that its neighbours stay in view.
  if (Math.abs(across) < (right - left) / 2 && Math.abs(down) < (bottom - top) / 2) {
    const view = current.flow.getViewport();
    void current.flow.setViewport({ x: view.x + across, y: view.y + down, zoom }, { duration });
  } else void current.flow.setCenter(x, y, { duration, zoom });
}

/** How far something has to be moved to lie between the two. */
function missing(at: number, least: number, most: number): number {
  if (at < least) return least - at;
  return at > most ? most - at : 0;
}
