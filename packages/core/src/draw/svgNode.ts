/** One node of an SVG drawing: outline, pattern, label, tag. */
import type { PlacedNode } from "./layout.ts";
import type { NodeLabel } from "./nodeLabel.ts";
import type { OutlineKind, Size } from "./nodeShape.ts";
import { hexagonCorners } from "./nodeShape.ts";
import type { DiagramNode, NodeKind } from "../model/index.ts";
import { xml } from "./escapeText.ts";
import { written } from "./geometry.ts";
import { LINE_HEIGHT, SCRIPT_SHARE, SYMBOL_SIZE, WORD_SIZE } from "./nodeLabel.ts";
import { textWidth } from "./textWidth.ts";
import { LIGHT } from "./theme.ts";

/** The outline of a kind of node, `grow` pixels larger all around. */
export function outline(
  kind: OutlineKind,
  centre: { readonly x: number; readonly y: number },
  size: Size,
  attributes: string,
  grow = 0,
): string {
  const a = size.width / 2;
  const b = size.height / 2;
  const { x, y } = centre;
  if (kind === "utility") {
    const share = 1 + grow * Math.hypot(1 / a, 1 / b);
    const w = a * share;
    const h = b * share;
    const corners = [
      [x - w, y],
      [x, y - h],
      [x + w, y],
      [x, y + h],
    ].map(([px, py]) => `${written(px as number)},${written(py as number)}`);
    return `<polygon points="${corners.join(" ")}"${attributes}/>`;
  }
  if (kind === "hexagon") {
    const grown = { width: size.width + 2.4 * grow, height: size.height + 2 * grow };
    const corners = hexagonCorners(grown).map((c) => `${written(x + c.x)},${written(y + c.y)}`);
    return `<polygon points="${corners.join(" ")}"${attributes}/>`;
  }
  const radius = kind === "decision" ? (grow > 0 ? 2 : 0) : Math.min(a, b) + grow;
  const rounding = radius > 0 ? ` rx="${written(radius)}"` : "";
  return (
    `<rect x="${written(x - a - grow)}" y="${written(y - b - grow)}" ` +
    `width="${written(size.width + 2 * grow)}" height="${written(size.height + 2 * grow)}"${rounding}${attributes}/>`
  );
}

/** What the whole drawing knows about how its nodes look. */
export interface NodeLook {
  /** Ids of paint servers, by agent; absent where an agent is plain. */
  readonly patterns: ReadonlyMap<number, string>;
  /** Ids of paint servers for shared utilities, by owners joined with a space. */
  readonly shared: ReadonlyMap<string, string>;
  readonly tag: string;
  readonly dimmed: boolean;
}

export function nodeSvg(placed: PlacedNode, node: DiagramNode, look: NodeLook): string {
  const colours = LIGHT.agents.length;
  const [owner] = node.owners;
  const shared = look.shared.get(node.owners.join(" "));
  const paint =
    node.owners.length > 1 && shared !== undefined ? ` style="fill:url(#${shared})"` : "";
  const colour = owner === undefined ? "cid-chance" : `cid-agent-${owner % colours}`;
  const pattern = node.owners.length === 1 ? look.patterns.get(owner as number) : undefined;
  const shape = placed.outline ?? node.kind;
  const parts = [
    `<title>${xml(tooltip(node))}</title>`,
    outline(shape, placed, placed, ` class="cid-shape ${colour}"${paint}`),
  ];
  if (pattern !== undefined) {
    parts.push(outline(shape, placed, placed, ` fill="url(#${pattern})" stroke="none"`, -0.8));
  }
  parts.push(labelSvg(placed.label, placed.x, placed.y));
  if (look.tag !== "") parts.push(tagSvg(placed, node.kind, look.tag, (owner ?? 0) % colours));
  const dimmed = look.dimmed ? " cid-dimmed" : "";
  return `<g class="cid-node cid-kind-${node.kind}${dimmed}" data-node="${xml(node.name)}">${parts.join("")}</g>`;
}

/** In the upper right corner of a rectangle, beside the upper right side of a diamond. */
function tagSvg(placed: PlacedNode, kind: NodeKind, tag: string, colour: number): string {
  const { x, y, width, height } = placed;
  const isDiamond = kind === "utility";
  const place = isDiamond
    ? { x: x + width / 4 + 4, y: y - height / 4 - 3, anchor: "start" }
    : { x: x + width / 2 - 3, y: y - height / 2 + 9, anchor: "end" };
  return (
    `<text x="${written(place.x)}" y="${written(place.y)}" text-anchor="${place.anchor}" ` +
    `font-size="9.5" class="cid-strong-text cid-tag-${colour}">${xml(tag)}</text>`
  );
}

function tooltip(node: DiagramNode): string {
  const text = node.label === undefined ? "" : ` – ${node.label}`;
  return `${node.name}${text} (${node.kind})`;
}

/** Text centred on a point, line by line, with scripts after the last line. */
function labelSvg(label: NodeLabel, x: number, y: number): string {
  const size = label.symbol ? SYMBOL_SIZE : WORD_SIZE;
  const step = size * LINE_HEIGHT;
  const first = y - ((label.lines.length - 1) * step) / 2 + size * 0.34;
  return label.lines
    .map((line, index) => {
      const scripts = index === label.lines.length - 1 ? scriptsSvg(label, size) : "";
      const family = label.symbol ? "cid-ink cid-symbol" : "cid-ink";
      return (
        `<text x="${written(x)}" y="${written(first + index * step)}" text-anchor="middle" ` +
        `font-size="${size}" class="${family}">${xml(line)}${scripts}</text>`
      );
    })
    .join("");
}

function scriptsSvg({ superscript, subscript }: NodeLabel, size: number): string {
  const small = size * SCRIPT_SHARE;
  const script = (text: string, dx: number, dy: number): string => {
    const upright = /^[\d,.+-]+$/u.test(text) ? ' class="cid-upright"' : "";
    const back = dx === 0 ? "" : ` dx="${written(dx)}"`;
    return `<tspan${back} dy="${written(dy)}" font-size="${written(small)}"${upright}>${xml(text)}</tspan>`;
  };
  const up = size * 0.38;
  const down = size * 0.24;
  if (superscript === "") return subscript === "" ? "" : script(subscript, 0, down);
  // The subscript starts back under the superscript; measured without the safety margin.
  const above = script(superscript, 0, -up);
  return above + script(subscript, -textWidth(superscript, small) * 0.88, up + down);
}
