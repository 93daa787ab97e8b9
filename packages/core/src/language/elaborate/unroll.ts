/**
 * From items to variables: loops are unrolled, guards decided, `replace`, `remove` and links of
 * later layers applied. Mechanisms are not looked at yet, so declaration order is free.
 */
import type { ExpressionSyntax, ItemSyntax, NameSyntax, VariableItem } from "../syntax/syntax.ts";
import type {
  Declared,
  ModelInProgress,
  PendingClaim,
  PendingStep,
  Scope,
  Slot,
  Template,
} from "./model.ts";
import type { Source } from "./source.ts";
import * as messages from "../messages.ts";
import { instanceName, NO_SCOPE } from "./model.ts";
import { placeIn } from "./source.ts";
import { forEachIndex, staticIndex, staticValue } from "./static.ts";

/** Everything but variables, links and claims; later layers override earlier ones. */
export function collectDefinitions(model: ModelInProgress, layers: readonly Source[]): void {
  for (const [depth, source] of layers.entries()) {
    const own = new Set<string>();
    const declare = <Item extends ItemSyntax & { readonly name: NameSyntax }>(
      kind: string,
      table: Map<string, Declared<Item>>,
      item: Item,
    ): void => {
      const name = item.name.text;
      const key = `${kind} ${name}`;
      if (own.has(key)) {
        const first = table.get(name);
        model.reporter.add(
          messages.duplicateName(
            kind,
            name,
            placeIn(source, item.name.range),
            first && placeIn(first.source, first.item.name.range),
          ),
        );
        return;
      }
      own.add(key);
      table.set(name, { item, source });
    };
    const isMain = depth === layers.length - 1;
    const visit = (items: readonly ItemSyntax[], inBlock: boolean): void => {
      for (const item of items) {
        if (inBlock && NOT_IN_BLOCKS.has(item.kind)) {
          const word = item.kind === "header" ? item.word : item.kind;
          model.reporter.add(
            messages.extendsInBlock(
              word,
              placeIn(source, { start: item.range.start, end: item.range.start + word.length }),
            ),
          );
        }
        switch (item.kind) {
          case "header":
            if (isMain) addHeader(model, item.word, item.text.value);
            break;
          case "agent":
            declare("agent", model.agents, item);
            break;
          case "param":
            declare("parameter", model.params, item);
            break;
          case "type":
            declare("type", model.types, item);
            break;
          case "fn":
            declare("function", model.functions, item);
            break;
          case "broken":
            if (item.name !== undefined) model.broken.add(item.name.text);
            break;
          case "for":
            visit(item.items, true);
            break;
          case "guard":
            for (const branch of item.branches) visit(branch.items, true);
            visit(item.otherwise ?? [], true);
            break;
          default:
            break;
        }
      }
    };
    visit(source.tree.items, false);
  }
}

const NOT_IN_BLOCKS = new Set(["header", "agent", "param", "type", "fn", "extends", "include"]);

function addHeader(
  model: ModelInProgress,
  word: "model" | "cite" | "note" | "topic",
  text: string,
): void {
  if (word === "model") model.title = text;
  else if (word === "cite") model.citations.push(text);
  else if (word === "note") model.notes.push(text);
  else model.topics.push(text);
}

/** Fills the model's templates, slots, links and claims. Parameters must have their values. */
export function unroll(model: ModelInProgress, layers: readonly Source[]): void {
  const budget = { steps: model.limits.maxNodes };
  let inherited: PendingClaim[] = [];
  for (const [layer, source] of layers.entries()) {
    const claims: PendingClaim[] = [];
    const steps: PendingStep[] = [];
    let includes = false;
    let count = 0;
    let stopped = false;
    const run = (items: readonly ItemSyntax[], scope: Scope): void => {
      for (const item of items) {
        if (stopped) return;
        switch (item.kind) {
          case "for":
            if (
              !forEachIndex(model, item.loops, scope, source, budget, (inner) =>
                run(item.items, inner),
              )
            ) {
              stopped = budget.steps < 0;
            }
            break;
          case "guard":
            runGuard(model, item, scope, source, run);
            break;
          case "variable":
            if (++count > model.limits.maxNodes) {
              model.reporter.add(
                messages.tooManyNodes(model.limits.maxNodes, placeIn(source, item.nameRange)),
              );
              stopped = true;
            } else if (item.replaces) replaceVariable(model, item, scope, source);
            else declareVariable(model, item, scope, source, layer);
            break;
          case "remove":
            removeVariable(model, item.target, scope, source);
            break;
          case "link":
            model.links.push({ item, source, scope });
            break;
          case "include":
            includes = true;
            break;
          case "claim":
            claims.push({ item, source, scope });
            break;
          case "story":
          case "ask":
            steps.push({ item, source, scope });
            break;
          default:
            break;
        }
      }
    };
    run(source.tree.items, NO_SCOPE);
    inherited = includes ? [...inherited, ...claims] : claims;
    model.steps = steps;
  }
  model.claims = inherited;
  model.slots = [...model.templates.values()]
    .flatMap((t) => [...t.slots.values()])
    .sort((a, b) => a.id - b.id);
  for (const [id, slot] of model.slots.entries()) slot.id = id;
  reportSharedNames(model);
}

