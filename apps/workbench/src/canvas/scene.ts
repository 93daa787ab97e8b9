/**
 * Where everything stands on screen. After an edit, known nodes stay where they are at once and
 * new ones join them beside their neighbours a moment later; pinned places win. The first picture
 * of a document, and "tidy up", ask for a layout from nothing. Large diagrams are laid out in a
 * worker.
 */
import { type InfluenceDiagram } from "@cidery/core";
import {
  isReplicated,
  type Layout,
  type LayoutOptions,
  layoutDiagram,
  layoutDiagramNow,
  type PlacedNode,
  positionsByName,
} from "@cidery/core/draw";
import { type Place, pinnedPlaces } from "@cidery/core/session";
import { create } from "zustand";
import { TaskClient } from "../worker/taskClient.ts";
import { type Folding, toast } from "../state/ui.ts";
import { canvasSize } from "./canvasSize.ts";
import { quickLayout } from "./quickLayout.ts";

export interface Scene {
  readonly diagram: InfluenceDiagram;
  readonly layout: Layout;
  readonly nodeById: ReadonlyMap<number, PlacedNode>;
  readonly pinned: ReadonlySet<string>;
  /** Nodes stand apart to make room for bars. */
  readonly roomy: boolean;
  /** Changes when the picture is worth looking at as a whole: another document, bars, folding. */
  readonly occasion: string;
  readonly stepName: string;
}

export interface Wish {
  readonly diagram: InfluenceDiagram;
  readonly text: string;
  readonly file: string | undefined;
  readonly folded: Folding;
  readonly direction: "auto" | "right" | "down";
  readonly utilities: "diamond" | "hexagon";
  /** What a step is called in the loops of the text. */
  readonly stepName: string;
  /** Bars under the nodes need room. */
  readonly roomy: boolean;
  readonly newPlaces: ReadonlyMap<string, Place>;
}

export const useScene = create<{ readonly scene: Scene | undefined }>(() => ({ scene: undefined }));

/** How much further apart nodes stand when there are bars under them. */
const SPREAD = { x: 1.35, y: 1.75 };
/** Larger diagrams are laid out in a worker: routing their arrows would be felt while typing. */
const MOST_HERE = { nodes: 14, edges: 24 };
/** Still larger ones are not spread for bars. */
const MOST_SPREAD = 80;
/** Milliseconds after an edit; a worker is not started anew for every key. */
const LAYOUT_DELAY = { here: 40, worker: 120 };

/** Centres without the spread: what layouts and pins speak of. */
let positions = new Map<string, Place>();
let last: Wish | undefined;
let pending = 0;
/** How often the picture was made from nothing. */
let pictures = 0;
/** Places that new nodes were given and have taken: the next node of that name has its own. */
const taken = new Map<string, Place>();
let timer: ReturnType<typeof setTimeout> | undefined;
const worker = new TaskClient();

/** Brings the picture in step with the document. */
export function arrange(asked: Wish): void {
  const wish = { ...asked, roomy: asked.roomy && asked.diagram.nodes.length <= MOST_SPREAD };
  const before = last;
  last = wish;
  const { scene } = useScene.getState();
  const given = new Map([...wish.newPlaces].filter(([name, place]) => taken.get(name) !== place));
  if (
    before === undefined ||
    scene === undefined ||
    before.file !== wish.file ||
    before.folded !== wish.folded ||
    before.direction !== wish.direction ||
    before.utilities !== wish.utilities ||
    (positions.size === 0 && given.size === 0) ||
    !sharesNodes(before.diagram, wish.diagram) ||
    isAnotherText(before, wish)
  ) {
    layOutAnew(wish);
    return;
  }
  if (isArranged(before, wish)) return;
  pending++;
  const renamed = renamedNodes(before.diagram, wish.diagram);
  for (const [from, to] of renamed) {
    const place = positions.get(from);
    if (place !== undefined && !positions.has(to)) positions.set(to, place);
  }
  if (isTemplate(wish)) {
    // One step is quickly laid out, and it cannot be patched: its arrows are not the model's.
    clearTimeout(timer);
    show(wish, layoutDiagramNow(wish.diagram, { ...optionsOf(wish), previous: positions }));
    return;
  }
  const moved = new Map<string, Place>();
  for (const [name, place] of given) {
    if (wish.diagram.idOf(name) === undefined) continue;
    taken.set(name, place);
    positions.set(name, place);
    moved.set(name, spreadPlace(place, before.roomy));
  }
  // An undone node comes back to where it was put.
  for (const [name, place] of wish.newPlaces) if (!positions.has(name)) positions.set(name, place);
  const pins = pinnedPlaces(wish.text);
  for (const [name, place] of pins) {
    const at = positions.get(name);
    if (at === undefined || Math.hypot(at.x - place.x, at.y - place.y) > 0.6) {
      moved.set(name, spreadPlace(place, before.roomy));
    }
  }
  if (before.diagram !== wish.diagram || moved.size > 0) {
    publish(wish, quickLayout(scene, wish.diagram, renamed, moved));
  }
  clearTimeout(timer);
  const delay = isLarge(wish.diagram) ? LAYOUT_DELAY.worker : LAYOUT_DELAY.here;
  timer = setTimeout(() => layOutAround(wish), delay);
}

