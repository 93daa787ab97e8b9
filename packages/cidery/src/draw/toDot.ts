/** A diagram as DOT, for whoever wants Graphviz to lay it out: names are quoted, never rewritten. */
import type { InfluenceDiagram } from "../model/index.ts";
import { dotString } from "./escapeText.ts";
import { agentColour, LIGHT } from "./theme.ts";

const SHAPES = { chance: "ellipse", decision: "box", utility: "diamond" } as const;

export function toDot(diagram: InfluenceDiagram): string {
  const title = diagram.header.title ?? "causal influence diagram";
  const lines = [
    `digraph ${dotString(title)} {`,
    "  rankdir=LR;",
    '  node [style=filled, fillcolor="#f6f7f8", fontname="Helvetica"];',
  ];
  for (const node of diagram.nodes) {
    const attributes = [`shape=${SHAPES[node.kind]}`];
    if (node.label !== undefined) attributes.push(`label=${dotString(node.label)}`);
    const [owner] = node.owners;
    if (owner !== undefined) {
      const { fill, line } = agentColour(LIGHT, owner);
      const names = node.owners.map((agent) => diagram.agents[agent]?.name ?? String(agent));
      attributes.push(`fillcolor="${fill}"`, `color="${line}"`);
      attributes.push(`tooltip=${dotString(`${node.name} (${names.join(", ")})`)}`);
    }
    lines.push(`  ${dotString(node.name)} [${attributes.join(", ")}];`);
  }
  for (const node of diagram.nodes) {
    const style = node.kind === "decision" ? " [style=dashed]" : "";
    for (const parent of node.parents) {
      lines.push(`  ${dotString(diagram.node(parent).name)} -> ${dotString(node.name)}${style};`);
    }
  }
  lines.push("}", "");
  return lines.join("\n");
}
