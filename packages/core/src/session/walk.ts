/** Moving from node to node by keys: to the nearest one in a direction, or along an arrow. */
import type { InfluenceDiagram } from "../model/index.ts";
import type { Direction } from "./commands/host.ts";
import type { Place } from "./pinnedPlaces.ts";

/** The nearest node in a direction; the top left one when nothing is selected. */
export function neighbourInDirection(
  places: ReadonlyMap<string, Place>,
  from: string | undefined,
  direction: Direction,
): string | undefined {
  const at = from === undefined ? undefined : places.get(from);
  if (at === undefined) return best(places, ({ x, y }) => x + y);
  return best(places, (place) => (place === at ? undefined : cost(at, place, direction)));
}

/** The child or parent that lies most in the direction. */
export function neighbourAlongEdges(
  diagram: InfluenceDiagram,
  places: ReadonlyMap<string, Place>,
  from: string,
  direction: Direction,
): string | undefined {
  const at = places.get(from);
  const id = diagram.idOf(from);
  if (at === undefined || id === undefined) return undefined;
  const { graph } = diagram;
  const names = [...graph.parents(id), ...graph.children(id)].map((v) => diagram.node(v).name);
  const near = new Map([...places].filter(([name]) => names.includes(name)));
  return best(near, (place) => cost(at, place, direction));
}

/** Distance, with steps aside counted double; undefined for places in another direction. */
function cost(from: Place, to: Place, direction: Direction): number | undefined {
  const along = {
    left: from.x - to.x,
    right: to.x - from.x,
    up: from.y - to.y,
    down: to.y - from.y,
  }[direction];
  const aside =
    direction === "left" || direction === "right"
      ? Math.abs(to.y - from.y)
      : Math.abs(to.x - from.x);
  return along > 1 && aside < along * 3 ? along + 2 * aside : undefined;
}

function best(
  places: ReadonlyMap<string, Place>,
  costOf: (place: Place) => number | undefined,
): string | undefined {
  let found: string | undefined;
  let least = Infinity;
  for (const [name, place] of places) {
    const value = costOf(place);
    if (value !== undefined && value < least) {
      least = value;
      found = name;
    }
  }
  return found;
}
