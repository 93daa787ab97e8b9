import type { InfluenceDiagram } from "@cidery/core";

/** Agents that take at least one decision. */
export function actingAgents({ agents, structure }: InfluenceDiagram): number[] {
  return agents.flatMap((_, id) => (structure.decisionsOf(id).length > 0 ? [id] : []));
}
