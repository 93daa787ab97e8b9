/**
 * Comparing what was found with what a claim says. Sets compare without order; `<=` and `>=` read
 * as "is contained in" and "contains". Numbers compare within the claim's tolerance, or else as
 * exactly as they were computed (`precision.ts`). When optimal play allows several values the comparison must come out the same for all
 * of them, otherwise it is undecided.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { ClaimExpression, Value } from "../model/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { Finding, NodesFinding, Open } from "./finding.ts";
import type { Precision } from "./precision.ts";
import { amountText, numberText } from "../base/index.ts";
import { showValue, valuesEqual } from "../model/index.ts";
import { nameOf, nodeOf } from "./claimContext.ts";
import { error, isOpen, truth } from "./finding.ts";
import { equalWithin, termsOf } from "./precision.ts";

type ValuesFinding = Extract<Finding, { kind: "values" }>;

export type ComparisonOperator = Extract<ClaimExpression, { kind: "comparison" }>["operator"];

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

export function compare(
  context: ClaimContext,
  operator: ComparisonOperator,
  left: Finding,
  right: Finding,
  tolerance: number | undefined,
): Finding {
  if (isOpen(left)) return left;
  if (isOpen(right)) return right;
  if (left.kind === "written") {
    if (right.kind === "written")
      return error("this compares two things that are just written down");
    return compare(context, MIRRORED[operator], right, left, tolerance);
  }
  switch (left.kind) {
    case "values":
      return compareValues(operator, left, valuesOf(context, right), tolerance);
    case "nodes":
      return compareNodes(context, operator, left, right);
    case "edges": {
      const wanted = linksOf(context, right);
      if (!Array.isArray(wanted)) return wanted;
      const key = ([a, b]: Link): string => `${a} ${b}`;
      const say = ([a, b]: Link): string => `${nameOf(context, a)} -> ${nameOf(context, b)}`;
      return compareSets(operator, left.edges, wanted, key, say);
    }
    case "sets": {
      if (!left.complete) {
        return { kind: "undecided", reason: "too-many", message: "there are too many to list" };
      }
      const wanted = setsOf(context, right);
      if (!Array.isArray(wanted)) return wanted;
      const key = (set: readonly NodeId[]): string => [...set].sort((a, b) => a - b).join(" ");
      const say = (set: readonly NodeId[]): string =>
        `{${set.map((v) => nameOf(context, v)).join(", ")}}`;
      return compareSets(operator, left.sets, wanted, key, say);
    }
    case "truth": {
      const wanted = right.kind === "truth" ? right.truth : booleanOf(right);
      if (wanted === undefined) return error("a truth compares with true or false only");
      if (operator !== "==" && operator !== "!=") return error("truths have no order");
      return truth(
        (left.truth === wanted) === (operator === "=="),
        left.actual,
        left.why,
        left.verdicts,
      );
    }
  }
}

function compareNodes(
  context: ClaimContext,
  operator: ComparisonOperator,
  found: NodesFinding,
  right: Finding,
): Finding {
  const of =
    right.kind === "written" && right.expression.kind === "set" ? right.expression.of : undefined;
  const range = rangeNamed(context, found, of);
  if (!(range instanceof Set)) return range;
  const wanted = nodesOf(context, right);
  if (!Array.isArray(wanted)) return wanted;
  const members = [...found.present].filter((v) => range.has(v) || wanted.includes(v));
  const unknown = [...found.unknown].filter((v) => range.has(v) || wanted.includes(v));
  const say = (v: NodeId): string => nameOf(context, v);
  const decided = compareSets(operator, members, wanted, String, say, found.verdicts);
  if (unknown.length === 0 || decided.kind !== "truth") return decided;
  const both = compareSets(operator, [...members, ...unknown], wanted, String, say, found.verdicts);
  // Whatever the unknown nodes turn out to be, a node that is missing or too many settles it.
  const settled =
    operator === "==" || operator === "!="
      ? members.some((v) => !wanted.includes(v)) ||
        wanted.some((v) => !members.includes(v) && !unknown.includes(v))
      : both.kind === "truth" && both.truth === decided.truth;
  if (settled) return decided;
  return {
    kind: "undecided",
    reason: "unknown-members",
    message: `nothing is proved about ${unknown.map(say).join(", ")}; present: ${decided.actual}`,
    verdicts: found.verdicts,
  };
}

function rangeNamed(
  context: ClaimContext,
  found: NodesFinding,
  of: string | undefined,
): Set<NodeId> | Open {
  if (of === undefined) return new Set(found.range);
  const { nodes } = context.diagram;
  if (of === "all") return new Set(nodes.map(({ id }) => id));
  if (of !== "chance") return error(`there is no range "of ${of}", only of chance and of all`);
  return new Set(nodes.filter((node) => node.kind === of).map(({ id }) => id));
}

function compareSets<T>(
  operator: ComparisonOperator,
  found: readonly T[],
  wanted: readonly T[],
  key: (item: T) => string,
  say: (item: T) => string,
  verdicts: NodesFinding["verdicts"] = [],
): Finding {
  const have = new Set(found.map(key));
  const want = new Set(wanted.map(key));
  const missing = wanted.filter((item) => !have.has(key(item)));
  const extra = found.filter((item) => !want.has(key(item)));
  const answer = {
    "==": missing.length === 0 && extra.length === 0,
    "!=": missing.length > 0 || extra.length > 0,
    "<=": extra.length === 0,
    ">=": missing.length === 0,
    "<": extra.length === 0 && missing.length > 0,
    ">": missing.length === 0 && extra.length > 0,
  }[operator];
  const actual = `{${found.map(say).join(", ")}}`;
  const parts: string[] = [];
  if (missing.length > 0) parts.push(`without ${missing.map(say).join(", ")}`);
  if (extra.length > 0) parts.push(`with ${extra.map(say).join(", ")} besides`);
  const why = `found ${actual}, ${parts.join(" and ")}`;
  return truth(answer, actual, parts.length === 0 ? undefined : why, verdicts);
}

function compareValues(
  operator: ComparisonOperator,
  { values: found, detail, precision }: ValuesFinding,
  right: ValuesFinding | Open,
  tolerance: number | undefined,
): Finding {
  if (right.kind !== "values") return right;
  const answers = new Set<boolean>();
  const equality = tolerance ?? precisionOfBoth(precision, right.precision);
  for (const a of found) {
    for (const b of right.values) {
      const answer = holds(operator, a, b, equality);
      if (answer === undefined) return error(`${showValue(a)} and ${showValue(b)} have no order`);
      answers.add(answer);
    }
  }
  const actual = found.map((one) => shown(one, precision)).join(" or ");
  const [answer] = answers;
  if (answer === undefined) return error("there is nothing to compare");
  if (answers.size > 1) {
    return {
      kind: "undecided",
      reason: "not-unique",
      message: detail ?? `optimal play allows several: ${actual}`,
    };
  }
  return truth(
    answer,
    actual,
    detail === undefined ? `found ${actual}` : `found ${actual}: ${detail}`,
  );
}

/** The coarser of the two sides: a probability is exact only beside what is written or another. */
export function precisionOfBoth(
  left: Precision | undefined,
  right: Precision | undefined,
): Precision | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (left.kind === "probability")
    return right.kind === "probability"
      ? { kind: "probability", noise: () => Math.max(left.noise(), right.noise()) }
      : right;
  if (right.kind === "probability") return left;
  return left.kind === "bounded" && right.kind === "bounded"
    ? { kind: "bounded", error: left.error + right.error }
    : { kind: "sum", scale: () => Math.max(termsOf(left), termsOf(right)) };
}

