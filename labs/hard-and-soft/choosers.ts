/**
 * Ways to choose, each a distribution over the options. Whoever shrinks knows the law of the errors
 * and takes the best posterior mean; the others go by the estimates. Soft ones narrow what a base
 * distribution proposes: all options alike, or habit, which prefers what has been good.
 */
import { quantiliser } from "@cidery/core/learn";
import { posteriorMeans } from "./judging.ts";
import type { Options, OptionsLaw } from "./world.ts";

/** What a chooser thinks each option is worth, and how it then chooses. */
export interface Chooser {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  /** 0 is the argmax, 1 a draw from the base; the parameter q when absent. */
  readonly q?: number;
  /** What it goes by; the estimates when absent. */
  readonly judge?: (options: Options, law: OptionsLaw) => Float64Array;
  /** Its base distribution is habit, not a blind draw. */
  readonly habitual?: boolean;
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
  {
    id: "soft-habit",
    title: "soft, narrowing habit",
    objective: "the estimate, as far as habit goes along",
    diagram: "habit.cid",
    habitual: true,
  },
  {
    id: "habit",
    title: "habit",
    objective: "none",
    diagram: "habit.cid",
    habitual: true,
    q: 1,
  },
];

/**
 * Habit: options are done the more often the better they have been, by a softmax of their true
 * values; a strength of 0 is a blind draw.
 */
export function habitOf(values: Float64Array, strength: number): Float64Array {
  const weights = values.map((value) => Math.exp(strength * value));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Whom to ask and how soft and habitual they are, as the parameters say. */
export interface Manner {
  readonly q: number;
  readonly habit: number;
}

/** The distribution over the options, and what the chooser thinks each is worth. */
export function choice(
  { judge, q, habitual }: Chooser,
  options: Options,
  law: OptionsLaw,
  manner: Manner,
): { readonly judged: Float64Array; readonly chances: Float64Array } {
  const judged = judge?.(options, law) ?? options.estimates;
  const base = habitual === true ? habitOf(options.values, manner.habit) : undefined;
  return { judged, chances: quantiliser(judged, q ?? manner.q, base) };
}

/**
 * Expected true value, and what the chooser expects by its own lights. Without writing the
 * distribution out: options stand in the order of their estimates, so that whoever goes by them
 * takes from the front (a test compares with `choice`).
 */
export function chosen(
  chooser: Chooser,
  options: Options,
  law: OptionsLaw,
  manner: Manner,
): { readonly expects: number; readonly value: number } {
  const { judge, q = manner.q, habitual } = chooser;
  const { values } = options;
  if (judge === undefined) {
    const base = habitual === true ? habitOf(options.values, manner.habit) : undefined;
    return fromTheFront(options, q, base);
  }
  if (q === 0) {
    const judged = judge(options, law);
    const first = indexOfLargest(judged);
    return { expects: judged[first] ?? 0, value: values[first] ?? 0 };
  }
  const { judged, chances } = choice(chooser, options, law, manner);
  return { expects: dot(chances, judged), value: dot(chances, values) };
}

function fromTheFront(
  { estimates, values }: Options,
  q: number,
  base?: Float64Array,
): { readonly expects: number; readonly value: number } {
  if (q === 0) return { expects: estimates[0] ?? 0, value: values[0] ?? 0 };
  let [expects, value, left] = [0, 0, q];
  for (let i = 0; i < values.length && left > 0; i++) {
    const taken = Math.min(left, base?.[i] ?? 1 / values.length);
    expects += (taken / q) * (estimates[i] as number);
    value += (taken / q) * (values[i] as number);
    left -= taken;
  }
  return { expects, value };
}

function indexOfLargest(numbers: Float64Array): number {
  let best = 0;
  for (let i = 1; i < numbers.length; i++)
    if ((numbers[i] as number) > (numbers[best] as number)) best = i;
  return best;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== 0) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
