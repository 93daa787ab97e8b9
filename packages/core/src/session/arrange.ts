/** Placing by hand: pinned nodes are written into the text's layout line. */
import type { Place } from "./pinnedPlaces.ts";
import type { Session } from "./session.ts";
import { pinEdit, pinnedPlaces } from "./pinnedPlaces.ts";
import { called } from "./called.ts";

/** How selected nodes are lined up or spread. */
export type Alignment =
  | "left"
  | "centre"
  | "right"
  | "top"
  | "middle"
  | "bottom"
  | "across"
  | "down";

/** Pins nodes where they were dragged to; one step for undo. */
export function pinNodes(
  session: Session,
  moved: ReadonlyMap<string, Place>,
  label?: string,
): void {
  const { text, good } = session.state();
  const places = new Map(pinnedPlaces(text));
  // S[t] is where S stands in a picture of one step.
  const templates = new Set(good?.diagram.nodes.map(({ instance }) => instance?.template));
  for (const name of places.keys()) {
    const stem = name.replace(/\[.*$/su, "");
    const isTemplate = stem !== name && /[^-\d,\s[\]]/u.test(name.slice(stem.length));
    if (good?.diagram.idOf(name) === undefined && !(isTemplate && templates.has(stem))) {
      places.delete(name);
    }
  }
  for (const [name, place] of moved) places.set(name, place);
  const edit = pinEdit(text, places);
  if (edit === undefined) return;
  const [only = ""] = moved.keys();
  const which = moved.size === 1 ? called(good?.diagram, only) : `${moved.size} nodes`;
  session.edit([edit], label ?? `move ${which}`);
}

/** Pins the selected nodes where they are, or lets them all go when all were pinned. */
export function togglePins(session: Session, places: ReadonlyMap<string, Place>): void {
  const { text, selection } = session.state();
  const pinned = new Map(pinnedPlaces(text));
  const release = selection.nodes.every((name) => pinned.has(name));
  for (const name of selection.nodes) {
    const place = places.get(name);
    if (release) pinned.delete(name);
    else if (place !== undefined && !pinned.has(name)) pinned.set(name, place);
  }
  const edit = pinEdit(text, pinned);
  if (edit !== undefined) session.edit([edit], release ? "let go" : "pin");
}

/** Lines the selected nodes up, or spaces them evenly. Centres are what is aligned. */
export function alignSelected(
  session: Session,
  places: ReadonlyMap<string, Place>,
  alignment: Alignment,
): void {
  const entries = session.state().selection.nodes.flatMap((name) => {
    const place = places.get(name);
    return place === undefined ? [] : [{ name, ...place }];
  });
  if (entries.length < 2) return;
  const xs = entries.map(({ x }) => x);
  const ys = entries.map(({ y }) => y);
  const [left, right] = extent(xs);
  const [top, bottom] = extent(ys);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const moved = new Map<string, Place>();
  for (const { name, x, y } of entries) {
    const place: Record<Exclude<Alignment, "across" | "down">, Place> = {
      left: { x: left, y },
      centre: { x: mean(xs), y },
      right: { x: right, y },
      top: { x, y: top },
      middle: { x, y: mean(ys) },
      bottom: { x, y: bottom },
    };
    if (alignment !== "across" && alignment !== "down") moved.set(name, place[alignment]);
  }
  if (alignment === "across" || alignment === "down") {
    const axis = alignment === "across" ? "x" : "y";
    const sorted = [...entries].sort((a, b) => a[axis] - b[axis]);
    const first = sorted[0]?.[axis] ?? 0;
    const step = ((sorted.at(-1)?.[axis] ?? 0) - first) / (sorted.length - 1);
    for (const [index, { name, x, y }] of sorted.entries()) {
      const at = first + index * step;
      moved.set(name, alignment === "across" ? { x: at, y } : { x, y: at });
    }
  }
  pinNodes(session, moved, "align");
}

/** Least and greatest; a loop, because a selection may be too long for an argument list. */
function extent(values: readonly number[]): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
