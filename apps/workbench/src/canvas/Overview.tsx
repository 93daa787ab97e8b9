/**
 * Far out, a large diagram is one picture instead of thousands of elements: text would be
 * unreadable there anyway. It is drawn once per layout and per doubling of the zoom, as fine as
 * the screen shows it, and then only moves with the view.
 */
import { Background, useStore, ViewportPortal } from "@xyflow/react";
import { type Palette, PALETTES } from "@cidery/core/draw";
import { useEffect, useRef } from "react";
import { useUi } from "../state/ui.ts";
import { LARGE, OVERVIEW_ZOOM, useMovement } from "./movement.ts";
import { DOTS } from "./paintElements.ts";
import { type Scene, useScene } from "./scene.ts";

/** In all: more would only cost memory. */
const MOST_PIXELS = 6_000_000;

/** Whether the picture stands in for the elements now. */
export function useOverview(): boolean {
  const far = useStore((state) => state.transform[2] < OVERVIEW_ZOOM);
  const large = useScene(({ scene }) => (scene?.layout.nodes.length ?? 0) > LARGE);
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

/**
 * The dots behind the diagram; far out they would be a haze that costs more than the picture, and
 * the picture that moves has its own.
 */
export function Dots() {
  const far = useOverview();
  const moving = useMovement((state) => state.moving);
  return far || moving ? null : <Background {...DOTS} color="var(--grid)" />;
}

function Picture({ scene }: { readonly scene: Scene }) {
  const dark = useUi((state) => state.dark);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bounds } = scene.layout;
  // Pixels per unit of the layout: at least as many as the screen has, at most twice as many.
  const fineness = useStore(
    (state) => 2 ** Math.ceil(Math.log2(state.transform[2] * devicePixelRatio)),
  );
  const scale = Math.min(
    fineness,
    Math.sqrt(MOST_PIXELS / Math.max(1, bounds.width * bounds.height)),
  );
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    element.width = Math.ceil(bounds.width * scale);
    element.height = Math.ceil(bounds.height * scale);
    context.setTransform(scale, 0, 0, scale, -bounds.x * scale, -bounds.y * scale);
    const lines = getComputedStyle(element).getPropertyValue("--line-strong").trim();
    draw(scene, context, lines, dark ? PALETTES.dark : PALETTES.light);
  }, [scene, bounds, dark, scale]);
  return (
    <canvas
      key={scale}
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
  lines: string,
  palette: Palette,
): void {
  context.lineWidth = 2.5;
  context.strokeStyle = lines;
  context.globalAlpha = 0.8;
  context.beginPath();
  for (const { curve } of layout.edges) {
    context.moveTo(curve[0].x, curve[0].y);
    context.bezierCurveTo(curve[1].x, curve[1].y, curve[2].x, curve[2].y, curve[3].x, curve[3].y);
  }
  context.stroke();
  context.globalAlpha = 1;
  for (const { id, x, y, width, height } of layout.nodes) {
    const owner = diagram.node(id).owners[0];
    context.fillStyle =
      owner === undefined
        ? palette.soft
        : (palette.agents[owner % palette.agents.length]?.line ?? palette.soft);
    context.fillRect(x - width / 2, y - height / 2, width, height);
  }
}
