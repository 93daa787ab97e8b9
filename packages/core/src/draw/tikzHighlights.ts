/**
 * What is pointed out in a TikZ picture: badges above their nodes, and a legend below the picture that says
 * what badges and paths mean. Only what TikZ has by itself; colours are defined by `badgeColours`.
 */
import type { Badge, Highlights, Tone } from "./highlights.ts";
import type { Layout } from "./layout.ts";
import type { NodeId } from "../graph/index.ts";
import { latex } from "./escapeText.ts";
import { textWidth } from "./textWidth.ts";
import { LIGHT } from "./theme.ts";

/** Pixels: as in the SVG drawing. */
const FONT_SIZE = 9.5;
const GAP = 3;
const ABOVE = 10;
const ROW = 17;
const BELOW = 24;

/** How a position in pixels is written. */
type At = (pixels: number) => string;

export function badgeTones({ badges = [], badgeLegend = [] }: Highlights): Tone[] {
  return [...new Set([...badges, ...badgeLegend].map(({ tone }) => tone))].sort();
}

export function badgeStyles(tones: readonly Tone[]): string[] {
  return tones.map((tone) => {
    const dashes = tone === "unsure" ? ", densely dashed" : "";
    const colours = `draw=cidbadge${tone}, fill=cidbadgefill${tone}, text=cidbadgetext${tone}`;
    return `  badge ${tone}/.style={${colours}${dashes}, line width=0.5bp, rounded corners=2bp, inner sep=1.5bp, font=\\tiny\\sffamily\\bfseries},`;
  });
}

export function badgeColours(tones: readonly Tone[]): (readonly [name: string, hex: string])[] {
  return tones.flatMap((tone) => {
    const { line, fill, text } = LIGHT.badges[tone];
    return [
      [`cidbadge${tone}`, line],
      [`cidbadgefill${tone}`, fill],
      [`cidbadgetext${tone}`, text],
    ] as const;
  });
}

/** A row of badges above each node that has some. */
export function badgeLines(layout: Layout, badges: readonly Badge[], at: At): string[] {
  const byNode = new Map<NodeId, Badge[]>();
  for (const badge of badges) {
    const row = byNode.get(badge.node);
    if (row === undefined) byNode.set(badge.node, [badge]);
    else row.push(badge);
  }
  return layout.nodes.flatMap(({ id, x, y, height }) => {
    const row = byNode.get(id) ?? [];
    const widths = row.map(({ text }) => textWidth(text, FONT_SIZE) + 10);
    const whole = widths.reduce((sum, width) => sum + width + GAP, -GAP);
    let left = x - whole / 2;
    return row.map(({ text, tone }, i) => {
      const width = widths[i] as number;
      const middle = left + width / 2;
      left += width + GAP;
      return `  \\node[badge ${tone}] at (${at(middle)},${at(y - height / 2 - ABOVE)}) {${latex(text)}};`;
    });
  });
}

/** One line for each kind of badge and each path that has a label; nothing when there are none. */
export function tikzLegend(
  layout: Layout,
  highlights: Highlights,
  at: At,
  tex: (text: string) => string,
): string[] {
  const { paths = [], badgeLegend = [] } = highlights;
  const { x, height, y: top } = layout.bounds;
  let y = top + height + BELOW;
  const lines: string[] = [];
  const entry = (icon: string, text: string): void => {
    lines.push(
      icon,
      `  \\node[anchor=west, font=\\scriptsize] at (${at(x + 40)},${at(y)}) {${withArrows(tex(text))}};`,
    );
    y += ROW;
  };
  for (const { text, tone, meaning } of badgeLegend) {
    entry(`  \\node[badge ${tone}] at (${at(x + 17)},${at(y)}) {${latex(text)}};`, meaning);
  }
  for (const [index, { label }] of paths.entries()) {
    if (label === undefined) continue;
    const line = `(${at(x + 4)},${at(y)}) -- (${at(x + 30)},${at(y)})`;
    entry(`  \\draw[draw=cidpath${index}, line width=1.6bp] ${line};`, label);
  }
  return lines;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  "→": "$\\to$",
  "←": "$\\leftarrow$",
  "…": "\\dots{}",
  "−": "$-$",
};

/** Arrows and dots in TeX, for text mode. */
function withArrows(tex: string): string {
  return tex.replaceAll(/[→←…−]/gu, (symbol) => SYMBOLS[symbol] ?? symbol);
}
