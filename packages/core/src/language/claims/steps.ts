/**
 * Steps resolved: `story` and `ask` lines with their names looked up in the unrolled model. What is
 * pinned and what ends a task are claims, and are read as claims are.
 */
import type { Claim, Step } from "../../model/index.ts";
import type { ExpressionSyntax } from "../syntax/syntax.ts";
import type { ModelInProgress, PendingClaim, PendingStep } from "../elaborate/model.ts";
import { predicateNamed } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { slotsOf } from "../elaborate/references.ts";
import { placeIn } from "../elaborate/source.ts";

/** The step, or undefined with a diagnostic. @param read reads a claim of the same file and loops */
export function resolveStep(
  model: ModelInProgress,
  { item, source, scope }: PendingStep,
  read: (claim: PendingClaim) => Claim | undefined,
): Step | undefined {
  if (item.kind === "ask") {
    const until = read({ item: item.until, source, scope });
    return until === undefined ? undefined : { kind: "ask", text: item.text.value, until };
  }
  const show = shown(model, item.show, { source, scope });
  const pin = item.pin === undefined ? undefined : read({ item: item.pin, source, scope });
  if (show === undefined || (item.pin !== undefined && pin === undefined)) return undefined;
  if (item.pin !== undefined && pin !== undefined && !isVerdict(pin)) {
    model.reporter.add(messages.pinShape(placeIn(source, item.pin.range)));
    return undefined;
  }
  return {
    kind: "story",
    text: item.text.value,
    show,
    ...(pin === undefined ? {} : { pin }),
    ...(item.note === undefined ? {} : { note: item.note.value }),
  };
}

/** A path can be lit for one verdict that the arrows give. */
function isVerdict({ expression, negated }: Claim): boolean {
  if (expression.kind !== "call" || negated) return false;
  const predicate = predicateNamed(expression.name);
  return predicate?.family === "graph" && predicate.result === "truth";
}

function shown(
  model: ModelInProgress,
  list: readonly ExpressionSyntax[],
  { source, scope }: Omit<PendingStep, "item">,
): readonly string[] | undefined {
  const names = new Set<string>();
  for (const entry of list) {
    const whole = everyInstance(model, entry);
    const slots = whole ?? slotsOf(model, entry, scope, source);
    if (slots === undefined) return undefined;
    for (const { name } of slots) names.add(name);
  }
  return [...names];
}

/** `show S` without an index is about `S` at every step. */
function everyInstance(
  model: ModelInProgress,
  e: ExpressionSyntax,
): readonly { readonly name: string }[] | undefined {
  const template = e.kind === "name" ? model.templates.get(e.text) : undefined;
  return template === undefined || template.dimension === 0
    ? undefined
    : [...template.slots.values()];
}
