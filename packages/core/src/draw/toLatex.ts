/**
 * A diagram in the dialect of influence-diagrams.sty: nodes by name, `\edge` between named nodes, the
 * package's styles for decisions, utilities, information, players and incentives. Short enough to be
 * edited by hand: places are centimetres, one line a node, one line for the arrows into it.
 */
import type { Badge, Highlights } from "./highlights.ts";
import type { Layout, PlacedEdge, PlacedNode } from "./layout.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { actingAgents } from "./agentTags.ts";
import { latex } from "./escapeText.ts";
import { DIAGRAM_STYLES } from "./latexStyles.ts";
import { labelTex, textWithGreek } from "./texLabel.ts";

export interface LatexOptions {
  /** A document that needs no package, instead of the picture for one that loads it. */
  readonly standalone?: boolean;
  /** An address to the model, written as a comment. */
  readonly link?: string;
  /** Badges become the package's incentives, paths are highlighted arrows. */
  readonly highlights?: Highlights;
  /** Say beside the picture what incentives mean. Default true. */
  readonly legend?: boolean;
}

/** A page as large as the drawing, whatever TeX makes it. */
const PAGE = String.raw`% the page is as large as the drawing
\ifdefined\pdfpagewidth\else\let\pdfpagewidth\pagewidth\let\pdfpageheight\pageheight\fi
\pdfpagewidth=\dimexpr\wd\drawing+4mm\relax
\pdfpageheight=\dimexpr\ht\drawing+\dp\drawing+4mm\relax
\hoffset=\dimexpr2mm-1in\relax \voffset=\hoffset
\shipout\box\drawing`;

/** Makes what is wider than the text as wide as it, which TeX alone can tell. */
const FITTING = String.raw`\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%`;

/** The package's players; more agents get a colour of their own. */
const PLAYERS = 6;
const MORE_COLOURS = ["cyan!25", "lime!35", "magenta!20", "teal!20", "olive!25", "violet!20"];

/** Centimetres per pixel: labels are as wide as in the layout. */
const CENTIMETRES = 0.0265;

/** The package's command for a badge, its style in the legend. */
const INCENTIVES: Readonly<Record<string, readonly [command: string, style: string]>> = {
  ICI: ["fci", "feasible control incentive"],
  CI: ["fci", "feasible control incentive"],
  VoI: ["voi", "value of information"],
  VoC: ["voc", "value of control"],
  RI: ["ri", "response incentive"],
};

/** A drawing in the dialect of the authors' LaTeX package. */
export function toLatex(
  diagram: InfluenceDiagram,
  layout: Layout,
  options: LatexOptions = {},
): string {
  const { highlights = {}, link } = options;
  const ids = texNames(diagram);
  const comments = [diagram.header.title, link].flatMap((text) =>
    text === undefined ? [] : [`% ${text.replaceAll(/\s+/gu, " ")}`],
  );
  const picture = [
    "\\begin{influence-diagram}",
    ...(hasWords(layout) ? ["  \\setrectangularnodes"] : []),
    ...layout.nodes.map((node) => nodeLine(diagram, node, ids, layout)),
    ...edgeLines(diagram, layout, ids, highlights),
    ...layout.ellipses.map((one) => `  \\node[draw=none] at ${at(one, layout)} {$\\cdots$};`),
    ...incentiveLines(layout, highlights.badges ?? [], ids),
    ...(options.legend === false ? [] : legendLines(layout, highlights)),
    "\\end{influence-diagram}",
  ];
  const more = moreColours(diagram);
  if (options.standalone !== true) {
    const needs = "% needs \\usepackage[decisionutilitycolor]{influence-diagrams}";
    const fitting = mayBeWide(layout) ? [FITTING, ...picture, "}"] : picture;
    return `${[...comments, needs, ...more, ...fitting].join("\n")}\n`;
  }
  return `${[
    "\\documentclass{article}",
    "\\usepackage[utf8]{inputenc}",
    "\\usepackage[T1]{fontenc}",
    DIAGRAM_STYLES,
    ...more,
    "\\newsavebox\\drawing",
    "\\begin{document}",
    ...comments,
    "\\begin{lrbox}{\\drawing}%",
    ...picture,
    "\\end{lrbox}",
    PAGE,
    "\\end{document}",
  ].join("\n")}\n`;
}

