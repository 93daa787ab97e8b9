/** The nodes and arrows of a large diagram that have to do with a part of it. */
import type { Box } from "@cidery/core/draw";
import type { LinkData, LinkEdgeType } from "./LinkEdge.tsx";
import { pointsOf } from "./linkPath.ts";
import { overlap } from "./movement.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

export interface CanvasElements {
  readonly nodes: readonly VariableNodeType[];
  readonly edges: readonly LinkEdgeType[];
}

/** Badges, tags and bars stick out of a node. */
const AROUND = { side: 60, above: 12, below: 110 };

/** The elements that can be seen in a box, or nearly. */
export function elementsIn({ nodes, edges }: CanvasElements, box: Box): CanvasElements {
  return {
    nodes: nodes.filter((node) => overlap(boxOfNode(node), box)),
    edges: edges.filter(({ data }) => data !== undefined && overlap(boxOfEdge(data), box)),
  };
}

/**
 * What React Flow is given for a box: besides what is in it, hidden, the nodes that arrows in it
 * start or end at and the selected ones, which are dragged with the others. The node that has the
 * keyboard focus, or would get it, stays.
 */
export function elementsFor(elements: CanvasElements, box: Box): CanvasElements {
  const shown = elementsIn(elements, box);
  const visible = new Set(shown.nodes);
  const ends = new Set(shown.edges.flatMap(({ source, target }) => [source, target]));
  const nodes: VariableNodeType[] = [];
  for (const node of elements.nodes) {
    if (visible.has(node) || node.domAttributes?.tabIndex === 0) nodes.push(node);
    else if (node.selected === true || ends.has(node.id)) nodes.push(hidden(node));
  }
  return { nodes, edges: shown.edges };
}

function boxOfNode({ data: { placed } }: VariableNodeType): Box {
  return {
    x: placed.x - placed.width / 2 - AROUND.side,
    y: placed.y - placed.height / 2 - AROUND.above,
    width: placed.width + 2 * AROUND.side,
    height: placed.height + AROUND.above + AROUND.below,
  };
}

const boxes = new WeakMap<LinkData, Box>();

/** Around all points of its path, between which a curve stays. */
function boxOfEdge(data: LinkData): Box {
  let box = boxes.get(data);
  if (box === undefined) {
    const points = pointsOf(data.path);
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    const x = Math.min(...xs);
    const y = Math.min(...ys);
    box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
    boxes.set(data, box);
  }
  return box;
}

const hiddenOnes = new WeakMap<VariableNodeType, VariableNodeType>();

/** Always the same value for the same node, so that nothing is drawn again for it. */
function hidden(node: VariableNodeType): VariableNodeType {
  let copy = hiddenOnes.get(node);
  if (copy === undefined) {
    copy = { ...node, hidden: true };
    hiddenOnes.set(node, copy);
  }
  return copy;
}
