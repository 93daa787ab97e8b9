/** What a claim's sentence evaluates to, part by part. */
import type { ClaimExpression, PredicateSignature } from "../model/index.ts";
import type { ClaimFamily } from "./claimResult.ts";
import type { Call, ClaimContext } from "./claimContext.ts";
import type { Finding } from "./finding.ts";
import type { Precision } from "./precision.ts";
import type { Meaning } from "./graphPredicates.ts";
import { predicateNamed, takesHolding } from "../model/index.ts";
import { compare, holds, precisionOfBoth, valueOf } from "./comparison.ts";
import { EMPIRICAL_MEANINGS } from "./empiricalPredicates.ts";
import { EXACT_MEANINGS } from "./exactPredicates.ts";
import { error, isOpen, truth } from "./finding.ts";
import { GRAPH_MEANINGS } from "./graphPredicates.ts";
import { joinedPrecision } from "./precision.ts";
import { calculate } from "./claimEvents.ts";

/** The meaning of every predicate in the vocabulary, by its name. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  ...GRAPH_MEANINGS,
  ...EXACT_MEANINGS,
  ...EMPIRICAL_MEANINGS,
};

export function evaluateClaim(
  context: ClaimContext,
  expression: ClaimExpression,
  tolerance: number | undefined,
): Finding {
  const evaluate = (part: ClaimExpression): Finding => evaluateClaim(context, part, tolerance);
  switch (expression.kind) {
    case "comparison": {
      const left = evaluate(expression.left);
      const right = evaluate(expression.right);
      watched(context, expression, left, right, tolerance);
      return compare(context, expression.operator, left, right, tolerance);
    }
    case "logic":
      return joined(expression.operator, evaluate(expression.left), evaluate(expression.right));
    case "negation":
      return negated(evaluate(expression.operand));
    case "arithmetic":
      // A remainder jumps: it is for the values of variables, not for rounded answers.
      if (expression.operator === "%") return { kind: "written", expression };
      return calculated(
        context,
        expression.operator,
        evaluate(expression.left),
        evaluate(expression.right),
      );
    case "call":
      return called(context, expression, tolerance);
    case "name": {
      const isVariable = context.diagram.idOf(expression.name) !== undefined;
      const predicate = isVariable ? undefined : predicateNamed(expression.name);
      if (predicate === undefined) return { kind: "written", expression };
      return called(context, bare(expression.name), tolerance);
    }
    case "value":
    case "set":
    case "tuple":
    case "edge":
    case "assignment":
    case "membership":
    case "distributed":
      return { kind: "written", expression };
  }
}

/** The most demanding family among a claim's predicates. */
export function familyOf(expression: ClaimExpression): ClaimFamily {
  const families = predicatesIn(expression).map(({ family }) => family);
  return families.includes("empirical")
    ? "empirical"
    : families.includes("exact")
      ? "exact"
      : "graph";
}

/** Can rules be held for all that the claim says? */
export function mayHold(expression: ClaimExpression): boolean {
  return predicatesIn(expression).every(takesHolding);
}

function predicatesIn(expression: ClaimExpression): PredicateSignature[] {
  const found: PredicateSignature[] = [];
  const visit = (part: ClaimExpression): void => {
    const predicate =
      part.kind === "call" || part.kind === "name" ? predicateNamed(part.name) : undefined;
    if (predicate !== undefined) found.push(predicate);
    switch (part.kind) {
      case "comparison":
      case "arithmetic":
      case "logic":
        visit(part.left);
        visit(part.right);
        break;
      case "negation":
        visit(part.operand);
        break;
      case "call":
        if (part.name === "count" || part.name === "abs") part.arguments.forEach(visit);
        break;
      default:
        break;
    }
  };
  visit(expression);
  return found;
}

function watched(
  context: ClaimContext,
  comparison: ClaimExpression,
  left: Finding,
  right: Finding,
  tolerance: number | undefined,
): void {
  if (context.watch === undefined || isOpen(left) || isOpen(right)) return;
  const a = numbersOf(context, left);
  const b = numbersOf(context, right);
  if (!Array.isArray(a) || !Array.isArray(b)) return;
  const equality = tolerance ?? precisionOfBoth(precisionOf(left), precisionOf(right));
  for (const x of a)
    for (const y of b)
      context.watch(comparison, holds("==", x, y, equality) === true ? 0 : Math.sign(x - y));
}

function bare(name: string): Call {
  return { kind: "call", name, arguments: [], given: [] };
}

