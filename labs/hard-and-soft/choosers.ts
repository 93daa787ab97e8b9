/**
 * Ways to choose, each a distribution over the options. Whoever shrinks knows the law of the errors
 * and takes the best posterior mean; the others go by the estimates.
 */
import { quantiliser } from "cidery";
import type { ErrorLaw, Options, OptionsLaw } from "./world.ts";
import { CATASTROPHE } from "./world.ts";

/** What a chooser thinks each option is worth, and how it then chooses. */
export interface Chooser {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  /** 0 is the argmax, 1 a blind draw; the parameter q when absent. */
  readonly q?: number;
  /** What it goes by; the estimates when absent. */
  readonly judge?: (options: Options, law: OptionsLaw) => Float64Array;
}

export const CHOOSERS: readonly Chooser[] = [
  {
    id: "hard",
    title: "hard: argmax of the estimates",
    objective: "the estimate of what is chosen",
    diagram: "diagram.cid",
    q: 0,
  },
  {
    id: "soft",
    title: "soft: quantiliser",
    objective: "the estimate, as far as the base distribution goes along",
    diagram: "soft.cid",
  },
  {
    id: "shrinkage",
    title: "hard, with the errors in mind",
    objective: "the posterior mean of the true value",
    diagram: "uncertain.cid",
    q: 0,
    judge: posteriorMeans,
  },
  {
    id: "blind",
    title: "blind: the base distribution",
    objective: "none",
    diagram: "soft.cid",
    q: 1,
  },
];

/** Expected true value, and what the chooser expects by its own lights. */
export function chosen(
  { judge, q }: Chooser,
  options: Options,
  law: OptionsLaw,
  settingOfQ: number,
): { readonly expects: number; readonly value: number } {
  const judged = judge?.(options, law) ?? options.estimates;
  const chances = quantiliser(judged, q ?? settingOfQ);
  return { expects: dot(chances, judged), value: dot(chances, options.values) };
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== 0) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** E[value | estimate], for the law that holds. */
function posteriorMeans({ estimates, scales }: Options, { law, uneven }: OptionsLaw): Float64Array {
  if (law === "none") return estimates;
  if ((law === "t2" || law === "t3") && !uneven) {
    return estimates.map(studentCurve(scales[0] ?? 0, law));
  }
  return estimates.map((estimate, i) => {
    const scale = scales[i] as number;
    if (law === "catastrophes") return catastropheMean(estimate);
    if (law === "normal") return estimate / (1 + scale * scale);
    return studentMean(estimate, scale, law);
  });
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

/** By summing over a grid of true values: the posterior has no closed form. */
function studentMean(estimate: number, scale: number, law: ErrorLaw): number {
  if (scale < 0.05) return estimate;
  const degrees = law === "t2" ? 2 : 3;
  let weights = 0;
  let sum = 0;
  for (let v = -5; v <= 5; v += 0.1) {
    const error = (estimate - v) / scale;
    const weight = bell(v) * (1 + (error * error) / degrees) ** (-(degrees + 1) / 2);
    weights += weight;
    sum += weight * v;
  }
  return sum / weights;
}

function bell(x: number): number {
  return Math.exp((-x * x) / 2);
}
