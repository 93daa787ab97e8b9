/**
 * Which part of a large diagram has its elements on the page, and whether its view is moving.
 *
 * Elements that come and go with every frame, and hundreds of arrows painted anew, make a view
 * crawl. So the elements reach a margin beyond the view and stay as they are while it moves; one
 * picture of them moves in their place (`MovingPicture`), and they follow once the view rests.
 */
import { type ReactFlowState, useStoreApi } from "@xyflow/react";
import type { Box } from "@cidery/core/draw";
import { useEffect } from "react";
import { create } from "zustand";
import { dragGoesOn } from "./drag.ts";

/** Smaller diagrams have all their elements on the page, always. */
export const LARGE = 120;

/** Farther out, text could not be read: no element is on the page, but one picture (`Overview`). */
export const OVERVIEW_ZOOM = 0.4;

/** Milliseconds without a change after which a view rests. */
const REST = 140;

/** How far elements reach beyond the view, in units of the layout. */
const MARGIN = 320;

export const useMovement = create<{
  readonly moving: boolean;
  /** What has its elements on the page. */
  readonly region: Box | "everything" | "nothing";
}>(() => ({ moving: false, region: "everything" }));

type Region = ReturnType<typeof useMovement.getState>["region"];

export function useMovementInStep(large: boolean): void {
  const store = useStoreApi();
  useEffect(() => {
    if (!large) {
      useMovement.setState({ moving: false, region: "everything" });
      return undefined;
    }
    const settle = (): void => {
      const { moving, region } = useMovement.getState();
      const wanted = regionFor(store.getState(), region);
      if (moving || wanted !== region) useMovement.setState({ moving: false, region: wanted });
    };
    let changed = performance.now();
    // Frames may take longer than the rest, and what moves the view wait for them.
    const restLater = (): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () =>
          requestAnimationFrame(() => {
            if (performance.now() - changed < REST) restLater();
            else settle();
          }),
        REST,
      );
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A diagram that has just been opened is about to be shown as a whole.
    useMovement.setState({ moving: true, region: "nothing" });
    restLater();
    const stop = store.subscribe((now, before) => {
      if (now.width !== before.width || now.height !== before.height) settle();
      if (sameTransform(now.transform, before.transform)) return;
      // What is dragged is somewhere else than in a picture made beforehand.
      if (dragGoesOn()) {
        settle();
        return;
      }
      if (!useMovement.getState().moving) useMovement.setState({ moving: true });
      changed = performance.now();
      restLater();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, large]);
}

/** What is seen, in units of the layout. */
export function viewOf({ transform: [x, y, zoom], width, height }: ReactFlowState): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The region there is, while it holds the view with some room and not much besides. */
function regionFor(state: ReactFlowState, region: Region): Region {
  if (state.transform[2] < OVERVIEW_ZOOM) return "nothing";
  const view = viewOf(state);
  const fits =
    typeof region === "object" &&
    contains(region, grown(view, MARGIN / 4)) &&
    contains(grown(view, 2 * MARGIN), region);
  return fits ? region : grown(view, MARGIN);
}

function sameTransform(a: ReactFlowState["transform"], b: ReactFlowState["transform"]): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}