/**
 * One value against another; undefined when they have no order. `equality` is the claim's own
 * tolerance, or how exact the numbers are.
 */
export function holds(
  operator: ComparisonOperator,
  a: Value,
  b: Value,
  equality?: number | Precision,
): boolean | undefined {
  const equal = areEqual(a, b, equality);
  if (operator === "==") return equal;
  if (operator === "!=") return !equal;
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  // Values within the tolerance are equal, so they are neither less nor greater.
  if (operator === "<=") return a < b || equal;
  if (operator === ">=") return a > b || equal;
  return operator === "<" ? a < b && !equal : a > b && !equal;
}

function areEqual(a: Value, b: Value, equality: number | Precision | undefined): boolean {
  if (typeof a !== "number" || typeof b !== "number" || equality === undefined)
    return valuesEqual(a, b);
  return typeof equality === "number" ? Math.abs(a - b) <= equality : equalWithin(a, b, equality);
}

/** A computed number without the noise of computing, other values as they are written. */
function shown(value: Value, precision: Precision | undefined): string {
  if (typeof value !== "number") return showValue(value);
  if (precision === undefined) return Number.isFinite(value) ? showValue(value) : numberText(value);
  const text = precision.kind === "sum" ? amountText : numberText;
  return text(value, { full: 15 });
}

