/**
 * Badges in an SVG drawing: small labels in rows above a node, in the middle or to one side,
 * wherever they cover the fewest arrows and no other node.
 */
import type { Box } from "./geometry.ts";
import type { Badge } from "./highlights.ts";
import type { Layout, PlacedNode } from "./layout.ts";
import { xml } from "./escapeText.ts";
import { boxAround, pointOn, written } from "./geometry.ts";
import { textWidth } from "./textWidth.ts";

const HEIGHT = 14;
const FONT_SIZE = 9.5;
const GAP = 2.5;
/** How far rows beside the middle keep from it: half an arrowhead and some air. */
const OFF_MIDDLE = 8;

interface Row {
  readonly badges: readonly { readonly badge: Badge; readonly width: number }[];
  readonly width: number;
}

export function badgesSvg(
  layout: Layout,
  badges: readonly Badge[],
): { readonly svg: string; readonly boxes: readonly Box[] } {
  const byNode = new Map<number, Badge[]>();
  for (const badge of badges) {
    byNode.set(badge.node, [...(byNode.get(badge.node) ?? []), badge]);
  }
  const boxes: Box[] = [];
  const parts: string[] = [];
  for (const node of layout.nodes) {
    const own = byNode.get(node.id);
    if (own === undefined) continue;
    const rows = rowsOf(own, Math.max(node.width + 24, 84));
    const box = bestPlace(layout, node, rows, boxes);
    boxes.push(box);
    parts.push(...rowsSvg(rows, node, box));
  }
  return { svg: parts.join(""), boxes };
}

function rowsOf(badges: readonly Badge[], widest: number): Row[] {
  const rows: { badges: { badge: Badge; width: number }[]; width: number }[] = [];
  for (const badge of badges) {
    const width = textWidth(badge.text, FONT_SIZE) + 10;
    const row = rows.at(-1);
    if (row === undefined || row.width + GAP + width > widest) {
      rows.push({ badges: [{ badge, width }], width });
    } else {
      row.badges.push({ badge, width });
      row.width += GAP + width;
    }
  }
  return rows;
}

function bestPlace(
  layout: Layout,
  node: PlacedNode,
  rows: readonly Row[],
  taken: readonly Box[],
): Box {
  const width = Math.max(...rows.map((row) => row.width));
  const height = rows.length * (HEIGHT + GAP);
  const y = node.y - node.height / 2 - 3 - height;
  const places = [node.x - width / 2, node.x + OFF_MIDDLE, node.x - OFF_MIDDLE - width];
  const others = layout.nodes
    .filter(({ id }) => id !== node.id)
    .map((other) => boxAround(other, other.width, other.height));
  let best: Box = { x: places[0] ?? node.x, y, width, height };
  let least = Infinity;
  for (const x of places) {
    const box = { x, y, width, height };
    const hidden = [...others, ...taken].filter((other) => overlap(box, other)).length;
    const price = hidden * 100 + coveredArrows(layout, box);
    if (price < least) {
      least = price;
      best = box;
    }
  }
  return best;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Samples of arrows in a box; those near the head count double. */
function coveredArrows(layout: Layout, box: Box): number {
  let count = 0;
  for (const { curve } of layout.edges) {
    for (let i = 1; i <= 24; i++) {
      const { x, y } = pointOn(curve, i / 24);
      const inside = x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
      if (inside) count += i > 20 ? 2 : 1;
    }
  }
  return count;
}

function rowsSvg(rows: readonly Row[], node: PlacedNode, box: Box): string[] {
  const side = Math.sign(box.x + box.width / 2 - node.x);
  const centred = Math.abs(box.x + box.width / 2 - node.x) < 1;
  return rows.flatMap((row, index) => {
    const slack = box.width - row.width;
    let x = box.x + (centred ? slack / 2 : side > 0 ? 0 : slack);
    const y = box.y + index * (HEIGHT + GAP);
    return row.badges.map(({ badge, width }) => {
      const svg = badgeSvg(badge, x, y, width);
      x += width + GAP;
      return svg;
    });
  });
}

export function badgeSvg(
  { text, tone, title }: Omit<Badge, "node">,
  x: number,
  y: number,
  width: number,
): string {
  const dashes = tone === "unsure" ? ' stroke-dasharray="2 1.5"' : "";
  const tooltip = title === undefined ? "" : `<title>${xml(title)}</title>`;
  return (
    `<g class="cid-badge">${tooltip}<rect x="${written(x)}" y="${written(y)}" width="${written(width)}" ` +
    `height="${HEIGHT}" rx="4" stroke-width="1"${dashes} class="cid-badge-${tone}"/>` +
    `<text x="${written(x + width / 2)}" y="${written(y + 10.4)}" text-anchor="middle" ` +
    `font-size="${FONT_SIZE}" class="cid-strong-text cid-badge-text-${tone}">${xml(text)}</text></g>`
  );
}
