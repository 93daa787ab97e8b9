/** Short tags that tell agents apart without colour: initials where they suffice, else numbers. */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";

/** The agents that own something in the diagram. */
export function actingAgents(diagram: InfluenceDiagram): AgentId[] {
  const owners = new Set<AgentId>();
  for (const node of diagram.nodes) for (const owner of node.owners) owners.add(owner);
  return [...owners].sort((a, b) => a - b);
}

/** One tag per agent of the diagram, distinct, at most two characters where possible. */
export function agentTags(diagram: InfluenceDiagram): string[] {
  const names = diagram.agents.map(({ name }) => name);
  for (const length of [1, 2]) {
    const tags = names.map((name) => Array.from(name).slice(0, length).join(""));
    if (new Set(tags.map((tag) => tag.toLowerCase())).size === tags.length) return tags;
  }
  return names.map((_, agent) => String(agent + 1));
}

/** A node's tag: those of its owners, joined. Empty for chance variables. */
export function nodeTag(diagram: InfluenceDiagram, tags: readonly string[], v: NodeId): string {
  return diagram
    .node(v)
    .owners.map((owner) => tags[owner] ?? "")
    .join("+");
}
