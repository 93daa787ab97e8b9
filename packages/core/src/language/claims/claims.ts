/**
 * Claims as data: names resolved against the unrolled model, predicates and the kinds of their
 * arguments checked. What a claim means is decided elsewhere. Here a claim is put together; its
 * parts are read in `claimSentences.ts`, `claimPredicates.ts`, `claimEvents.ts`, `claimNames.ts`.
 */
import type { Claim, Step } from "../../model/index.ts";
import type { TextRange } from "../../base/index.ts";
import type { ClaimItem, ExpressionSyntax, TokenSyntax } from "../syntax/syntax.ts";
import type { Source } from "../elaborate/source.ts";
import type { BuiltNode } from "../elaborate/build.ts";
import type { ClaimReading } from "./claimReading.ts";
import type { ModelInProgress, PendingClaim, PendingStep } from "../elaborate/model.ts";
import * as messages from "../messages.ts";
import { printClaimSentence } from "../print/printClaim.ts";
import { Spelling } from "../print/spelling.ts";
import { unquoted, writeText } from "../syntax/words.ts";
import { readEdge } from "./claimNames.ts";
import { readCall } from "./claimPredicates.ts";
import { resolveStep } from "./steps.ts";
import { readHeld } from "./claimHolding.ts";
import { readSet, readSide, readTruth } from "./claimSentences.ts";
import { Unusable } from "../elaborate/reading.ts";
import { placeIn } from "../elaborate/source.ts";
import { staticValue } from "../elaborate/static.ts";

/** The claims that could be read under the model's own parameters; nothing when it does not load. */
export type ClaimsAtDefaults = () => ReadonlyMap<string, Claim> | undefined;

/** Claims and steps, and where each stands in the loaded text; undefined for those of another file. */
export interface ResolvedClaims {
  readonly claims: readonly Claim[];
  readonly places: readonly (TextRange | undefined)[];
  readonly steps: readonly Step[];
  readonly stepPlaces: readonly (TextRange | undefined)[];
}

/**
 * Claims of a model, resolved; faulty ones are left out with diagnostics. When parameters were
 * overridden, a claim that only makes sense under the model's own ones (it names a later step, say)
 * is not a fault: it stays, marked as saying nothing at these settings.
 */
export function resolveClaims(
  model: ModelInProgress,
  nodes: readonly BuiltNode[],
  agents: readonly string[],
  atDefaults: ClaimsAtDefaults,
): ResolvedClaims {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const spelling = new Spelling({
    nodes,
    agents: agents.map((name) => ({ name })),
    parameters: [...model.parameterValues.keys()].map((name) => ({ name })),
  });
  const claims: Claim[] = [];
  const places: (TextRange | undefined)[] = [];
  for (const pending of model.claims) {
    const claim = resolvedHere(pending);
    if (claim === undefined) continue;
    claims.push(claim);
    places.push(pending.source.file === undefined ? pending.item.range : undefined);
  }
  const steps: Step[] = [];
  const stepPlaces: (TextRange | undefined)[] = [];
  for (const pending of model.steps) {
    const step = stepHere(pending);
    if (step === undefined) continue;
    steps.push(step);
    stepPlaces.push(pending.source.file === undefined ? pending.item.range : undefined);
  }
  return { claims, places, steps, stepPlaces };

  /** A step about what the model has at its own parameters only is left out at others. */
  function stepHere(pending: PendingStep): Step | undefined {
    const forget = model.overrides.size > 0 ? model.reporter.checkpoint() : undefined;
    const step = resolveStep(model, pending, resolvedHere);
    if (step === undefined) forget?.();
    return step;
  }

  function resolvedHere(pending: PendingClaim): Claim | undefined {
    const forget = model.overrides.size > 0 ? model.reporter.checkpoint() : undefined;
    const { errorCount } = model.reporter;
    const reading = readingOf(pending, model, byName, agents);
    const claim = resolveClaim(reading, pending, spelling);
    const key = keyOf(pending);
    if (claim !== undefined && model.reporter.errorCount === errorCount) {
      model.readClaims.set(key, claim);
      return claim;
    }
    const elsewhere = forget === undefined ? undefined : atDefaults()?.get(key);
    if (elsewhere === undefined) return claim;
    const why = model.reporter.lastMessage ?? "it cannot be read";
    forget?.();
    return { ...elsewhere, notAtTheseSettings: why };
  }
}

function keyOf({ item, source, scope }: PendingClaim): string {
  return `${source.file ?? ""} ${item.range.start} ${JSON.stringify([...scope])}`;
}

/** What is asked, read as `read` does; nothing when it cannot be read, and why is reported. */
export function resolveQuestion<T>(
  model: ModelInProgress,
  pending: PendingClaim,
  nodes: readonly BuiltNode[],
  agents: readonly string[],
  read: (reading: ClaimReading) => T,
): T | undefined {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  try {
    return read(readingOf(pending, model, byName, agents));
  } catch (error) {
    if (error instanceof Unusable) return undefined;
    throw error;
  }
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
  spelling: Spelling,
): Claim | undefined {
  try {
    const negated = item.expression.kind === "unary" && item.expression.operator === "not";
    const sentence =
      negated && item.expression.kind === "unary" ? item.expression.operand : item.expression;
    const expression = readTruth(reading, sentence);
    const addedEdges = item.added.map((e) => readEdge(reading, e));
    const removedEdges = item.removed.map((e) => readEdge(reading, e));
    const holding = readHeld(reading, item, expression);
    const tolerance = suffixNumber(reading, item.tolerance);
    const seeds = suffixNumber(reading, item.seeds);
    const claim = {
      expression,
      negated,
      addedEdges,
      removedEdges,
      ...(holding.length === 0 ? {} : { holding }),
      ...(tolerance === undefined ? {} : { tolerance }),
      ...(seeds === undefined ? {} : { seeds }),
    };
    const text =
      scope.size > 0 ? printClaimSentence(claim, spelling) : writtenSentence(source, item);
    return {
      text,
      ...claim,
      ...(item.citation === undefined ? {} : { citation: item.citation.value }),
      ...(item.note === undefined ? {} : { note: item.note.value }),
    };
  } catch (error) {
    if (error instanceof Unusable) return undefined;
    throw error;
  }
}

/** The sentence as it was written, in one line and without comments. */
function writtenSentence({ tree }: Source, { sentence }: ClaimItem): string {
  let text = "";
  let end = sentence.start;
  for (const token of tokensIn(tree.tokens, sentence)) {
    if (token.start > end) text += " ";
    text += token.image.includes("\n") ? writeText(unquoted(token.image)) : token.image;
    end = token.end;
  }
  return text;
}

function tokensIn(
  tokens: readonly TokenSyntax[],
  { start, end }: TextRange,
): readonly TokenSyntax[] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as TokenSyntax).start < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < tokens.length && (tokens[last] as TokenSyntax).end <= end) last++;
  return tokens.slice(low, last);
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