function called(context: ClaimContext, call: Call, tolerance: number | undefined): Finding {
  if (call.name === "abs") {
    const [argument] = call.arguments;
    if (argument === undefined) return error("abs needs a number");
    const inside = evaluateClaim(context, argument, tolerance);
    const numbers = numbersOf(context, inside);
    if (!Array.isArray(numbers)) return numbers;
    const precision = precisionOf(inside);
    return {
      kind: "values",
      values: numbers.map(Math.abs),
      ...(precision === undefined ? {} : { precision }),
    };
  }
  if (call.name === "count") {
    const [argument] = call.arguments;
    if (argument === undefined) return error("count needs a set to count");
    return counted(evaluateClaim(context, argument, tolerance));
  }
  const predicate = predicateNamed(call.name);
  const meaning = predicate === undefined ? undefined : MEANINGS[predicate.name];
  if (predicate === undefined || meaning === undefined) {
    return error(`there is no predicate ${call.name}`, "unknown-predicate");
  }
  const needed = predicate.arguments.filter(({ optional }) => optional !== true).length;
  if (call.arguments.length < needed) {
    const names = predicate.arguments.map(({ name }) => name).join(", ");
    return error(`${predicate.name} needs more arguments: ${predicate.name}(${names})`);
  }
  return meaning(context, call);
}

function counted(finding: Finding): Finding {
  if (isOpen(finding)) return finding;
  switch (finding.kind) {
    case "nodes": {
      if (finding.unknown.size > 0) {
        return {
          kind: "undecided",
          reason: "unknown-members",
          message: "some verdicts are unknown",
        };
      }
      const inRange = [...finding.present].filter((v) => finding.range.has(v));
      return { kind: "values", values: [inRange.length] };
    }
    case "edges":
      return { kind: "values", values: [finding.edges.length] };
    case "sets":
      if (finding.complete) return { kind: "values", values: [finding.sets.length] };
      return { kind: "undecided", reason: "too-many", message: "there are too many to list" };
    default:
      return error("count needs a set to count");
  }
}

function negated(finding: Finding): Finding {
  if (isOpen(finding)) return finding;
  if (finding.kind !== "truth") return error("only a truth can be negated");
  return { ...finding, truth: !finding.truth };
}

/** Kleene's logic: one side may settle the whole while the other is open. */
function joined(operator: "and" | "or", left: Finding, right: Finding): Finding {
  const settles = operator === "or";
  for (const side of [left, right])
    if (side.kind === "truth" && side.truth === settles) return side;
  for (const side of [left, right]) {
    if (isOpen(side)) return side;
    if (side.kind !== "truth") return error(`both sides of ${operator} must be true or false`);
  }
  if (left.kind !== "truth" || right.kind !== "truth") return error("both sides must be truths");
  const why = [left.why, right.why].filter((part) => part !== undefined).join("; ");
  const verdicts = [...left.verdicts, ...right.verdicts];
  const actual = `${left.actual} ${operator} ${right.actual}`;
  return truth(!settles, actual, why === "" ? undefined : why, verdicts);
}

function calculated(
  context: ClaimContext,
  operator: "+" | "-" | "*" | "/" | "^",
  left: Finding,
  right: Finding,
): Finding {
  const a = numbersOf(context, left);
  if (!Array.isArray(a)) return a;
  const b = numbersOf(context, right);
  if (!Array.isArray(b)) return b;
  const values = a.flatMap((x) => b.map((y) => calculate(operator, [x, y])));
  if (values.every(Number.isFinite)) {
    const [one, other] = [precisionOf(left), precisionOf(right)];
    if (one === undefined && other === undefined) return { kind: "values", values };
    const precision = joinedPrecision(
      { values: a, precision: one },
      { values: b, precision: other },
    );
    return { kind: "values", values, precision };
  }
  return {
    kind: "undecided",
    reason: "undefined",
    message: "this calculation has no finite result",
  };
}

function precisionOf(finding: Finding): Precision | undefined {
  return finding.kind === "values" ? finding.precision : undefined;
}

function numbersOf(
  context: ClaimContext,
  finding: Finding,
): number[] | Exclude<Finding, { kind: "truth" }> {
  if (isOpen(finding)) return finding;
  let values: readonly unknown[] = [];
  if (finding.kind === "values") values = finding.values;
  else if (finding.kind === "written") values = [valueOf(context, finding.expression)];
  const numbers = values.filter((value): value is number => typeof value === "number");
  if (numbers.length === values.length && numbers.length > 0) return numbers;
  return error("a number is needed here");
}
