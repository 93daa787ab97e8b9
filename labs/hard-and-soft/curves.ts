/**
 * What a quantiliser with a blind base gets, at many q from one draw: the options stand in the
 * order of their estimates, so that it gets the mean of the first q of them (a test compares with
 * the library's quantiliser). And the frontier: how large errors may be for harder choosing to pay.
 */
import { Random } from "@cidery/core";
import type { ErrorLaw, Options } from "./world.ts";
import { drawRaw, looking } from "./world.ts";

/** Softness, from the argmax to a blind draw. */
export const QS: readonly number[] = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1];

/** Expected true value of the q-quantiliser, for each q from the smallest to the largest. */
export function valuesByQ({ values }: Options, qs: readonly number[]): number[] {
  const count = values.length;
  let summed = 0;
  let taken = 0;
  return qs.map((q) => {
    if (q === 0) return values[0] ?? 0;
    // A product like 0.3 · 1000 may come out a hair below a whole number.
    const wanted = q * count;
    const whole = Math.min(count, Math.floor(wanted + 1e-9));
    for (; taken < whole; taken++) summed += values[taken] as number;
    const rest = Math.max(0, wanted - whole);
    return (summed + rest * (values[whole] ?? 0)) / wanted;
  });
}

export interface CurvePlan {
  readonly law: ErrorLaw;
  readonly count: number;
  readonly draws: number;
  readonly seed: number;
}

/** Mean true value at each of `qs`, for each of `scales`; every scale looks at the same draws. */
export function curves(
  { law, count, draws, seed }: CurvePlan,
  qs: readonly number[],
  scales: readonly number[],
): number[][] {
  const random = Random.seeded(seed);
  const sums = scales.map(() => qs.map(() => 0));
  for (let n = 0; n < draws; n++) {
    const raw = drawRaw({ law, count, scale: 1, uneven: false }, random);
    for (const [s, scale] of scales.entries()) {
      const found = valuesByQ(looking(raw, scale), qs);
      const row = sums[s] as number[];
      for (let i = 0; i < row.length; i++)
        row[i] = (row[i] as number) + (found[i] as number) / draws;
    }
  }
  return sums;
}

/** The q of the best of the curve's values. */
export function bestOf(values: readonly number[], qs: readonly number[] = QS): number {
  return qs[values.indexOf(Math.max(...values))] ?? 0;
}

/** Errors this large are looked at, in s.d. of the true values. */
const SCALES: readonly number[] = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6];
export const LARGEST_SCALE = 6;

/**
 * The largest error scale up to which choosing twice as hard (from 2q to q) still pays, for each q;
 * straight lines between the scales looked at. LARGEST_SCALE when it always does.
 */
export function frontier(plan: CurvePlan, qs: readonly number[]): number[] {
  const wanted = qs.flatMap((q) => [q, Math.min(1, 2 * q)]).sort((a, b) => a - b);
  const distinct = wanted.filter((q, i) => q !== wanted[i - 1]);
  const found = curves(plan, distinct, SCALES);
  return qs.map((q) => {
    const at = distinct.indexOf(q);
    const softer = distinct.indexOf(Math.min(1, 2 * q));
    let [before, gainBefore] = [0, Number.POSITIVE_INFINITY];
    for (const [s, scale] of SCALES.entries()) {
      const gain = (found[s]?.[at] ?? 0) - (found[s]?.[softer] ?? 0);
      if (gain <= 0) {
        const share = Number.isFinite(gainBefore) ? gainBefore / (gainBefore - gain) : 0;
        return before + share * (scale - before);
      }
      [before, gainBefore] = [scale, gain];
    }
    return LARGEST_SCALE;
  });
}
