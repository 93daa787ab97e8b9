/** E[value | estimate] under each error law: what an option is worth to whoever knows the law. */
import type { ErrorLaw, Options, OptionsLaw } from "./world.ts";
import { CATASTROPHE } from "./world.ts";

export function posteriorMeans(
  { estimates, scales }: Options,
  { law, uneven }: OptionsLaw,
): Float64Array {
  if (law === "none") return estimates;
  if (law === "catastrophes") return estimates.map(catastropheMean);
  if (law === "normal") {
    return estimates.map((estimate, i) => estimate / (1 + (scales[i] as number) ** 2));
  }
  if (!uneven) return estimates.map(studentCurve(scales[0] ?? 0, law));
  return estimates.map((estimate, i) => studentMean(estimate, scales[i] as number, law));
}

/** Posterior means tabulated once for a scale, straight lines between; further out exact. */
function studentCurve(scale: number, law: ErrorLaw): (estimate: number) => number {
  const key = `${law} ${scale}`;
  let table = curves.get(key);
  if (table === undefined) {
    table = Float64Array.from({ length: 801 }, (_, i) => studentMean(0.05 * i - 20, scale, law));
    curves.set(key, table);
  }
  const known = table;
  return (estimate) => {
    const place = (estimate + 20) / 0.05;
    const left = Math.floor(place);
    if (left < 0 || left >= 800) return studentMean(estimate, scale, law);
    const [from, to] = [known[left] as number, known[left + 1] as number];
    return from + (place - left) * (to - from);
  };
}

const curves = new Map<string, Float64Array>();

function catastropheMean(estimate: number): number {
  const ordinary = (1 - CATASTROPHE.share) * bell(estimate);
  const hidden = CATASTROPHE.share * bell(estimate - CATASTROPHE.looks);
  return (ordinary * estimate + hidden * CATASTROPHE.worth) / (ordinary + hidden);
}

const TRUE_VALUES = Float64Array.from({ length: 101 }, (_, i) => -5 + i / 10);
const BELLS = TRUE_VALUES.map(bell);

/** By summing over a grid of true values: the posterior has no closed form. */
function studentMean(estimate: number, scale: number, law: ErrorLaw): number {
  if (scale < 0.05) return estimate;
  const degrees = law === "t2" ? 2 : 3;
  let weights = 0;
  let sum = 0;
  for (let i = 0; i < TRUE_VALUES.length; i++) {
    const v = TRUE_VALUES[i] as number;
    const error = (estimate - v) / scale;
    const spread = 1 + (error * error) / degrees;
    // spread ** (-(degrees + 1) / 2), written without powers because it is the inner loop.
    const tail = degrees === 2 ? spread * Math.sqrt(spread) : spread * spread;
    const weight = (BELLS[i] as number) / tail;
    weights += weight;
    sum += weight * v;
  }
  return sum / weights;
}

function bell(x: number): number {
  return Math.exp((-x * x) / 2);
}
