/**
 * The outline of a node: a rectangle for a decision, a diamond for a utility, a rectangle with
 * fully rounded ends (a circle, for a short name) for a chance variable.
 */
import type { NodeKind } from "../model/index.ts";
import type { Point } from "./geometry.ts";
import type { NodeLabel } from "./nodeLabel.ts";
import { labelSize } from "./nodeLabel.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A size in which the label fits with room to spare. */
export function nodeSize(kind: NodeKind, label: NodeLabel): Size {
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
  const ends = text.width + 16 <= height ? 0 : 24;
  return { width: even(Math.max(height, text.width + ends)), height: even(height) };
}

function even(value: number): number {
  return 2 * Math.ceil(value / 2);
}

/** Whether an offset from the node's centre lies within its outline, widened by `margin`. */
export function isInside(kind: NodeKind, size: Size, offset: Point, margin = 0): boolean {
  const x = Math.abs(offset.x);
  const y = Math.abs(offset.y);
  const a = size.width / 2;
  const b = size.height / 2;
  if (kind === "decision") return x <= a + margin && y <= b + margin;
  if (kind === "utility") return x / a + y / b <= 1 + margin * Math.hypot(1 / a, 1 / b);
  const radius = Math.min(a, b);
  return (
    Math.hypot(Math.max(0, x - (a - radius)), Math.max(0, y - (b - radius))) <= radius + margin
  );
}
