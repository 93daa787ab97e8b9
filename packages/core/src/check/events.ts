/**
 * Events and conditions in claims about numbers: `X = a`, `X != a`, `X + Y >= 2`, `J == Q`,
 * `X in {a, b}`, joined by commas, `and`, `or`, `not`; after the bar also `do(…)`, `X ~ {…}` and
 * `likelihood(X, {…})`. An engine sees facts about variables and how they combine.
 */
import type { NodeId } from "../graph/index.ts";
import type { ClaimDistribution, ClaimExpression } from "../model/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { Assignment, Circumstances, ClaimEvent, Quantity, Weighted } from "./exactEngine.ts";
import type { Open } from "./finding.ts";
import {
  familyMass,
  Fault,
  indexInDomain,
  predicateNamed,
  showValue,
  valuesEqual,
} from "../model/index.ts";
import { nameOf, wordOf } from "./claimContext.ts";
import { valueOf } from "./comparison.ts";
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

/** Evidence and, inside `do(…)`, interventions. */
export function circumstancesOf(
  context: ClaimContext,
  given: readonly ClaimExpression[],
): Circumstances | Open {
  const evidence: Assignment[] = [];
  const holding: ClaimEvent[] = [];
  const weighted: Weighted[] = [];
  const forced: Assignment[] = [];
  const randomised: Weighted[] = [];
  for (const part of given) {
    if (part.kind === "call" && part.name === "do") {
      for (const inner of part.arguments) {
        const fault = addForced(context, inner, forced, randomised);
        if (fault !== undefined) return fault;
      }
      continue;
    }
    if (part.kind === "distributed") {
      const soft = weightedOf(context, part);
      if ("reason" in soft) return soft;
      weighted.push(soft);
      continue;
    }
    const event = eventOf(context, [part]);
    if ("reason" in event) return event;
    const assignments = conjunction(withoutNegation(context, event));
    if (assignments === undefined) holding.push(event);
    else evidence.push(...assignments);
  }
  const twice = forcedTwice(context, forced, randomised);
  if (twice !== undefined) return twice;
  return {
    given: evidence,
    forced,
    ...(holding.length === 0 ? {} : { holding }),
    ...(weighted.length === 0 ? {} : { weighted }),
    ...(randomised.length === 0 ? {} : { randomised }),
  };
}

function addForced(
  context: ClaimContext,
  part: ClaimExpression,
  forced: Assignment[],
  randomised: Weighted[],
): Open | undefined {
  if (part.kind === "distributed" && part.likelihood !== true) {
    const soft = weightedOf(context, part);
    if ("reason" in soft) return soft;
    randomised.push(soft);
    return undefined;
  }
  const event = eventOf(context, [part]);
  if ("reason" in event) return event;
  const assignments = conjunction(withoutNegation(context, event));
  if (assignments === undefined)
    return error("do(…) sets variables: do(X = x) or do(X ~ {x: 0.3, y: 0.7})", "not-assignments");
  forced.push(...assignments);
  return undefined;
}

/** A variable can be set once. */
function forcedTwice(
  context: ClaimContext,
  forced: readonly Assignment[],
  randomised: readonly Weighted[],
): Open | undefined {
  const seen = new Map<NodeId, Assignment | undefined>();
  for (const one of [...forced, ...randomised]) {
    const value = "value" in one ? one : undefined;
    const before = seen.get(one.node);
    const isSame =
      before !== undefined && value !== undefined && valuesEqual(before.value, value.value);
    if (seen.has(one.node) && !isSame)
      return error(
        `${nameOf(context, one.node)} is set twice: force each variable once`,
        "impossible-intervention",
      );
    seen.set(one.node, value);
  }
  return undefined;
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
      const left: ClaimExpression = { kind: "name", name: expression.target };
      return expression.value.kind === "set"
        ? memberOf(context, left, expression.value.items)
        : compared(context, "==", left, expression.value);
    }
    case "membership":
      return memberOf(context, expression.left, expression.items);
    case "comparison":
      return compared(context, expression.operator, expression.left, expression.right);
    default:
      return error("an event is needed here, for example X = x");
  }
}

function memberOf(
  context: ClaimContext,
  left: ClaimExpression,
  items: readonly ClaimExpression[],
): ClaimEvent | Open {
  const events: ClaimEvent[] = [];
  for (const item of items) {
    const event = compared(context, "==", left, item);
    if ("reason" in event) return event;
    events.push(event);
  }
  return events.length === 1 ? (events[0] as ClaimEvent) : { kind: "any", events };
}