/** What stands on the other side of a number or an action. */
function valuesOf(context: ClaimContext, finding: Finding): ValuesFinding | Open {
  if (finding.kind === "values") return finding;
  if (isOpen(finding)) return finding;
  if (finding.kind === "truth") return { kind: "values", values: [finding.truth] };
  if (finding.kind !== "written") return error("a number or a value is needed here");
  const value = valueOf(context, finding.expression);
  return value === undefined
    ? error("a number or a value is needed here")
    : { kind: "values", values: [value] };
}

/** A value as written; a name that is not a parameter is a label. */
export function valueOf(context: ClaimContext, expression: ClaimExpression): Value | undefined {
  if (expression.kind === "value") return expression.value;
  if (expression.kind === "name") {
    const parameter = context.diagram.parameters.find(({ name }) => name === expression.name);
    return parameter?.value ?? expression.name;
  }
  if (expression.kind === "tuple") {
    const items = expression.items.map((item) => valueOf(context, item));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  return undefined;
}

function booleanOf(finding: Finding): boolean | undefined {
  if (finding.kind !== "written" || finding.expression.kind !== "value") return undefined;
  return typeof finding.expression.value === "boolean" ? finding.expression.value : undefined;
}

function itemsOf(finding: Finding): readonly ClaimExpression[] | Open {
  if (finding.kind === "written" && finding.expression.kind === "set")
    return finding.expression.items;
  return error("a set in braces is needed here");
}

function nodesOf(context: ClaimContext, finding: Finding): NodeId[] | Open {
  if (finding.kind === "nodes") return [...finding.present].filter((v) => finding.range.has(v));
  const items = itemsOf(finding);
  return Array.isArray(items) ? nodeList(context, items) : (items as Open);
}

function nodeList(context: ClaimContext, items: readonly ClaimExpression[]): NodeId[] | Open {
  const nodes: NodeId[] = [];
  for (const item of items) {
    const node = nodeOf(context, item);
    if (typeof node !== "number") return node;
    nodes.push(node);
  }
  return nodes;
}

function linksOf(context: ClaimContext, finding: Finding): Link[] | Open {
  if (finding.kind === "edges") return [...finding.edges];
  const items = itemsOf(finding);
  if (!Array.isArray(items)) return items as Open;
  const links: Link[] = [];
  for (const item of items as readonly ClaimExpression[]) {
    if (item.kind !== "edge") return error("a set of arrows A -> B is needed here");
    const from = context.diagram.idOf(item.from);
    const to = context.diagram.idOf(item.to);
    if (from === undefined || to === undefined) {
      return error(
        `no variable is called ${from === undefined ? item.from : item.to}`,
        "unknown-name",
      );
    }
    links.push([from, to]);
  }
  return links;
}

function setsOf(context: ClaimContext, finding: Finding): NodeId[][] | Open {
  if (finding.kind === "sets") return finding.sets.map((set) => [...set]);
  const items = itemsOf(finding);
  if (!Array.isArray(items)) return items as Open;
  const sets: NodeId[][] = [];
  for (const item of items as readonly ClaimExpression[]) {
    if (item.kind !== "set") return error("a set of sets {{A, B}, {C}} is needed here");
    const nodes = nodeList(context, item.items);
    if (!Array.isArray(nodes)) return nodes;
    sets.push(nodes);
  }
  return sets;
}
