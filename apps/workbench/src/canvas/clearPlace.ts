/**
 * Where on an arrow something small may lie without lying under what covers arrows: badges, nodes, and
 * what was laid there before. Measured on the page, since how large badges are depends on what points.
 */
import type { Point } from "@cidery/core/draw";

/** Parts of the arrow, from the middle to its ends. */
const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
/** Beside the arrow, in pixels, where all of it is covered. */
const ASIDE = [0, 10, -10, 18, -18, 26, -26, 34, -34];
/** A badge or another pair of scissors is to be touched itself; of a node there is more. */
const COVERS = [
  [".badge", 4],
  [".scissors", 4],
  [".variable > .body", 1],
] as const;

/**
 * The place, in units of the picture, where `element` would be covered least; the nearest to the middle
 * among equals. Undefined when nothing is on the page to be measured.
 * @param element anything that stands at its own origin
 * @param path of the arrow, as SVG writes it
 */
export function clearPlace(element: SVGGraphicsElement, path: string): Point | undefined {
  const { parentElement: around } = element;
  const matrix = around instanceof SVGGraphicsElement ? around.getScreenCTM() : null;
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  const length = line.getTotalLength();
  const { width, height } = element.getBoundingClientRect();
  if (matrix === null || length === 0 || width === 0) return undefined;
  const covers = coversOf(element);
  let best: { readonly point: DOMPoint; readonly covered: number } | undefined;
  for (const aside of ASIDE) {
    for (const part of PARTS) {
      const point = beside(line, part * length, aside / matrix.a);
      const { x, y } = point.matrixTransform(matrix);
      const covered = coveredOf(new DOMRect(x - width / 2, y - height / 2, width, height), covers);
      if (best === undefined || covered < best.covered) best = { point, covered };
    }
    if (best !== undefined && best.covered === 0) break;
  }
  return best && { x: best.point.x, y: best.point.y };
}

interface Cover {
  readonly box: DOMRect;
  readonly weight: number;
}

function coversOf(element: SVGGraphicsElement): readonly Cover[] {
  const canvas = element.closest(".react-flow");
  return COVERS.flatMap(([selector, weight]) =>
    [...(canvas?.querySelectorAll(selector) ?? [])]
      .filter((one) => one !== element)
      .map((one) => ({ box: one.getBoundingClientRect(), weight })),
  );
}

/** A point of the line, moved across it. */
function beside(line: SVGPathElement, at: number, aside: number): DOMPoint {
  const { x, y } = line.getPointAtLength(at);
  if (aside === 0) return new DOMPoint(x, y);
  const [before, after] = [line.getPointAtLength(at - 1), line.getPointAtLength(at + 1)];
  const [dx, dy] = [after.x - before.x, after.y - before.y];
  const long = Math.hypot(dx, dy) || 1;
  return new DOMPoint(x - (dy / long) * aside, y + (dx / long) * aside);
}

/** How much of a box is covered, in pixels, each times its weight. */
function coveredOf(own: DOMRect, covers: readonly Cover[]): number {
  let sum = 0;
  for (const { box, weight } of covers) {
    const wide = Math.min(own.right, box.right) - Math.max(own.left, box.left);
    const high = Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top);
    if (wide > 0 && high > 0) sum += weight * wide * high;
  }
  return sum;
}
