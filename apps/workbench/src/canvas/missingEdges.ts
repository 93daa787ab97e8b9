/** Arrows that are not there, for the moments in which somebody asks what an absence rests on. */
import type { SelectedEdge } from "@cidery/core/session";
import type { PlacedNode } from "@cidery/core/draw";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { drawnFor, type Scene } from "./scene.ts";

/** More dashed arrows would hide the diagram; the list beside it has them all. */
const MOST = 24;

export function missingEdges(
  { diagram, nodeById, layout }: Scene,
  missing: readonly SelectedEdge[],
): LinkEdgeType[] {
  const shown = new Map<string, LinkEdgeType>();
  for (const one of missing) {
    const [a, b] = [diagram.idOf(one.from), diagram.idOf(one.to)];
    if (a === undefined || b === undefined || diagram.graph.hasEdge(a, b)) continue;
    const [tail, head] = [nodeById.get(drawnFor(layout, a)), nodeById.get(drawnFor(layout, b))];
    if (tail === undefined || head === undefined || tail === head) continue;
    const edge = dashed(diagram, tail, head);
    if (shown.size < MOST) shown.set(edge.id, edge);
  }
  return [...shown.values()];
}

function dashed(diagram: Scene["diagram"], tail: PlacedNode, head: PlacedNode): LinkEdgeType {
  const [from, to] = [diagram.node(tail.id), diagram.node(head.id)];
  const titles = [diagram.titleOf(tail.id), diagram.titleOf(head.id)];
  return {
    id: `no ${from.name}→${to.name}`,
    type: "link",
    source: from.name,
    target: to.name,
    sourceHandle: "rim",
    targetHandle: "rim",
    selectable: false,
    ariaLabel: `No arrow from ${titles[0]} to ${titles[1]}`,
    data: {
      path: `M${tail.x} ${tail.y}L${head.x} ${head.y}`,
      label: undefined,
      middle: "",
      information: false,
      lit: false,
      dimmed: false,
      missing: true,
      tail,
      head,
      tailKind: from.kind,
      headKind: to.kind,
    },
  };
}
