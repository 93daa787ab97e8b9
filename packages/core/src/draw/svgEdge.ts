/** One edge of an SVG drawing: a line that stops short of its arrowhead, which ends at the node. */
import type { Curve, Point } from "./geometry.ts";
import type { PlacedEdge } from "./layout.ts";
import { xml } from "./escapeText.ts";
import { distance, partOf, pointOn, written } from "./geometry.ts";
import { textWidth } from "./textWidth.ts";

const LABEL_SIZE = 12;
const HEAD_LENGTH = 9.5;
const HEAD_WIDTH = 7.6;
const HEAD_NOTCH = 7;

export interface EdgeLook {
  readonly isInformation: boolean;
  readonly dimmed: boolean;
  /** Classes or style of the path this edge is on, if any. */
  readonly onPath?: { readonly line: string; readonly head: string };
  readonly title: string;
}

export function edgeSvg(edge: PlacedEdge, look: EdgeLook): string {
  const length = roughLength(edge.curve);
  const scale = look.onPath === undefined ? 1 : 1.25;
  const stop = Math.max(0.02, 1 - (HEAD_NOTCH * scale) / Math.max(length, 1));
  const shaft = partOf(edge.curve, 0, stop);
  const dashes = look.isInformation ? " cid-information" : "";
  const line = look.onPath?.line ?? 'class="cid-line%"';
  const lineAttributes = line.replace("%", dashes);
  const head = look.onPath?.head ?? 'class="cid-head"';
  const dimmed = look.dimmed ? ' class="cid-dimmed"' : "";
  return (
    `<g${dimmed}><title>${look.title}</title>` +
    `<path d="${pathData(shaft, edge.isStraight)}" ${lineAttributes}/>` +
    `<polygon points="${arrowhead(edge.curve, length, scale)}" ${head}/></g>`
  );
}

/** The label of an edge, on a patch of the ground so that the line does not run through it. */
export function edgeLabelSvg({ curve, label }: PlacedEdge): string {
  if (label === undefined) return "";
  const { x, y } = pointOn(curve, 0.5);
  const width = textWidth(label, LABEL_SIZE) + 6;
  return (
    `<rect x="${written(x - width / 2)}" y="${written(y - 8)}" width="${written(width)}" height="16" rx="3" class="cid-ground"/>` +
    `<text x="${written(x)}" y="${written(y + 4)}" text-anchor="middle" font-size="${LABEL_SIZE}" class="cid-soft">${xml(label)}</text>`
  );
}

export function pathData(curve: Curve, isStraight: boolean): string {
  const [start, one, two, end] = curve;
  if (isStraight) return `M${at(start)}L${at(end)}`;
  return `M${at(start)}C${at(one)} ${at(two)} ${at(end)}`;
}

function at({ x, y }: Point): string {
  return `${written(x)} ${written(y)}`;
}

function arrowhead(curve: Curve, length: number, scale: number): string {
  const tip = curve[3];
  const behind = pointOn(curve, Math.max(0, 1 - (HEAD_LENGTH * scale) / Math.max(length, 1)));
  const reach = distance(tip, behind) || 1;
  const along = { x: (tip.x - behind.x) / reach, y: (tip.y - behind.y) / reach };
  const back = HEAD_LENGTH * scale;
  const half = (HEAD_WIDTH * scale) / 2;
  const notch = HEAD_NOTCH * scale;
  return [
    tip,
    { x: tip.x - along.x * back - along.y * half, y: tip.y - along.y * back + along.x * half },
    { x: tip.x - along.x * notch, y: tip.y - along.y * notch },
    { x: tip.x - along.x * back + along.y * half, y: tip.y - along.y * back - along.x * half },
  ]
    .map(({ x, y }) => `${written(x)},${written(y)}`)
    .join(" ");
}

/** The length of a curve by sixteen chords. */
function roughLength(curve: Curve): number {
  let length = 0;
  let last = curve[0];
  for (let i = 1; i <= 16; i++) {
    const next = pointOn(curve, i / 16);
    length += distance(last, next);
    last = next;
  }
  return length;
}
