/**
 * What is compared in questions about causes: what is done (`D = a`, several with `and`), and along
 * which arrows it may act (`D -> M -> Y`, or a set of arrows in braces).
 */
import type { ClaimExpression } from "../../model/index.ts";
import type { ArgumentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import * as messages from "../messages.ts";
import { placeIn } from "../elaborate/source.ts";
import { readEvent } from "./claimEvents.ts";
import { readEdge } from "./claimNames.ts";

/** The word for what agents do by themselves, where something is done otherwise. */
const OPTIMAL = "optimal";

/** `X = x`, a truth-valued X or `not X`, and several of these joined by `and`. */
export function readSetting(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const setting = readEvent(reading, e);
  requireSetting(reading, setting, e);
  return setting;
}

/** A setting, or `optimal`: what is done anyhow. A variable of that name comes first. */
export function readAction(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const isWord =
    e.kind === "name" &&
    e.text === OPTIMAL &&
    e.quoted !== true &&
    !reading.nodes.has(OPTIMAL) &&
    !reading.model.templates.has(OPTIMAL);
  return isWord ? { kind: "name", name: OPTIMAL } : readSetting(reading, e);
}

/** @param e what `read` was read from */
function requireSetting(reading: ClaimReading, read: ClaimExpression, e: ArgumentSyntax): void {
  if (e.kind === "group") return requireSetting(reading, read, e.inner);
  if (read.kind === "logic" && read.operator === "and" && e.kind === "binary") {
    requireSetting(reading, read.left, e.left);
    return requireSetting(reading, read.right, e.right);
  }
  const inner = read.kind === "negation" ? read.operand : read;
  if (inner.kind === "assignment" && inner.value.kind === "value") return;
  reading.fail(
    messages.claimShape(
      "this says what is done: a variable and its value",
      "for example `D = a`, or `D1 = a and D2 = b`",
      placeIn(reading.source, e.range),
    ),
  );
}

/** `A -> B -> C` is two arrows, `{A -> B, A -> C}` are two as well. */
export function readArrows(reading: ClaimReading, e: ArgumentSyntax): ClaimExpression {
  const { range } = e;
  const parts: readonly ExpressionSyntax[] =
    e.kind === "braces"
      ? e.entries.map(({ value }) => value)
      : e.kind === "assignment" || e.kind === "distributed"
        ? []
        : [e];
  const items = parts.flatMap((part) => arrowsOf(reading, part));
  if (items.length > 0) return { kind: "set", items };
  return reading.fail(
    messages.claimShape(
      "arrows are needed here",
      "for example `D -> M -> Y`, or `{D -> M, M -> Y}`",
      placeIn(reading.source, range),
    ),
  );
}

function arrowsOf(reading: ClaimReading, e: ExpressionSyntax): ClaimExpression[] {
  if (e.kind === "group") return arrowsOf(reading, e.inner);
  const stops = stopsOf(e);
  if (stops.length < 2) return [{ kind: "edge", ...readEdge(reading, e) }];
  return stops.slice(1).map((to, i): ClaimExpression => {
    const from = stops[i] as ExpressionSyntax;
    const range = { start: from.range.start, end: to.range.end };
    const arrow: ExpressionSyntax = {
      kind: "binary",
      operator: "->",
      left: from,
      right: to,
      range,
      depth: e.depth,
    };
    return { kind: "edge", ...readEdge(reading, arrow) };
  });
}

/** What stands between the arrows of a chain. */
function stopsOf(e: ExpressionSyntax): ExpressionSyntax[] {
  return e.kind === "binary" && e.operator === "->"
    ? [...stopsOf(e.left), ...stopsOf(e.right)]
    : [e];
}