/** Nothing that the picture shows changed: a comment, say, in a text with the same pins. */
function isArranged(before: Wish, { diagram, text, roomy, newPlaces }: Wish): boolean {
  return (
    before.diagram === diagram &&
    before.roomy === roomy &&
    before.newPlaces === newPlaces &&
    (before.text === text || samePins(pinnedPlaces(before.text), pinnedPlaces(text)))
  );
}

function samePins(a: ReadonlyMap<string, Place>, b: ReadonlyMap<string, Place>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, { x, y }]) => b.get(name)?.x === x && b.get(name)?.y === y)
  );
}

/** The node drawn for a node: another one in a picture of one step. */
export function drawnFor({ steps }: Layout, id: number): number {
  return steps?.get(id)?.node ?? id;
}

/** Whether the picture on screen is of one step that stands for all. */
export function isOneStep(): boolean {
  return useScene.getState().scene?.layout.steps !== undefined;
}

/** Where the nodes of a document were when a link to it was made. */
let linked: { readonly file: string | undefined; readonly places: ReadonlyMap<string, Place> } = {
  file: undefined,
  places: new Map(),
};

/** The next picture of this document begins where a link had it. */
export function placeAsLinked(file: string | undefined, places: ReadonlyMap<string, Place>): void {
  linked = { file, places };
  if (places.size > 0 && last !== undefined && last.file === file) layOutAnew(last);
}

/** Pins of the text, and for a picture from nothing the places of the link it was opened by. */
function pinsFor({ text, file }: Wish): ReadonlyMap<string, Place> {
  const pins = pinnedPlaces(text);
  return linked.places.size === 0 || linked.file !== file
    ? pins
    : new Map([...linked.places, ...pins]);
}

/** A layout from nothing, except for what is pinned. */
export function tidy(): void {
  linked = { file: undefined, places: new Map() };
  if (last !== undefined) layOutAnew(last);
}

/** Centres by name, as pins are written: without the room that bars take. */
export function currentPlaces(): ReadonlyMap<string, Place> {
  return positions;
}

/** A point on the canvas as pins are written. */
export function pinPlace({ x, y }: Place): Place {
  return last?.roomy ? { x: x / SPREAD.x, y: y / SPREAD.y } : { x, y };
}

/** The point on the canvas that a pin means. */
export function placeOfPin(place: Place): Place {
  return spreadPlace(place, last?.roomy === true);
}

/** Where a node is on the canvas. */
export function shownPlace(name: string): Place | undefined {
  const { scene } = useScene.getState();
  const id = scene?.diagram.idOf(name);
  return id === undefined ? undefined : scene?.nodeById.get(drawnFor(scene.layout, id));
}

function layOutAnew(wish: Wish): void {
  const ticket = ++pending;
  clearTimeout(timer);
  positions = new Map();
  flowing = wish.direction === "down" ? "down" : "right";
  let across: Layout | undefined;
  const arrived = (layout: Layout): void => {
    if (ticket !== pending) return;
    if (across === undefined && mayRunDown(wish, layout)) {
      across = layout;
      flowing = "down";
      layOut();
    } else if (across !== undefined && zoomOf(across) * CLEARLY > zoomOf(layout)) {
      flowing = "right";
      showAnew(across);
    } else showAnew(layout);
  };
  const showAnew = (layout: Layout): void => {
    pictures++;
    show(wish, layout);
  };
  const layOut = (): void => {
    const options = { ...optionsOf(wish), pins: pinsFor(wish) };
    if (isTemplate(wish)) arrived(layoutDiagramNow(wish.diagram, options));
    else if (isLarge(wish.diagram)) inWorker(wish, arrived);
    else void layoutDiagram(wish.diagram, options).then(arrived);
  };
  layOut();
}

/** Which way the picture on screen runs. */
let flowing: "right" | "down" = "right";

function optionsOf({ text, folded, utilities, stepName }: Wish): LayoutOptions {
  return {
    pins: pinnedPlaces(text),
    foldTemplates: folded,
    direction: flowing,
    utilities,
    stepName,
  };
}

/** How the picture on screen was laid out, for one like it. */
export function shownOptions(): LayoutOptions {
  return last === undefined ? {} : optionsOf(last);
}

/** A picture is turned only if that makes it clearly larger. */
const CLEARLY = 1.15;

