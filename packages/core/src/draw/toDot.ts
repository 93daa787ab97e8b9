/** A diagram as DOT, for whoever wants Graphviz to lay it out: names are quoted, never rewritten. */
import type { Badge, Highlights } from "./highlights.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { dotString } from "./escapeText.ts";
import { agentColour, LIGHT, pathColour } from "./theme.ts";

const SHAPES = { chance: "ellipse", decision: "box", utility: "diamond" } as const;

export interface DotOptions {
  /** Paths are drawn in colour, with thick lines; badges stand beside their nodes. */
  readonly highlights?: Highlights;
  /** Say below the picture what badges and paths mean. Default true. */
  readonly legend?: boolean;
  /** Which way Graphviz lays it out. Default right. */
  readonly direction?: "right" | "down";
}

/** A diagram as a Graphviz DOT text, with the usual shapes. */
export function toDot(diagram: InfluenceDiagram, options: DotOptions = {}): string {
  const lit = litParts(options.highlights?.paths ?? []);
  const title = diagram.header.title ?? "causal influence diagram";
  const lines = [
    `digraph ${dotString(title)} {`,
    `  rankdir=${options.direction === "down" ? "TB" : "LR"};`,
    '  node [style=filled, fillcolor="#f6f7f8", fontname="Helvetica"];',
  ];
  const badges = badgeTexts(options.highlights?.badges ?? []);
  const legend = options.legend === false ? [] : legendLines(options.highlights ?? {});
  if (legend.length > 0) {
    lines.push(`  label=${dotString(legend.join("\n"))}; labelloc=b; labeljust=l; fontsize=11;`);
    lines.push('  fontname="Helvetica";');
  }
  if (badges.size > 0) lines.push("  forcelabels=true;");
  for (const node of diagram.nodes) {
    const attributes = [`shape=${SHAPES[node.kind]}`];
    if (node.label !== undefined) attributes.push(`label=${dotString(node.label)}`);
    const [owner] = node.owners;
    const colour = lit.nodes.get(node.id);
    if (owner !== undefined) {
      const { fill, line } = agentColour(LIGHT, owner);
      const names = node.owners.map((agent) => diagram.agents[agent]?.name ?? String(agent));
      attributes.push(`fillcolor="${fill}"`, ...(colour === undefined ? [`color="${line}"`] : []));
      attributes.push(`tooltip=${dotString(`${node.name} (${names.join(", ")})`)}`);
    }
    if (colour !== undefined) attributes.push(`color="${colour}"`, "penwidth=2.4");
    const badge = badges.get(node.id);
    if (badge !== undefined) attributes.push(`xlabel=${dotString(badge)}`);
    lines.push(`  ${dotString(node.name)} [${attributes.join(", ")}];`);
  }
  for (const node of diagram.nodes) {
    for (const parent of node.parents) {
      const attributes = node.kind === "decision" ? ["style=dashed"] : [];
      const colour = lit.edges.get(`${parent} ${node.id}`);
      if (colour !== undefined) attributes.push(`color="${colour}"`, "penwidth=2.4");
      const written = attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`;
      lines.push(`  ${dotString(diagram.node(parent).name)} -> ${dotString(node.name)}${written};`);
    }
  }
  lines.push("}", "");
  return lines.join("\n");
}

/** The badges of each node in one line; what cannot be told has a question mark. */
function badgeTexts(badges: readonly Badge[]): ReadonlyMap<NodeId, string> {
  const texts = new Map<NodeId, string>();
  for (const { node, text, tone } of badges) {
    const before = texts.get(node);
    const own = tone === "unsure" ? `${text}?` : text;
    texts.set(node, before === undefined ? own : `${before} ${own}`);
  }
  return texts;
}

function legendLines({ badgeLegend = [], paths = [] }: Highlights): string[] {
  return [
    ...badgeLegend.map(
      ({ text, tone, meaning }) => `${tone === "unsure" ? `${text}?` : text}: ${meaning}`,
    ),
    ...paths.flatMap(({ label }) => (label === undefined ? [] : [`in colour: ${label}`])),
  ];
}

/** Colours of what is on a path; of two paths, the first. */
function litParts(paths: NonNullable<Highlights["paths"]>): {
  readonly nodes: ReadonlyMap<NodeId, string>;
  readonly edges: ReadonlyMap<string, string>;
} {
  const nodes = new Map<NodeId, string>();
  const edges = new Map<string, string>();
  for (const [index, { nodes: along, color, arrowsOnly = false }] of paths.entries()) {
    const colour = color ?? pathColour(LIGHT, index);
    for (const [at, node] of along.entries()) {
      if (!arrowsOnly && !nodes.has(node)) nodes.set(node, colour);
      const next = along[at + 1];
      if (next === undefined) continue;
      for (const key of [`${node} ${next}`, `${next} ${node}`]) {
        if (!edges.has(key)) edges.set(key, colour);
      }
    }
  }
  return { nodes, edges };
}
