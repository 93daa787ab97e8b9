/** Values in claims, and calculations with variables: what events compare and `E` averages. */
import type { ClaimExpression, FiniteDomain, Value } from "../../model/index.ts";
import type { AggregateSyntax, ArgumentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { nearestName } from "../../base/index.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import { BUILT_IN_FUNCTIONS } from "../elaborate/builtins.ts";
import { Unusable } from "../elaborate/reading.ts";
import { forEachIndex, staticValue } from "../elaborate/static.ts";
import * as messages from "../messages.ts";
import { writeValue } from "../print/spelling.ts";
import { placeIn } from "../elaborate/source.ts";
import { nodeName } from "./claimNames.ts";

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "^"]);

const EXAMPLES = "for example `X`, `U1 + U2`, `2 * X - 1`, `max(X, Y)`, `number(B)`";

/** A variable, a value or a calculation with them. */
export function readQuantity(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const { range } = e;
  const place = placeIn(reading.source, range);
  if (e.kind === "group") return readQuantity(reading, e.inner);
  const component = readComponent(reading, e);
  if (component !== undefined) return component;
  if (e.kind === "name" || e.kind === "index") {
    const known = knownValue(reading, e);
    if (known !== undefined) return { kind: "value", value: known };
    if (e.kind === "name") requireNoAgent(reading, e.text, range);
    return { kind: "name", name: nodeName(reading, e) };
  }
  const constant =
    e.kind === "assignment" || e.kind === "distributed" ? undefined : constantOf(reading, e);
  if (constant !== undefined) return { kind: "value", value: constant };
  if (e.kind === "unary" && e.operator === "-") {
    const left: ClaimExpression = { kind: "value", value: 0 };
    return {
      kind: "arithmetic",
      operator: "-",
      left,
      right: readQuantity(reading, e.operand),
    };
  }
  if (e.kind === "binary" && ARITHMETIC.has(e.operator)) {
    const operator = e.operator as "+";
    const left = readQuantity(reading, e.left);
    return { kind: "arithmetic", operator, left, right: readQuantity(reading, e.right) };
  }
  if (e.kind === "call" && e.callee.quoted !== true && e.receiver === undefined) {
    const signature = BUILT_IN_FUNCTIONS.get(e.callee.text);
    if (signature !== undefined) {
      const { name, least, most } = signature;
      const count = e.arguments.length;
      if (e.given !== undefined || count < least || count > most)
        reading.fail(
          messages.claimShape(
            `\`${name}\` takes ${most === least ? numbersInWords(least) : "numbers"} here`,
            EXAMPLES,
            place,
          ),
        );
      const list = e.arguments.map((a) => readQuantity(reading, a));
      return { kind: "call", name, arguments: list, given: [] };
    }
  }
  if (e.kind === "aggregate" && (e.name === "sum" || e.name === "product")) {
    return readAggregate(reading, e, e.name === "sum" ? "+" : "*");
  }
  return reading.fail(
    messages.claimShape(
      "a variable or a calculation with variables is needed here",
      EXAMPLES,
      place,
    ),
  );
}

function numbersInWords(n: number): string {
  return n === 1 ? "one number" : `${n} numbers`;
}

/** `sum(t in 1..T) R[t]`: its terms added up in halves, so that no later recursion goes deep. */
function readAggregate(
  reading: ClaimReading,
  e: AggregateSyntax,
  operator: "+" | "*",
): ClaimExpression {
  const { model, scope, source } = reading;
  const terms: ClaimExpression[] = [];
  const budget = { steps: model.limits.maxNodes };
  const isRead = forEachIndex(model, e.indices, scope, source, budget, (inner) => {
    terms.push(readQuantity({ ...reading, scope: inner }, e.body));
  });
  if (!isRead) throw new Unusable();
  const joined = (from: number, to: number): ClaimExpression => {
    if (to - from < 2) return terms[from] ?? { kind: "value", value: operator === "+" ? 0 : 1 };
    const middle = from + ((to - from) >> 1);
    const left = joined(from, middle);
    return { kind: "arithmetic", operator, left, right: joined(middle, to) };
  };
  return joined(0, terms.length);
}

/** `T[0]` of a variable whose values are tuples, `S[1][0]` of one of its instances. */
export function readComponent(
  reading: ClaimReading,
  e: ArgumentSyntax,
): ClaimExpression | undefined {
  if (e.kind !== "index" || e.indices.length !== 1) return undefined;
  const { target } = e;
  if (target.kind === "name") {
    const template = reading.model.templates.get(target.text);
    const isWhole =
      template === undefined ? reading.nodes.has(target.text) : template.dimension === 0;
    if (!isWhole) return undefined;
  } else if (target.kind !== "index") return undefined;
  const name = nodeName(reading, target);
  const values = finiteDomainOf(reading, name)?.values;
  const least = Math.min(...(values ?? []).map((v) => (Array.isArray(v) ? v.length : 0)));
  if (values === undefined || values.length === 0 || least === 0) return undefined;
  const at = staticValue(reading.model, e.indices[0] as ExpressionSyntax, reading.scope);
  if (typeof at !== "number" || !Number.isInteger(at) || at < 0 || at >= least)
    return reading.fail(
      messages.claimShape(
        `\`${name}\` has components 0 to ${least - 1}`,
        `for example \`${name}[0]\``,
        placeIn(reading.source, e.range),
      ),
    );
  return {
    kind: "call",
    name: "component",
    arguments: [
      { kind: "name", name },
      { kind: "value", value: at },
    ],
    given: [],
  };
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
  return { kind: "value", value };
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
  const labels = domain.values.map(showValue);
  const alike = labels.find((label) => typeof value !== "string" && label === showValue(value));
  const near = typeof value === "string" ? nearestName(value, labels) : alike;
  const shown = domain.values.slice(0, 8).map(writeValue);
  reading.model.reporter.add({
    ...messages.valueNeverTaken(target, writeValue(value), near, shown, place),
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
