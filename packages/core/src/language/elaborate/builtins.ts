/** Built-in functions and distributions: how many arguments they take and what they give. */
import type { BuiltIn, DistributionFamily } from "../../model/index.ts";

interface Signature {
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
}

const MANY = Number.POSITIVE_INFINITY;

export const BUILT_IN_FUNCTIONS: ReadonlyMap<string, Signature & { readonly name: BuiltIn }> =
  new Map([
    ["min", { name: "min", least: 1, most: MANY, meaning: "the least of its arguments" }],
    ["max", { name: "max", least: 1, most: MANY, meaning: "the greatest of its arguments" }],
    ["abs", { name: "abs", least: 1, most: 1, meaning: "the distance from zero" }],
    ["floor", { name: "floor", least: 1, most: 1, meaning: "rounded down" }],
    ["ceil", { name: "ceil", least: 1, most: 1, meaning: "rounded up" }],
    [
      "round",
      {
        name: "round",
        least: 1,
        most: 1,
        meaning: "rounded to the nearest whole number, halves away from zero",
      },
    ],
    ["sign", { name: "sign", least: 1, most: 1, meaning: "-1, 0 or 1" }],
    ["sqrt", { name: "sqrt", least: 1, most: 1, meaning: "the square root" }],
    [
      "clamp",
      { name: "clamp", least: 3, most: 3, meaning: "clamp(x, lo, hi): x kept between lo and hi" },
    ],
    ["exp", { name: "exp", least: 1, most: 1, meaning: "e to the power of x" }],
    ["log", { name: "log", least: 1, most: 1, meaning: "the natural logarithm" }],
    ["number", { name: "number", least: 1, most: 1, meaning: "1 for true, 0 for false" }],
  ] as const);

export const FAMILIES: ReadonlyMap<string, Signature & { readonly name: DistributionFamily }> =
  new Map([
    [
      "uniform",
      {
        name: "uniform",
        least: 0,
        most: MANY,
        meaning: "all values equally likely, or those listed",
      },
    ],
    [
      "bernoulli",
      {
        name: "bernoulli",
        least: 1,
        most: 1,
        meaning: "bernoulli(p): p is the probability of the second value",
      },
    ],
    [
      "categorical",
      { name: "categorical", least: 1, most: MANY, meaning: "probabilities in domain order" },
    ],
    [
      "binomial",
      { name: "binomial", least: 2, most: 2, meaning: "binomial(n, p): successes among n trials" },
    ],
    ["point", { name: "point", least: 1, most: 1, meaning: "point(x): always x" }],
    ["normal", { name: "normal", least: 2, most: 2, meaning: "normal(mean, sd)" }],
    ["lognormal", { name: "lognormal", least: 2, most: 2, meaning: "lognormal(mu, sigma)" }],
    ["beta", { name: "beta", least: 2, most: 2, meaning: "beta(a, b)" }],
    ["exponential", { name: "exponential", least: 1, most: 1, meaning: "exponential(rate)" }],
    ["poisson", { name: "poisson", least: 1, most: 1, meaning: "poisson(mean)" }],
  ] as const);

export const AGGREGATES: ReadonlyMap<string, string> = new Map([
  ["sum", "sum(t in 1..T) of a product"],
  ["product", "product(t in 1..T) of a product"],
  ["min", "least over an index"],
  ["max", "greatest over an index"],
  ["all", "all(t in 1..T): true for every index"],
  ["any", "any(t in 1..T): true for some index"],
  ["count", "count(t in 1..T): for how many indices it is true"],
]);

export function argumentWords({ least, most }: Signature): string {
  if (least === most) return least === 1 ? "1 argument" : `${least} arguments`;
  return most === MANY
    ? `at least ${least === 1 ? "1 argument" : `${least} arguments`}`
    : `${least} to ${most} arguments`;
}