/** Round nodes hold symbols; words want boxes. */
function hasWords({ nodes }: Layout): boolean {
  return nodes.some(({ label }) => !label.symbol);
}

/** Names that TikZ takes, different ones: letters and digits. */
function texNames(diagram: InfluenceDiagram): string[] {
  const used = new Set<string>();
  return diagram.nodes.map(({ name }) => {
    const base =
      name
        .normalize("NFKD")
        .replaceAll("'", "prime")
        .replaceAll(/[^A-Za-z0-9]+/gu, "") || "node";
    let id = base;
    for (let n = 2; used.has(id); n++) id = `${base}v${n}`;
    used.add(id);
    return id;
  });
}

function nodeLine(
  diagram: InfluenceDiagram,
  placed: PlacedNode,
  ids: readonly string[],
  layout: Layout,
): string {
  const { kind, owners } = diagram.node(placed.id);
  const styles: string[] = kind === "chance" ? [] : [kind];
  const agents = actingAgents(diagram);
  const [owner] = owners;
  if (agents.length > 1 && owner !== undefined)
    styles.push(owners.length > 1 ? "common" : `player${agents.indexOf(owner) + 1}`);
  const shown = styles.length === 0 ? "" : ` [${styles.join(", ")}]`;
  return `  \\node (${ids[placed.id]})${shown} at ${at(placed, layout)} {${labelTex(placed.label)}};`;
}

function moreColours(diagram: InfluenceDiagram): string[] {
  return actingAgents(diagram)
    .slice(PLAYERS)
    .map(
      (_, i) =>
        `\\tikzset{player${PLAYERS + i + 1}/.style={fill=${MORE_COLOURS[i % MORE_COLOURS.length]}}}`,
    );
}

/** `\edge {A, B} {C};` for all straight arrows alike into a node; bent ones lead out and in. */
function edgeLines(
  diagram: InfluenceDiagram,
  layout: Layout,
  ids: readonly string[],
  { paths = [] }: Highlights,
): string[] {
  const lit = new Set(
    paths.flatMap(({ nodes }) =>
      nodes.slice(1).flatMap((v, i) => [`${nodes[i]} ${v}`, `${v} ${nodes[i]}`]),
    ),
  );
  const straight = new Map<string, { style: string; from: string[]; to: string }>();
  const bent: string[] = [];
  for (const edge of layout.edges) {
    const style = [
      ...(diagram.structure.kind(edge.to) === "decision" ? ["information"] : []),
      ...(lit.has(`${edge.from} ${edge.to}`) ? ["highlight"] : []),
    ];
    const [from = "", to = ""] = [ids[edge.from], ids[edge.to]];
    if (!edge.isStraight || edge.label !== undefined) {
      bent.push(bentEdge(edge, style, [from, to], closeness(layout)));
      continue;
    }
    const key = `${edge.to} ${style.join()}`;
    const group = straight.get(key) ?? { style: style.join(", "), from: [], to };
    group.from.push(from);
    straight.set(key, group);
  }
  return [
    ...[...straight.values()].map(
      ({ style, from, to }) =>
        `  \\edge${style === "" ? "" : `[${style}]`} {${from.join(", ")}} {${to}};`,
    ),
    ...bent,
  ];
}

function bentEdge(
  edge: PlacedEdge,
  style: readonly string[],
  [from, to]: readonly [string, string],
  { across, down }: Closeness,
): string {
  const [start, one, two, end] = edge.curve;
  const angle = (from_: { x: number; y: number }, to_: { x: number; y: number }): number =>
    Math.round((Math.atan2(down * (from_.y - to_.y), across * (to_.x - from_.x)) * 180) / Math.PI);
  const bend = edge.isStraight ? [] : [`out=${angle(start, one)}`, `in=${angle(end, two)}`];
  const label =
    edge.label === undefined
      ? ""
      : ` node[draw=none, midway, fill=white, font=\\scriptsize] {${latex(edge.label).replaceAll("−", "$-$").replaceAll("…", "\\dots ")}}`;
  return `  \\path (${from}) edge[${["->", ...style, ...bend].join(", ")}]${label} (${to});`;
}

