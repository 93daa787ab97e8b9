/**
 * What a name, with or without indices, stands for: a local, an index, an instance of a variable
 * (which then becomes a parent) in this world or another, a parameter, a label, or a component of a
 * tuple or list.
 */
import type { Value } from "../../model/index.ts";
import type { IndexSyntax, NameExpression, UnderSyntax } from "../syntax/syntax.ts";
import type { Reading } from "./reading.ts";
import type { Environment } from "./modelContext.ts";
import type { Typed } from "./typed.ts";
import * as messages from "../messages.ts";
import { BUILT_IN_FUNCTIONS, FAMILIES } from "./builtins.ts";
import { Unusable } from "./reading.ts";
import { reportUnknown, slotAt } from "./references.ts";
import { placeIn } from "./source.ts";
import { staticIndex } from "./static.ts";
import { ANY, kindsOf, literal, NUMBER, plain, TUPLE } from "./typed.ts";
import { readWorld } from "./worldReference.ts";

export function readName(reading: Reading, e: NameExpression, env: Environment): Typed {
  const local = env.locals.get(e.text);
  if (local !== undefined) return local;
  const index = env.scope.get(e.text);
  if (index !== undefined) return literal(index);
  const { model } = reading;
  const place = placeIn(env.source, e.range);
  const template = model.templates.get(e.text);
  const isParameter = model.parameterValues.has(e.text);
  const isLabel = model.labels.has(e.text);
  if (isLabel && e.quoted !== true && (template !== undefined || isParameter)) {
    const meaning =
      template !== undefined ? "the variable or the label" : "the parameter or the label";
    reading.fail(messages.ambiguousName(e.text, meaning, place, model.labels.get(e.text)));
  }
  if (template !== undefined) {
    const slot = slotAt(model, template, [], e.range, env.source);
    if (slot === undefined) throw new Unusable();
    return reading.parent(slot.id, place);
  }
  if (isParameter) return plain({ kind: "parameter", name: e.text }, NUMBER);
  if (isLabel) return literal(e.text);
  const family = e.quoted === true ? undefined : FAMILIES.get(e.text);
  if (family !== undefined && family.least === 0) {
    return {
      expression: { kind: "family", family: family.name, arguments: [] },
      kinds: ANY,
      random: true,
    };
  }
  const isBuiltIn = e.quoted !== true && BUILT_IN_FUNCTIONS.has(e.text);
  if (model.functions.has(e.text) || isBuiltIn || family !== undefined) {
    reading.fail(messages.wrongKindOfName(e.text, "a function", "a value", place));
  }
  if (model.params.has(e.text)) throw new Unusable();
  const others = [
    ...model.parameterValues.keys(),
    ...model.labels.keys(),
    ...env.locals.keys(),
    ...env.scope.keys(),
  ];
  reportUnknown(model, e.text, e.range, env.source, "nothing", others);
  throw new Unusable();
}

export function readIndex(reading: Reading, e: IndexSyntax, env: Environment): Typed {
  const { model } = reading;
  if (e.target.kind === "name" && !env.locals.has(e.target.text) && !env.scope.has(e.target.text)) {
    const template = model.templates.get(e.target.text);
    if (template === undefined && !model.parameterValues.has(e.target.text)) {
      reportUnknown(model, e.target.text, e.target.range, env.source, "no variable");
      throw new Unusable();
    }
    if (template !== undefined && template.dimension > 0) {
      const indices: number[] = [];
      for (const index of e.indices) {
        const value = staticIndex(model, index, env.scope, env.source);
        if (value === undefined) throw new Unusable();
        indices.push(value);
      }
      const slot = slotAt(model, template, indices, e.range, env.source);
      if (slot === undefined) throw new Unusable();
      return reading.parent(slot.id, placeIn(env.source, e.range));
    }
  }
  return readComponent(reading, e, env);
}

/** `x[0]` of a tuple, `[10, 20][i]` of a list (which may be a list of distributions). */
function readComponent(reading: Reading, e: IndexSyntax, env: Environment): Typed {
  let current: Typed;
  if (e.target.kind === "list") {
    const items = e.target.items.map((item) => reading.read(item, env));
    const random = items.some((item) => item.random);
    const kinds = items.reduce((all, item) => all | item.kinds, 0);
    current = {
      expression: { kind: "list", items: items.map((i) => i.expression) },
      kinds: kinds === 0 ? ANY : kinds,
      random,
    };
  } else current = reading.value(e.target, env, TUPLE);
  let domain = e.target.kind === "list" ? undefined : current.domain;
  for (const [i, part] of e.indices.entries()) {
    const index = reading.value(part, env, NUMBER);
    const at = index.expression.kind === "literal" ? (index.expression.value as number) : undefined;
    const values =
      at === undefined
        ? undefined
        : domain?.values.map((v) => (Array.isArray(v) ? (v as Value[])[at] : undefined));
    const known = values?.every((v) => v !== undefined)
      ? [...new Set(values as Value[])]
      : undefined;
    domain = known === undefined ? undefined : { kind: "finite", values: known };
    const kinds =
      known !== undefined
        ? kindsOf(known)
        : e.target.kind === "list" && i === 0
          ? current.kinds
          : ANY;
    current = {
      expression: { kind: "component", tuple: current.expression, index: index.expression },
      kinds,
      random: current.random,
      ...(domain === undefined ? {} : { domain }),
    };
  }
  return current;
}

/** `X under (…)`: the same variable in another world becomes a parent. */
export function readUnder(reading: Reading, e: UnderSyntax, env: Environment): Typed {
  const read = readWorld(reading.model, e, env.scope, env.source, (part) => {
    const { expression } = reading.value(part, env, ANY);
    return expression.kind === "literal" ? expression.value : undefined;
  });
  if (read === undefined) throw new Unusable();
  const place = placeIn(env.source, e.range);
  return reading.parent(reading.around.world(read.target, read.forced, place), place);
}
