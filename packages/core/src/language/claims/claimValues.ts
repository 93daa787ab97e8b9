/** Values in claims, and calculations with variables: what events compare and `E` averages. */
import type { ClaimExpression, FiniteDomain, Value } from "../../model/index.ts";
import type { ArgumentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { nearestName } from "../../base/index.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import { staticValue } from "../elaborate/static.ts";
import * as messages from "../messages.ts";
import { placeIn } from "../elaborate/source.ts";
import { nodeName } from "./claimNames.ts";

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "^"]);

/** Functions that calculations with variables may use. */
export const QUANTITY_FUNCTIONS: ReadonlySet<string> = new Set(["abs", "min", "max"]);

const EXAMPLES = "for example `X`, `U1 + U2`, `2 * X - 1`, `max(X, Y)`";

/** A variable, a value or a calculation with them. */
export function readQuantity(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const { range } = e;
  const place = placeIn(reading.source, range);
  if (e.kind === "group") return readQuantity(reading, e.inner);
  if (e.kind === "name" || e.kind === "index") {
    const known = knownValue(reading, e);
    if (known !== undefined) return { kind: "value", value: known, range };
    if (e.kind === "name") requireNoAgent(reading, e.text, range);
    return { kind: "name", name: nodeName(reading, e), range };
  }
  const constant =
    e.kind === "assignment" || e.kind === "distributed" ? undefined : constantOf(reading, e);
  if (constant !== undefined) return { kind: "value", value: constant, range };
  if (e.kind === "unary" && e.operator === "-") {
    const left: ClaimExpression = { kind: "value", value: 0, range };
    return {
      kind: "arithmetic",
      operator: "-",
      left,
      right: readQuantity(reading, e.operand),
      range,
    };
  }
  if (e.kind === "binary" && ARITHMETIC.has(e.operator)) {
    const operator = e.operator as "+";
    const left = readQuantity(reading, e.left);
    return { kind: "arithmetic", operator, left, right: readQuantity(reading, e.right), range };
  }
  if (
    e.kind === "call" &&
    QUANTITY_FUNCTIONS.has(e.callee.text) &&
    e.callee.quoted !== true &&
    e.receiver === undefined
  ) {
    const most = e.callee.text === "abs" ? 1 : Infinity;
    if (e.given !== undefined || e.arguments.length < 1 || e.arguments.length > most)
      reading.fail(
        messages.claimShape(
          `\`${e.callee.text}\` takes ${most === 1 ? "one number" : "numbers"} here`,
          EXAMPLES,
          place,
        ),
      );
    const list = e.arguments.map((a) => readQuantity(reading, a));
    return { kind: "call", name: e.callee.text, arguments: list, given: [], range };
  }
  return reading.fail(
    messages.claimShape(
      "a variable or a calculation with variables is needed here",
      EXAMPLES,
      place,
    ),
  );
}

/** A parameter, an index or a label of the model; a name that is none of them is a variable's. */
function knownValue(reading: ClaimReading, e: ExpressionSyntax): Value | undefined {
  const value = staticValue(reading.model, e, reading.scope);
  if (value !== undefined || e.kind !== "name") return value;
  const isVariable = reading.model.templates.has(e.text) || reading.nodes.has(e.text);
  const isLabel = reading.model.labels.has(e.text) && e.quoted !== true && !isVariable;
  return isLabel ? e.text : undefined;
}

/** An agent is neither a variable nor an event. */
export function requireNoAgent(
  reading: ClaimReading,
  name: string,
  range: { start: number; end: number },
): void {
  if (
    !reading.agents.includes(name) ||
    reading.nodes.has(name) ||
    reading.model.templates.has(name)
  )
    return;
  reading.fail(
    messages.claimShape(
      `\`${name}\` is an agent, not a variable`,
      `the agent's expected utility is \`value(${name} | …)\`, or \`meu(${name} | …)\` when it decides anew`,
      placeIn(reading.source, range),
    ),
  );
}

/** A value in the domain of a variable, or another variable. */
export function valueFor(
  reading: ClaimReading,
  target: string,
  e: ExpressionSyntax,
): ClaimExpression {
  const value = constantOf(reading, e);
  if (value === undefined) return readQuantity(reading, e);
  requireTaken(reading, target, value, e);
  return { kind: "value", value, range: e.range };
}

/** Reports a value that the variable never takes. What utilities take is known only when solved. */
export function requireTaken(
  reading: ClaimReading,
  target: string,
  value: Value,
  e: ExpressionSyntax,
): void {
  const node = reading.nodes.get(target);
  const place = placeIn(reading.source, e.range);
  if (node?.kind === "utility" && typeof value !== "number") {
    reading.fail(
      messages.claimShape(
        `the utility \`${target}\` takes numbers, not ${showValue(value)}`,
        `for example \`${target} >= 1\``,
        place,
      ),
    );
  }
  const domain = finiteDomainOf(reading, target);
  if (domain === undefined || node?.kind === "utility") return;
  if (domain.values.some((v) => valuesEqual(v, value))) return;
  const shown = domain.values.slice(0, 8).map(showValue);
  const near = typeof value === "string" ? nearestName(value, shown) : undefined;
  reading.model.reporter.add({
    ...messages.valueNeverTaken(target, showValue(value), near, shown, place),
    severity: "error",
  });
}

export function finiteDomainOf(reading: ClaimReading, name: string): FiniteDomain | undefined {
  const domain = reading.nodes.get(name)?.domain;
  return domain?.kind === "finite" ? domain : undefined;
}

/** A value that is known without the model's variables: a number, a label, a tuple of them. */
export function constantOf(reading: ClaimReading, e: ExpressionSyntax): Value | undefined {
  if (e.kind === "group") return constantOf(reading, e.inner);
  const value = staticValue(reading.model, e, reading.scope);
  if (value !== undefined) return value;
  if (e.kind === "name") {
    if (reading.model.labels.has(e.text) && e.quoted !== true) return e.text;
    const isKnown =
      reading.model.templates.has(e.text) ||
      reading.nodes.has(e.text) ||
      reading.agents.includes(e.text);
    return isKnown ? undefined : e.text;
  }
  if (e.kind === "tuple") {
    const items = e.items.map((item) => constantOf(reading, item));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  return undefined;
}