/** Rings around nodes, the second one wider. */
function incentiveLines(
  layout: Layout,
  badges: readonly Badge[],
  ids: readonly string[],
): string[] {
  const drawn = new Set(layout.nodes.map(({ id }) => id));
  const rings = new Map<NodeId, number>();
  return badges.flatMap(({ node, text, tone }) => {
    if (!drawn.has(node)) return [];
    const level = (rings.get(node) ?? 0) + 1;
    rings.set(node, level);
    const [command] = INCENTIVES[text] ?? [];
    const unsure = tone === "unsure" ? "densely dotted" : "";
    const width = level === 1 ? "" : `<${level}>`;
    return command === undefined
      ? [
          `  \\incentive{${ids[node]}}{${["incentive", "gray", unsure].filter((one) => one !== "").join(", ")}}{${level}} % ${text}`,
        ]
      : [`  \\${command}${unsure === "" ? "" : `[${unsure}]`}${width}{${ids[node]}}`];
  });
}

function legendLines(layout: Layout, { badgeLegend = [], paths = [] }: Highlights): string[] {
  const rows = badgeLegend.map(({ text, tone, meaning }) => {
    const [, style = "incentive, gray"] = INCENTIVES[text] ?? [];
    const unsure = tone === "unsure" ? ", densely dotted" : "";
    return `    \\legendrow{${style}${unsure}}{${textWithGreek(meaning)}}`;
  });
  for (const { label } of paths) {
    if (label !== undefined)
      rows.push(`    \\legendrow{draw=none}{in red: ${arrows(textWithGreek(label))}}`);
  }
  if (rows.length === 0) return [];
  const { x, y, height } = layout.bounds;
  // Rings do not come nearer as nodes do.
  const place = at({ x, y: y + height + 20 / closeness(layout).down }, layout);
  return [`  \\cidlegend[anchor=north west, at={${place}}]{`, ...rows, "  }"];
}

function arrows(text: string): string {
  return text
    .replaceAll("→", "$\\to$")
    .replaceAll("←", "$\\leftarrow$")
    .replaceAll("…", "\\dots{}")
    .replaceAll("−", "$-$");
}

/** In centimetres to the millimetre, from the picture's upper left corner. */
function at({ x, y }: { readonly x: number; readonly y: number }, layout: Layout): string {
  const { bounds } = layout;
  const { across, down } = closeness(layout);
  const written = (pixels: number, scale: number): string =>
    String(Math.round(pixels * CENTIMETRES * scale * 10) / 10 + 0);
  return `(${written(x - bounds.x, across)},${written(bounds.y - y, down)})`;
}

/** Pixels between the outlines of two nodes, for the arrow and its head. */
const GAP = 26;
/** Words set in TeX, without the margin of a rounded node, as a share of its width on screen. */
const NARROWER = 0.7;
const CLOSEST = 0.5;
/** Centimetres, of an article. */
const TEXT_WIDTH = 12;

/** Whether the drawing, as near as its nodes may move together, may be wider than the text of an article. */
function mayBeWide(layout: Layout): boolean {
  const { across } = closeness(layout);
  return CENTIMETRES * across * layout.bounds.width > 0.9 * TEXT_WIDTH;
}

/** Shares of the distances on screen. */
interface Closeness {
  readonly across: number;
  readonly down: number;
}

const known = new WeakMap<Layout, Closeness>();

/**
 * A page is narrower than a screen: how near nodes may move together until two come too close. Both ways alike, so
 * that bent arrows keep clear of nodes; further across where only nodes above each other forbade it and the page is
 * too narrow.
 */
function closeness(layout: Layout): Closeness {
  const before = known.get(layout);
  if (before !== undefined) return before;
  const pairs = layout.nodes.flatMap((a, i) =>
    layout.nodes.slice(0, i).map((b) => ({
      across: ((NARROWER * (a.width + b.width)) / 2 + GAP) / Math.abs(a.x - b.x),
      down: ((a.height + b.height) / 2 + GAP) / Math.abs(a.y - b.y),
    })),
  );
  const within = (needed: readonly number[]): number => Math.min(1, Math.max(CLOSEST, ...needed));
  const both = within(pairs.map(({ across, down }) => Math.min(across, down)));
  const page = TEXT_WIDTH / (CENTIMETRES * layout.bounds.width);
  const needed = pairs.flatMap((pair) => (pair.down > both ? [pair.across] : []));
  const across = Math.min(both, within([page, ...needed]));
  const found = { across, down: both };
  known.set(layout, found);
  return found;
}
