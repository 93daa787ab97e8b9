/**
 * Events and evidence in claims about numbers: `X = a`, `X != a`, `X >= 2`, `J == Q`, `X = {a, b}`,
 * joined by commas, `and`, `or`, `not`. Comparisons are spelled out over the variables' values, so
 * an engine only ever sees "this variable has this value" and how such facts combine.
 */
import type { NodeId } from "../graph/index.ts";
import type { ClaimExpression, Value } from "../model/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { ComparisonOperator } from "./comparison.ts";
import type { Assignment, Circumstances, ClaimEvent } from "./exactEngine.ts";
import type { Open } from "./finding.ts";
import { indexInDomain, showValue, valuesEqual } from "../model/index.ts";
import { nameOf, wordOf } from "./claimContext.ts";
import { holds, valueOf } from "./comparison.ts";
import { conjunction } from "./exactEngine.ts";
import { error } from "./finding.ts";

/** Several expressions mean all of them together. */
export function eventOf(
  context: ClaimContext,
  expressions: readonly ClaimExpression[],
): ClaimEvent | Open {
  const events: ClaimEvent[] = [];
  for (const expression of expressions) {
    const event = oneEvent(context, expression);
    if ("reason" in event) return event;
    events.push(event);
  }
  return events.length === 1 ? (events[0] as ClaimEvent) : { kind: "all", events };
}

/** Evidence and, inside `do(…)`, interventions. Both must fix variables to values. */
export function circumstancesOf(
  context: ClaimContext,
  given: readonly ClaimExpression[],
): Circumstances | Open {
  const evidence: Assignment[] = [];
  const forced: Assignment[] = [];
  for (const part of given) {
    const isDo = part.kind === "call" && part.name === "do";
    const event = eventOf(context, isDo ? part.arguments : [part]);
    if ("reason" in event) return event;
    const assignments = conjunction(withoutNegation(context, event));
    if (assignments === undefined) {
      return error(
        "what stands after | must give variables their values: X = x",
        "not-assignments",
      );
    }
    (isDo ? forced : evidence).push(...assignments);
  }
  return { given: evidence, forced };
}

function oneEvent(context: ClaimContext, expression: ClaimExpression): ClaimEvent | Open {
  switch (expression.kind) {
    case "logic": {
      const event = eventOf(context, [expression.left, expression.right]);
      if ("reason" in event || expression.operator === "and") return event;
      return event.kind === "all" ? { kind: "any", events: event.events } : event;
    }
    case "negation": {
      const event = oneEvent(context, expression.operand);
      return "reason" in event ? event : { kind: "not", event };
    }
    case "assignment": {
      const node = context.diagram.idOf(expression.target);
      if (node === undefined) {
        return error(`no variable is called ${expression.target}`, "unknown-name");
      }
      if (expression.value.kind !== "set") return isValue(context, node, expression.value);
      const { target } = expression;
      const members = expression.value.items.map(
        (value): ClaimExpression => ({ kind: "assignment", target, value }),
      );
      const events = eventOf(context, members);
      return "reason" in events || events.kind !== "all" ? events : { ...events, kind: "any" };
    }
    case "comparison":
      return compared(context, expression.operator, expression.left, expression.right);
    default:
      return error("an event is needed here, for example X = x");
  }
}

function compared(
  context: ClaimContext,
  operator: ComparisonOperator,
  left: ClaimExpression,
  right: ClaimExpression,
): ClaimEvent | Open {
  const a = side(context, left);
  const b = side(context, right);
  if (a === undefined || b === undefined) return error("an event compares variables with values");
  if (operator === "==" && a.node !== undefined && b.node === undefined) {
    return isValue(context, a.node, right);
  }
  const events: ClaimEvent[] = [];
  for (const x of a.values) {
    for (const y of b.values) {
      if (holds(operator, x, y) !== true) continue;
      const facts: ClaimEvent[] = [];
      if (a.node !== undefined) facts.push({ kind: "is", node: a.node, value: x });
      if (b.node !== undefined) facts.push({ kind: "is", node: b.node, value: y });
      events.push(facts.length === 1 ? (facts[0] as ClaimEvent) : { kind: "all", events: facts });
    }
  }
  return events.length === 1 ? (events[0] as ClaimEvent) : { kind: "any", events };
}

interface Side {
  readonly node?: NodeId;
  readonly values: readonly Value[];
}

/** A variable with all its values, or one value. */
function side(context: ClaimContext, expression: ClaimExpression): Side | undefined {
  const name = expression.kind === "name" ? wordOf(expression) : undefined;
  const node = name === undefined ? undefined : context.diagram.idOf(name);
  if (node !== undefined) {
    const { domain } = context.diagram.node(node);
    return { node, values: domain?.kind === "finite" ? domain.values : [] };
  }
  const value = valueOf(context, expression);
  return value === undefined ? undefined : { values: [value] };
}

function isValue(
  context: ClaimContext,
  node: NodeId,
  expression: ClaimExpression,
): ClaimEvent | Open {
  const value = valueOf(context, expression);
  if (value === undefined) return error(`${nameOf(context, node)} needs a value here`);
  const { domain } = context.diagram.node(node);
  if (domain?.kind !== "finite" || indexInDomain(domain, value) !== -1) {
    return { kind: "is", node, value };
  }
  const values = domain.values.map(showValue).join(", ");
  return error(
    `${showValue(value)} is no value of ${nameOf(context, node)}, which takes ${values}`,
    "value-outside-domain",
  );
}

/** `not X` of a two-valued variable says what its value is. */
function withoutNegation(context: ClaimContext, event: ClaimEvent): ClaimEvent {
  if (event.kind === "all") {
    return { kind: "all", events: event.events.map((part) => withoutNegation(context, part)) };
  }
  if (event.kind !== "not" || event.event.kind !== "is") return event;
  const { node, value } = event.event;
  const { domain } = context.diagram.node(node);
  if (domain?.kind !== "finite" || domain.values.length !== 2) return event;
  const other = domain.values.find((candidate) => !valuesEqual(candidate, value));
  return other === undefined ? event : { kind: "is", node, value: other };
}
