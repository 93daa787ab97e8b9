/**
 * A replicated model drawn as one step: plain arrows within the step, bent ones with a label such
 * as `[t+1]` into the next. The nodes of the layout are those of a step in the middle and stand
 * for all their siblings.
 */
import type { Curve, Point } from "./geometry.ts";
import type { Layout, LayoutOptions, PlacedEdge, PlacedNode } from "./layout.ts";
import type { NodeLabel } from "./nodeLabel.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { Digraph } from "../graph/index.ts";
import { boundsOf, boxAlong, boxAround, pointOn } from "./geometry.ts";
import { outlineKind } from "./placement.ts";
import { layeredPlacement } from "./layeredPlacement.ts";
import { nodeLabels } from "./nodeLabel.ts";
import type { OutlineKind } from "./nodeShape.ts";
import { isInside, nodeSize } from "./nodeShape.ts";
import { clipped, routeEdges } from "./routeEdges.ts";
import { templateGraph } from "./templateSteps.ts";

/** Pixels of a letter of an arrow's label. */
const LABEL_LETTER = 7;
const ROOM = 1.45;

export function templateLayout(diagram: InfluenceDiagram, options: LayoutOptions = {}): Layout {
  const name = options.stepName ?? "t";
  const { steps, arrows } = templateGraph(diagram, name);
  const ids = [...new Set([...steps.values()].map(({ node }) => node))].sort((a, b) => a - b);
  const position = new Map(ids.map((id, index) => [id, index]));
  const labels = nodeLabels(diagram, options);
  const isRepeated = (id: NodeId): boolean => steps.get(id)?.time !== undefined;
  const labelOf = (id: NodeId): NodeLabel => {
    const label = labels[id] as NodeLabel;
    return isRepeated(id) ? { ...label, subscript: general(label.subscript, name) } : label;
  };
  const shapeOf = (id: NodeId): OutlineKind => outlineKind(diagram.structure.kind(id), options);
  const sizes = ids.map((id) => nodeSize(shapeOf(id), labelOf(id)));
  const within = withoutCycles(
    ids.length,
    arrows
      .filter(({ isLater }) => !isLater)
      .map(({ from, to }) => [position.get(from) as number, position.get(to) as number]),
  );
  const graph = Digraph.fromEdges(ids.length, within);
  const down = options.direction === "down";
  const turned = down
    ? sizes.map(({ width, height }) => ({ width: height, height: width }))
    : sizes;
  const fresh = layeredPlacement(graph, turned);
  const placed = ids.map((id, index): PlacedNode => {
    const { x, y } = fresh.get(index) as Point;
    const known =
      options.pins?.get(templateName(diagram, id, name)) ??
      options.pins?.get(id) ??
      options.previous?.get(diagram.node(id).name);
    const centre = known ?? scaled(down ? { x: y, y: x } : { x, y });
    return {
      id: index,
      x: centre.x,
      y: centre.y,
      ...(sizes[index] as (typeof sizes)[0]),
      label: labelOf(id),
      ...(shapeOf(id) === "hexagon" && { outline: "hexagon" as const }),
    };
  });
  const kind = (index: number) => diagram.structure.kind(ids[index] as NodeId);
  const edges: PlacedEdge[] = routeEdges({ graph, structure: { kind } }, placed);
  const routed = new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge]));
  const drawn = arrows.map((arrow): PlacedEdge => {
    const from = position.get(arrow.from) as number;
    const to = position.get(arrow.to) as number;
    const plain = arrow.isLater ? undefined : routed.get(`${from} ${to}`);
    const edge = plain ?? bentArrow(placed, from, to, kind, edges);
    if (plain === undefined) edges.push(edge);
    return {
      ...edge,
      from: arrow.from,
      to: arrow.to,
      ...(arrow.label !== "" && { label: arrow.label }),
      ...(arrow.isLater && { isLater: true }),
    };
  });
  const nodes = placed.map((node, index) => ({ ...node, id: ids[index] as NodeId }));
  return { nodes, edges: drawn, bounds: boundsAround(nodes, drawn), ellipses: [], steps };
}

