/** Finding the variable that `S`, `S[t+1]` or an entry of a list of nodes means. */
import type { ExpressionSyntax, NodeList } from "../syntax/syntax.ts";
import type { ModelInProgress, Scope, Slot, Template } from "./model.ts";
import type { Source } from "./source.ts";
import * as messages from "../messages.ts";
import { instanceName } from "./model.ts";
import { placeIn } from "./source.ts";
import { forEachIndex, staticIndex } from "./static.ts";

/** The instance with these indices, or undefined with a diagnostic. */
export function slotAt(
  model: ModelInProgress,
  template: Template,
  indices: readonly number[],
  range: { start: number; end: number },
  source: Source,
): Slot | undefined {
  const place = placeIn(source, range);
  if (indices.length !== template.dimension) {
    model.reporter.add(
      indices.length === 0
        ? messages.indexMissing(template.name, firstInstance(template), place)
        : messages.indexCount(template.name, template.dimension, indices.length, place),
    );
    return undefined;
  }
  const slot = template.slots.get(indices.join(","));
  if (slot !== undefined) return slot;
  const name = instanceName(template.name, indices);
  const removed = model.removed.get(name);
  if (removed !== undefined) model.reporter.add(messages.removedName(name, place, removed));
  else
    model.reporter.add(
      messages.indexOutOfRange(name, describeInstances(template), place, template.place),
    );
  return undefined;
}

function firstInstance(template: Template): string {
  for (const slot of template.slots.values()) return slot.name;
  return template.name;
}

/** `S is declared for 1..4`, or the first few instances when they have no such shape. */
function describeInstances(template: Template): string {
  if (template.dimension === 1) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const { indices } of template.slots.values()) {
      low = Math.min(low, indices[0] as number);
      high = Math.max(high, indices[0] as number);
    }
    if (template.slots.size === high - low + 1) {
      return low === high
        ? `only ${template.name}[${low}] is declared`
        : `${template.name} is declared for ${low}..${high}`;
    }
  }
  const names = [...template.slots.values()].slice(0, 4).map((slot) => slot.name);
  return `declared are ${names.join(", ")}${template.slots.size > 4 ? ", …" : ""}`;
}

/** Says that no variable has this name; knows about removed and unreadable ones. */
export function reportUnknown(
  model: ModelInProgress,
  name: string,
  range: { start: number; end: number },
  source: Source,
  what: string,
  others: Iterable<string> = [],
): void {
  if (model.broken.has(name)) return;
  const place = placeIn(source, range);
  const removed = model.removed.get(name);
  if (removed !== undefined) model.reporter.add(messages.removedName(name, place, removed));
  else
    model.reporter.add(
      messages.unknownName(
        name,
        model.reporter.nearest(name, () => [...model.templates.keys(), ...others]),
        place,
        what,
      ),
    );
}

/** The one variable a reference means. */
export function slotOf(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
): Slot | undefined {
  const slots = slotsOf(model, e, scope, source);
  return slots?.length === 1 ? slots[0] : undefined;
}

/** The variables a reference means; an index may be a range. */
export function slotsOf(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
): readonly Slot[] | undefined {
  if (e.kind === "group") return slotsOf(model, e.inner, scope, source);
  const name = e.kind === "index" ? e.target : e;
  if (name.kind !== "name") {
    model.reporter.add(
      messages.wrongKindOfName(
        source.tree.text.slice(e.range.start, e.range.end),
        "an expression",
        "a variable",
        placeIn(source, e.range),
      ),
    );
    return undefined;
  }
  const template = model.templates.get(name.text);
  if (template === undefined) {
    reportUnknown(model, name.text, name.range, source, "no variable");
    return undefined;
  }
  let tuples: number[][] = [[]];
  for (const index of e.kind === "index" ? e.indices : []) {
    const values = indexValues(model, index, scope, source);
    if (values === undefined) return undefined;
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
    if (tuples.length > model.limits.maxNodes) {
      model.reporter.add(messages.tooManyNodes(model.limits.maxNodes, placeIn(source, e.range)));
      return undefined;
    }
  }
  const slots: Slot[] = [];
  for (const tuple of tuples) {
    const slot = slotAt(model, template, tuple, e.range, source);
    if (slot === undefined) return undefined;
    slots.push(slot);
  }
  return slots;
}

function indexValues(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
): readonly number[] | undefined {
  if (e.kind === "binary" && e.operator === "..") {
    const low = staticIndex(model, e.left, scope, source);
    const high = staticIndex(model, e.right, scope, source);
    if (low === undefined || high === undefined) return undefined;
    if (high - low >= model.limits.maxNodes) {
      model.reporter.add(messages.tooManyNodes(model.limits.maxNodes, placeIn(source, e.range)));
      return undefined;
    }
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
  }
  const value = staticIndex(model, e, scope, source);
  return value === undefined ? undefined : [value];
}

/** The variables of a `sees` or `from` list, in order, each once. */
export function nodeListSlots(
  model: ModelInProgress,
  list: NodeList,
  scope: Scope,
  source: Source,
): Slot[] {
  const result = new Set<Slot>();
  for (const entry of list.entries) {
    const budget = { steps: model.limits.maxNodes };
    let failed = false;
    forEachIndex(model, entry.loops, scope, source, budget, (inner) => {
      if (failed) return;
      const slots = slotsOf(model, entry.target, inner, source);
      if (slots === undefined) failed = true;
      else for (const slot of slots) result.add(slot);
    });
  }
  return [...result];
}
