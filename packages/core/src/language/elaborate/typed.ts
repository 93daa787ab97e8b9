/** What is known about an expression before it runs: kinds of its value, and whether it is random. */
import type { Expression, FiniteDomain, Value } from "../../model/index.ts";

export const NUMBER = 1;
export const BOOLEAN = 2;
const LABEL = 4;
export const TUPLE = 8;
export const ANY = 15;

export interface Typed {
  readonly expression: Expression;
  /** Kinds of value it may have, as bits. */
  readonly kinds: number;
  /** Its value is drawn: it may stand only under `~`. */
  readonly random: boolean;
  /** The values it can have, when it is a variable or bound to one. */
  readonly domain?: FiniteDomain;
}

function kindOf(value: Value): number {
  if (typeof value === "number") return NUMBER;
  if (typeof value === "boolean") return BOOLEAN;
  if (typeof value === "string") return LABEL;
  return TUPLE;
}

export function kindsOf(values: readonly Value[]): number {
  let kinds = 0;
  for (const value of values) kinds |= kindOf(value);
  return kinds;
}

const KIND_WORDS: readonly (readonly [number, string])[] = [
  [NUMBER, "a number"],
  [BOOLEAN, "a truth value"],
  [LABEL, "a label"],
  [TUPLE, "a tuple"],
];

export function describeKinds(kinds: number): string {
  return KIND_WORDS.filter(([bit]) => (kinds & bit) !== 0)
    .map(([, word]) => word)
    .join(" or ");
}

export function literal(value: Value): Typed {
  return { expression: { kind: "literal", value }, kinds: kindOf(value), random: false };
}

export function plain(expression: Expression, kinds: number): Typed {
  return { expression, kinds, random: false };
}
