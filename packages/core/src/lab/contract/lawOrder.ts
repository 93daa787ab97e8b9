/** The order in which the variables of a diagram are compared with its world. */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { topologicalOrder } from "../../graph/index.ts";

/**
 * Causes before effects, and utilities nobody else depends on last: what is paid may depend on
 * anything, so that an arrow into it cannot hide behind the order.
 */
export function lawOrder(diagram: InfluenceDiagram): readonly NodeId[] {
  const order = [...(topologicalOrder(diagram.graph) ?? [])];
  const last = (id: NodeId): boolean =>
    diagram.node(id).kind === "utility" && diagram.graph.children(id).length === 0;
  return [...order.filter((id) => !last(id)), ...order.filter(last)];
}
