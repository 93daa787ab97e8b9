/** Sentences of claims, which hold or do not, and the two sides of their comparisons. */
import type { ClaimExpression } from "../../model/index.ts";
import type { BracesSyntax, ExpressionSyntax, NameSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { predicateNamed } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { nodeName, nodeNames, readEdge } from "./claimNames.ts";
import { bareCall, PREDICATE_NAMES, readCall } from "./claimPredicates.ts";
import { COMPARISONS } from "./claimReading.ts";
import { Unusable } from "../elaborate/reading.ts";
import { reportUnknown } from "../elaborate/references.ts";
import { placeIn } from "../elaborate/source.ts";

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "^"]);

const RESULT_WORDS = {
  truth: "a truth",
  set: "a set of nodes",
  edges: "a set of arrows",
  sets: "a set of sets",
  number: "a number",
  rule: "a rule",
  values: "values",
} as const;

/** A sentence: something that is true or false. */
export function readTruth(reading: ClaimReading, e: ExpressionSyntax): ClaimExpression {
  const { range } = e;
  const place = placeIn(reading.source, range);
  if (e.kind === "group") return readTruth(reading, e.inner);
  if (e.kind === "unary" && e.operator === "not")
    return { kind: "negation", operand: readTruth(reading, e.operand) };
  if (e.kind === "binary" && (e.operator === "and" || e.operator === "or")) {
    return {
      kind: "logic",
      operator: e.operator,
      left: readTruth(reading, e.left),
      right: readTruth(reading, e.right),
    };
  }
  if (e.kind === "binary" && COMPARISONS.has(e.operator)) {
    const left = readSide(reading, e.left, e.right);
    const right = readSide(reading, e.right, e.left);
    return { kind: "comparison", operator: e.operator as "==", left, right };
  }
  if (e.kind === "call" || e.kind === "name") {
    const call = readCall(reading, e.kind === "name" ? bareCall(e) : e);
    const signature = call.kind === "call" ? predicateNamed(call.name) : undefined;
    if (signature !== undefined && signature.result !== "truth") {
      reading.fail(
        messages.claimShape(
          `\`${signature.name}\` gives ${RESULT_WORDS[signature.result]}, not a truth`,
          `compare it: \`${signature.name}… == …\``,
          place,
        ),
      );
    }
    return call;
  }
  return reading.fail(
    messages.claimShape(
      "a claim is a sentence that holds or does not",
      "for example `control(D, X)` or `value(agent) == 1`",
      place,
    ),
  );
}

/** One side of a comparison; `other` decides what a bare name means. */
export function readSide(
  reading: ClaimReading,
  e: ExpressionSyntax,
  other: ExpressionSyntax,
): ClaimExpression {
  const { range } = e;
  switch (e.kind) {
    case "group":
      return readSide(reading, e.inner, other);
    case "number":
    case "boolean":
      return { kind: "value", value: e.value };
    case "label":
      return { kind: "value", value: e.text };
    case "unary": {
      if (e.operator === "-" && e.operand.kind === "number")
        return { kind: "value", value: -e.operand.value };
      const zero: ClaimExpression = { kind: "value", value: 0 };
      if (e.operator === "-")
        return {
          kind: "arithmetic",
          operator: "-",
          left: zero,
          right: readSide(reading, e.operand, other),
        };
      return { kind: "negation", operand: readTruth(reading, e.operand) };
    }
    case "binary":
      if (ARITHMETIC.has(e.operator)) {
        return {
          kind: "arithmetic",
          operator: e.operator as "+",
          left: readSide(reading, e.left, other),
          right: readSide(reading, e.right, other),
        };
      }
      if (e.operator === "->") return { kind: "edge", ...readEdge(reading, e) };
      return readTruth(reading, e);
    case "tuple":
      return { kind: "tuple", items: e.items.map((item) => readSide(reading, item, other)) };
    case "braces":
      return readSet(reading, e, other);
    case "call":
      return readCall(reading, e);
    case "name":
      return readBareName(reading, e, other);
    case "index":
      return { kind: "name", name: nodeName(reading, e) };
    default:
      return reading.fail(
        messages.claimShape(
          "this has no meaning in a claim",
          "compare predicates with numbers, values or sets",
          placeIn(reading.source, range),
        ),
      );
  }
}

export function readSet(
  reading: ClaimReading,
  e: BracesSyntax,
  other: ExpressionSyntax,
): ClaimExpression {
  const items = e.entries.flatMap(({ value, weight }) => {
    if (weight !== undefined)
      reading.fail(
        messages.claimShape(
          "a set in a claim has no weights",
          "write the members only",
          placeIn(reading.source, weight.range),
        ),
      );
    if (value.kind === "index")
      return nodeNames(reading, value).map((name): ClaimExpression => ({ kind: "name", name }));
    return [readSide(reading, value, other)];
  });
  if (e.of === undefined) return { kind: "set", items };
  if (e.of.text !== "all" && e.of.text !== "chance") {
    reading.fail(
      messages.claimShape(
        `\`of ${e.of.text}\` is not a range of nodes`,
        "write `of chance` or `of all`",
        placeIn(reading.source, e.of.range),
      ),
    );
  }
  return { kind: "set", items, of: e.of.text as "all" | "chance" };
}

/** A node, a label of what the other side is about, a parameter, or a predicate without arguments. */
function readBareName(
  reading: ClaimReading,
  { text, range, quoted }: NameSyntax,
  other: ExpressionSyntax,
): ClaimExpression {
  const value = reading.scope.get(text) ?? reading.model.parameterValues.get(text);
  if (value !== undefined) return { kind: "value", value };
  const isNode = reading.model.templates.get(text)?.dimension === 0;
  const isLabel = reading.model.labels.has(text);
  if (isLabel && (!isNode || (quoted !== true && isAboutValues(other))))
    return { kind: "value", value: text };
  if (isNode) return { kind: "name", name: text };
  if (quoted !== true && predicateNamed(text) !== undefined)
    return readCall(reading, bareCall({ text, range }));
  if (reading.agents.includes(text)) return { kind: "name", name: text };
  reportUnknown(reading.model, text, range, reading.source, "nothing", [
    ...reading.model.labels.keys(),
    ...PREDICATE_NAMES,
  ]);
  throw new Unusable();
}

/** Is the other side of a comparison about values (`policy(D)`, `X`), not about sets of nodes? */
function isAboutValues(e: ExpressionSyntax): boolean {
  if (e.kind === "group") return isAboutValues(e.inner);
  if (e.kind === "call")
    return (
      predicateNamed(e.callee.text)?.result === "rule" ||
      predicateNamed(e.callee.text)?.result === "values" ||
      predicateNamed(e.callee.text)?.result === "number"
    );
  return e.kind === "name" || e.kind === "index";
}