/** `S[2]` of a loop and a variable written `\`S[2]\`` would be one name for two variables. */
function reportSharedNames(model: ModelInProgress): void {
  const named = new Map<string, Slot>();
  for (const slot of model.slots) {
    const first = named.get(slot.name);
    if (first === undefined) named.set(slot.name, slot);
    else {
      model.reporter.add(
        messages.duplicateName(
          "variable",
          slot.name,
          placeIn(slot.source, slot.item.nameRange),
          placeIn(first.source, first.item.nameRange),
        ),
      );
    }
  }
}

type Run = (items: readonly ItemSyntax[], scope: Scope) => void;

function runGuard(
  model: ModelInProgress,
  item: Extract<ItemSyntax, { kind: "guard" }>,
  scope: Scope,
  source: Source,
  run: Run,
): void {
  for (const { condition, items } of item.branches) {
    const holds = staticValue(model, condition, scope);
    if (typeof holds !== "boolean") {
      const place = placeIn(source, condition.range);
      if (holds === undefined)
        staticIndex(model, firstUnknown(model, condition, scope), scope, source);
      else model.reporter.add(messages.guardNotTruth(place));
      return;
    }
    if (holds) {
      run(items, scope);
      return;
    }
  }
  if (item.otherwise !== undefined) run(item.otherwise, scope);
}

/** The part of a guard that has no static value, to point at. */
function firstUnknown(model: ModelInProgress, e: ExpressionSyntax, scope: Scope): ExpressionSyntax {
  const parts =
    e.kind === "binary"
      ? [e.left, e.right]
      : e.kind === "unary"
        ? [e.operand]
        : e.kind === "group"
          ? [e.inner]
          : [];
  for (const part of parts) {
    if (staticValue(model, part, scope) === undefined) return firstUnknown(model, part, scope);
  }
  return e;
}

function staticIndices(
  model: ModelInProgress,
  item: VariableItem,
  scope: Scope,
  source: Source,
): number[] | undefined {
  const indices: number[] = [];
  for (const e of item.indices) {
    const index = staticIndex(model, e, scope, source);
    if (index === undefined) return undefined;
    indices.push(index);
  }
  return indices;
}

function declareVariable(
  model: ModelInProgress,
  item: VariableItem,
  scope: Scope,
  source: Source,
  layer: number,
): void {
  const name = item.name.text;
  const place = placeIn(source, item.nameRange);
  const indices = staticIndices(model, item, scope, source);
  if (indices === undefined) {
    model.broken.add(name);
    return;
  }
  const parameter = model.params.get(name);
  if (parameter !== undefined) {
    model.reporter.add(
      messages.ambiguousName(
        name,
        "this variable or a parameter",
        place,
        placeIn(parameter.source, parameter.item.name.range),
      ),
    );
    return;
  }
  let template = model.templates.get(name);
  if (template === undefined) {
    template = { name, dimension: indices.length, slots: new Map(), place };
    model.templates.set(name, template);
  }
  if (template.dimension !== indices.length) {
    model.reporter.add(messages.indexCount(name, template.dimension, indices.length, place));
    return;
  }
  const key = indices.join(",");
  const first = template.slots.get(key);
  if (first !== undefined) {
    model.reporter.add(
      messages.duplicateName(
        "variable",
        first.name,
        place,
        placeIn(first.source, first.item.nameRange),
      ),
    );
    return;
  }
  const id = model.nextOrder++;
  template.slots.set(key, {
    id,
    name: instanceName(name, indices),
    template: name,
    indices,
    item,
    source,
    scope,
    layer,
  });
}