/** Labelled bows between the nodes need room. */
function scaled({ x, y }: Point): Point {
  return { x: Math.round(x * ROOM), y: Math.round(y * ROOM) };
}

/** The name of a node in a picture of one step: `S[t]`, under which its place is pinned. */
export function templateName(diagram: InfluenceDiagram, id: NodeId, step = "t"): string {
  const { name, instance } = diagram.node(id);
  if (instance === undefined) return name;
  const indices = [...instance.indices.slice(0, -1).map(String), step];
  return `${instance.template}[${indices.join(", ")}]`;
}

function general(subscript: string, name: string): string {
  return [...subscript.split(",").slice(0, -1), name].join(",");
}

/** Leaves out arrows that would close a cycle: they are drawn, but do not order the layers. */
function withoutCycles(size: number, edges: readonly (readonly number[])[]): [number, number][] {
  const after: number[][] = Array.from({ length: size }, () => []);
  const reaches = (from: number, to: number, seen = new Set<number>()): boolean =>
    from === to ||
    (after[from] ?? []).some((v) => {
      if (seen.has(v)) return false;
      seen.add(v);
      return reaches(v, to, seen);
    });
  const kept: [number, number][] = [];
  for (const [from, to] of edges as readonly [number, number][]) {
    if (reaches(to, from)) continue;
    after[from]?.push(to);
    kept.push([from, to]);
  }
  return kept;
}

const BENDS = [0.3, -0.3, 0.45, -0.45, 0.65, -0.65, 0.9, -0.9];

/** A bow that covers no other node and keeps its label away from other labels; a loop above itself. */
function bentArrow(
  nodes: readonly PlacedNode[],
  from: number,
  to: number,
  kind: (index: number) => ReturnType<InfluenceDiagram["structure"]["kind"]>,
  edges: readonly PlacedEdge[],
): PlacedEdge {
  const tail = nodes[from] as PlacedNode;
  const head = nodes[to] as PlacedNode;
  const clip = (curve: Curve): Curve =>
    clipped(curve, tail, tail.outline ?? kind(from), head, head.outline ?? kind(to));
  if (from === to) {
    const reach = { x: Math.max(26, tail.width * 0.45), y: tail.height / 2 + 46 };
    const up = { x: tail.x - reach.x, y: tail.y - reach.y };
    const back = { x: tail.x + reach.x, y: tail.y - reach.y };
    return { from, to, curve: clip([tail, up, back, tail]), isStraight: false };
  }
  const across = { x: -(head.y - tail.y), y: head.x - tail.x };
  const control = (share: number, bend: number): Point => ({
    x: tail.x + (head.x - tail.x) * share + across.x * bend,
    y: tail.y + (head.y - tail.y) * share + across.y * bend,
  });
  let best: Curve | undefined;
  let least = Infinity;
  for (const bend of BENDS) {
    const curve: Curve = [tail, control(0.25, bend), control(0.75, bend), head];
    let price = Math.abs(bend) * 6;
    for (let i = 1; i < 24; i++) {
      const point = pointOn(curve, i / 24);
      for (const [index, node] of nodes.entries()) {
        if (index === from || index === to) continue;
        const offset = { x: point.x - node.x, y: point.y - node.y };
        if (isInside(node.outline ?? kind(index), node, offset, 8)) price += 3;
      }
    }
    const middle = pointOn(curve, 0.5);
    for (const other of edges) {
      for (const share of [0.35, 0.5, 0.65]) {
        const point = pointOn(other.curve, share);
        if (Math.hypot(point.x - middle.x, point.y - middle.y) < 24) price += 4;
      }
    }
    if (price < least) {
      least = price;
      best = curve;
    }
  }
  return { from, to, curve: clip(best as Curve), isStraight: false };
}

function boundsAround(
  nodes: readonly PlacedNode[],
  edges: readonly PlacedEdge[],
): Layout["bounds"] {
  return boundsOf([
    ...nodes.map((node) => boxAround(node, node.width, node.height)),
    ...edges.flatMap(({ curve, label = "" }) => [
      boxAlong(curve),
      boxAround(pointOn(curve, 0.5), label.length * LABEL_LETTER, label === "" ? 0 : 18),
    ]),
  ]);
}
