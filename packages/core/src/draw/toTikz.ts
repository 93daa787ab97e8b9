/**
 * A diagram as a TikZ picture that stands as the layout does. By default a complete document, to
 * be compiled as it is; or the picture alone, for a paper that loads TikZ with the libraries
 * `arrows.meta` and `shapes.geometric`. Needs no other package.
 */
import type { Highlights, PathHighlight, Tone } from "./highlights.ts";
import type { Layout, PlacedEdge, PlacedNode } from "./layout.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { actingAgents, agentTags, nodeTag } from "./agentTags.ts";
import { hexagonCorners } from "./nodeShape.ts";
import { latex } from "./escapeText.ts";
import { labelTex, textWithGreek } from "./texLabel.ts";
import { pointOn, written } from "./geometry.ts";
import { agentColour, LIGHT, pathColour } from "./theme.ts";
import { badgeColours, badgeLines, badgeStyles, badgeTones, tikzLegend } from "./tikzHighlights.ts";

export interface TikzOptions {
  /** A document (default) or only the `tikzpicture`. */
  readonly standalone?: boolean;
  /** An address to the model, written as a comment. */
  readonly link?: string;
  /** Paths are drawn thick and coloured, badges above their nodes. */
  readonly highlights?: Highlights;
  /** Say below the picture what badges and paths mean. Default true. */
  readonly legend?: boolean;
}

/** TeX points per pixel of the layout: 1 px = 0.75 bp. */
const POINT = 0.75;

/** A drawing as TikZ, for LaTeX. */
export function toTikz(
  diagram: InfluenceDiagram,
  layout: Layout,
  options: TikzOptions = {},
): string {
  const agents = actingAgents(diagram);
  const paths = options.highlights?.paths ?? [];
  const lines: string[] = [];
  if (options.standalone !== false) {
    lines.push(
      "\\documentclass[tikz,border=6pt]{standalone}",
      "\\usepackage[utf8]{inputenc}",
      "\\usepackage[T1]{fontenc}",
      "\\usetikzlibrary{arrows.meta,shapes.geometric}",
      "\\begin{document}",
    );
  }
  if (options.link !== undefined) lines.push(`% ${options.link.replaceAll(/\s+/gu, " ")}`);
  if (diagram.header.title !== undefined) {
    lines.push(`% ${diagram.header.title.replaceAll(/\s+/gu, " ")}`);
  }
  const highlights = options.highlights ?? {};
  const tones = badgeTones(highlights);
  lines.push(...colours(agents, paths, tones));
  lines.push(
    "\\begin{tikzpicture}[x=1bp, y=-1bp, >={Stealth[length=5.5bp]}, line width=0.8bp,",
    "  every node/.style={inner sep=0pt, align=center},",
    "  chance/.style={draw=black!70, fill=black!4, rounded corners=14bp},",
    "  decision/.style={draw, rectangle},",
    "  utility/.style={draw, diamond},",
    "  causes/.style={->, draw=black!80},",
    "  seen/.style={->, draw=black!80, dashed},",
    ...agents.map((a) => `  agent${a}/.style={draw=cidline${a}, fill=cidfill${a}},`),
    ...badgeStyles(tones),
    "  ]",
  );
  const tags = agentTags(diagram);
  for (const node of layout.nodes) {
    lines.push(nodeLine(diagram, node, agents.length > 1 ? nodeTag(diagram, tags, node.id) : ""));
  }
  const onPath = new Map<string, number>();
  for (const [index, { nodes }] of paths.entries()) {
    for (let i = 1; i < nodes.length; i++) {
      for (const key of [`${nodes[i - 1]} ${nodes[i]}`, `${nodes[i]} ${nodes[i - 1]}`]) {
        if (!onPath.has(key)) onPath.set(key, index);
      }
    }
  }
  for (const edge of layout.edges) {
    lines.push(edgeLine(diagram, edge, onPath.get(`${edge.from} ${edge.to}`)));
    if (edge.label === undefined) continue;
    const { x, y } = pointOn(edge.curve, 0.5);
    const text = latex(edge.label).replaceAll("−", "$-$").replaceAll("…", "\\dots ");
    lines.push(
      `  \\node[fill=white, inner sep=1bp, font=\\scriptsize] at (${at(x)},${at(y)}) {${text}};`,
    );
  }
  for (const { x, y } of layout.ellipses) {
    lines.push(`  \\node at (${at(x)},${at(y)}) {$\\cdots$};`);
  }
  lines.push(...badgeLines(layout, highlights.badges ?? [], at));
  if (options.legend !== false) lines.push(...tikzLegend(layout, highlights, at, textWithGreek));
  lines.push("\\end{tikzpicture}");
  if (options.standalone !== false) lines.push("\\end{document}");
  return `${lines.join("\n")}\n`;
}

