/**
 * How long points take, tried on a few of them: so that a task of an array job takes minutes, which
 * makes up for its start, and a part no longer than one is sorry to lose.
 */
import type { SweepPlan } from "@cidery/core/tasks";
import type { Terminal } from "../terminal.ts";
import { pointCount, stopAfter } from "@cidery/core/tasks";
import { pointsHere } from "./pointsHere.ts";

/** Points that are tried, spread over the sweep: they may grow slower along a parameter. */
const TRIED = 6;
/** Milliseconds for all of the trying. */
const PATIENCE = 8_000;

/** Points of a part, where nothing else is said: Ctrl-C loses at most so many. */
const POINTS_IN_PART = 200;
/** Milliseconds of a part, where points are known to be slow. */
const LONGEST_PART = 30_000;
const MOST_PARTS = 10_000;
/** A short sweep is cut, too, so that all cores have something to do. */
const FEWEST_PARTS = 32;

/**
 * Milliseconds of a point on this machine, the first left out because it also loads code; a lower bound
 * when even one takes longer than we wait.
 * @throws BadInput with the point's own message when it cannot be worked out
 */
export async function paceOf(plan: SweepPlan, terminal: Terminal): Promise<number> {
  const points = pointCount(plan);
  const tried = Math.min(TRIED, points);
  const stop = stopAfter(PATIENCE, Date.now);
  const took: number[] = [];
  terminal.err(
    `trying ${tried === 1 ? "the point" : `${tried} points`} to see how long they take\n`,
  );
  for (let k = 0; k < tried && !stop.aborted; k++) {
    const from = Math.floor(((k + 0.5) / tried) * points);
    const began = performance.now();
    await pointsHere({ plan, from, to: from + 1 }, stop);
    took.push(performance.now() - began);
  }
  const counted = took.length > 1 ? took.slice(1) : took;
  const each = counted.reduce((sum, one) => sum + one, 0) / counted.length;
  // Seeds of one place of a model share its answer.
  return plan.target.kind === "model" ? each / plan.seeds : each;
}

/** How many tasks share the parts, so that each takes about so many milliseconds. */
export function tasksFor(
  { points, parts }: { readonly points: number; readonly parts: number },
  { pace, each, most }: { readonly pace: number; readonly each: number; readonly most: number },
): number {
  return Math.max(1, Math.min(Math.ceil((points * pace) / each), parts, most));
}

/** Files that the points are cut into, where nothing is said. @param pace milliseconds of a point, where known */
export function usualParts(points: number, pace?: number): number {
  const inPart =
    pace === undefined ? POINTS_IN_PART : Math.min(POINTS_IN_PART, Math.ceil(LONGEST_PART / pace));
  const most = Math.min(MOST_PARTS, points);
  return Math.min(most, Math.max(FEWEST_PARTS, Math.ceil(points / inPart)));
}
