/**
 * The picture right after an edit, before anything is laid out: every node that was there stands
 * where it stood, arrows between them keep their curves, new arrows are straight. New nodes wait
 * for the layout, a moment later. Linear in the diagram.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { Layout, PlacedEdge, PlacedNode } from "@cidery/core/draw";
import type { Place } from "@cidery/core/session";
import { onOutline } from "./outline.ts";

export interface Drawn {
  readonly diagram: InfluenceDiagram;
  readonly layout: Layout;
}

export function quickLayout(
  before: Drawn,
  diagram: InfluenceDiagram,
  renamed: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, Place>,
): Layout {
  const old = new Map<string, PlacedNode>();
  for (const placed of before.layout.nodes) {
    const { name } = before.diagram.node(placed.id);
    old.set(renamed.get(name) ?? name, placed);
  }
  const curves = new Map<string, PlacedEdge>();
  for (const edge of before.layout.edges) curves.set(`${edge.from} ${edge.to}`, edge);

  const nodes: PlacedNode[] = [];
  const placedById = new Map<number, PlacedNode>();
  const oldIds = new Map<number, number>();
  for (const node of diagram.nodes) {
    const placed = old.get(node.name);
    if (placed === undefined) continue;
    const place = moved.get(node.name);
    const same = placed.id === node.id && place === undefined;
    const now = same ? placed : { ...placed, id: node.id, ...place };
    nodes.push(now);
    placedById.set(node.id, now);
    if (place === undefined) oldIds.set(node.id, placed.id);
  }
  const edges: PlacedEdge[] = [];
  for (const node of nodes) {
    for (const parent of diagram.graph.parents(node.id)) {
      const from = placedById.get(parent);
      if (from === undefined) continue;
      const known = curves.get(`${oldIds.get(parent)} ${oldIds.get(node.id)}`);
      if (known === undefined) edges.push(straightEdge(diagram, from, node));
      else if (known.from === parent && known.to === node.id) edges.push(known);
      else edges.push({ ...known, from: parent, to: node.id });
    }
  }
  return { ...before.layout, nodes, edges };
}

function straightEdge(diagram: InfluenceDiagram, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const start = onOutline(from, to, from, diagram.node(from.id).kind);
  const end = onOutline(to, from, to, diagram.node(to.id).kind);
  return { from: from.id, to: to.id, curve: [start, start, end, end], isStraight: true };
}
