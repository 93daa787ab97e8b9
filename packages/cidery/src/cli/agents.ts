/** Agents as options name them. */
import type { InfluenceDiagram } from "@cidery/core";
import { nearestName } from "@cidery/core";
import { BadInput } from "./terminal.ts";

/** @throws BadInput with the nearest name */
export function agentCalled(diagram: InfluenceDiagram, name: string): number {
  const id = diagram.agentId(name);
  if (id !== undefined) return id;
  const names = diagram.agents.map((one) => one.name);
  const near = nearestName(name, names);
  throw new BadInput(
    `the model has no agent ${name}`,
    near === undefined ? `there are ${names.join(", ")}` : `did you mean ${near}?`,
  );
}

/** Agents that take at least one decision. */
export function actingAgents(diagram: InfluenceDiagram): number[] {
  return diagram.agents
    .map((_, id) => id)
    .filter((id) => diagram.structure.decisionsOf(id).length > 0);
}

/** The agent asked for, or the only one that decides. @throws BadInput when that is not clear */
export function decidingAgent(diagram: InfluenceDiagram, name: string | undefined): number {
  if (name !== undefined) return agentCalled(diagram, name);
  const acting = actingAgents(diagram);
  const [only] = acting;
  if (only === undefined) throw new BadInput("nobody takes a decision in this model");
  if (acting.length > 1) {
    const names = acting.map((id) => diagram.agents[id]?.name).join(", ");
    throw new BadInput(`several agents decide (${names})`, "say which one is meant: --agent NAME");
  }
  return only;
}
