/**
 * A placement says where nodes stand; this file gives placements what they need to know (sizes)
 * and turns what they say into a layout.
 */
import type { Point } from "./geometry.ts";
import type { Layout, LayoutOptions, PlacedNode } from "./layout.ts";
import type { NodeLabel } from "./nodeLabel.ts";
import type { OutlineKind, Size } from "./nodeShape.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram, NodeKind } from "../model/index.ts";
import { boundsOf, boxAlong, boxAround } from "./geometry.ts";
import { nodeLabels } from "./nodeLabel.ts";
import { nodeSize } from "./nodeShape.ts";
import { routeEdges } from "./routeEdges.ts";

/** Labels and sizes of all nodes: what any placement needs to know. */
export interface Sizing {
  readonly outlines: readonly OutlineKind[];
  readonly labels: readonly NodeLabel[];
  readonly sizes: readonly Size[];
}

export function sizing(diagram: InfluenceDiagram, options: LayoutOptions): Sizing {
  const outlines = diagram.nodes.map(({ kind }) => outlineKind(kind, options));
  const labels = nodeLabels(diagram, options);
  const sizes = diagram.nodes.map((_, v) =>
    nodeSize(outlines[v] as OutlineKind, labels[v] as NodeLabel),
  );
  return { outlines, labels, sizes };
}

export function outlineKind(kind: NodeKind, { utilities }: LayoutOptions): OutlineKind {
  return kind === "utility" && utilities === "hexagon" ? "hexagon" : kind;
}

/** A placement of some or all nodes: what remains is to draw the edges between them. */
export interface Placement {
  readonly centres: ReadonlyMap<NodeId, Point>;
  readonly ellipses: readonly Point[];
}

export function finishLayout(
  diagram: InfluenceDiagram,
  { outlines, labels, sizes }: Sizing,
  { centres, ellipses }: Placement,
): Layout {
  const nodes: PlacedNode[] = [];
  for (const { id } of diagram.nodes) {
    const centre = centres.get(id);
    if (centre === undefined) continue;
    const { width, height } = sizes[id] as Size;
    nodes.push({
      id,
      x: centre.x,
      y: centre.y,
      width,
      height,
      label: labels[id] as NodeLabel,
      ...(outlines[id] === "hexagon" && { outline: "hexagon" }),
    });
  }
  const edges = routeEdges(diagram, nodes);
  const boxes = nodes.map((node) => boxAround(node, node.width, node.height));
  for (const { curve } of edges) boxes.push(boxAlong(curve));
  return { nodes, edges, bounds: boundsOf(boxes), ellipses };
}