function colours(
  agents: readonly number[],
  paths: readonly PathHighlight[],
  tones: readonly Tone[],
): string[] {
  const lines: string[] = [];
  const define = (name: string, hex: string): void => {
    lines.push(`\\definecolor{${name}}{HTML}{${hex.slice(1).toUpperCase()}}`);
  };
  for (const agent of agents) {
    const { fill, line } = agentColour(LIGHT, agent);
    define(`cidfill${agent}`, fill);
    define(`cidline${agent}`, line);
  }
  for (const [i, { color }] of paths.entries()) {
    const own = color !== undefined && /^#[\da-f]{6}$/iu.test(color) ? color : undefined;
    define(`cidpath${i}`, own ?? pathColour(LIGHT, i));
  }
  for (const [name, hex] of badgeColours(tones)) define(name, hex);
  return lines;
}

function nodeLine(diagram: InfluenceDiagram, placed: PlacedNode, tag: string): string {
  const node = diagram.node(placed.id);
  const isHexagon = placed.outline === "hexagon";
  const options: string[] = isHexagon ? [] : [node.kind];
  const [owner] = node.owners;
  if (owner !== undefined) options.push(`agent${owner}`);
  if (node.owners.length > 1) {
    const other = node.owners[1] as number;
    options.push(`left color=cidfill${owner}`, `right color=cidfill${other}`);
  }
  options.push(`minimum width=${at(placed.width)}bp`, `minimum height=${at(placed.height)}bp`);
  if (node.kind === "chance") {
    options.push(`rounded corners=${at(Math.min(placed.width, placed.height) / 2 - 0.2)}bp`);
  }
  if (tag !== "") {
    options.push(
      `label={[font=\\tiny\\bfseries${node.kind === "utility" ? "" : ", label distance=-9bp"}]45:${latex(tag)}}`,
    );
  }
  const name = tikzName(placed.id);
  // TikZ has no hexagon that stretches: its sides are drawn, and the node has none.
  let sides = "";
  if (isHexagon) {
    const corners = hexagonCorners(placed).map(
      ({ x, y }) => `(${at(placed.x + x)},${at(placed.y + y)})`,
    );
    const colours = options.filter(
      (option) => !option.startsWith("minimum") && !option.startsWith("label"),
    );
    sides = `  \\filldraw[${["draw", ...colours].join(", ")}] ${corners.join(" -- ")} -- cycle;\n`;
    const own = options.filter(
      (option) => option.startsWith("minimum") || option.startsWith("label"),
    );
    options.splice(0, options.length, ...own);
  }
  return `${sides}  \\node[${options.join(", ")}] (${name}) at (${at(placed.x)},${at(placed.y)}) {${labelTex(placed.label)}}; % ${node.name.replaceAll(/\s+/gu, " ")}`;
}

function edgeLine(diagram: InfluenceDiagram, edge: PlacedEdge, path: number | undefined): string {
  const style = [diagram.structure.kind(edge.to) === "decision" ? "seen" : "causes"];
  if (path !== undefined) style.push(`draw=cidpath${path}`, "line width=1.6bp");
  const [start, one, two, end] = edge.curve.map(({ x, y }) => `(${at(x)},${at(y)})`);
  // Coordinates, not node names: TikZ would stop at the box around a rounded node.
  if (edge.isStraight) return `  \\draw[${style.join(", ")}] ${start} -- ${end};`;
  return `  \\draw[${style.join(", ")}] ${start} .. controls ${one} and ${two} .. ${end};`;
}

function tikzName(v: NodeId): string {
  return `n${v}`;
}

function at(pixels: number): string {
  return written(pixels * POINT);
}
