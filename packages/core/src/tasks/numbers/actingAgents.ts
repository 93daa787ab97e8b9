import type { InfluenceDiagram } from "../../model/index.ts";

/** Agents that take at least one decision. */
export function actingAgents({ agents, structure }: InfluenceDiagram): number[] {
  return agents.flatMap((_, id) => (structure.decisionsOf(id).length > 0 ? [id] : []));
}
