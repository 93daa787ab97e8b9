/**
 * Where everything stands: centres and sizes of nodes, and the curves of edges, clipped at the
 * outlines. A layout is a plain value; printers read it and never move anything.
 */
import type { Box, Curve, Point } from "./geometry.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { TemplateStep } from "./templateSteps.ts";
import type { LabelOptions, NodeLabel } from "./nodeLabel.ts";

/** A node with its centre, size and label. */
export interface PlacedNode {
  readonly id: NodeId;
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: NodeLabel;
  /** Of a utility that is not drawn as a diamond. */
  readonly outline?: "hexagon";
}

/** An arrow with its curve. */
export interface PlacedEdge {
  readonly from: NodeId;
  readonly to: NodeId;
  /** From outline to outline, in the direction of the arrow. */
  readonly curve: Curve;
  readonly isStraight: boolean;
  /** Written at its middle: `[t+1]`. */
  readonly label?: string;
  /** In a picture of one step: it leads into another one. */
  readonly isLater?: boolean;
}

/** Where nodes and arrows are, in pixels, y downwards. */
export interface Layout {
  /** Ascending by id. Nodes that were folded away are missing. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Around all nodes and edges. */
  readonly bounds: Box;
  /** Where "…" stands for time steps folded away. */
  readonly ellipses: readonly Point[];
  /** In a picture of one step: the node drawn for each node of the model, and that node's step. */
  readonly steps?: ReadonlyMap<NodeId, TemplateStep>;
}

/** Centres by node id or by name; names survive edits that renumber the nodes. */
export type Positions = ReadonlyMap<NodeId | string, Point>;

/** Direction, earlier and pinned places, and how labels and replicated nodes are shown. */
export interface LayoutOptions extends LabelOptions {
  /** Which way causes point: to the right (default) or down. */
  readonly direction?: "right" | "down";
  /** Centres in the previous picture: nodes found here stay, new ones go beside their neighbours. */
  readonly previous?: Positions;
  /** Centres fixed by the user; they win over everything else. */
  readonly pins?: Positions;
  /**
   * What to do with the time steps of a replicated model: show all (default), only the first two
   * and the last (true), or one that stands for all, with labelled arrows into the next.
   */
  readonly foldTemplates?: boolean | "template";
  /** The outline of utilities. Default a diamond. */
  readonly utilities?: "diamond" | "hexagon";
  /** What the step is called in labels of a template. Default `t`. */
  readonly stepName?: string;
}

/** The centres of a layout by name, to pass as `previous` after an edit. */
export function positionsByName(diagram: InfluenceDiagram, layout: Layout): Map<string, Point> {
  return new Map(layout.nodes.map(({ id, x, y }) => [diagram.node(id).name, { x, y }]));
}
