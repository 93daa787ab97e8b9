/** Predicates of claims: which there are, and whether each argument is of the kind it wants. */
import type { ArgumentKind, ClaimExpression, PredicateSignature } from "../../model/index.ts";
import type { ArgumentSyntax, CallSyntax, ExpressionSyntax, NameSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { nearestName } from "../../base/index.ts";
import { PREDICATES, predicateNamed } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { readEvent } from "./claimEvents.ts";
import { readQuantity } from "./claimValues.ts";
import { nodeName, nodeNames, requireAgent } from "./claimNames.ts";
import { readAction, readArrows, readSetting } from "./claimSettings.ts";
import { Unusable } from "../elaborate/reading.ts";
import { reportUnknown } from "../elaborate/references.ts";
import { placeIn } from "../elaborate/source.ts";

/** Functions of claims that are not predicates. */
const CLAIM_FUNCTIONS: ReadonlySet<string> = new Set(["count", "do", "abs"]);
export const PREDICATE_NAMES: readonly string[] = PREDICATES.flatMap((p) => [p.name, ...p.aliases]);

const KIND_WORDS: Readonly<Record<ArgumentKind, string>> = {
  node: "a variable",
  decision: "a decision",
  utility: "a utility",
  agent: "an agent",
  "agent-or-decision": "an agent or a decision",
  "node-set": "a variable or a set of variables",
  event: "an event",
  quantity: "a variable or a calculation with variables",
  setting: "what is done",
  action: "what is done",
  arrows: "arrows",
  word: "a word",
  number: "a number",
  any: "something",
};

export function readCall(reading: ClaimReading, e: CallSyntax): ClaimExpression {
  const name = e.callee.text;
  const place = placeIn(reading.source, e.callee.range);
  if (e.receiver !== undefined) requireAgent(reading, e.receiver.text, e.receiver.range);
  const receiver = e.receiver === undefined ? {} : { receiver: e.receiver.text };
  const given = e.given ?? [];
  if (CLAIM_FUNCTIONS.has(name) && e.callee.quoted !== true) {
    const list = e.arguments.map((a) =>
      name === "do" ? readForced(reading, a) : readCountable(reading, a),
    );
    return { kind: "call", name, ...receiver, arguments: list, given: [] };
  }
  const signature = e.callee.quoted === true ? undefined : predicateNamed(name);
  if (signature === undefined) {
    return reading.fail(
      messages.unknownPredicate(
        name,
        nearestName(name, [...PREDICATE_NAMES, "count"]),
        ["control", "info", "response", "requisite", "dsep", "value", "policy", "P"],
        place,
      ),
    );
  }
  if (given.length > 0 && signature.given === undefined) {
    reading.fail(
      messages.claimGiven(name, placeIn(reading.source, (given[0] as ExpressionSyntax).range)),
    );
  }
  return {
    kind: "call",
    name: signature.name,
    ...receiver,
    arguments: readArguments(reading, signature, e),
    given: given.map((a) => readCondition(reading, signature, a)),
  };
}

function readCondition(
  reading: ClaimReading,
  signature: PredicateSignature,
  a: ArgumentSyntax,
): ClaimExpression {
  const condition = readArgument(reading, signature.given ?? "any", a, signature.name);
  // Inside `not`, `and` and `or` only events have a meaning.
  if (condition.kind === "negation" || condition.kind === "logic")
    requireEvent(reading, condition, a);
  return condition;
}

/** What `do(…)` sets: `X = x`, `X ~ …`, a truth-valued X or `not X`. */
function readForced(reading: ClaimReading, a: ArgumentSyntax): ClaimExpression {
  const forced = readEvent(reading, a);
  const inner = forced.kind === "negation" ? forced.operand : forced;
  const isSet =
    (inner.kind === "assignment" && inner.value.kind === "value") ||
    (forced.kind === "distributed" && forced.likelihood !== true);
  if (isSet) return forced;
  return reading.fail(
    messages.claimShape(
      "`do` sets variables to values or distributions",
      "for example `do(X = x)` or `do(X ~ bernoulli(0.5))`; a set of values is evidence: write it without `do`",
      placeIn(reading.source, a.range),
    ),
  );
}

/** The argument of `count(…)`: a predicate, with or without arguments, or a set. */
function readCountable(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  if (e.kind === "assignment" || e.kind === "distributed") return readEvent(reading, e);
  if (e.kind === "call") return readCall(reading, e);
  if (e.kind === "name" && e.quoted !== true && predicateNamed(e.text) !== undefined)
    return readCall(reading, bareCall(e));
  return reading.side(e, e);
}

function readArguments(
  reading: ClaimReading,
  signature: PredicateSignature,
  e: CallSyntax,
): ClaimExpression[] {
  const kinds = [...signature.arguments];
  const written = e.arguments;
  const required = kinds.filter((k) => k.optional !== true).length;
  const [first] = kinds;
  // `voc(robot, X)`: an agent may stand in front where the signature only has nodes.
  const [leading] = written;
  if (
    leading?.kind === "name" &&
    first?.kind === "node" &&
    written.length === kinds.length + 1 &&
    reading.agents.includes(leading.text)
  ) {
    kinds.unshift({ kind: "agent", name: "agent" });
  }
  const hasRest = kinds.some((k) => k.rest === true) || first?.kind === "event";
  if (written.length < required || (written.length > kinds.length && !hasRest)) {
    const wanted = required === kinds.length ? `${required}` : `${required} to ${kinds.length}`;
    reading.fail(
      messages.wrongArgumentCount(
        signature.name,
        `${wanted} ${kinds.length === 1 ? "argument" : "arguments"}`,
        written.length,
        placeIn(reading.source, e.range),
      ),
    );
  }
  return written.map((a, i) => {
    const kind = (kinds[i] ?? kinds[kinds.length - 1])?.kind ?? "any";
    const argument = readArgument(reading, kind, a, signature.name);
    if (kind === "event") requireEvent(reading, argument, a);
    return argument;
  });
}

/** Interventions and soft evidence are conditions: they stand after the bar, not before it. */
function requireEvent(reading: ClaimReading, read: ClaimExpression, e: ArgumentSyntax): void {
  if (e.kind === "group") return requireEvent(reading, read, e.inner);
  if (read.kind === "negation" && e.kind === "unary")
    return requireEvent(reading, read.operand, e.operand);
  if (read.kind === "logic" && e.kind === "binary") {
    requireEvent(reading, read.left, e.left);
    return requireEvent(reading, read.right, e.right);
  }
  const word =
    read.kind === "distributed" ? "a distribution" : read.kind === "call" ? "`do`" : undefined;
  if (word !== undefined)
    reading.fail(
      messages.claimShape(
        `${word} is a condition, not an event`,
        "write it after the bar: `P(X = x | do(Z = 0), Y ~ {a: 0.3, b: 0.7})`",
        placeIn(reading.source, e.range),
      ),
    );
}

function readArgument(
  reading: ClaimReading,
  kind: ArgumentKind,
  e: ArgumentSyntax,
  predicate: string,
): ClaimExpression {
  const { range } = e;
  const place = placeIn(reading.source, range);
  if (kind === "event") return readEvent(reading, e);
  if (kind === "quantity") return readQuantity(reading, e);
  if (kind === "setting") return readSetting(reading, e);
  if (kind === "action") return readAction(reading, e);
  if (kind === "arrows") return readArrows(reading, e);
  if (e.kind === "assignment" || e.kind === "distributed") {
    return reading.fail(messages.claimArgument(predicate, KIND_WORDS[kind], "an event", place));
  }
  const inner = e.kind === "group" ? e.inner : e;
  switch (kind) {
    case "word":
      if (inner.kind === "name") return { kind: "name", name: inner.text };
      break;
    case "number":
      return reading.side(inner, inner);
    case "any":
      return readCountable(reading, inner);
    case "node-set":
      if (inner.kind === "braces") return reading.set(inner, inner);
      return nodeSetMember(reading, inner);
    case "agent":
      if (inner.kind === "name") {
        requireAgent(reading, inner.text, inner.range);
        return { kind: "name", name: inner.text };
      }
      break;
    case "agent-or-decision":
      if (
        inner.kind === "name" &&
        reading.agents.includes(inner.text) &&
        !reading.model.templates.has(inner.text)
      )
        return { kind: "name", name: inner.text };
      if (inner.kind === "name" && !reading.model.templates.has(inner.text)) {
        reportUnknown(
          reading.model,
          inner.text,
          inner.range,
          reading.source,
          "no agent or decision",
          reading.agents,
        );
        throw new Unusable();
      }
      return nodeOfKind(reading, inner, "decision", predicate);
    case "decision":
    case "utility":
      return nodeOfKind(reading, inner, kind, predicate);
    case "node":
      if (inner.kind === "name" || inner.kind === "index")
        return { kind: "name", name: nodeName(reading, inner) };
      break;
  }
  return reading.fail(messages.claimArgument(predicate, KIND_WORDS[kind], "this", place));
}

function nodeSetMember(reading: ClaimReading, e: ExpressionSyntax): ClaimExpression {
  const names = nodeNames(reading, e);
  const items = names.map((name): ClaimExpression => ({ kind: "name", name }));
  return items.length === 1 ? (items[0] as ClaimExpression) : { kind: "set", items };
}

function nodeOfKind(
  reading: ClaimReading,
  e: ExpressionSyntax,
  kind: "decision" | "utility",
  predicate: string,
): ClaimExpression {
  const name = nodeName(reading, e);
  const node = reading.nodes.get(name);
  if (node !== undefined && node.kind !== kind) {
    const place = placeIn(reading.source, e.range);
    reading.fail(
      messages.claimArgument(
        predicate,
        KIND_WORDS[kind],
        `the ${node.kind} ${node.kind === "utility" ? "" : "variable "}\`${name}\``,
        place,
      ),
    );
  }
  return { kind: "name", name };
}

/** A predicate without arguments, as in `optimal`. */
export function bareCall({ text, range, quoted }: NameSyntax): CallSyntax {
  const callee: NameSyntax = quoted === true ? { text, range, quoted } : { text, range };
  return { kind: "call", callee, arguments: [], range, depth: 1 };
}
