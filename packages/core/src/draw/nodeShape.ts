/**
 * The outline of a node: a rectangle for a decision, a diamond (or, on request, a hexagon) for a
 * utility, a rectangle with fully rounded ends (a circle, for a short name) for a chance variable.
 */
import type { NodeKind } from "../model/index.ts";
import type { Point } from "./geometry.ts";
import type { NodeLabel } from "./nodeLabel.ts";
import { labelSize } from "./nodeLabel.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Kinds by their outline: utilities have a second one. */
export type OutlineKind = NodeKind | "hexagon";

/** How far the corners of a hexagon stand off its sides, as a share of half its height. */
const SLANT = 0.6;

/** Corners of a hexagon that points left and right, from the left one on. */
export function hexagonCorners({ width, height }: Size): Point[] {
  const a = width / 2;
  const b = height / 2;
  const s = Math.min(a, b * SLANT);
  return [
    { x: -a, y: 0 },
    { x: -a + s, y: -b },
    { x: a - s, y: -b },
    { x: a, y: 0 },
    { x: a - s, y: b },
    { x: -a + s, y: b },
  ];
}

/** A size in which the label fits with room to spare. */
export function nodeSize(kind: OutlineKind, label: NodeLabel): Size {
  const text = labelSize(label);
  if (kind === "utility") {
    // A box of w × h fits into a diamond of W × H when w/W + h/H ≤ 1.
    const height = Math.max(54, text.height * 2.1 + 12);
    const width = Math.max(58, (text.width + 6) / (1 - text.height / height));
    return { width: even(width), height: even(height) };
  }
  const height = Math.max(40, text.height + 18);
  if (kind === "decision") {
    return { width: even(Math.max(44, text.width + 22)), height: even(height) };
  }
  if (kind === "hexagon") {
    return { width: even(Math.max(56, text.width + 12 + height * SLANT)), height: even(height) };
  }
  const ends = text.width + 16 <= height ? 0 : 24;
  return { width: even(Math.max(height, text.width + ends)), height: even(height) };
}

function even(value: number): number {
  return 2 * Math.ceil(value / 2);
}

/** Whether an offset from the node's centre lies within its outline, widened by `margin`. */
export function isInside(kind: OutlineKind, size: Size, offset: Point, margin = 0): boolean {
  const x = Math.abs(offset.x);
  const y = Math.abs(offset.y);
  const a = size.width / 2;
  const b = size.height / 2;
  if (kind === "decision") return x <= a + margin && y <= b + margin;
  if (kind === "utility") return x / a + y / b <= 1 + margin * Math.hypot(1 / a, 1 / b);
  if (kind === "hexagon") {
    return y <= b + margin && x <= a + margin - Math.min(a, b * SLANT) * Math.min(1, y / b);
  }
  const radius = Math.min(a, b);
  return (
    Math.hypot(Math.max(0, x - (a - radius)), Math.max(0, y - (b - radius))) <= radius + margin
  );
}
