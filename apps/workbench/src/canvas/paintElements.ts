/**
 * Nodes and arrows on a bitmap, as the page shows them. For the moments in which the view of a
 * large diagram moves: looks are those of `VariableNode` and `LinkEdge` and the style sheet.
 */
import { showValue } from "@cidery/core";
import { type Box, type Palette, type PlacedNode, type Point } from "@cidery/core/draw";
import { AGENT_COLOURS } from "./agentColours.ts";
import type { LinkData } from "./LinkEdge.tsx";
import { pointsOf } from "./linkPath.ts";
import { type NodeNumbers, percent, short, shownBars } from "../widgets/NodeBars.tsx";
import { FEW_BADGES, type VariableData } from "./VariableNode.tsx";
import type { CanvasElements } from "./visibleElements.ts";

/** Colours and type of the page. */
export interface Paint {
  readonly palette: Palette;
  readonly sans: string;
  /** A custom property of the style sheet. */
  readonly colour: (name: string) => string;
}

type Context = CanvasRenderingContext2D;

const SYMBOL_FONT =
  'italic 18px "STIX Two Text", "Cambria Math", Georgia, "Liberation Serif", serif';

export function paintElements(
  context: Context,
  { nodes, edges }: CanvasElements,
  box: Box,
  paint: Paint,
): void {
  paintDots(context, box, paint);
  for (const { data, selected } of edges) {
    if (data !== undefined) paintEdge(context, data, selected === true, paint);
  }
  context.setLineDash([]);
  for (const { data, selected } of nodes) {
    context.save();
    context.translate(
      data.placed.x - data.placed.width / 2,
      data.placed.y - data.placed.height / 2,
    );
    paintNode(context, data, selected === true, paint);
    context.restore();
  }
}

/** Dots behind the diagram: so far apart, so large; the first lies half a gap before the origin. */
export const DOTS = { gap: 22, size: 1.4 };

function paintDots(context: Context, { x, y, width, height }: Box, { colour }: Paint): void {
  const { gap, size } = DOTS;
  const first = (from: number): number => Math.floor(from / gap) * gap - gap / 2;
  context.fillStyle = colour("--grid");
  for (let left = first(x); left < x + width; left += gap) {
    for (let top = first(y); top < y + height; top += gap) context.fillRect(left, top, size, size);
  }
}

