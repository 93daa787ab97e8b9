/**
 * Planning when the state is hidden and beliefs are too many to solve each: point-based value
 * iteration (Pineau, Gordon & Thrun 2003; survey: Shani, Pineau & Kaplow 2013). Backed-up α-vectors
 * bound the value from below, backed-up beliefs from above (sawtooth between them and the fast
 * informed bound); which beliefs are backed up is decided as in HSVI2 (Smith & Simmons 2005): walk
 * along the actions that look best from above, to the observation where the bounds differ most.
 * Needs: a tabulated world whose states with one observation have equally many actions; a horizon,
 * or a discount below 1. Nothing is drawn at random.
 * Guarantees: lower ≤ optimum ≤ upper whenever it stops, and following `choose` is worth at least
 * `lower`; `converged` when the two are within `tolerance`, which enough backups bring about.
 * Cost: per backup, actions × outcomes × α-vectors of the next observations.
 */
import type { Belief } from "./beliefTree.ts";
import type { AlphaVector } from "./beliefBounds.ts";
import type { BeliefPoint, LookAlikes } from "./beliefSpace.ts";
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import { BeliefSpace } from "./beliefSpace.ts";
import { BeliefBounds } from "./beliefBounds.ts";
import { rewardsOf } from "../environments/tabulatedWorld.ts";

/** Horizon, discount, and when to stop. */
export interface PointBasedOptions {
  /** Turns; the world's own when absent. `Infinity` plans for ever and needs a discount below 1. */
  readonly horizon?: number;
  /** Default 1. */
  readonly discount?: number;
  readonly rewards?: Float64Array;
  /** Bounds this close, in units of reward, are close enough. Default 0.001. */
  readonly tolerance?: number;
  /** Beliefs that are backed up, repetitions counted. Default 20,000. */
  readonly maxBackups?: number;
  readonly onProgress?: (backups: number, lower: number, upper: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** A plan over beliefs with bounds on its value from both sides. */
export interface PointBasedPlan {
  readonly lower: number;
  readonly upper: number;
  /** The bounds are within the tolerance. */
  readonly converged: boolean;
  readonly backups: number;
  readonly vectors: readonly AlphaVector[];
  /** The action of the best vector; −1 where the episode is over. The turn matters with a horizon. */
  readonly choose: (belief: Belief, turn?: number) => number;
  /** Bounds on the value of a belief over states that cannot be told apart. */
  readonly bounds: (belief: Belief, turn?: number) => readonly [lower: number, upper: number];
}

/** @throws RangeError without a horizon or a discount below 1, or when states mix action counts */
export function pointBasedValueIteration<S>(
  table: TabulatedWorld<S>,
  options: PointBasedOptions = {},
): PointBasedPlan {
  const { discount = 1, tolerance = 1e-3, maxBackups = 20_000 } = options;
  const horizon = options.horizon ?? table.world.horizon;
  checkEnding(horizon, discount);
  const space = new BeliefSpace(
    table as TabulatedWorld<unknown>,
    options.rewards ?? rewardsOf(table),
  );
  const endless = horizon === Number.POSITIVE_INFINITY;
  const bounds = new BeliefBounds(space, { endless, count: endless ? 1 : horizon + 1, discount });
  const start = space.start();
  const total = (of: (point: BeliefPoint) => number): number =>
    start.points.reduce((sum, point, i) => sum + (start.probabilities[i] as number) * of(point), 0);

  let lower = total((point) => bounds.lower(0, point));
  let upper = total((point) => bounds.upper(0, point));
  while (
    upper - lower > tolerance &&
    bounds.backups < maxBackups &&
    options.signal?.aborted !== true
  ) {
    // Aiming at part of the present gap keeps walks short while the bounds are still loose.
    const widest = widestOf(start, (point) => bounds.gap(0, point));
    walk(bounds, widest, Math.max(tolerance, 0.9 * (upper - lower)) / 2, maxBackups);
    lower = total((point) => bounds.lower(0, point));
    upper = total((point) => bounds.upper(0, point));
    options.onProgress?.(bounds.backups, lower, upper);
  }

  const placed = (belief: Belief): BeliefPoint => {
    const point = space.point(belief);
    if (point === undefined) throw new RangeError("the states of a belief must look alike");
    return point;
  };
  const layer = (turn: number): number => (endless ? 0 : Math.min(turn, horizon));
  return {
    lower,
    upper,
    converged: upper - lower <= tolerance,
    backups: bounds.backups,
    vectors: bounds.vectors(),
    choose: (belief, turn = 0) => bounds.action(layer(turn), placed(belief)),
    bounds: (belief, turn = 0) => {
      const point = placed(belief);
      return [bounds.lower(layer(turn), point), bounds.upper(layer(turn), point)];
    },
  };
}

/** Down from a first belief while the bounds differ by more than they may, then backups on the way up. */
function walk(
  bounds: BeliefBounds,
  from: BeliefPoint,
  tolerance: number,
  maxBackups: number,
): void {
  const path: BeliefPoint[] = [];
  const { endless, count, discount } = bounds.layers;
  let point = from;
  let allowed = tolerance;
  for (let depth = 0; path.length < maxBackups; depth++) {
    const layer = endless ? 0 : depth;
    const { actions } = bounds.space.classes[point.seen] as LookAlikes;
    if (actions === 0 || (!endless && depth === count - 1)) break;
    if (depth > 0 && bounds.gap(layer, point) <= allowed) break;
    path.push(point);
    const step = bounds.space.step(point, bounds.hopeful(layer, point).action);
    allowed = discount === 0 ? Number.POSITIVE_INFINITY : allowed / discount;
    const later = endless ? 0 : depth + 1;
    point = widestOf(step, (next) => bounds.gap(later, next) - allowed);
  }
  for (let depth = path.length - 1; depth >= 0; depth--)
    bounds.backUp(endless ? 0 : depth, path[depth] as BeliefPoint);
}

/** The outcome with the largest gap, weighted by its probability. */
function widestOf(
  {
    probabilities,
    points,
  }: { readonly probabilities: readonly number[]; readonly points: readonly BeliefPoint[] },
  gap: (point: BeliefPoint) => number,
): BeliefPoint {
  let widest = points[0] as BeliefPoint;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, point] of points.entries()) {
    const weighted = (probabilities[i] as number) * gap(point);
    if (weighted > most) {
      most = weighted;
      widest = point;
    }
  }
  return widest;
}

function checkEnding(horizon: number, discount: number): void {
  if (!(discount >= 0 && discount <= 1)) {
    throw new RangeError(`the discount is ${discount}; it must be in [0, 1]`);
  }
  const whole = Number.isInteger(horizon) && horizon >= 0;
  if (!whole && !(horizon === Number.POSITIVE_INFINITY && discount < 1)) {
    throw new RangeError(
      `the horizon is ${horizon} and the discount ${discount}; without a last turn the discount must be below 1`,
    );
  }
}
