/** The path of an arrow, as SVG writes it, and its points. */
import type { PlacedEdge, Point } from "@cidery/core/draw";

const paths = new WeakMap<PlacedEdge, string>();

export function pathOf(edge: PlacedEdge): string {
  let path = paths.get(edge);
  if (path === undefined) {
    path = writtenPath(edge);
    paths.set(edge, path);
  }
  return path;
}

function writtenPath({ curve: [start, first, second, end], isStraight }: PlacedEdge): string {
  const written = ({ x, y }: Point): string =>
    `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
  return isStraight
    ? `M${written(start)}L${written(end)}`
    : `M${written(start)}C${written(first)} ${written(second)} ${written(end)}`;
}

/** The points a path was written from, its end last. */
export function pointsOf(path: string): Point[] {
  const numbers = path.slice(1).split(/[LC ]/u).map(Number);
  return numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] as number }] : []));
}
