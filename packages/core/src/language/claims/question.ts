/**
 * Questions: what a claim compares, asked for itself. `P(A, B | C = c)` with variables that stand
 * alone is a table: a row for each of their values together.
 */
import type { ClaimExpression } from "../../model/index.ts";
import type { ArgumentSyntax, CallSyntax, ClaimItem, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { predicateNamed } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "../elaborate/source.ts";
import { readEvent } from "./claimEvents.ts";
import { nodeName } from "./claimNames.ts";
import { readSide } from "./claimSentences.ts";
import { finiteDomainOf, readComponent } from "./claimValues.ts";

export type Question =
  /** One number, action or list of values. */
  | { readonly kind: "number"; readonly expression: ClaimExpression }
  | {
      readonly kind: "table";
      readonly predicate: "P" | "would";
      /** The variables that stand alone before the bar: a row for each of their values. */
      readonly variables: readonly string[];
      /** What else is to hold. */
      readonly event: readonly ClaimExpression[];
      /** Variables that stand alone after the bar and are not truth-valued: a table for each. */
      readonly conditions: readonly string[];
      readonly given: readonly ClaimExpression[];
    };

const ANSWERED: ReadonlySet<string> = new Set(["number", "rule", "values"]);

export function readQuestion(reading: ClaimReading, item: ClaimItem): Question {
  const { expression: e } = item;
  const place = placeIn(reading.source, e.range);
  const isMore =
    item.added.length + item.removed.length > 0 ||
    item.tolerance !== undefined ||
    item.seeds !== undefined ||
    item.citation !== undefined ||
    item.note !== undefined;
  if (isMore)
    reading.fail(
      messages.claimShape(
        "a question ends here: `with`, `without`, `holding`, `within`, `seeds` belong to claims",
        "ask the claim with `cidery ask`",
        place,
      ),
    );
  const table = readTable(reading, e);
  if (table !== undefined) return table;
  const expression = readSide(reading, e, e);
  const call = expression.kind === "call" || expression.kind === "name" ? expression.name : "";
  const isNumber =
    expression.kind === "arithmetic" ||
    (expression.kind === "call" && predicateNamed(call) === undefined) ||
    ANSWERED.has(predicateNamed(call)?.result ?? "");
  if (isNumber) return { kind: "number", expression };
  return reading.fail(
    messages.claimShape(
      "this is not a question about a number",
      "ask `P(X = a | Y = b)`, `E(U)`, `value(agent)`, `mpe`; whether a claim holds is answered by `cidery ask`",
      place,
    ),
  );
}

/** Undefined when no variable stands alone. */
function readTable(reading: ClaimReading, e: ExpressionSyntax): Question | undefined {
  if (e.kind === "group") return readTable(reading, e.inner);
  if (!isTabled(e)) return undefined;
  const variables: string[] = [];
  const event: ClaimExpression[] = [];
  for (const argument of e.arguments) {
    const name = aloneIn(reading, argument);
    if (name === undefined) event.push(...readEvents(reading, e, [argument], []));
    else {
      if (variables.includes(name)) reading.fail(namedTwice(reading, name, argument));
      variables.push(name);
    }
  }
  const conditions: string[] = [];
  const given: ArgumentSyntax[] = [];
  for (const condition of e.given ?? []) {
    const name = aloneIn(reading, condition);
    const isTruth = name !== undefined && finiteDomainOf(reading, name)?.values.includes(true);
    if (name === undefined || isTruth === true) given.push(condition);
    else if (conditions.includes(name)) reading.fail(namedTwice(reading, name, condition));
    else conditions.push(name);
  }
  if (variables.length === 0 && conditions.length === 0) return undefined;
  const conditional = readEvents(reading, e, [], given);
  const both = variables.find((name) => conditions.includes(name));
  if (both !== undefined) reading.fail(namedTwice(reading, both, e));
  const predicate = predicateNamed(e.callee.text)?.name === "would" ? "would" : "P";
  return { kind: "table", predicate, variables, event, conditions, given: conditional };
}

function isTabled(e: ExpressionSyntax): e is CallSyntax {
  if (e.kind !== "call" || e.receiver !== undefined || e.callee.quoted === true) return false;
  const name = predicateNamed(e.callee.text)?.name;
  return name === "P" || name === "would";
}

/** The one variable that an argument consists of. */
function aloneIn(reading: ClaimReading, e: ArgumentSyntax): string | undefined {
  if (e.kind === "group") return aloneIn(reading, e.inner);
  if (e.kind !== "name" && e.kind !== "index") return undefined;
  if (readComponent(reading, e) !== undefined) return undefined;
  const name = e.kind === "index" ? e.target : e;
  const isNode =
    name.kind === "name" &&
    (reading.model.templates.has(name.text) || (e.kind === "name" && reading.nodes.has(name.text)));
  return isNode ? nodeName(reading, e) : undefined;
}

/** Events or conditions, read as arguments of the same predicate so that the same rules hold. */
function readEvents(
  reading: ClaimReading,
  e: CallSyntax,
  events: readonly ArgumentSyntax[],
  given: readonly ArgumentSyntax[],
): readonly ClaimExpression[] {
  const filler: ArgumentSyntax[] = events.length > 0 ? [...events] : [];
  if (filler.length > 0) {
    const call = reading.call({ ...e, arguments: filler, given: [] });
    return call.kind === "call" ? call.arguments : [];
  }
  return given.map((condition) => readEvent(reading, condition));
}

function namedTwice(reading: ClaimReading, name: string, e: ArgumentSyntax) {
  return messages.claimShape(
    `\`${name}\` is named twice`,
    "name every variable once",
    placeIn(reading.source, e.range),
  );
}
