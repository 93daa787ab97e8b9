/** The legend of an SVG drawing: the kinds, agents and paths that occur in it, in wrapped rows. */
import type { BadgeMeaning } from "./highlights.ts";
import type { Palette } from "./theme.ts";
import type { NodeKind } from "../model/index.ts";
import { xml } from "./escapeText.ts";
import { written } from "./geometry.ts";
import { badgeSvg } from "./svgBadges.ts";
import type { OutlineKind } from "./nodeShape.ts";
import { outline } from "./svgNode.ts";
import { textWidth } from "./textWidth.ts";

const FONT_SIZE = 11.5;
const ICON = 26;
const ROW = 22;
const BETWEEN = 20;

export interface LegendItem {
  readonly text: string;
  /** Draws the icon around a centre, 22 wide and 14 high at most. */
  readonly icon: (x: number, y: number) => string;
}

export function kindItem(kind: NodeKind, shape: OutlineKind = kind): LegendItem {
  const size = kind === "utility" ? { width: 20, height: 16 } : { width: 18, height: 13 };
  return {
    text: kind,
    icon: (x, y) => outline(shape, { x, y }, size, ' class="cid-shape cid-chance"'),
  };
}

export function arrowItem(text: string, isInformation: boolean): LegendItem {
  const dashes = isInformation ? " cid-information" : "";
  return {
    text,
    icon: (x, y) =>
      `<path d="M${written(x - 12)} ${written(y)}H${written(x + 5)}" class="cid-line${dashes}"/>` +
      `<polygon points="${written(x + 12)},${written(y)} ${written(x + 4)},${written(y - 3.4)} ${written(x + 6)},${written(y)} ${written(x + 4)},${written(y + 3.4)}" class="cid-head"/>`,
  };
}

export function agentItem(
  text: string,
  agent: number,
  pattern: string | undefined,
  palette: Palette,
): LegendItem {
  const size = { width: 16, height: 13 };
  return {
    text,
    icon: (x, y) =>
      outline(
        "decision",
        { x, y },
        size,
        ` class="cid-shape cid-agent-${agent % palette.agents.length}"`,
      ) +
      (pattern === undefined
        ? ""
        : outline("decision", { x, y }, size, ` fill="url(#${pattern})" stroke="none"`)),
  };
}

export function pathItem(text: string, line: string): LegendItem {
  return {
    text,
    icon: (x, y) => `<path d="M${written(x - 11)} ${written(y)}H${written(x + 11)}" ${line}/>`,
  };
}

export function badgeItem({ text, tone, meaning }: BadgeMeaning): LegendItem {
  return {
    text: meaning,
    icon: (x, y) => badgeSvg({ text, tone }, x - ICON / 2, y - 7, ICON),
  };
}

/** Items in rows no wider than `width` (one item may be wider), and the height they take. */
export function legendSvg(
  items: readonly LegendItem[],
  left: number,
  top: number,
  width: number,
): { readonly svg: string; readonly height: number; readonly right: number } {
  let x = left;
  let y = top + ROW / 2;
  let right = left;
  const parts: string[] = [];
  for (const { text, icon } of items) {
    const extent = ICON + 4 + textWidth(text, FONT_SIZE);
    if (x > left && x + extent > left + width) {
      x = left;
      y += ROW;
    }
    parts.push(
      `${icon(x + ICON / 2, y)}<text x="${written(x + ICON + 4)}" y="${written(y + 4)}" ` +
        `font-size="${FONT_SIZE}" class="cid-soft">${xml(text)}</text>`,
    );
    right = Math.max(right, x + extent);
    x += extent + BETWEEN;
  }
  const height = items.length === 0 ? 0 : y - top + ROW / 2;
  return { svg: `<g class="cid-legend">${parts.join("")}</g>`, height, right };
}