function paintEdge(
  context: Context,
  data: LinkData,
  selected: boolean,
  { colour, sans }: Paint,
): void {
  const line = colour(selected ? "--accent" : data.lit ? "--path" : "--arrow");
  context.globalAlpha = data.dimmed ? 0.28 : 1;
  context.strokeStyle = line;
  context.fillStyle = line;
  context.lineWidth = selected ? 2.4 : data.lit ? 2.6 : 1;
  context.setLineDash(data.information ? [5, 4] : []);
  context.stroke(new Path2D(data.path));
  paintHead(context, data.path);
  if (data.label !== undefined) {
    const [x, y] = data.middle.split(" ").map(Number);
    context.setLineDash([]);
    context.font = `12px ${sans}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 5;
    context.strokeStyle = colour("--sunken");
    context.strokeText(data.label, x as number, y as number);
    context.fillStyle = colour("--ink-soft");
    context.fillText(data.label, x as number, y as number);
  }
  context.globalAlpha = 1;
}

/** Nine units long, along the last stretch of the path. */
function paintHead(context: Context, path: string): void {
  const [from, { x, y }] = pointsOf(path).slice(-2) as [Point, Point];
  const angle = Math.atan2(y - from.y, x - from.x);
  const along = [Math.cos(angle), Math.sin(angle)] as const;
  context.beginPath();
  for (const [back, aside] of HEAD) {
    context.lineTo(x + back * along[0] - aside * along[1], y + back * along[1] + aside * along[0]);
  }
  context.fill();
}

const HEAD = [
  [-7.65, -3.6],
  [0.45, 0],
  [-7.65, 3.6],
] as const;

function paintNode(context: Context, data: VariableData, selected: boolean, paint: Paint): void {
  const { placed, node, tag, numbers } = data;
  const { colour, palette } = paint;
  const [owner] = node.owners;
  const own = owner === undefined ? undefined : palette.agents[owner % AGENT_COLOURS];
  context.globalAlpha = data.dimmed ? 0.42 : 1;
  context.fillStyle = own?.fill ?? colour("--chance-fill");
  context.strokeStyle = selected
    ? colour("--accent")
    : data.lit
      ? colour("--path")
      : (own?.line ?? colour("--chance-line"));
  context.lineWidth = selected || data.lit ? 2.5 : 1.5;
  const outline = outlineOf(placed, node.kind);
  context.fill(outline);
  context.stroke(outline);
  paintLabel(context, placed, paint);
  if (tag !== "") {
    pill(
      context,
      { text: tag, left: -7, top: -8, least: 17, padding: 4 },
      {
        ...paint,
        ground: own?.line ?? colour("--chance-line"),
        ink: colour("--surface"),
      },
    );
  }
  if (numbers !== undefined) paintBars(context, placed, numbers, paint);
  context.globalAlpha = 1;
  paintBadges(context, data, paint);
}

function paintBadges(
  context: Context,
  { placed, node, badges }: VariableData,
  { sans, palette }: Paint,
): void {
  const gap = 3;
  context.font = pillFont(sans);
  const widths = badges.map(({ text }) => context.measureText(text).width + 10 + gap);
  const whole = widths.reduce((sum, width) => sum + width, -gap);
  const beside = node.kind === "utility" ? placed.width / 2 + 6 : placed.width - 14;
  let left = badges.length > FEW_BADGES ? placed.width + 58 - whole : beside;
  for (const { text, tone } of badges) {
    const { fill, text: ink } = palette.badges[tone];
    const look = { sans, ground: fill, ink };
    left += pill(context, { text, left, top: -8, least: 0, padding: 5 }, look) + gap;
  }
}

function outlineOf({ width, height, outline }: PlacedNode, kind: string): Path2D {
  const path = new Path2D();
  const shape = outline ?? kind;
  const slant = Math.min(width / 2, height * 0.3);
  if (shape === "hexagon") {
    path.moveTo(1, height / 2);
    path.lineTo(slant, 1);
    path.lineTo(width - slant, 1);
    path.lineTo(width - 1, height / 2);
    path.lineTo(width - slant, height - 1);
    path.lineTo(slant, height - 1);
    path.closePath();
  } else if (shape === "utility") {
    path.moveTo(width / 2, 1);
    path.lineTo(width - 1, height / 2);
    path.lineTo(width / 2, height - 1);
    path.lineTo(1, height / 2);
    path.closePath();
  } else {
    const radius = shape === "chance" ? Math.min(width, height) / 2 - 1 : 2;
    path.roundRect(1, 1, width - 2, height - 2, radius);
  }
  return path;
}

function paintLabel(context: Context, { label, width, height }: PlacedNode, paint: Paint): void {
  const size = label.symbol ? 18 : 14;
  const font = label.symbol ? SYMBOL_FONT : `14px ${paint.sans}`;
  const line = size * 1.2;
  context.fillStyle = paint.colour("--ink");
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  for (const [index, text] of label.lines.entries()) {
    const isLast = index === label.lines.length - 1;
    context.font = font;
    const own = context.measureText(text);
    const script = font.replace("italic ", "").replace(/\d+px/u, `${size * 0.68}px`);
    context.font = script;
    const above = isLast ? context.measureText(label.superscript).width : 0;
    const below = isLast ? context.measureText(label.subscript).width : 0;
    const left = (width - own.width - above - below) / 2;
    const middle = height / 2 + (index - (label.lines.length - 1) / 2) * line;
    const base = middle + (own.fontBoundingBoxAscent - own.fontBoundingBoxDescent) / 2;
    if (isLast) {
      context.fillText(label.superscript, left + own.width, base - size * 0.34);
      context.fillText(label.subscript, left + own.width + above, base + size * 0.14);
    }
    context.font = font;
    context.fillText(text, left, base);
  }
}

const pillFont = (sans: string): string => `650 10.5px ${sans}`;

/** A rounded box with a short text, 17 high. Returns how wide it is. */
function pill(
  context: Context,
  box: {
    readonly text: string;
    readonly left: number;
    readonly top: number;
    readonly least: number;
    readonly padding: number;
  },
  { sans, ground, ink }: { readonly sans: string; readonly ground: string; readonly ink: string },
): number {
  context.font = pillFont(sans);
  const width = Math.max(box.least, context.measureText(box.text).width + 2 * box.padding);
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(box.left, box.top, width, 17, 8.5);
  context.fill();
  context.fillStyle = ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(box.text, box.left + width / 2, box.top + 9);
  return width;
}

const BAR = { row: 17, track: 46, high: 8, gap: 6, padding: 9 };

function paintBars(
  context: Context,
  { width, height }: PlacedNode,
  numbers: NodeNumbers,
  { sans, colour }: Paint,
): void {
  context.font = `11px ${sans}`;
  context.textBaseline = "middle";
  const rows = shownBars(numbers).map(({ value, probability }) => ({
    name: showValue(value),
    number: percent(probability),
    probability,
  }));
  const names = Math.max(0, ...rows.map(({ name }) => context.measureText(name).width));
  const figures = Math.max(0, ...rows.map(({ number }) => context.measureText(number).width));
  const expected =
    numbers.expectation === undefined ? undefined : `E = ${short(numbers.expectation)}`;
  const inner =
    rows.length > 0
      ? names + BAR.track + figures + 2 * BAR.gap
      : context.measureText(expected ?? "").width;
  const wide = inner + 2 * BAR.padding;
  const high = (rows.length + (expected === undefined ? 0 : 1)) * BAR.row + 8;
  const left = (width - wide) / 2;
  const top = height + 5;
  context.fillStyle = colour("--surface");
  context.strokeStyle = colour("--line");
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left + 0.5, top + 0.5, wide - 1, high - 1, 6);
  context.fill();
  context.stroke();
  let middle = top + 4 + BAR.row / 2;
  for (const { name, number, probability } of rows) {
    const track = left + BAR.padding + names + BAR.gap;
    context.fillStyle = colour("--bar-ground");
    context.fillRect(track, middle - BAR.high / 2, BAR.track, BAR.high);
    context.fillStyle = colour("--bar");
    context.fillRect(track, middle - BAR.high / 2, BAR.track * probability, BAR.high);
    context.fillStyle = colour("--ink");
    context.textAlign = "left";
    context.fillText(name, left + BAR.padding, middle);
    context.textAlign = "right";
    context.fillText(number, left + wide - BAR.padding, middle);
    middle += BAR.row;
  }
  if (expected === undefined) return;
  context.fillStyle = colour("--ink");
  context.textAlign = "center";
  context.fillText(expected, width / 2, middle);
}
