/** Where the line from a node's centre towards another point leaves its outline. */
import type { NodeKind } from "@cidery/core";
import type { Point } from "@cidery/core/draw";

export function onOutline(
  centre: Point,
  towards: Point,
  { width, height }: { readonly width: number; readonly height: number },
  kind: NodeKind | "hexagon",
): Point {
  const dx = towards.x - centre.x;
  const dy = towards.y - centre.y;
  if (dx === 0 && dy === 0) return { x: centre.x, y: centre.y };
  const a = width / 2;
  const b = height / 2;
  const share =
    kind === "utility"
      ? 1 / (Math.abs(dx) / a + Math.abs(dy) / b)
      : Math.min(a / Math.max(1e-9, Math.abs(dx)), b / Math.max(1e-9, Math.abs(dy)));
  return { x: centre.x + dx * Math.min(1, share), y: centre.y + dy * Math.min(1, share) };
}
