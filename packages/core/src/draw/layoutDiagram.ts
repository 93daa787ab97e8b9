/**
 * Laying out a diagram: a grid for replicated models, layers for the rest, old and pinned places
 * respected. `layoutDiagram` uses Graphviz for the layers, `layoutDiagramNow` does without (it is
 * synchronous, and what the former falls back to).
 */
import type { Point } from "./geometry.ts";
import type { Layout, LayoutOptions } from "./layout.ts";
import type { Placement } from "./placement.ts";
import type { Size } from "./nodeShape.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { graphvizPlacement } from "./graphvizPlacement.ts";
import { keepPositions } from "./keepPositions.ts";
import { layeredPlacement } from "./layeredPlacement.ts";
import { finishLayout, sizing } from "./placement.ts";
import { templateLayout } from "./templateLayout.ts";
import { isReplicated, replicatedPlacement } from "./replicatedPlacement.ts";

/** Above these sizes `dot` takes seconds; our own layers do not. */
const MOST_NODES_FOR_GRAPHVIZ = 300;
const MOST_EDGES_FOR_GRAPHVIZ = 900;

/** Never rejects: when Graphviz cannot be loaded, the simple layers are used. */
export async function layoutDiagram(
  diagram: InfluenceDiagram,
  options: LayoutOptions = {},
): Promise<Layout> {
  const { graph } = diagram;
  if (
    isReplicated(diagram) ||
    graph.size > MOST_NODES_FOR_GRAPHVIZ ||
    graph.edgeCount > MOST_EDGES_FOR_GRAPHVIZ
  ) {
    return layoutDiagramNow(diagram, options);
  }
  const sizes = turned(sizing(diagram, options).sizes, options);
  let centres: ReadonlyMap<NodeId, Point>;
  try {
    centres = await graphvizPlacement(graph, sizes);
  } catch {
    centres = layeredPlacement(graph, sizes);
  }
  return finish(diagram, options, { centres, ellipses: [] });
}

/** The same without Graphviz, at once. */
export function layoutDiagramNow(diagram: InfluenceDiagram, options: LayoutOptions = {}): Layout {
  if (options.foldTemplates === "template" && isReplicated(diagram)) {
    return templateLayout(diagram, options);
  }
  const sizes = turned(sizing(diagram, options).sizes, options);
  const placement = isReplicated(diagram)
    ? replicatedPlacement(diagram, sizes, options.foldTemplates === true)
    : { centres: layeredPlacement(diagram.graph, sizes), ellipses: [] };
  return finish(diagram, options, placement);
}

/** Placements think in pictures that run to the right; for "down" the axes are exchanged. */
function turned(sizes: readonly Size[], { direction }: LayoutOptions): readonly Size[] {
  if (direction !== "down") return sizes;
  return sizes.map(({ width, height }) => ({ width: height, height: width }));
}

function finish(
  diagram: InfluenceDiagram,
  options: LayoutOptions,
  { centres, ellipses }: Placement,
): Layout {
  const measures = sizing(diagram, options);
  const turn = ({ x, y }: Point): Point =>
    options.direction === "down" ? { x: y, y: x } : { x, y };
  const fresh = new Map([...centres].map(([v, centre]) => [v, turn(centre)]));
  const keeps = options.previous !== undefined || options.pins !== undefined;
  return finishLayout(diagram, measures, {
    centres: keeps ? keepPositions(diagram, measures.sizes, fresh, options) : fresh,
    ellipses: ellipses.map(turn),
  });
}
