/** Events, the arguments of `P` and its like: what variables are, or are set to by `do`. */
import type { ClaimExpression, FiniteDomain } from "../../model/index.ts";
import type { ArgumentSyntax, BinarySyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { showValue } from "../../model/index.ts";
import { staticValue } from "../elaborate/static.ts";
import * as messages from "../messages.ts";
import { readDistributed, readLikelihood } from "./claimDistributions.ts";
import { nodeName } from "./claimNames.ts";
import { COMPARISONS } from "./claimReading.ts";
import {
  constantOf,
  finiteDomainOf,
  readComponent,
  readQuantity,
  requireNoAgent,
  requireTaken,
  valueFor,
} from "./claimValues.ts";
import { placeIn } from "../elaborate/source.ts";

/** Most whole numbers that `X in a..b` may name. */
const MOST_MEMBERS = 10_000;

/**
 * `X = a`, `X == Y`, `X + Y >= 2`, `X in {a, b}`, `not X`, a bare truth-valued variable, joined by
 * `and` and `or`; among conditions also `do(Z = 0)`, `X ~ {…}` and `likelihood(X, {…})`.
 */
export function readEvent(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const { range } = e;
  switch (e.kind) {
    case "group":
      return readEvent(reading, e.inner);
    case "assignment":
      return readEquality(reading, e.target, e.value);
    case "distributed":
      return readDistributed(reading, e);
    case "boolean":
      break;
    case "call":
      if (e.receiver !== undefined || e.callee.quoted === true) break;
      if (e.callee.text === "do") return reading.call(e);
      if (e.callee.text === "likelihood") return readLikelihood(reading, e);
      break;
    case "unary":
      if (e.operator === "not") return { kind: "negation", operand: readEvent(reading, e.operand) };
      break;
    case "binary": {
      if (e.operator === "and" || e.operator === "or") {
        const left = readEvent(reading, e.left);
        return {
          kind: "logic",
          operator: e.operator,
          left,
          right: readEvent(reading, e.right),
        };
      }
      if (e.operator === "=") return readEquality(reading, e.left, e.right);
      if (e.operator === "~")
        return readDistributed(reading, {
          ...e,
          kind: "distributed",
          target: e.left,
          value: e.right,
        });
      if (e.operator === "in") return readMembership(reading, e);
      if (COMPARISONS.has(e.operator)) return readComparison(reading, e);
      break;
    }
    case "name":
    case "index":
      return readBareEvent(reading, e);
    default:
      break;
  }
  return reading.fail(
    messages.claimShape(
      "an event is needed here",
      "for example `X = a`, or `do(Z = 0)` among the conditions",
      placeIn(reading.source, range),
    ),
  );
}

/** A truth-valued variable alone says that it is true. */
function readBareEvent(reading: ClaimReading, e: ExpressionSyntax): ClaimExpression {
  const { range } = e;
  const component = readComponent(reading, e);
  if (component !== undefined) {
    const right: ClaimExpression = { kind: "value", value: true };
    return { kind: "comparison", operator: "==", left: component, right };
  }
  requireNoParameter(reading, e);
  if (e.kind === "name") requireNoAgent(reading, e.text, range);
  const target = nodeName(reading, e);
  const domain = finiteDomainOf(reading, target);
  const isUtility = reading.nodes.get(target)?.kind === "utility";
  if (isUtility || (domain !== undefined && !domain.values.includes(true))) {
    const first = domain?.values[0];
    reading.fail(
      messages.claimShape(
        `\`${target}\` alone is not an event: ${valuesOf(domain)}`,
        `write \`${target} = ${first === undefined ? "…" : showValue(first)}\`; \`cidery query\` answers \`P(${target})\` with a table`,
        placeIn(reading.source, range),
      ),
    );
  }
  return { kind: "assignment", target, value: { kind: "value", value: true } };
}

/** A parameter is a number that was chosen, not something that happens. */
function requireNoParameter(reading: ClaimReading, e: ExpressionSyntax): void {
  if (e.kind === "group") return requireNoParameter(reading, e.inner);
  if (e.kind !== "name" || reading.nodes.has(e.text) || reading.model.templates.has(e.text)) return;
  if (!reading.model.parameterValues.has(e.text)) return;
  reading.fail(
    messages.claimShape(
      `\`${e.text}\` is a parameter, not a variable: nothing happens to it`,
      `its value is chosen when the model is loaded: \`--param ${e.text}=…\``,
      placeIn(reading.source, e.range),
    ),
  );
}

function valuesOf(domain: FiniteDomain | undefined): string {
  if (domain === undefined) return "its values are numbers";
  const shown = domain.values.slice(0, 8).map(showValue).join(", ");
  return `it takes ${shown}${domain.values.length > 8 ? ", …" : ""}`;
}

/** `X = a`, `X = {a, b}`, `X = Y`, `X + Y = 3`. */
function readEquality(
  reading: ClaimReading,
  left: ExpressionSyntax,
  right: ExpressionSyntax,
): ClaimExpression {
  const target = nodeIfAny(reading, left);
  if (target === undefined) {
    requireNoParameter(reading, left);
    const a = readQuantity(reading, left);
    return {
      kind: "comparison",
      operator: "==",
      left: a,
      right: readQuantity(reading, right),
    };
  }
  if (right.kind === "braces") {
    const items = readMembers(reading, target, right);
    return { kind: "assignment", target, value: { kind: "set", items } };
  }
  const value = valueFor(reading, target, right);
  if (value.kind === "value") return { kind: "assignment", target, value };
  const name: ClaimExpression = { kind: "name", name: target };
  return { kind: "comparison", operator: "==", left: name, right: value };
}

function readComparison(reading: ClaimReading, e: BinarySyntax): ClaimExpression {
  const { range } = e;
  const operator = e.operator as "==";
  const isEquality = e.operator === "==" || e.operator === "!=";
  const sides = [e.left, e.right].map((own, i) => {
    const other = i === 0 ? e.right : e.left;
    const target = nodeIfAny(reading, other);
    if (!isEquality) {
      const side = sideOf(reading, own);
      requireOrder(reading, own);
      return side;
    }
    if (target === undefined) return sideOf(reading, own);
    // On the right a label of the variable on the left comes before a variable of the same name.
    const isLabel =
      i === 1 &&
      own.kind === "name" &&
      finiteDomainOf(reading, target)?.values.includes(own.text) === true;
    return isLabel || nodeIfAny(reading, own) === undefined
      ? valueFor(reading, target, own)
      : sideOf(reading, own);
  });
  const [left, right] = sides as [ClaimExpression, ClaimExpression];
  if (left.kind === "value" && right.kind === "value")
    reading.fail(
      messages.claimShape(
        "this compares two values: an event is about variables",
        "for example `X >= 2`",
        placeIn(reading.source, range),
      ),
    );
  return { kind: "comparison", operator, left, right };
}

/** A variable stays one even where a label has its name. */
function sideOf(reading: ClaimReading, e: ExpressionSyntax): ClaimExpression {
  const name = nodeIfAny(reading, e);
  return name === undefined ? readQuantity(reading, e) : { kind: "name", name };
}

/** `<` and its like compare numbers. */
function requireOrder(reading: ClaimReading, e: ExpressionSyntax): void {
  const name = nodeIfAny(reading, e);
  const domain = name === undefined ? undefined : finiteDomainOf(reading, name);
  const constant = name === undefined ? constantOf(reading, e) : undefined;
  const isNumber =
    constant === undefined
      ? domain === undefined || domain.values.every((v) => typeof v === "number")
      : typeof constant === "number";
  if (isNumber) return;
  reading.fail(
    messages.claimShape(
      name === undefined
        ? `${showValue(constant ?? "")} is not a number, so it is neither more nor less`
        : `the values of \`${name}\` have no order: ${valuesOf(domain)}`,
      "compare with `==` or `!=`, or say `X in {a, b}`",
      placeIn(reading.source, e.range),
    ),
  );
}

/** `X in {a, b}`, `X + Y in 2..4`. */
function readMembership(reading: ClaimReading, e: BinarySyntax): ClaimExpression {
  const target = nodeIfAny(reading, e.left);
  const left = sideOf(reading, e.left);
  return { kind: "membership", left, items: readMembers(reading, target, e.right) };
}

function readMembers(
  reading: ClaimReading,
  target: string | undefined,
  e: ExpressionSyntax,
): ClaimExpression[] {
  const place = placeIn(reading.source, e.range);
  if (e.kind === "group") return readMembers(reading, target, e.inner);
  if (e.kind === "binary" && e.operator === "..") {
    const [low, high] = [e.left, e.right].map((end) =>
      staticValue(reading.model, end, reading.scope),
    );
    if (typeof low === "number" && typeof high === "number" && high - low < MOST_MEMBERS) {
      const domain = target === undefined ? undefined : finiteDomainOf(reading, target);
      const within = domain?.values.filter((v) => typeof v === "number" && v >= low && v <= high);
      const count = Math.max(0, Math.floor(high - low) + 1);
      const values = within ?? Array.from({ length: count }, (_, i) => low + i);
      return values.map((value): ClaimExpression => ({ kind: "value", value }));
    }
  }
  const members =
    e.kind === "braces" && e.entries.every(({ weight }) => weight === undefined)
      ? e.entries.map(({ value }) => value)
      : e.kind === "list"
        ? e.items
        : undefined;
  if (members === undefined)
    return reading.fail(
      messages.claimShape(
        "a set of values is needed here",
        "for example `X in {a, b}` or `N in 2..4`",
        place,
      ),
    );
  return members.map((member) => {
    const value = constantOf(reading, member);
    if (value === undefined)
      return reading.fail(
        messages.claimShape(
          "a value is needed here",
          "for example `X in {a, b}`",
          placeIn(reading.source, member.range),
        ),
      );
    if (target !== undefined) requireTaken(reading, target, value, member);
    return { kind: "value", value, range: member.range };
  });
}

function nodeIfAny(reading: ClaimReading, e: ExpressionSyntax): string | undefined {
  if (e.kind === "group") return nodeIfAny(reading, e.inner);
  if (readComponent(reading, e) !== undefined) return undefined;
  const name = e.kind === "index" ? e.target : e;
  if (name.kind !== "name") return undefined;
  const isNode =
    reading.model.templates.has(name.text) || (e.kind === "name" && reading.nodes.has(name.text));
  return isNode ? nodeName(reading, e) : undefined;
}
