/**
 * The picture that moves in place of the elements while the view of a large diagram moves. It
 * reaches beyond the view, and is painted anew where the view leaves it or is zoomed far.
 */
import { type ReactFlowState, useStoreApi, ViewportPortal } from "@xyflow/react";
import { type Box, PALETTES } from "@cidery/core/draw";
import { useLayoutEffect, useRef } from "react";
import { useUi } from "../state/ui.ts";
import { contains, grown, viewOf } from "./movement.ts";
import { type Paint, paintElements } from "./paintElements.ts";
import { type CanvasElements, elementsIn } from "./visibleElements.ts";

/** How many times finer or coarser than the screen it may become. */
const MOST_ZOOM = 1.5;
/** How far it reaches beyond the view, as a share of the view. */
const BEYOND = 0.4;

export function MovingPicture({ of: elements }: { readonly of: CanvasElements }) {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useUi((state) => state.dark);

  useLayoutEffect(() => {
    let painted: { readonly box: Box; readonly scale: number } | undefined;
    const follow = (): void => {
      const state = store.getState();
      const view = viewOf(state);
      const scale = state.transform[2] * devicePixelRatio;
      const change = painted === undefined ? Infinity : scale / painted.scale;
      const isFine = change < MOST_ZOOM && change > 1 / MOST_ZOOM;
      if (canvas.current === null) return;
      if (painted !== undefined && isFine && contains(painted.box, view)) return;
      const box = onPixels(state, grown(view, BEYOND * Math.max(view.width, view.height)));
      painted = { box, scale };
      paint(canvas.current, elementsIn(elements, box), painted, dark);
    };
    follow();
    return store.subscribe(follow);
  }, [store, elements, dark]);

  // The elements are not seen meanwhile; the style sheet says how.
  useLayoutEffect(() => {
    const root = store.getState().domNode;
    root?.setAttribute("data-moving", "");
    return () => root?.removeAttribute("data-moving");
  }, [store]);

  return (
    <ViewportPortal>
      <canvas ref={canvas} className="overview moving" aria-hidden="true" />
    </ViewportPortal>
  );
}

/** The box with its corner on a pixel of the screen, so that nothing is blurred. */
function onPixels({ transform: [left, top, zoom] }: ReactFlowState, box: Box): Box {
  const snapped = (at: number, shift: number): number =>
    (Math.round((at * zoom + shift) * devicePixelRatio) / devicePixelRatio - shift) / zoom;
  return { ...box, x: snapped(box.x, left), y: snapped(box.y, top) };
}

function paint(
  canvas: HTMLCanvasElement,
  elements: CanvasElements,
  { box, scale }: { readonly box: Box; readonly scale: number },
  dark: boolean,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  canvas.width = Math.ceil(box.width * scale);
  canvas.height = Math.ceil(box.height * scale);
  // Not `left` and `top`: those would be rounded.
  canvas.style.transform = `translate(${box.x}px, ${box.y}px)`;
  canvas.style.width = `${canvas.width / scale}px`;
  canvas.style.height = `${canvas.height / scale}px`;
  context.setTransform(scale, 0, 0, scale, -box.x * scale, -box.y * scale);
  paintElements(context, elements, box, paintOf(canvas, dark));
}

function paintOf(element: HTMLElement, dark: boolean): Paint {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  const colour = (name: string): string => {
    let value = known.get(name);
    if (value === undefined) {
      value = style.getPropertyValue(name).trim();
      known.set(name, value);
    }
    return value;
  };
  return {
    colour,
    sans: colour("--sans"),
    palette: dark ? PALETTES.dark : PALETTES.light,
  };
}
