/** Events, the arguments of `P` and its like: what variables are equal to, or set to by `do`. */
import type { ClaimExpression, Value } from "../../model/index.ts";
import type { ArgumentSyntax, AssignmentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { nearestName } from "../../base/index.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { nodeName } from "./claimNames.ts";
import { COMPARISONS } from "./claimReading.ts";
import { placeIn } from "../elaborate/source.ts";
import { staticValue } from "../elaborate/static.ts";

/** `X = a`, `do(Z = 0)`, `X == a`, `not X`, a bare truth-valued variable. */
export function readEvent(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const { range } = e;
  if (e.kind === "group") return readEvent(reading, e.inner);
  if (e.kind === "assignment") return readAssignment(reading, e);
  if (
    e.kind === "call" &&
    e.callee.text === "do" &&
    e.callee.quoted !== true &&
    e.receiver === undefined
  )
    return reading.call(e);
  if (e.kind === "unary" && e.operator === "not")
    return { kind: "negation", operand: readEvent(reading, e.operand), range };
  if (e.kind === "binary" && (e.operator === "and" || e.operator === "or")) {
    return {
      kind: "logic",
      operator: e.operator,
      left: readEvent(reading, e.left),
      right: readEvent(reading, e.right),
      range,
    };
  }
  if (e.kind === "binary" && COMPARISONS.has(e.operator)) {
    const target = nodeIfAny(reading, e.left);
    const left = reading.side(e.left, e.right);
    const right =
      target === undefined ? reading.side(e.right, e.left) : valueFor(reading, target, e.right);
    return { kind: "comparison", operator: e.operator as "==", left, right, range };
  }
  if (e.kind === "name" || e.kind === "index") {
    const name = nodeName(reading, e);
    return {
      kind: "assignment",
      target: name,
      value: { kind: "value", value: true, range },
      range,
    };
  }
  return reading.fail(
    messages.claimShape(
      "an event is needed here",
      "for example `X = a`, or `do(Z = 0)` among the conditions",
      placeIn(reading.source, range),
    ),
  );
}

function readAssignment(reading: ClaimReading, e: AssignmentSyntax): ClaimExpression {
  const target = nodeName(reading, e.target);
  return { kind: "assignment", target, value: valueFor(reading, target, e.value), range: e.range };
}

function nodeIfAny(reading: ClaimReading, e: ExpressionSyntax): string | undefined {
  const name = e.kind === "index" ? e.target : e;
  return name.kind === "name" && reading.model.templates.has(name.text)
    ? nodeName(reading, e)
    : undefined;
}

/** A value in the domain of a variable. */
function valueFor(reading: ClaimReading, target: string, e: ExpressionSyntax): ClaimExpression {
  const domain = reading.nodes.get(target)?.domain;
  const { range } = e;
  const value = constantOf(reading, e);
  if (value === undefined) return reading.side(e, e);
  if (domain?.kind === "finite" && !domain.values.some((v) => valuesEqual(v, value))) {
    const shown = domain.values.slice(0, 8).map(showValue);
    const near = typeof value === "string" ? nearestName(value, shown) : undefined;
    const place = placeIn(reading.source, range);
    if (reading.nodes.get(target)?.kind !== "utility") {
      reading.model.reporter.add({
        ...messages.valueNeverTaken(target, showValue(value), near, shown, place),
        severity: "error",
      });
    }
  }
  return { kind: "value", value, range };
}

function constantOf(reading: ClaimReading, e: ExpressionSyntax): Value | undefined {
  if (e.kind === "group") return constantOf(reading, e.inner);
  const value = staticValue(reading.model, e, reading.scope);
  if (value !== undefined) return value;
  if (e.kind === "name") {
    const isLabel = reading.model.labels.has(e.text) && e.quoted !== true;
    if (reading.model.templates.has(e.text) && !isLabel) return undefined;
    return e.text;
  }
  if (e.kind === "tuple") {
    const items = e.items.map((item) => constantOf(reading, item));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  return undefined;
}