function replaceVariable(
  model: ModelInProgress,
  item: VariableItem,
  scope: Scope,
  source: Source,
): void {
  const name = item.name.text;
  const place = placeIn(source, item.nameRange);
  const template = model.templates.get(name);
  if (template === undefined) {
    model.reporter.add(
      messages.nothingToReplace(
        name,
        model.reporter.nearest(name, () => model.templates.keys()),
        place,
      ),
    );
    return;
  }
  if (template.dimension !== item.indices.length) {
    model.reporter.add(messages.indexCount(name, template.dimension, item.indices.length, place));
    return;
  }
  const matched = matchingSlots(model, template, item.indices, scope);
  if (matched.length === 0) {
    const shown = source.tree.text.slice(item.nameRange.start, item.nameRange.end);
    model.reporter.add(messages.nothingToReplace(shown, undefined, place));
  }
  for (const { slot, bindings } of matched) {
    slot.scope = new Map([...slot.scope, ...scope, ...bindings]);
    slot.item = item;
    slot.source = source;
  }
}

function removeVariable(
  model: ModelInProgress,
  target: ExpressionSyntax,
  scope: Scope,
  source: Source,
): void {
  const name = target.kind === "index" ? target.target : target;
  if (name.kind !== "name") return;
  const place = placeIn(source, target.range);
  const template = model.templates.get(name.text);
  const shown = source.tree.text.slice(target.range.start, target.range.end);
  if (template === undefined) {
    model.reporter.add(
      messages.nothingToRemove(
        shown,
        model.reporter.nearest(name.text, () => model.templates.keys()),
        place,
      ),
    );
    return;
  }
  if (target.kind === "index" && target.indices.length !== template.dimension) {
    model.reporter.add(
      messages.indexCount(name.text, template.dimension, target.indices.length, place),
    );
    return;
  }
  const matched =
    target.kind === "index"
      ? matchingSlots(model, template, target.indices, scope).map(({ slot }) => slot)
      : [...template.slots.values()];
  if (matched.length === 0) model.reporter.add(messages.nothingToRemove(shown, undefined, place));
  for (const slot of matched) {
    template.slots.delete(slot.indices.join(","));
    model.removed.set(slot.name, place);
  }
  if (template.slots.size === 0) {
    model.templates.delete(name.text);
    model.removed.set(name.text, place);
  }
}

interface MatchedSlot {
  readonly slot: Slot;
  readonly bindings: readonly (readonly [string, number])[];
}

/**
 * Which instances does `R[2]`, `R[t]` or `S[t+1]` mean, when `t` need not be bound? A free letter
 * stands for the declaration written with a letter there; what it matched is bound to it.
 */
function matchingSlots(
  model: ModelInProgress,
  template: Template,
  indices: readonly ExpressionSyntax[],
  scope: Scope,
): MatchedSlot[] {
  const values = indices.map((e) => staticValue(model, e, scope));
  if (values.every((v) => typeof v === "number")) {
    const slot = template.slots.get(values.join(","));
    return slot === undefined ? [] : [{ slot, bindings: [] }];
  }
  const matched: (MatchedSlot & { readonly exact: boolean })[] = [];
  for (const slot of template.slots.values()) {
    const bindings: [string, number][] = [];
    let exact = true;
    const fits = indices.every((e, i) => {
      const index = slot.indices[i] as number;
      const value = values[i];
      if (typeof value === "number") return value === index;
      const declared = slot.item.indices[i] as ExpressionSyntax;
      if (e.kind === "name") {
        bindings.push([e.text, index]);
        if (declared.kind !== "name") exact = false;
        return true;
      }
      return unify(e, declared, slot.scope, bindings);
    });
    if (fits) matched.push({ slot, bindings, exact });
  }
  const exact = matched.filter((m) => m.exact);
  return exact.length > 0 ? exact : matched;
}

/** Do two index expressions differ only in their letters? Binds the new letters. */
function unify(
  fresh: ExpressionSyntax,
  declared: ExpressionSyntax,
  scope: Scope,
  bindings: [string, number][],
): boolean {
  if (fresh.kind === "group") return unify(fresh.inner, declared, scope, bindings);
  if (declared.kind === "group") return unify(fresh, declared.inner, scope, bindings);
  if (fresh.kind === "name" && declared.kind === "name") {
    const value = scope.get(declared.text);
    if (value === undefined) return fresh.text === declared.text;
    bindings.push([fresh.text, value]);
    return true;
  }
  if (fresh.kind === "number" && declared.kind === "number") return fresh.value === declared.value;
  if (fresh.kind === "unary" && declared.kind === "unary") {
    return (
      fresh.operator === declared.operator &&
      unify(fresh.operand, declared.operand, scope, bindings)
    );
  }
  return (
    fresh.kind === "binary" &&
    declared.kind === "binary" &&
    fresh.operator === declared.operator &&
    unify(fresh.left, declared.left, scope, bindings) &&
    unify(fresh.right, declared.right, scope, bindings)
  );
}
