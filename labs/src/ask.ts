/** What the graph says, for labs that put a number beside it. */
import type { InfluenceDiagram } from "@cidery/core";
import { analyse, judge } from "@cidery/core";

/** May the decision want to control the node? Names as in the diagram (`A[1]`, `Theta[2]`). */
export function mayControl(diagram: InfluenceDiagram, decision: string, node: string): boolean {
  return admits(diagram, "instrumental-control-incentive", decision, node);
}

/** @throws RangeError when a name is not in the diagram */
export function admits(
  diagram: InfluenceDiagram,
  criterion: string,
  decision: string,
  node: string,
): boolean {
  const question = { decision: idOf(diagram, decision), node: idOf(diagram, node) };
  return judge(analyse(diagram.structure), criterion, question).kind === "present";
}

function idOf(diagram: InfluenceDiagram, name: string): number {
  const node = diagram.nodes.find((one) => one.name === name);
  if (node === undefined) throw new RangeError(`the diagram has no ${name}`);
  return node.id;
}
