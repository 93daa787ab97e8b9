/** Operators: which kinds of operand each wants, and the set that `in` looks into. */
import type { BinaryOperator, Expression, FiniteDomain } from "../../model/index.ts";
import type { BinarySyntax, ExpressionSyntax, UnarySyntax } from "../syntax/syntax.ts";
import type { Reading } from "./reading.ts";
import type { Environment } from "./modelContext.ts";
import type { Typed } from "./typed.ts";
import * as messages from "../messages.ts";
import { warnNeverTaken } from "./neverTaken.ts";
import { Unusable } from "./reading.ts";
import { placeIn, signBetween } from "./source.ts";
import { staticIndex } from "./static.ts";
import { ANY, BOOLEAN, describeKinds, literal, NUMBER, plain } from "./typed.ts";

export function readUnary(reading: Reading, e: UnarySyntax, env: Environment): Typed {
  if (e.operator === "-" && e.operand.kind === "number") return literal(-e.operand.value);
  const wanted = e.operator === "-" ? NUMBER : BOOLEAN;
  const operand = reading.value(e.operand, env, wanted);
  return plain({ kind: "unary", operator: e.operator, operand: operand.expression }, wanted);
}

export function readBinary(reading: Reading, e: BinarySyntax, env: Environment): Typed {
  const place = placeIn(env.source, e.range);
  const { operator } = e;
  const both = (known: BinaryOperator, wanted: number, kinds: number): Typed => {
    const left = reading.value(e.left, env, wanted).expression;
    const right = reading.value(e.right, env, wanted).expression;
    return plain({ kind: "binary", operator: known, left, right }, kinds);
  };
  switch (operator) {
    case "..":
      return reading.fail(messages.setAsValue(place));
    case "->":
      return reading.fail(
        messages.notInLanguage(
          "an arrow",
          "arrows stand in claims and links; parents are the variables a mechanism mentions",
          place,
        ),
      );
    case "=":
      return reading.fail(
        messages.equalityIsDouble(place, signBetween(env.source, e.left, e.right)),
      );
    case "~":
      return reading.fail(
        messages.notInLanguage(
          "`~` inside an argument",
          "a distribution is what a mechanism is, or a condition of a question",
          place,
        ),
      );
    case "in":
      return readMembership(reading, e, env);
    case "and":
    case "or":
    case "xor":
    case "implies":
      return both(operator, BOOLEAN, BOOLEAN);
    case "==":
    case "!=": {
      const left = reading.value(e.left, env, ANY);
      const right = reading.value(e.right, env, ANY);
      if ((left.kinds & right.kinds) === 0)
        reading.fail(
          messages.neverEqual(describeKinds(left.kinds), describeKinds(right.kinds), place),
        );
      warnNeverTaken(reading.model, left, right, e.left, e.right, env.source);
      warnNeverTaken(reading.model, right, left, e.right, e.left, env.source);
      return plain(
        { kind: "binary", operator, left: left.expression, right: right.expression },
        BOOLEAN,
      );
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return both(operator, NUMBER, BOOLEAN);
    default:
      return both(operator, NUMBER, NUMBER);
  }
}

function readMembership(reading: Reading, e: BinarySyntax, env: Environment): Typed {
  const left = reading.value(e.left, env, ANY);
  const values = readMembers(reading, e.right, env, left.domain);
  return plain(
    {
      kind: "binary",
      operator: "in",
      left: left.expression,
      right: { kind: "list", items: values },
    },
    BOOLEAN,
  );
}

function readMembers(
  reading: Reading,
  e: ExpressionSyntax,
  env: Environment,
  domain: FiniteDomain | undefined,
): Expression[] {
  const place = placeIn(env.source, e.range);
  if (e.kind === "group") return readMembers(reading, e.inner, env, domain);
  if (e.kind === "binary" && e.operator === "..") {
    const low = staticIndex(reading.model, e.left, env.scope, env.source);
    const high = staticIndex(reading.model, e.right, env.scope, env.source);
    if (low === undefined || high === undefined) throw new Unusable();
    if (high - low > 10_000) reading.fail(messages.domainTooLarge(10_000, place));
    return Array.from(
      { length: Math.max(0, high - low + 1) },
      (_, i) => literal(low + i).expression,
    );
  }
  if (e.kind === "name") {
    const type = reading.model.typeDomains.get(e.text);
    if (type?.kind === "finite") return type.values.map((value) => literal(value).expression);
  }
  if (e.kind === "braces" && e.entries.every((entry) => entry.weight === undefined)) {
    return e.entries.flatMap(({ value }) => {
      if (value.kind === "binary" && value.operator === "..")
        return readMembers(reading, value, env, domain);
      if (value.kind === "name" && domain?.values.includes(value.text))
        return [literal(value.text).expression];
      return [reading.value(value, env, ANY).expression];
    });
  }
  if (e.kind === "list") return e.items.map((item) => reading.value(item, env, ANY).expression);
  return reading.fail(
    messages.notInLanguage("this", "after `in` stands a set `{a, b}`, a range or a type", place),
  );
}
