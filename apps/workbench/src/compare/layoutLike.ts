/** Two diagrams to be compared are laid out alike: what they share stands in the same places. */
import { type InfluenceDiagram } from "@cidery/core";
import { type Layout, layoutDiagramNow, positionsByName } from "@cidery/core/draw";

/** What a picture may take, in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

type Direction = "right" | "down";

/** The layout of a diagram; with another one given, in its places as far as they share nodes. */
export function layoutLike(
  diagram: InfluenceDiagram,
  other?: InfluenceDiagram,
  direction: Direction = "right",
): Layout {
  const options = { foldTemplates: true, direction };
  if (other === undefined) return layoutDiagramNow(diagram, options);
  const previous = positionsByName(other, layoutDiagramNow(other, options));
  return layoutDiagramNow(diagram, { ...options, previous });
}

/** Both run downwards only where that makes the smaller of them clearly larger. */
const CLEARLY = 1.15;

/**
 * Two diagrams beside each other, the second in the places of the first, both running to the right or
 * both downwards, whichever leaves the smaller picture larger in its room.
 */
export function layoutsInRoom(
  first: InfluenceDiagram,
  second: InfluenceDiagram,
  room: Room,
): readonly [Layout, Layout] {
  const both = (direction: Direction): readonly [Layout, Layout] => [
    layoutLike(first, undefined, direction),
    layoutLike(second, first, direction),
  ];
  const right = both("right");
  if (smaller(right, room) === 1) return right;
  const down = both("down");
  return smaller(down, room) > CLEARLY * smaller(right, room) ? down : right;
}

function smaller(layouts: readonly Layout[], { width, height }: Room): number {
  return Math.min(
    1,
    ...layouts.map(({ bounds }) => Math.min(width / bounds.width, height / bounds.height)),
  );
}
