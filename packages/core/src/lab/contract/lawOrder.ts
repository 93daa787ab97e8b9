/** The order in which the variables of a diagram are compared with its world. */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";

/**
 * Causes before effects; decisions as soon as what they see is known, since a variable is compared with what
 * came before it and a rule is not; and utilities nobody else depends on last: what is paid may depend on anything.
 * So no arrow out of a decision or into a utility can hide behind the order. Cost: nodes².
 */
export function lawOrder(diagram: InfluenceDiagram): readonly NodeId[] {
  const last = (id: NodeId): boolean =>
    diagram.node(id).kind === "utility" && diagram.graph.children(id).length === 0;
  const order: NodeId[] = [];
  const placed = new Set<NodeId>();
  let left = diagram.nodes.map(({ id }) => id).filter((id) => !last(id));
  while (left.length > 0) {
    const ready = left.filter((id) => diagram.node(id).parents.every((p) => placed.has(p)));
    const next = ready.find((id) => diagram.node(id).kind === "decision") ?? ready[0];
    if (next === undefined) break;
    order.push(next);
    placed.add(next);
    left = left.filter((id) => id !== next);
  }
  return [...order, ...diagram.nodes.map(({ id }) => id).filter(last)];
}
