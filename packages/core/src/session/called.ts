/** What nodes, arrows and agents are called in labels of undo and in refusals: as on the diagram. */
import type { InfluenceDiagram } from "../model/index.ts";

/** A node's display text, or its name where it has none or is not in the diagram. */
export function called(diagram: InfluenceDiagram | undefined, name: string): string {
  const id = diagram?.idOf(name);
  return id === undefined ? name : (diagram?.titleOf(id) ?? name);
}

/** `user opinion → clicks`. */
export function arrowCalled(
  diagram: InfluenceDiagram | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  return `${called(diagram, from)} → ${called(diagram, to)}`;
}

export function agentCalled(diagram: InfluenceDiagram | undefined, name: string): string {
  return diagram?.agents.find((agent) => agent.name === name)?.label ?? name;
}
