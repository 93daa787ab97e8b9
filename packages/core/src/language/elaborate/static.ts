/**
 * Values known before the model runs: index bounds, guards, parameters. Names may be index
 * variables and parameters; a parameter read here decides the model's shape and is marked
 * structural.
 */
import { checkpoint } from "../../base/index.ts";
import type { Value } from "../../model/index.ts";
import type { ExpressionSyntax, IndexBinding } from "../syntax/syntax.ts";
import type { ModelInProgress, Scope } from "./model.ts";
import type { Source } from "./source.ts";
import { evaluateConstant, NUMERIC_FUNCTIONS, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "./source.ts";

/** The value of an expression of numbers, indices and parameters, or undefined. Reports nothing. */
export function staticValue(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
): Value | undefined {
  switch (e.kind) {
    case "number":
    case "boolean":
      return e.value;
    case "label":
      return e.text;
    case "group":
      return staticValue(model, e.inner, scope);
    case "name": {
      const index = scope.get(e.text);
      if (index !== undefined) return index;
      const parameter = model.parameterValues.get(e.text);
      if (parameter !== undefined) model.structural.add(e.text);
      return parameter;
    }
    case "unary": {
      const operand = staticValue(model, e.operand, scope);
      if (e.operator === "-") return typeof operand === "number" ? -operand : undefined;
      return typeof operand === "boolean" ? !operand : undefined;
    }
    case "binary": {
      const left = staticValue(model, e.left, scope);
      if (left === undefined) return undefined;
      if (e.operator === "in") return isMember(model, left, e.right, scope);
      const right = staticValue(model, e.right, scope);
      if (right === undefined) return undefined;
      return staticBinary(e.operator, left, right);
    }
    case "if": {
      const condition = staticValue(model, e.condition, scope);
      if (typeof condition !== "boolean") return undefined;
      return staticValue(model, condition ? e.then : e.otherwise, scope);
    }
    case "cases": {
      for (const branch of e.branches) {
        const condition = staticValue(model, branch.condition, scope);
        if (typeof condition !== "boolean") return undefined;
        if (condition) return staticValue(model, branch.then, scope);
      }
      return staticValue(model, e.otherwise, scope);
    }
    case "call": {
      const name = NUMERIC_FUNCTIONS.find((f) => f === e.callee.text);
      if (
        name === undefined ||
        e.callee.quoted === true ||
        e.receiver !== undefined ||
        e.given !== undefined
      )
        return undefined;
      const values: Value[] = [];
      for (const argument of e.arguments) {
        const value =
          argument.kind === "assignment" || argument.kind === "distributed"
            ? undefined
            : staticValue(model, argument, scope);
        if (typeof value !== "number") return undefined;
        values.push(value);
      }
      if (values.length === 0) return undefined;
      return constant({ kind: "call", name, arguments: values.map(literal) });
    }
    default:
      return undefined;
  }
}

function isMember(
  model: ModelInProgress,
  value: Value,
  set: ExpressionSyntax,
  scope: Scope,
): boolean | undefined {
  if (set.kind === "group") return isMember(model, value, set.inner, scope);
  if (set.kind === "binary" && set.operator === "..") {
    const low = staticValue(model, set.left, scope);
    const high = staticValue(model, set.right, scope);
    if (typeof value !== "number" || typeof low !== "number" || typeof high !== "number")
      return undefined;
    return value >= low && value <= high;
  }
  if (set.kind !== "braces") return undefined;
  for (const entry of set.entries) {
    const member = staticValue(model, entry.value, scope);
    if (member === undefined) return undefined;
    if (valuesEqual(member, value)) return true;
  }
  return false;
}

function staticBinary(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === ".." || operator === "->" || operator === "in") return undefined;
  const e = {
    kind: "binary",
    operator: operator as "+",
    left: literal(left),
    right: literal(right),
  } as const;
  return constant(e);
}

type ModelExpression = Parameters<typeof evaluateConstant>[0];

function literal(value: Value): ModelExpression {
  return { kind: "literal", value };
}

