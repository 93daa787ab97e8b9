/**
 * New picture, old places: nodes that were in the previous picture stay, pinned nodes stand where
 * the user put them, and new nodes go where the fresh layout has them relative to neighbours that
 * stayed, moved aside until nothing overlaps.
 */
import type { Point } from "./geometry.ts";
import type { Positions } from "./layout.ts";
import type { Size } from "./nodeShape.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";

const GAP = 18;
const TRIES = 400;

export function keepPositions(
  diagram: InfluenceDiagram,
  sizes: readonly Size[],
  fresh: ReadonlyMap<NodeId, Point>,
  options: { readonly previous?: Positions; readonly pins?: Positions },
): Map<NodeId, Point> {
  const known = (positions: Positions | undefined, v: NodeId): Point | undefined =>
    positions?.get(v) ?? positions?.get(diagram.node(v).name);
  const centres = new Map<NodeId, Point>();
  for (const v of fresh.keys()) {
    const pinned = known(options.pins, v);
    if (pinned !== undefined) centres.set(v, { x: pinned.x, y: pinned.y });
  }
  const pinned = new Set(centres.keys());
  for (const v of fresh.keys()) {
    const before = known(options.previous, v);
    if (before === undefined || pinned.has(v)) continue;
    centres.set(v, freePlace(v, before, centres, sizes, 1));
  }
  const stayed = [...centres.keys()];
  if (stayed.length === 0) return new Map(fresh);
  // Nodes next to what stayed come first, so that chains of new nodes grow outwards.
  const waiting = new Set([...fresh.keys()].filter((v) => !centres.has(v)));
  while (waiting.size > 0) {
    const neighbours = (v: NodeId): NodeId[] =>
      [...diagram.graph.parents(v), ...diagram.graph.children(v)].filter((w) => centres.has(w));
    let next = -1;
    let most = -1;
    for (const v of waiting) {
      const count = neighbours(v).length;
      if (count > most) {
        most = count;
        next = v;
      }
    }
    const guides = most > 0 ? neighbours(next) : stayed;
    centres.set(next, freePlace(next, shifted(next, guides, centres, fresh), centres, sizes, GAP));
    waiting.delete(next);
  }
  return centres;
}

/** Where the fresh layout wants v, moved as its guides moved on average. */
function shifted(
  v: NodeId,
  guides: readonly NodeId[],
  centres: ReadonlyMap<NodeId, Point>,
  fresh: ReadonlyMap<NodeId, Point>,
): Point {
  const wanted = fresh.get(v) as Point;
  let x = 0;
  let y = 0;
  for (const guide of guides) {
    x += (centres.get(guide) as Point).x - (fresh.get(guide) as Point).x;
    y += (centres.get(guide) as Point).y - (fresh.get(guide) as Point).y;
  }
  return {
    x: Math.round(wanted.x + x / guides.length),
    y: Math.round(wanted.y + y / guides.length),
  };
}

/** The wanted place, or the nearest on a widening spiral where the node overlaps nothing. */
function freePlace(
  v: NodeId,
  wanted: Point,
  centres: ReadonlyMap<NodeId, Point>,
  sizes: readonly Size[],
  gap: number,
): Point {
  const size = sizes[v] as Size;
  const overlaps = (place: Point): boolean => {
    for (const [other, centre] of centres) {
      const { width, height } = sizes[other] as Size;
      const closeX = Math.abs(place.x - centre.x) < (size.width + width) / 2 + gap;
      const closeY = Math.abs(place.y - centre.y) < (size.height + height) / 2 + gap;
      if (closeX && closeY) return true;
    }
    return false;
  };
  for (let i = 0; i < TRIES; i++) {
    const angle = i * 2.399963; // golden angle
    const radius = 9 * Math.sqrt(i);
    const place = {
      x: Math.round(wanted.x + radius * Math.cos(angle)),
      y: Math.round(wanted.y + radius * Math.sin(angle)),
    };
    if (!overlaps(place)) return place;
  }
  return wanted;
}