function compared(
  context: ClaimContext,
  operator: Extract<ClaimExpression, { kind: "comparison" }>["operator"],
  left: ClaimExpression,
  right: ClaimExpression,
): ClaimEvent | Open {
  const a = quantityOf(context, left);
  if ("reason" in a) return a;
  const b = quantityOf(context, right);
  if ("reason" in b) return b;
  if (operator === "==" || operator === "!=") {
    const [node, value] = a.kind === "node" ? [a, b] : [b, a];
    if (node.kind === "node" && value.kind === "value") {
      const event = isValue(context, node.node, value.value);
      return "reason" in event || operator === "==" ? event : { kind: "not", event };
    }
  }
  if (operator !== "==" && operator !== "!=") {
    for (const side of [a, b])
      if (side.kind === "node" && !isNumeric(context, side.node))
        return error(`the values of ${nameOf(context, side.node)} have no order`, "no-order");
      else if (side.kind === "value" && typeof side.value !== "number")
        return error(`${showValue(side.value)} is not a number and has no order`, "no-order");
  }
  return { kind: "compared", operator, left: a, right: b };
}

function isNumeric(context: ClaimContext, node: NodeId): boolean {
  const { domain } = context.diagram.node(node);
  return domain?.kind !== "finite" || domain.values.every((v) => typeof v === "number");
}

/** What stands inside an event may be a function of variables; predicates may not. */
const isFunction = (name: string): boolean => predicateNamed(name) === undefined && name !== "do";

/** A variable, a value, or a calculation with them. */
export function quantityOf(context: ClaimContext, expression: ClaimExpression): Quantity | Open {
  const name = expression.kind === "name" ? wordOf(expression) : undefined;
  const node = name === undefined ? undefined : context.diagram.idOf(name);
  if (node !== undefined) return { kind: "node", node };
  const parts =
    expression.kind === "arithmetic"
      ? [expression.left, expression.right]
      : expression.kind === "call" && isFunction(expression.name)
        ? expression.arguments
        : undefined;
  if (parts !== undefined) {
    const list: Quantity[] = [];
    for (const part of parts) {
      const quantity = quantityOf(context, part);
      if ("reason" in quantity) return quantity;
      list.push(quantity);
    }
    const word =
      expression.kind === "arithmetic"
        ? expression.operator
        : (expression as { name: string }).name;
    return { kind: "function", name: word, arguments: list };
  }
  const value = valueOf(context, expression);
  return value === undefined
    ? error("a variable, a value or a calculation with them is needed here")
    : { kind: "value", value };
}

function isValue(
  context: ClaimContext,
  node: NodeId,
  value: Assignment["value"],
): ClaimEvent | Open {
  const { domain, kind } = context.diagram.node(node);
  if (domain?.kind !== "finite" || kind === "utility" || indexInDomain(domain, value) !== -1)
    return { kind: "is", node, value };
  const values = domain.values.map(showValue).join(", ");
  return error(
    `${showValue(value)} is not a value of ${nameOf(context, node)}, which takes ${values}`,
    "value-outside-domain",
  );
}

function weightedOf(
  context: ClaimContext,
  expression: Extract<ClaimExpression, { kind: "distributed" }>,
): Weighted | Open {
  const node = context.diagram.idOf(expression.target);
  if (node === undefined)
    return error(`no variable is called ${expression.target}`, "unknown-name");
  const { domain, kind, name } = context.diagram.node(node);
  if (kind === "utility")
    return error(`${name} is a utility: only variables are given distributions`, "not-a-variable");
  if (domain?.kind !== "finite") return error(`${name} has no finite domain`, "needs-numbers");
  const isLikelihood = expression.likelihood === true;
  const weights = new Float64Array(domain.values.length);
  try {
    fill(expression.distribution, domain, weights);
  } catch (fault) {
    if (fault instanceof Fault) return error(`${name}: ${fault.message}`, fault.code);
    throw fault;
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0) || (!isLikelihood && !(Math.abs(sum - 1) <= 1e-9)))
    return error(
      isLikelihood
        ? `every value of ${name} has weight 0`
        : `the probabilities of ${name} sum to ${sum}, not to 1`,
      "probabilities-do-not-sum",
    );
  return { node, weights, meaning: isLikelihood ? "likelihood" : "distribution" };
}

function fill(
  distribution: ClaimDistribution,
  domain: { readonly kind: "finite"; readonly values: readonly Assignment["value"][] },
  weights: Float64Array,
): void {
  if (distribution.kind === "family") {
    familyMass(distribution.family, distribution.parameters, domain, 1, weights);
    return;
  }
  for (const { value, weight } of distribution.entries) {
    const at = indexInDomain(domain, value);
    if (at < 0) throw new Fault("value-outside-domain", `${showValue(value)} is not a value of it`);
    weights[at] = (weights[at] as number) + weight;
  }
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
