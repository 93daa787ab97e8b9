/** The canvas's own controls, for commands: zoom, fit, and the point in the middle of the view. */
import type { ReactFlowInstance } from "@xyflow/react";
import type { Place } from "cidery";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import type { VariableNodeType } from "./VariableNode.tsx";

type Flow = ReactFlowInstance<VariableNodeType, LinkEdgeType>;

let current: { readonly flow: Flow; readonly area: HTMLElement } | undefined;

export function setFlow(flow: Flow, area: HTMLElement | null): void {
  current = area === null ? undefined : { flow, area };
}

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function zoomCanvas(change: "in" | "out" | "actual" | "fit"): void {
  if (current === undefined) return;
  const { flow } = current;
  const duration = calm() ? 0 : 160;
  if (change === "in") void flow.zoomIn({ duration });
  else if (change === "out") void flow.zoomOut({ duration });
  else if (change === "actual") void flow.zoomTo(1, { duration });
  else void flow.fitView({ duration, padding: 0.14, maxZoom: 1.25 });
}

export function centreOfView(): Place {
  if (current === undefined) return { x: 0, y: 0 };
  const { left, top, width, height } = current.area.getBoundingClientRect();
  return current.flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
}

/** Brings a place into view when it is outside. */
export function showPlace({ x, y }: Place): void {
  if (current === undefined) return;
  const { left, top, right, bottom } = current.area.getBoundingClientRect();
  const at = current.flow.flowToScreenPosition({ x, y });
  if (at.x > left + 30 && at.x < right - 30 && at.y > top + 30 && at.y < bottom - 30) return;
  void current.flow.setCenter(x, y, { duration: calm() ? 0 : 160, zoom: current.flow.getZoom() });
}
