/**
 * A strategy as a tree to look at: as plain data with names, as rows for a table, and as places of boxes and
 * lines, which are also written as an SVG file.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { StrategyNode } from "../solve/index.ts";
import type { ChartTheme } from "./theme.ts";
import { numberText, percentText } from "../base/index.ts";
import { showValue } from "../model/index.ts";

/** A part of a strategy with names. */
export interface NamedStrategy {
  readonly kind: StrategyNode["kind"];
  readonly variable?: string;
  /** How likely it is to get here. */
  readonly probability: number;
  /** Expected utility from here on. */
  readonly value: number;
  readonly branches: readonly {
    readonly values: readonly string[];
    /** Probability given that one is here. */
    readonly share: number;
    readonly to: NamedStrategy;
  }[];
}

/**
 * The tree with names and written values.
 * @param called what nodes are called; by name unless it says otherwise
 */
export function namedStrategy(
  diagram: InfluenceDiagram,
  node: StrategyNode,
  called: (node: number) => string = (id) => diagram.node(id).name,
): NamedStrategy {
  const { kind, variable, probability, value, branches } = node;
  const own = variable === undefined ? undefined : diagram.node(variable);
  const written = own?.domain?.kind === "finite" ? own.domain.values.map(showValue) : [];
  return {
    kind,
    ...(variable === undefined ? {} : { variable: called(variable) }),
    probability,
    value,
    branches: branches.map(({ values, share, to }) => ({
      values: values.map((at) => written[at] ?? String(at)),
      share,
      to: namedStrategy(diagram, to, called),
    })),
  };
}

/** `wet or dry`. */
export function branchWords(values: readonly string[]): string {
  return values.join(" or ");
}

/**
 * A row for every way through the tree: what is seen and done in order, how likely it is, and what it is worth.
 * Comma-separated, quoted where needed, with a header.
 */
export function strategyCsv(root: NamedStrategy): string {
  const rows: string[][] = [];
  const walk = (node: NamedStrategy, before: readonly string[]): void => {
    if (node.kind === "end")
      rows.push([before.join("; "), String(node.probability), String(node.value)]);
    for (const { values, to } of node.branches)
      walk(to, [
        ...before,
        `${node.kind === "decision" ? "do" : "see"} ${node.variable} = ${branchWords(values)}`,
      ]);
  };
  walk(root, []);
  const quoted = (cell: string): string =>
    /[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return [["way", "probability", "expected utility"], ...rows]
    .map((row) => `${row.map(quoted).join(",")}\n`)
    .join("");
}

/** Where the parts of a tree are drawn, in pixels. */
export interface StrategyDrawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly {
    readonly kind: StrategyNode["kind"];
    readonly x: number;
    readonly y: number;
    readonly value: string;
    /** The name of what is seen or decided. */
    readonly title: string;
  }[];
  readonly lines: readonly {
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
    /** Of what is decided: drawn thicker. */
    readonly chosen: boolean;
    readonly title: string;
    readonly share: string;
  }[];
}

const ROW = 56;
const MARGIN = 16;
const SIZE = 9;
/** Width of a letter, about. */
const LETTER = 6.6;

/** From left to right, an end in every row, each part level with the middle of what follows it. */
export function strategyDrawing(root: NamedStrategy): StrategyDrawing {
  const widths: number[] = [];
  const measure = (node: NamedStrategy, level: number): void => {
    const own = node.variable === undefined ? 0 : node.variable.length;
    for (const { values, share, to } of node.branches) {
      const text = branchWords(values).length + shareText(share).length + 3;
      widths[level] = Math.max(widths[level] ?? 96, own * LETTER + 62, text * LETTER + 80);
      measure(to, level + 1);
    }
  };
  measure(root, 0);
  const left = (level: number): number =>
    widths.slice(0, level).reduce((sum, width) => sum + width, MARGIN + SIZE);
  const nodes: StrategyDrawing["nodes"][number][] = [];
  const lines: StrategyDrawing["lines"][number][] = [];
  let row = 0;
  const place = (node: NamedStrategy, level: number): number => {
    const x = left(level);
    const ys = node.branches.map(({ to }) => place(to, level + 1));
    const y =
      ys.length === 0 ? MARGIN + 20 + ROW * row++ : ((ys[0] as number) + (ys.at(-1) as number)) / 2;
    nodes.push({
      kind: node.kind,
      x,
      y,
      value: numberText(node.value, NUMBERS),
      title: node.variable ?? "",
    });
    for (const [i, { values, share }] of node.branches.entries())
      lines.push({
        from: [x, y],
        to: [left(level + 1), ys[i] as number],
        chosen: node.kind === "decision",
        title: branchWords(values),
        share: shareText(share),
      });
    return y;
  };
  place(root, 0);
  return {
    width: Math.ceil(left(widths.length) + 80),
    height: MARGIN * 2 + 20 + ROW * Math.max(1, row),
    nodes,
    lines,
  };
}

const NUMBERS = { digits: 4, full: 6 } as const;

/** What is certain needs no percentage. */
function shareText(share: number): string {
  return share > 1 - 1e-12 ? "" : percentText(share);
}

/** The drawing as a file: squares decide, circles see, triangles end. */
export function strategySvg(root: NamedStrategy, theme: ChartTheme): string {
  const { width, height, nodes, lines } = strategyDrawing(root);
  const text = (x: number, y: number, content: string, more = ""): string =>
    content === ""
      ? ""
      : `<text x="${round(x)}" y="${round(y)}" fill="${theme.ink}" ${more}>${escaped(content)}</text>\n`;
  const drawnLines = lines.map(({ from, to, chosen, title, share }) => {
    const [bend, end] = elbow(from, to);
    const path = `M${from.map(round).join(" ")} L${round(bend)} ${round(to[1])} L${round(end)} ${round(to[1])}`;
    const stroke = chosen ? theme.accent : theme.lineStrong;
    return (
      `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${chosen ? 2 : 1.25}"/>\n` +
      text(bend + 4, to[1] - 5, title) +
      text(bend + 4, to[1] + 13, share, `fill-opacity="0.75"`)
    );
  });
  const drawnNodes = nodes.map(({ kind, x, y, value, title }) => {
    const shape =
      kind === "decision"
        ? `<rect x="${round(x - SIZE)}" y="${round(y - SIZE)}" width="${2 * SIZE}" height="${2 * SIZE}"`
        : kind === "observation"
          ? `<circle cx="${round(x)}" cy="${round(y)}" r="${SIZE}"`
          : `<path d="M${round(x - 7)} ${round(y)} l12 -7 v14 z"`;
    const label =
      kind === "end"
        ? text(x + 10, y + 4, value, `font-weight="bold"`)
        : text(x - SIZE, y - SIZE - 5, title, `font-weight="bold"`) +
          text(x - SIZE, y + SIZE + 14, value);
    return `${shape} fill="${theme.surface}" stroke="${theme.ink}" stroke-width="1.5"/>\n${label}`;
  });
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="system-ui, sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="${theme.surface}"/>
${drawnLines.join("")}${drawnNodes.join("")}</svg>
`;
}

/** Where a line turns level, and where it ends before what it leads to. */
export function elbow(
  from: readonly [number, number],
  to: readonly [number, number],
): readonly [number, number] {
  return [from[0] + 60, to[0] - SIZE];
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
