/**
 * A diagram as SVG in the field's dress: decisions are rectangles, utilities diamonds, chance
 * variables rounded; information links are dashed; colour says whose a node is. The picture
 * carries a title and a description for screen readers and, on request, the model it was made
 * from. The text is the same for the same input.
 */
import type { Box } from "./geometry.ts";
import type { Highlights, PathHighlight } from "./highlights.ts";
import type { Layout, PlacedNode } from "./layout.ts";
import type { LegendItem } from "./svgLegend.ts";
import type { NodeLook } from "./svgNode.ts";
import type { Theme } from "./svgStyle.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram, NodeKind } from "../model/index.ts";
import { actingAgents, agentTags, nodeTag } from "./agentTags.ts";
import { xml } from "./escapeText.ts";
import { boundsOf, written } from "./geometry.ts";
import { badgesSvg } from "./svgBadges.ts";
import { edgeLabelSvg, edgeSvg } from "./svgEdge.ts";
import { edgesOfPath, halosSvg, pathPaint, ringsSvg, stepsSvg } from "./svgPaths.ts";
import { agentItem, arrowItem, badgeItem, kindItem, legendSvg, pathItem } from "./svgLegend.ts";
import { nodeSvg } from "./svgNode.ts";
import { patternDefinition, patternOf, sharedFill, styleSheet } from "./svgStyle.ts";
import { textWidth } from "./textWidth.ts";
import { LIGHT } from "./theme.ts";
import { SOURCE_NAMESPACE } from "./sourceInSvg.ts";

/** What a drawing shows beside the diagram itself. */
export interface SvgOptions {
  readonly highlights?: Highlights;
  /** "auto" (default) follows the reader's light or dark setting. */
  readonly theme?: Theme;
  /** A legend below the picture. Default true. */
  readonly legend?: boolean;
  /** A heading above the picture; the model's title when true. Default none. */
  readonly heading?: string | boolean;
  /** Paint the background. Default true; false leaves it to the page. */
  readonly background?: boolean;
  /** The `.cid` text, embedded as metadata; read it back with `sourceInSvg`. */
  readonly source?: string;
  /** Start of the ids in the file; must differ between drawings inlined into one page. */
  readonly idPrefix?: string;
}

const MARGIN = 18;
const HEADING = 30;

