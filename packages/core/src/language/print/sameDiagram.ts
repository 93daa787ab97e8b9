/** Equality of diagrams as values. */
import type { DiagramNode, InfluenceDiagram, Parameter } from "../../model/index.ts";
import { sameData, sameMechanism } from "./sameExpression.ts";

export function sameDiagram(a: InfluenceDiagram, b: InfluenceDiagram): boolean {
  return whereDifferent(a, b) === undefined;
}

/** The first difference in words, for messages and tests; undefined when there is none. */
export function whereDifferent(a: InfluenceDiagram, b: InfluenceDiagram): string | undefined {
  if (!sameData(a.header, b.header)) return "header";
  if (!sameData(a.agents, b.agents)) return "agents";
  if (!sameParameters(a, b)) return "parameters";
  if (a.nodes.length !== b.nodes.length) return `${a.nodes.length} and ${b.nodes.length} nodes`;
  for (const [id, node] of a.nodes.entries()) {
    const difference = nodeDifference(node, b.node(id));
    if (difference !== undefined) return `${difference} of ${node.name}`;
  }
  if (!sameData(a.claims, b.claims)) return "claims";
  return sameData(a.steps, b.steps) ? undefined : "steps";
}

export function sameParameters(a: InfluenceDiagram, b: InfluenceDiagram): boolean {
  return sameData(a.parameters.map(unshaped), b.parameters.map(unshaped));
}

/** The first property in which two variables differ. */
export function nodeDifference(a: DiagramNode, b: DiagramNode): NodeProperty | undefined {
  for (const key of ["name", "label", "kind", "owners", "domain", "parents", "instance"] as const) {
    if (!sameData(a[key], b[key])) return key;
  }
  return sameMechanism(a.mechanism, b.mechanism) ? undefined : "mechanism";
}

type NodeProperty =
  | "name"
  | "label"
  | "kind"
  | "owners"
  | "domain"
  | "parents"
  | "instance"
  | "mechanism";

/** A parameter as far as an unrolled model knows it: whether it shaped the model is forgotten. */
function unshaped({ name, value, low, high }: Parameter): object {
  return { name, value, low, high };
}
