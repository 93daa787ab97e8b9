/** Small makers and tests of expressions. */
import type { Expression, Value } from "../../model/index.ts";
import type { AggregateName } from "../syntax/syntax.ts";
import type { Typed } from "./typed.ts";
import { BOOLEAN, literal, NUMBER, plain, TUPLE } from "./typed.ts";

export function isSimple({ kind }: Expression): boolean {
  return kind === "literal" || kind === "parameter" || kind === "parent" || kind === "local";
}

export function tupleOf(items: readonly Expression[]): Typed {
  const values = items.map((item) => (item.kind === "literal" ? item.value : undefined));
  if (values.every((v) => v !== undefined)) return literal(values);
  return plain({ kind: "tuple", items }, TUPLE);
}

export function describeRandom(e: Expression): string {
  if (e.kind === "family") return `\`${e.family}\``;
  if (e.kind === "weights") return "`{value: weight}`";
  return e.kind === "list" ? "a list of weights" : "this";
}

/** Left to right while short; balanced when long, so that no later recursion goes deep. */
function chain(
  operator: "+" | "*" | "and" | "or",
  terms: readonly Expression[],
  empty: Value,
): Expression {
  const [first] = terms;
  if (first === undefined) return literal(empty).expression;
  if (terms.length <= 32) {
    return terms
      .slice(1)
      .reduce<Expression>((left, right) => ({ kind: "binary", operator, left, right }), first);
  }
  const middle = terms.length >> 1;
  return {
    kind: "binary",
    operator,
    left: chain(operator, terms.slice(0, middle), empty),
    right: chain(operator, terms.slice(middle), empty),
  };
}

/** The terms of an aggregate put together; undefined for the least or greatest of nothing. */
export function combine(name: AggregateName, terms: readonly Expression[]): Typed | undefined {
  switch (name) {
    case "sum":
      return plain(chain("+", terms, 0), NUMBER);
    case "product":
      return plain(chain("*", terms, 1), NUMBER);
    case "all":
      return plain(chain("and", terms, true), BOOLEAN);
    case "any":
      return plain(chain("or", terms, false), BOOLEAN);
    case "count": {
      const ones = terms.map(
        (term): Expression => ({ kind: "call", name: "number", arguments: [term] }),
      );
      return plain(chain("+", ones, 0), NUMBER);
    }
    case "min":
    case "max": {
      const [first] = terms;
      if (first === undefined) return undefined;
      return plain(terms.length === 1 ? first : { kind: "call", name, arguments: terms }, NUMBER);
    }
  }
}