/** Whether a picture that runs to the right is shrunk, and nobody said how it should stand. */
function mayRunDown(wish: Wish, layout: Layout): boolean {
  return wish.direction === "auto" && pinsFor(wish).size === 0 && zoomOf(layout) < 0.9;
}

/** How large the picture is when all of it is shown. */
function zoomOf({ bounds }: Layout): number {
  const area = canvasSize();
  if (area === undefined) return 1;
  return Math.min(1, area.width / (bounds.width + 90), area.height / (bounds.height + 90));
}

function isTemplate({ diagram, folded }: Wish): boolean {
  return folded === "template" && isReplicated(diagram);
}

/** New nodes and arrows into the picture as it is. */
function layOutAround(wish: Wish): void {
  if (isLarge(wish.diagram)) {
    const ticket = pending;
    inWorker(wish, (layout) => ticket === pending && show(wish, layout));
    return;
  }
  show(wish, layoutDiagramNow(wish.diagram, { ...optionsOf(wish), previous: positions }));
}

function inWorker(wish: Wish, arrived: (layout: Layout) => void): void {
  const input = {
    parts: wish.diagram.parts,
    previous: positions,
    pins: pinnedPlaces(wish.text),
    foldTemplates: wish.folded,
    direction: flowing,
    utilities: wish.utilities,
  };
  worker.ask("layout", input, (event) => {
    if (event.kind === "done") arrived(event.result);
    if (event.kind !== "failed" || last !== wish) return;
    // Old nodes stand where they stood; without a picture, new ones would never come.
    toast(`The picture could not be laid out: ${event.message}`, {
      tone: "trouble",
      action: { title: "Try again", run: () => last !== undefined && layOutAnew(last) },
    });
  });
}

function show(wish: Wish, layout: Layout): void {
  positions = positionsByName(wish.diagram, layout);
  publish(wish, wish.roomy ? spread(wish, layout) : layout);
}

function publish(wish: Wish, layout: Layout): void {
  useScene.setState({
    scene: {
      diagram: wish.diagram,
      layout,
      nodeById: new Map(layout.nodes.map((node) => [node.id, node])),
      pinned: new Set(pinnedPlaces(wish.text).keys()),
      roomy: wish.roomy,
      stepName: wish.stepName,
      occasion: `${wish.file} ${wish.roomy} ${wish.folded} ${wish.direction} ${pictures}`,
    },
  });
}

/** The same picture with more room between the nodes. */
function spread(wish: Wish, layout: Layout): Layout {
  const pins = new Map<number, Place>(
    layout.nodes.map(({ id, x, y }) => [id, spreadPlace({ x, y }, true)]),
  );
  return layoutDiagramNow(wish.diagram, { ...optionsOf(wish), pins });
}

function spreadPlace({ x, y }: Place, roomy: boolean): Place {
  return roomy ? { x: x * SPREAD.x, y: y * SPREAD.y } : { x, y };
}

function isLarge({ nodes, graph }: InfluenceDiagram): boolean {
  return nodes.length > MOST_HERE.nodes || graph.edgeCount > MOST_HERE.edges;
}

function sharesNodes(before: InfluenceDiagram, after: InfluenceDiagram): boolean {
  if (before === after || renamedNodes(before, after).size > 0) return true;
  const common = after.nodes.filter(({ name }) => before.idOf(name) !== undefined).length;
  return common * 2 >= Math.min(before.nodes.length, after.nodes.length);
}

/** Shorter texts may be changed in all their lines by one edit. */
const FEWEST_LINES = 4;

/**
 * Whether one text was put in place of another: other variables, and not half of the lines are the same. Small
 * models have names in common that mean nothing, such as `D` and `U`.
 */
function isAnotherText(before: Wish, after: Wish): boolean {
  if (before.text === after.text) return false;
  const [old, young] = [before.diagram.nodes, after.diagram.nodes];
  const isSame = old.length === young.length && old.every(({ name }, i) => young[i]?.name === name);
  if (isSame || renamedNodes(before.diagram, after.diagram).size > 0) return false;
  const [one, other] = [linesOf(before.text), linesOf(after.text)];
  const fewer = Math.min(one.size, other.size);
  return fewer >= FEWEST_LINES && [...one].filter((line) => other.has(line)).length * 2 < fewer;
}

function linesOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  );
}

/** One name gone and one come, in a diagram of the same size: the node keeps its place. */
function renamedNodes(
  before: InfluenceDiagram,
  after: InfluenceDiagram,
): ReadonlyMap<string, string> {
  const gone = before.nodes.filter(({ name }) => after.idOf(name) === undefined);
  const come = after.nodes.filter(({ name }) => before.idOf(name) === undefined);
  const [old] = gone;
  const [young] = come;
  if (gone.length !== 1 || come.length !== 1 || old === undefined || young === undefined) {
    return new Map();
  }
  return new Map([[old.name, young.name]]);
}