/** A drawing as an SVG text that needs nothing else. */
export function toSvg(diagram: InfluenceDiagram, layout: Layout, options: SvgOptions = {}): string {
  const theme = options.theme ?? "auto";
  const prefix = xml(options.idPrefix ?? "cidery");
  const highlights = options.highlights ?? {};
  const paths = (highlights.paths ?? []).map((path, i) => ({ path, paint: pathPaint(path, i) }));
  const placed = new Map<NodeId, PlacedNode>(layout.nodes.map((node) => [node.id, node]));
  const looks = agentLooks(diagram, prefix);
  const badges = badgesSvg(layout, highlights.badges ?? []);

  const inner = boundsOf([
    layout.bounds,
    ...badges.boxes,
    ...(paths.length > 0 ? layout.nodes.map(overhang) : []),
  ]);
  const heading = options.heading === true ? diagram.header.title : options.heading || undefined;
  const headingRoom = heading === undefined ? 0 : HEADING;
  const items =
    options.legend === false
      ? []
      : [
          ...legendItems(diagram, layout, paths, looks),
          ...(highlights.badgeLegend ?? []).map(badgeItem),
        ];
  const width = Math.max(inner.width, heading === undefined ? 0 : textWidth(heading, 16), 180);
  const left = inner.x - (width - inner.width) / 2;
  const legendTop = inner.y + inner.height + (items.length === 0 ? 0 : 16);
  const legend = legendSvg(items, left, legendTop, Math.max(width, 300));
  const right = Math.max(left + width, legend.right);
  const view: Box = {
    x: left - MARGIN,
    y: inner.y - MARGIN - headingRoom,
    width: right - left + 2 * MARGIN,
    height: legendTop + legend.height - inner.y + 2 * MARGIN + headingRoom,
  };
  const shape = [view.x, view.y, view.width, view.height].map(written);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${shape[2]}" height="${shape[3]}" viewBox="${shape.join(" ")}" ` +
      `role="img" aria-labelledby="${prefix}-title ${prefix}-description" class="cidery-drawing cidery-${theme}">`,
    `<title id="${prefix}-title">${xml(diagram.header.title ?? "Causal influence diagram")}</title>`,
    `<desc id="${prefix}-description">${xml(description(diagram))}</desc>`,
  ];
  if (options.source !== undefined) {
    lines.push(
      `<metadata><source xmlns="${SOURCE_NAMESPACE}" xml:space="preserve">${xml(options.source)}</source></metadata>`,
    );
  }
  const styleAt = lines.length;
  if (looks.definitions !== "") lines.push(`<defs>${looks.definitions}</defs>`);
  if (options.background !== false) {
    lines.push(
      `<rect x="${shape[0]}" y="${shape[1]}" width="${shape[2]}" height="${shape[3]}" class="cid-ground"/>`,
    );
  }
  if (heading !== undefined) {
    lines.push(
      `<text x="${written(left)}" y="${written(inner.y - HEADING + 12)}" font-size="16" class="cid-ink cid-strong-text">${xml(heading)}</text>`,
    );
  }
  for (const { path, paint } of paths) lines.push(halosSvg(layout, path, paint));
  lines.push(...edgeLayer(diagram, layout, highlights, paths));
  for (const { x, y } of layout.ellipses) {
    lines.push(
      `<text x="${written(x)}" y="${written(y + 6)}" text-anchor="middle" font-size="26" class="cid-soft">⋯</text>`,
    );
  }
  for (const { path, paint } of paths) lines.push(ringsSvg(diagram, placed, path, paint));
  lines.push(...layout.edges.map(edgeLabelSvg));
  const dimmed = new Set(highlights.dimmed);
  for (const node of layout.nodes) {
    const tag = looks.severalAgents ? nodeTag(diagram, looks.tags, node.id) : "";
    const look: NodeLook = { ...looks, tag, dimmed: dimmed.has(node.id) };
    lines.push(nodeSvg(node, diagram.node(node.id), look));
  }
  lines.push(stepsSvg(diagram, placed, paths), badges.svg);
  if (items.length > 0) lines.push(legend.svg);
  lines.splice(styleAt, 0, styleSheet(theme, lines.slice(styleAt).join("\n")));
  lines.push("</svg>", "");
  return lines.filter((line, i) => line !== "" || i === lines.length - 1).join("\n");
}

interface AgentLooks {
  readonly severalAgents: boolean;
  readonly acting: readonly number[];
  readonly tags: readonly string[];
  readonly patterns: ReadonlyMap<number, string>;
  readonly shared: ReadonlyMap<string, string>;
  readonly definitions: string;
}

function agentLooks(diagram: InfluenceDiagram, prefix: string): AgentLooks {
  const acting = actingAgents(diagram);
  const severalAgents = acting.length > 1;
  const colours = LIGHT.agents.length;
  const patterns = new Map<number, string>();
  const shared = new Map<string, string>();
  const definitions: string[] = [];
  for (const agent of severalAgents ? acting : []) {
    if (patternOf(agent) === undefined) continue;
    const id = `${prefix}-pattern-${agent}`;
    patterns.set(agent, id);
    definitions.push(patternDefinition(id, agent, colours));
  }
  for (const { owners } of diagram.nodes) {
    const key = owners.join(" ");
    if (owners.length < 2 || shared.has(key)) continue;
    const id = `${prefix}-shared-${owners.join("-")}`;
    shared.set(key, id);
    definitions.push(sharedFill(id, owners, colours));
  }
  const tags = agentTags(diagram);
  return { severalAgents, acting, tags, patterns, shared, definitions: definitions.join("") };
}