function constant(e: ModelExpression): Value | undefined {
  try {
    return evaluateConstant(e, new Map());
  } catch {
    // The model's faults (division by zero, wrong kinds) mean: no value here.
    return undefined;
  }
}

/** `lo..hi`, where `infinity` and `-infinity` may stand for bounds there are not. */
export function staticBounds(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
): { readonly low: number; readonly high: number } | undefined {
  if (e.kind !== "binary" || e.operator !== "..") return undefined;
  const low = bound(e.left);
  const high = bound(e.right);
  return low === undefined || high === undefined ? undefined : { low, high };

  function bound(part: ExpressionSyntax): number | undefined {
    const value = staticValue(model, part, scope);
    if (typeof value === "number") return value;
    const minus = part.kind === "unary" && part.operator === "-";
    const word = minus ? part.operand : part;
    if (word.kind !== "name" || word.text !== "infinity" || word.quoted === true) return undefined;
    return minus ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
}

/** A whole number, or undefined with a diagnostic. */
export function staticIndex(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
): number | undefined {
  const value = staticValue(model, e, scope);
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  const place = placeIn(source, e.range);
  if (value === undefined) {
    if (!mentionsBroken(model, e)) reportNotStatic(model, e, scope, source);
  } else model.reporter.add(messages.indexNotWhole(String(value), place));
  return undefined;
}

function reportNotStatic(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
): void {
  const text = source.tree.text.slice(e.range.start, e.range.end);
  model.reporter.add(
    e.kind === "name" && !model.templates.has(e.text) && !model.labels.has(e.text)
      ? messages.unknownName(
          e.text,
          nearStatic(model, e.text, scope),
          placeIn(source, e.range),
          "no index or parameter",
        )
      : messages.indexNotStatic(text, placeIn(source, e.range)),
  );
}

function mentionsBroken(model: ModelInProgress, e: ExpressionSyntax): boolean {
  return e.kind === "name" && model.broken.has(e.text);
}

function nearStatic(model: ModelInProgress, name: string, scope: Scope): string | undefined {
  return model.reporter.nearest(name, () => [...scope.keys(), ...model.params.keys()]);
}

/** `low` and `high` of a range of whole numbers, or undefined with a diagnostic. */
function staticRange(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
): readonly number[] | { readonly low: number; readonly high: number } | undefined {
  if (e.kind === "group") return staticRange(model, e.inner, scope, source);
  if (e.kind === "braces") {
    const values: number[] = [];
    for (const entry of e.entries) {
      const value = staticIndex(model, entry.value, scope, source);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }
  if (e.kind !== "binary" || e.operator !== "..") {
    model.reporter.add(messages.rangeExpected(placeIn(source, e.range)));
    return undefined;
  }
  const low = staticIndex(model, e.left, scope, source);
  const high = staticIndex(model, e.right, scope, source);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/**
 * Runs `body` for every combination of the index variables' values; later indices may depend on
 * earlier ones. Steps count against the budget. @returns false when something was wrong
 */
export function forEachIndex(
  model: ModelInProgress,
  loops: readonly IndexBinding[],
  scope: Scope,
  source: Source,
  budget: { steps: number },
  body: (scope: Scope) => void,
): boolean {
  const [first, ...rest] = loops;
  if (first === undefined) {
    body(scope);
    return true;
  }
  const range = staticRange(model, first.values, scope, source);
  if (range === undefined) return false;
  const count = "low" in range ? Math.max(0, range.high - range.low + 1) : range.length;
  budget.steps -= count;
  if (budget.steps < 0) {
    model.reporter.add(
      messages.tooManyNodes(model.limits.maxNodes, placeIn(source, first.values.range)),
    );
    return false;
  }
  for (let i = 0; i < count; i++) {
    checkpoint();
    const inner = new Map(scope);
    inner.set(first.name.text, "low" in range ? range.low + i : (range[i] as number));
    if (rest.length === 0) body(inner);
    else if (!forEachIndex(model, rest, inner, source, budget, body)) return false;
  }
  return true;
}
