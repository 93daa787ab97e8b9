/** Points, boxes and cubic Bézier curves in a plane whose y axis points down, as on a screen. */

/** A place in a drawing, in pixels, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A cubic Bézier curve: start, two control points, end. */
export type Curve = readonly [Point, Point, Point, Point];

export function straight(from: Point, to: Point): Curve {
  return [from, between(from, to, 1 / 3), between(from, to, 2 / 3), to];
}

/** The point that lies the given share of the way from a to b. */
export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function pointOn([p, q, r, s]: Curve, t: number): Point {
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  return {
    x: a * p.x + b * q.x + c * r.x + d * s.x,
    y: a * p.y + b * q.y + c * r.y + d * s.y,
  };
}

/** The stretch of a curve between two parameters (de Casteljau). */
export function partOf(curve: Curve, from: number, to: number): Curve {
  const [, , , end] = curve;
  const head = splitAt(curve, to)[0];
  if (from <= 0) return head;
  if (to <= 0) return [end, end, end, end];
  return splitAt(head, from / to)[1];
}

function splitAt([p, q, r, s]: Curve, t: number): [Curve, Curve] {
  const pq = between(p, q, t);
  const qr = between(q, r, t);
  const rs = between(r, s, t);
  const pqr = between(pq, qr, t);
  const qrs = between(qr, rs, t);
  const middle = between(pqr, qrs, t);
  return [
    [p, pq, pqr, middle],
    [middle, qrs, rs, s],
  ];
}

/** A box around a curve: around points along it, since its control points may lie far off. */
export function boxAlong(curve: Curve): Box {
  const steps = 16;
  return boundsOf(
    Array.from({ length: steps + 1 }, (_, i) => boxAround(pointOn(curve, i / steps), 0, 0)),
  );
}

/** The smallest box around all the boxes; an empty box at the origin when there are none. */
export function boundsOf(boxes: Iterable<Box>): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  if (left === Infinity) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A box around a centre. */
export function boxAround(centre: Point, width: number, height: number): Box {
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** A number as it is written in a drawing: two decimals at most, never −0. */
export function written(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}
