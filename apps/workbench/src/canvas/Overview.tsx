/**
 * Far out, a large diagram is one picture instead of thousands of elements: text would be
 * unreadable there anyway. It is drawn once per layout and moves with the view.
 */
import { useStore, ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useUi } from "../ui.ts";
import { type Scene, useScene } from "./scene.ts";

const OVERVIEW_ZOOM = 0.4;
const OVERVIEW_NODES = 150;
/** Pixels per unit of the layout, and in all: more would only cost memory. */
const SHARPNESS = 0.8;
const MOST_PIXELS = 6_000_000;

/** Whether the picture stands in for the elements now. */
export function useOverview(): boolean {
  const far = useStore((state) => state.transform[2] < OVERVIEW_ZOOM);
  const large = useScene(({ scene }) => (scene?.layout.nodes.length ?? 0) > OVERVIEW_NODES);
  return far && large;
}

export function Overview() {
  const shown = useOverview();
  const scene = useScene((state) => state.scene);
  if (!shown || scene === undefined) return null;
  return (
    <ViewportPortal>
      <Picture scene={scene} />
    </ViewportPortal>
  );
}

function Picture({ scene }: { readonly scene: Scene }) {
  const dark = useUi((state) => state.dark);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bounds } = scene.layout;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const area = Math.max(1, bounds.width * bounds.height);
    const scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / area));
    element.width = Math.ceil(bounds.width * scale);
    element.height = Math.ceil(bounds.height * scale);
    context.setTransform(scale, 0, 0, scale, -bounds.x * scale, -bounds.y * scale);
    draw(scene, context, getComputedStyle(element), dark);
  }, [scene, bounds, dark]);
  return (
    <canvas
      ref={canvas}
      className="overview"
      aria-hidden="true"
      style={{ left: bounds.x, top: bounds.y, width: bounds.width, height: bounds.height }}
    />
  );
}

function draw(
  { diagram, layout }: Scene,
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  dark: boolean,
): void {
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const chance = colour("--ink-faint");
  const agents = Array.from({ length: 6 }, (_, agent) => colour(`--agent-${agent}-line`));
  context.lineWidth = 2.5;
  context.strokeStyle = colour("--line-strong");
  context.globalAlpha = dark ? 0.7 : 0.8;
  context.beginPath();
  for (const { curve } of layout.edges) {
    context.moveTo(curve[0].x, curve[0].y);
    context.bezierCurveTo(curve[1].x, curve[1].y, curve[2].x, curve[2].y, curve[3].x, curve[3].y);
  }
  context.stroke();
  context.globalAlpha = 1;
  for (const { id, x, y, width, height } of layout.nodes) {
    const owner = diagram.node(id).owners[0];
    context.fillStyle = owner === undefined ? chance : (agents[owner % 6] as string);
    context.fillRect(x - width / 2, y - height / 2, width, height);
  }
}
