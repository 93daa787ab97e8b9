/**
 * Mechanism expressions as data, after names have been resolved, functions inlined and indices
 * unrolled. An expression reads its variable's parents by position, parameters by name, and
 * evaluates to a value or, under `~`, to a distribution.
 */
import type { Value } from "./value.ts";

export type UnaryOperator = "-" | "not";

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "^"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "and"
  | "or"
  | "xor"
  | "implies"
  | "in";

/** Built-in functions from numbers to a number. */
export const NUMERIC_FUNCTIONS = [
  "min",
  "max",
  "abs",
  "floor",
  "ceil",
  "round",
  "sign",
  "sqrt",
  "clamp",
  "exp",
  "log",
] as const;

/** Built-in functions of values. `other(x)` is the other value of a two-valued domain. */
export type BuiltIn = (typeof NUMERIC_FUNCTIONS)[number] | "number";

/** Built-in distributions. Parameters as in the language reference. */
export const DISTRIBUTION_FAMILIES = [
  "uniform",
  "bernoulli",
  "binomial",
  "categorical",
  "point",
  "normal",
  "lognormal",
  "beta",
  "exponential",
  "poisson",
] as const;

export type DistributionFamily = (typeof DISTRIBUTION_FAMILIES)[number];

export type Expression =
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "parameter"; readonly name: string }
  /** The parent at this position in the variable's `parents`. */
  | { readonly kind: "parent"; readonly position: number }
  /** Bound by an enclosing `let`. */
  | { readonly kind: "local"; readonly name: string }
  | {
      readonly kind: "let";
      readonly name: string;
      readonly value: Expression;
      readonly body: Expression;
    }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: BuiltIn; readonly arguments: readonly Expression[] }
  | {
      readonly kind: "other";
      readonly operand: Expression;
      readonly values: readonly [Value, Value];
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "match"; readonly subject: Expression; readonly cases: readonly MatchCase[] }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  /** Component of a tuple, from 0. */
  | { readonly kind: "component"; readonly tuple: Expression; readonly index: Expression }
  /** The value an expression has, by position in a literal list (table look-up), from 0. */
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  /** `{value: weight, …}`; weights are probabilities and are checked to sum to one. */
  | {
      readonly kind: "weights";
      readonly entries: readonly { readonly value: Expression; readonly weight: Expression }[];
    }
  /** A named family; `uniform` without arguments spreads over the variable's whole domain. */
  | {
      readonly kind: "family";
      readonly family: DistributionFamily;
      readonly arguments: readonly Expression[];
    };

export interface MatchCase {
  /** Any of these patterns; a pattern is a value, a tuple of patterns, or the wildcard. */
  readonly patterns: readonly Pattern[];
  readonly body: Expression;
}

export type Pattern =
  | { readonly kind: "any" }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "tuple"; readonly items: readonly Pattern[] };
