/**
 * Far out, a large diagram is drawn as dots and lines on one canvas instead of a thousand
 * elements: text would be unreadable there anyway, and panning stays smooth.
 */
import { useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useScene } from "./scene.ts";

export const OVERVIEW_ZOOM = 0.4;
export const OVERVIEW_NODES = 150;

export function Overview() {
  const scene = useScene((state) => state.scene);
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown =
    scene !== undefined && zoom < OVERVIEW_ZOOM && scene.layout.nodes.length > OVERVIEW_NODES;

  useEffect(() => {
    canvas.current?.closest(".canvas-area")?.toggleAttribute("data-overview", shown);
    const context = canvas.current?.getContext("2d");
    if (!shown || scene === undefined || canvas.current === null || !context) return;
    const ratio = devicePixelRatio;
    canvas.current.width = width * ratio;
    canvas.current.height = height * ratio;
    const style = getComputedStyle(canvas.current);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
    context.lineWidth = Math.min(4, 0.7 / zoom);
    context.strokeStyle = colour("--line-strong");
    context.beginPath();
    for (const { curve } of scene.layout.edges) {
      context.moveTo(curve[0].x, curve[0].y);
      context.bezierCurveTo(curve[1].x, curve[1].y, curve[2].x, curve[2].y, curve[3].x, curve[3].y);
    }
    context.stroke();
    for (const { id, x: left, y: top, width: w, height: h } of scene.layout.nodes) {
      const owner = scene.diagram.node(id).owners[0];
      context.fillStyle = colour(owner === undefined ? "--ink-faint" : `--agent-${owner % 6}-line`);
      context.fillRect(left - w / 2, top - h / 2, w, h);
    }
  }, [shown, scene, x, y, zoom, width, height]);

  return <canvas ref={canvas} className="overview" hidden={!shown} aria-hidden="true" />;
}
