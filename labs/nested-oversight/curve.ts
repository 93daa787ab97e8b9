/**
 * How a rating rises with general ability, in the form of Engels et al. 2025: a line between two plateaus, for those
 * who cannot do the task at all and those who cannot do it any better. Least squares, what is known well counting more; the ends of the line are
 * searched for on a grid, what the plateaus are follows.
 */

export type Curve = (ability: number) => number;

type Point = readonly [ability: number, rating: number, weight: number];

const PLACES = 40;

/** Cost: 40² / 2 pairs of ends × points. */
export function fitPlateaus(points: readonly Point[]): Curve {
  const abilities = points.map(([x]) => x);
  const [low, high] = [Math.min(...abilities), Math.max(...abilities)];
  const place = (i: number): number => low + ((high - low) * i) / PLACES;
  let found = { error: Number.POSITIVE_INFINITY, curve: (_: number): number => 0 };
  for (let i = 0; i < PLACES; i++)
    for (let j = i + 1; j <= PLACES; j++) {
      const one = between(points, place(i), place(j));
      if (one.error < found.error - 1e-9) found = one;
    }
  return found.curve;
}

/** The best two plateaus for a line between these two abilities. */
function between(
  points: readonly Point[],
  from: number,
  to: number,
): { readonly error: number; readonly curve: Curve } {
  const share = (x: number): number => Math.max(0, Math.min(1, (x - from) / (to - from || 1)));
  let [n, t, tt, y, ty] = [0, 0, 0, 0, 0];
  for (const [x, rating, weight] of points) {
    const s = share(x);
    n += weight;
    t += weight * s;
    tt += weight * s * s;
    y += weight * rating;
    ty += weight * s * rating;
  }
  const spread = n * tt - t * t;
  const rise = spread > 1e-12 * n * n ? (n * ty - t * y) / spread : 0;
  const base = (y - rise * t) / n;
  const curve: Curve = (x) => base + rise * share(x);
  const error = points.reduce(
    (sum, [x, rating, weight]) => sum + weight * (rating - curve(x)) ** 2,
    0,
  );
  return { error, curve };
}
