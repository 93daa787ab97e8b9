/** Reading `Y under (D = d, E = e)`: which variable, what is forced to which value. */
import type { Diagnostic } from "../../base/index.ts";
import type { Value } from "../../model/index.ts";
import type { ExpressionSyntax, UnderSyntax } from "../syntax/syntax.ts";
import type { ModelInProgress, Scope, Slot } from "./model.ts";
import type { Source } from "./source.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { slotOf } from "./references.ts";
import { placeIn } from "./source.ts";
import { staticValue } from "./static.ts";

export interface WorldReference {
  readonly target: Slot;
  readonly forced: readonly (readonly [Slot, Value | Slot])[];
}

/** @param constantOf the value of a constant expression that is neither a label nor static */
export function readWorld(
  model: ModelInProgress,
  e: UnderSyntax,
  scope: Scope,
  source: Source,
  constantOf: (e: ExpressionSyntax) => Value | undefined,
): WorldReference | undefined {
  const fail = (diagnostic: Diagnostic): undefined => {
    model.reporter.add(diagnostic);
    return undefined;
  };
  const variable = (part: ExpressionSyntax): Slot | undefined => slotOf(model, part, scope, source);
  if (!isReference(e.target)) return fail(messages.worldTarget(placeIn(source, e.target.range)));
  const target = variable(e.target);
  if (target === undefined) return undefined;
  const forced: [Slot, Value | Slot][] = [];
  for (const part of e.forced) {
    if (part.kind !== "assignment" || !isReference(part.target)) {
      return fail(messages.worldForced(placeIn(source, part.range)));
    }
    const slot = variable(part.target);
    if (slot === undefined) return undefined;
    const values = slot.domain?.kind === "finite" ? slot.domain.values : undefined;
    const value = forcedValue(part.value, values);
    if (
      value === undefined ||
      (!isSlot(value) && values !== undefined && !values.some((v) => valuesEqual(v, value)))
    ) {
      const shown = source.tree.text.slice(part.value.range.start, part.value.range.end);
      const all = (values ?? []).slice(0, 8).map(showValue);
      return fail(messages.worldValue(slot.name, shown, all, placeIn(source, part.value.range)));
    }
    forced.push([slot, value]);
  }
  return { target, forced };

  function forcedValue(
    value: ExpressionSyntax,
    values: readonly Value[] | undefined,
  ): Value | Slot | undefined {
    const known = staticValue(model, value, scope);
    if (known !== undefined) return known;
    if (value.kind === "name" && values?.includes(value.text) === true) return value.text;
    const name = value.kind === "index" ? value.target : value;
    if (name.kind === "name" && model.templates.has(name.text)) return variable(value);
    if (value.kind === "name" && !model.labels.has(value.text)) return undefined;
    return constantOf(value);
  }
}

function isReference(e: ExpressionSyntax): boolean {
  return e.kind === "name" || (e.kind === "index" && e.target.kind === "name");
}

export function isSlot(value: Value | Slot): value is Slot {
  return typeof value === "object" && "template" in value;
}
