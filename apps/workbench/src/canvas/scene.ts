/**
 * Where everything stands on screen. After an edit, known nodes stay where they are and new ones
 * go beside their neighbours; pinned places win. The first picture of a document, and "tidy up",
 * ask for a layout from nothing.
 */
import {
  type InfluenceDiagram,
  type Layout,
  layoutDiagram,
  layoutDiagramNow,
  type Place,
  pinnedPlaces,
  type PlacedNode,
  positionsByName,
} from "cidery";
import { create } from "zustand";

export interface Scene {
  readonly diagram: InfluenceDiagram;
  readonly layout: Layout;
  readonly nodeById: ReadonlyMap<number, PlacedNode>;
  readonly pinned: ReadonlySet<string>;
  /** Changes when the picture is worth looking at as a whole: another document, bars, folding. */
  readonly occasion: string;
}

interface Wish {
  readonly diagram: InfluenceDiagram;
  readonly text: string;
  readonly file: string | undefined;
  readonly folded: boolean;
  /** Bars under the nodes need room. */
  readonly roomy: boolean;
  readonly newPlaces: ReadonlyMap<string, Place>;
}

export const useScene = create<{ readonly scene: Scene | undefined }>(() => ({ scene: undefined }));

let positions = new Map<string, Place>();
let last: Wish | undefined;
let pending = 0;
let tidied = 0;

/** Brings the picture in step with the document. Cheap when only numbers changed. */
export function arrange(wish: Wish): void {
  const before = last;
  last = wish;
  const fresh =
    before === undefined ||
    before.file !== wish.file ||
    before.folded !== wish.folded ||
    positions.size === 0 ||
    !sharesNodes(before.diagram, wish.diagram);
  if (fresh) {
    layOutAnew(wish);
    return;
  }
  if (before.diagram !== wish.diagram) followRename(before.diagram, wish.diagram);
  for (const [name, place] of wish.newPlaces) if (!positions.has(name)) positions.set(name, place);
  pending++;
  const pins = new Map<string, Place>(pinnedPlaces(wish.text));
  show(
    wish,
    layoutDiagramNow(wish.diagram, { previous: positions, pins, foldTemplates: wish.folded }),
  );
}

/** A layout from nothing, except for what is pinned. */
export function tidy(): void {
  tidied++;
  if (last !== undefined) layOutAnew(last);
}

/** Centres by name, as they are on screen. */
export function currentPlaces(): ReadonlyMap<string, Place> {
  const { scene } = useScene.getState();
  if (scene === undefined) return new Map();
  return new Map(scene.layout.nodes.map(({ id, x, y }) => [scene.diagram.node(id).name, { x, y }]));
}

function layOutAnew(wish: Wish): void {
  const ticket = ++pending;
  positions = new Map();
  const pins = new Map<string, Place>(pinnedPlaces(wish.text));
  void layoutDiagram(wish.diagram, { pins, foldTemplates: wish.folded }).then((layout) => {
    if (ticket === pending) show(wish, layout);
  });
}

function show(wish: Wish, layout: Layout): void {
  positions = positionsByName(wish.diagram, layout);
  const shown = wish.roomy ? spread(wish, layout) : layout;
  useScene.setState({
    scene: {
      diagram: wish.diagram,
      layout: shown,
      nodeById: new Map(shown.nodes.map((node) => [node.id, node])),
      pinned: new Set(pinnedPlaces(wish.text).keys()),
      occasion: `${wish.file} ${wish.roomy} ${wish.folded} ${tidied}`,
    },
  });
}

/** The same picture with more room between the nodes. */
function spread(wish: Wish, layout: Layout): Layout {
  const pins = new Map<number, Place>(
    layout.nodes.map(({ id, x, y }) => [id, { x: x * 1.35, y: y * 1.75 }]),
  );
  return layoutDiagramNow(wish.diagram, { pins, foldTemplates: wish.folded });
}

function sharesNodes(before: InfluenceDiagram, after: InfluenceDiagram): boolean {
  if (before === after) return true;
  const common = after.nodes.filter(({ name }) => before.idOf(name) !== undefined).length;
  return common * 2 >= Math.min(before.nodes.length, after.nodes.length);
}

/** One name gone and one come, in a diagram of the same size: the node keeps its place. */
function followRename(before: InfluenceDiagram, after: InfluenceDiagram): void {
  const gone = before.nodes.filter(({ name }) => after.idOf(name) === undefined);
  const come = after.nodes.filter(({ name }) => before.idOf(name) === undefined);
  const [old] = gone;
  const [young] = come;
  if (gone.length === 1 && come.length === 1 && old !== undefined && young !== undefined) {
    const place = positions.get(old.name);
    if (place !== undefined && !positions.has(young.name)) positions.set(young.name, place);
  }
}
