/**
 * Claims as data: names resolved against the unrolled model, predicates and the kinds of their
 * arguments checked. What a claim means is decided elsewhere. Here a claim is put together; its
 * parts are read in `claimSentences.ts`, `claimPredicates.ts`, `claimEvents.ts`, `claimNames.ts`.
 */
import type { Claim } from "../../model/index.ts";
import type { ExpressionSyntax } from "../syntax/syntax.ts";
import type { BuiltNode } from "../elaborate/build.ts";
import type { ClaimReading } from "./claimReading.ts";
import type { ModelInProgress, PendingClaim } from "../elaborate/model.ts";
import * as messages from "../messages.ts";
import { printClaimSentence } from "../print/printClaim.ts";
import { readEdge } from "./claimNames.ts";
import { readCall } from "./claimPredicates.ts";
import { readSet, readSide, readTruth } from "./claimSentences.ts";
import { Unusable } from "../elaborate/reading.ts";
import { placeIn } from "../elaborate/source.ts";
import { staticValue } from "../elaborate/static.ts";

/** Claims of a model, resolved; faulty ones are left out with diagnostics. */
export function resolveClaims(
  model: ModelInProgress,
  nodes: readonly BuiltNode[],
  agents: readonly string[],
): Claim[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return model.claims.flatMap((pending) => {
    const reading = readingOf(pending, model, byName, agents);
    return resolveClaim(reading, pending) ?? [];
  });
}

function readingOf(
  { scope, source }: PendingClaim,
  model: ModelInProgress,
  nodes: ReadonlyMap<string, BuiltNode>,
  agents: readonly string[],
): ClaimReading {
  const reading: ClaimReading = {
    model,
    nodes,
    agents,
    scope,
    source,
    side: (e, other) => readSide(reading, e, other),
    set: (e, other) => readSet(reading, e, other),
    call: (e) => readCall(reading, e),
    fail: (diagnostic) => {
      model.reporter.add(diagnostic);
      throw new Unusable();
    },
  };
  return reading;
}

function resolveClaim(
  reading: ClaimReading,
  { item, source, scope }: PendingClaim,
): Claim | undefined {
  try {
    const negated = item.expression.kind === "unary" && item.expression.operator === "not";
    const sentence =
      negated && item.expression.kind === "unary" ? item.expression.operand : item.expression;
    const expression = readTruth(reading, sentence);
    const addedEdges = item.added.map((e) => readEdge(reading, e));
    const removedEdges = item.removed.map((e) => readEdge(reading, e));
    const tolerance = suffixNumber(reading, item.tolerance);
    const seeds = suffixNumber(reading, item.seeds);
    const claim = {
      expression,
      negated,
      addedEdges,
      removedEdges,
      ...(tolerance === undefined ? {} : { tolerance }),
      ...(seeds === undefined ? {} : { seeds }),
    };
    const written = source.tree.text.slice(item.sentence.start, item.sentence.end);
    const text =
      scope.size > 0 ||
      source.tree.comments.some(
        (c) => c.range.start > item.sentence.start && c.range.end < item.sentence.end,
      )
        ? printClaimSentence(claim)
        : written.replace(/\s+/g, " ");
    return {
      text,
      ...claim,
      ...(item.citation === undefined ? {} : { citation: item.citation.value }),
      ...(item.note === undefined ? {} : { note: item.note.value }),
      ...(source.file === undefined ? { range: item.range } : {}),
    };
  } catch (error) {
    if (error instanceof Unusable) return undefined;
    throw error;
  }
}

function suffixNumber(reading: ClaimReading, e: ExpressionSyntax | undefined): number | undefined {
  if (e === undefined) return undefined;
  const value = staticValue(reading.model, e, reading.scope);
  if (typeof value === "number") return value;
  return reading.fail(
    messages.claimShape(
      "a number is needed here",
      "for example `within 0.01` or `seeds 20`",
      placeIn(reading.source, e.range),
    ),
  );
}