interface PaintedPath {
  readonly path: PathHighlight;
  readonly paint: ReturnType<typeof pathPaint>;
}

function edgeLayer(
  diagram: InfluenceDiagram,
  layout: Layout,
  highlights: Highlights,
  paths: readonly PaintedPath[],
): string[] {
  const onPath = new Map<string, PaintedPath["paint"]>();
  for (const { path, paint } of paths) {
    for (const { from, to } of edgesOfPath(layout, path)) {
      if (!onPath.has(`${from} ${to}`)) onPath.set(`${from} ${to}`, paint);
    }
  }
  const dimmed = new Set(highlights.dimmed);
  const dimmedEdges = new Set(highlights.dimmedEdges?.map(([from, to]) => `${from} ${to}`));
  return layout.edges.map((edge) => {
    const key = `${edge.from} ${edge.to}`;
    const paint = onPath.get(key);
    return edgeSvg(edge, {
      isInformation: diagram.structure.kind(edge.to) === "decision",
      dimmed: dimmedEdges.has(key) || dimmed.has(edge.from) || dimmed.has(edge.to),
      ...(paint === undefined ? {} : { onPath: paint }),
      title: xml(`${diagram.node(edge.from).name} → ${diagram.node(edge.to).name}`),
    });
  });
}

/** Room for what sticks out of a node: rings around it and step numbers below. */
function overhang({ x, y, width, height }: PlacedNode): Box {
  return { x: x - width / 2 - 5, y: y - height / 2 - 5, width: width + 10, height: height + 14 };
}

function legendItems(
  diagram: InfluenceDiagram,
  layout: Layout,
  paths: readonly PaintedPath[],
  looks: AgentLooks,
): LegendItem[] {
  const { structure } = diagram;
  const hexagons = layout.nodes.some(({ outline }) => outline === "hexagon");
  const kinds: NodeKind[] = ["decision", "utility", "chance"];
  const items = kinds
    .filter((kind) => layout.nodes.some(({ id }) => structure.kind(id) === kind))
    .map((kind) => kindItem(kind, kind === "utility" && hexagons ? "hexagon" : kind));
  const isInformation = layout.edges.map(({ to }) => structure.kind(to) === "decision");
  if (isInformation.includes(false)) items.push(arrowItem("causes", false));
  if (isInformation.includes(true)) items.push(arrowItem("is seen by", true));
  if (looks.severalAgents) {
    for (const agent of looks.acting) {
      const { name, label } = diagram.agents[agent] ?? { name: String(agent), label: undefined };
      const tag = looks.tags[agent] ?? "";
      const text = (label ?? name) === tag ? tag : `${tag}: ${label ?? name}`;
      items.push(agentItem(text, agent, looks.patterns.get(agent), LIGHT));
    }
  }
  for (const { path, paint } of paths) {
    if (path.label !== undefined) items.push(pathItem(path.label, paint.legend));
  }
  return items;
}

/** The picture in words: what there is, and every arrow. */
function description(diagram: InfluenceDiagram): string {
  const names = (kind: NodeKind): string =>
    diagram.nodes
      .filter((node) => node.kind === kind)
      .map(({ name }) => name)
      .join(", ");
  const parts = (["decision", "utility", "chance"] as const)
    .map((kind) => [kind, names(kind)] as const)
    .filter(([, list]) => list !== "")
    .map(([kind, list]) => `${kind[0]?.toUpperCase()}${kind.slice(1)}: ${list}.`);
  const arrows = diagram.graph
    .edges()
    .slice(0, 200)
    .map(([from, to]) => `${diagram.node(from).name} → ${diagram.node(to).name}`);
  const more = diagram.graph.edgeCount > 200 ? `, and ${diagram.graph.edgeCount - 200} more` : "";
  if (arrows.length > 0) parts.push(`Arrows: ${arrows.join(", ")}${more}.`);
  return parts.join(" ");
}
