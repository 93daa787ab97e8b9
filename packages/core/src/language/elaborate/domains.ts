/** Domains: the ordered values a variable may take. */
import type { Domain, FiniteDomain, Value } from "../../model/index.ts";
import type { DomainSyntax, ExpressionSyntax, NameSyntax } from "../syntax/syntax.ts";
import type { ModelInProgress, Scope } from "./model.ts";
import type { Source } from "./source.ts";
import { BOOLEAN_DOMAIN, finiteDomain, showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { NO_SCOPE } from "./model.ts";
import { placeIn } from "./source.ts";
import { staticBounds, staticIndex, staticValue } from "./static.ts";
import { namesIn } from "./walk.ts";

const MOST_VALUES = 10_000;
const REAL_LINE: Domain = {
  kind: "real",
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
};

/** Gives every type its domain, then every variable that has one written. */
export function elaborateDomains(model: ModelInProgress): void {
  for (const name of model.types.keys()) typeDomain(model, name, []);
  const shared = new Map<DomainSyntax, Domain | undefined>();
  for (const slot of model.slots) {
    const syntax = slot.item.domain;
    if (syntax === undefined) continue;
    let domain = shared.get(syntax);
    if (domain === undefined && !shared.has(syntax)) {
      domain = domainOf(model, syntax, slot.scope, slot.source);
      if (!mentionsIndex(syntax, slot.scope)) shared.set(syntax, domain);
    }
    if (domain !== undefined) slot.domain = domain;
  }
}

function mentionsIndex(syntax: DomainSyntax, scope: Scope): boolean {
  if (scope.size === 0) return false;
  const names = [
    ...namesIn(syntax.expression),
    ...(syntax.step === undefined ? [] : namesIn(syntax.step)),
  ];
  return names.some((name) => scope.has(name));
}

function typeDomain(
  model: ModelInProgress,
  name: string,
  path: readonly string[],
): Domain | undefined {
  const known = model.typeDomains.get(name);
  const declared = model.types.get(name);
  if (known !== undefined || declared === undefined || model.broken.has(name)) return known;
  const { item, source } = declared;
  if (path.includes(name)) {
    const cycle = [...path.slice(path.indexOf(name)), name];
    for (const part of cycle) model.broken.add(part);
    model.reporter.add(
      messages.circularDefinition("type", cycle, placeIn(source, item.name.range)),
    );
    return undefined;
  }
  const [only] = item.alternatives;
  const context: Context = { model, scope: NO_SCOPE, source, path: [...path, name] };
  const domain =
    item.alternatives.length === 1 && only !== undefined
      ? single(context, only)
      : fromValues(
          context,
          item.alternatives.flatMap((e) => memberValues(context, e) ?? []),
          item.range,
        );
  if (domain === undefined) return undefined;
  const named = domain.kind === "finite" ? finiteDomain(domain.values, name) : domain;
  model.typeDomains.set(name, named);
  return named;
}

/** `type Only = act` has one label; anything else on its own is a domain. */
function single(context: Context, e: ExpressionSyntax): Domain | undefined {
  const { model, scope } = context;
  if (
    e.kind === "name" &&
    !isDomainName(context, e) &&
    staticValue(model, e, scope) === undefined
  ) {
    return fromValues(context, memberValues(context, e) ?? [], e.range);
  }
  if (e.kind === "label") return fromValues(context, memberValues(context, e) ?? [], e.range);
  return readDomain(context, e, undefined);
}

function isDomainName({ model }: Context, { text, quoted }: NameSyntax): boolean {
  return (quoted !== true && (text === "bool" || text === "real")) || model.types.has(text);
}

interface Context {
  readonly model: ModelInProgress;
  readonly scope: Scope;
  readonly source: Source;
  readonly path: readonly string[];
}

function domainOf(
  model: ModelInProgress,
  syntax: DomainSyntax,
  scope: Scope,
  source: Source,
): Domain | undefined {
  return readDomain({ model, scope, source, path: [] }, syntax.expression, syntax.step);
}

function readDomain(
  context: Context,
  e: ExpressionSyntax,
  step: ExpressionSyntax | undefined,
): Domain | undefined {
  const { model, source, path } = context;
  const place = placeIn(source, e.range);
  if (step !== undefined && !(e.kind === "binary" && e.operator === "in")) {
    model.reporter.add(
      messages.notInLanguage(
        "`by` after this domain",
        "a step follows `real in lo..hi`",
        placeIn(source, step.range),
      ),
    );
    return undefined;
  }
  switch (e.kind) {
    case "group":
      return readDomain(context, e.inner, undefined);
    case "name": {
      if (e.text === "bool" && e.quoted !== true) return BOOLEAN_DOMAIN;
      if (e.text === "real" && e.quoted !== true) return REAL_LINE;
      const domain = typeDomain(model, e.text, path);
      if (domain !== undefined) return domain;
      if (model.types.has(e.text) || model.broken.has(e.text)) return undefined;
      const near = model.reporter.nearest(e.text, () => ["bool", "real", ...model.types.keys()]);
      model.reporter.add(messages.notADomain(e.text, place, near));
      return undefined;
    }
    case "braces":
    case "tuple":
      return finiteFrom(context, e);
    case "binary":
      if (e.operator === "..") return finiteFrom(context, e);
      if (e.operator === "in" && isRealWord(e.left)) return realDomain(context, e.right, step);
      break;
    default:
      break;
  }
  model.reporter.add(
    messages.notADomain(source.tree.text.slice(e.range.start, e.range.end), place),
  );
  return undefined;
}

function isRealWord(e: ExpressionSyntax): boolean {
  return e.kind === "name" && e.text === "real" && e.quoted !== true;
}

function finiteFrom(context: Context, e: ExpressionSyntax): Domain | undefined {
  if (e.kind === "tuple") {
    const parts: FiniteDomain[] = [];
    for (const item of e.items) {
      const part = readDomain(context, item, undefined);
      if (part === undefined) return undefined;
      if (part.kind !== "finite") {
        context.model.reporter.add(
          messages.notADomain(
            "a tuple with a continuous component",
            placeIn(context.source, item.range),
          ),
        );
        return undefined;
      }
      parts.push(part);
    }
    return product(context, parts, e);
  }
  const values =
    e.kind === "braces"
      ? e.entries.flatMap(({ value, weight }) => {
          if (weight !== undefined)
            context.model.reporter.add(
              messages.notADomain("a set with weights", placeIn(context.source, weight.range)),
            );
          return memberValues(context, value) ?? [];
        })
      : memberValues(context, e);
  return values === undefined ? undefined : fromValues(context, values, e.range);
}

/** All combinations, the first component slowest. */
function product(
  context: Context,
  parts: readonly FiniteDomain[],
  e: ExpressionSyntax,
): Domain | undefined {
  let tuples: Value[][] = [[]];
  for (const part of parts) {
    if (tuples.length * part.values.length > MOST_VALUES) {
      context.model.reporter.add(
        messages.domainTooLarge(MOST_VALUES, placeIn(context.source, e.range)),
      );
      return undefined;
    }
    tuples = tuples.flatMap((tuple) => part.values.map((value) => [...tuple, value]));
  }
  return finiteDomain(tuples);
}

function realDomain(
  context: Context,
  bounds: ExpressionSyntax,
  step: ExpressionSyntax | undefined,
): Domain | undefined {
  const { model, scope, source } = context;
  const ends = staticBounds(model, bounds, scope);
  if (ends !== undefined) {
    const { low, high } = ends;
    if (low < high) {
      if (step === undefined) return { kind: "real", low, high };
      const size = staticValue(model, step, scope);
      if (typeof size === "number" && size > 0 && Number.isFinite(high - low)) {
        const count = Math.floor((high - low) / size + 1e-9) + 1;
        if (count > MOST_VALUES) {
          model.reporter.add(messages.domainTooLarge(MOST_VALUES, placeIn(source, step.range)));
          return undefined;
        }
        // Rounded to 12 digits, so that 0.1 steps read as written.
        return finiteDomain(
          Array.from({ length: count }, (_, i) => Number((low + i * size).toPrecision(12))),
        );
      }
    }
  }
  const range = { start: bounds.range.start, end: (step ?? bounds).range.end };
  model.reporter.add(
    messages.notADomain(source.tree.text.slice(range.start, range.end), placeIn(source, range)),
  );
  return undefined;
}

/** The values one member of a set stands for: a label, a number, a tuple, a range. */
function memberValues(context: Context, e: ExpressionSyntax): readonly Value[] | undefined {
  const { model, scope, source } = context;
  if (e.kind === "group") return memberValues(context, e.inner);
  if (e.kind === "binary" && e.operator === "..") {
    const low = staticIndex(model, e.left, scope, source);
    const high = staticIndex(model, e.right, scope, source);
    if (low === undefined || high === undefined) return undefined;
    if (high - low >= MOST_VALUES) {
      model.reporter.add(messages.domainTooLarge(MOST_VALUES, placeIn(source, e.range)));
      return undefined;
    }
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
  }
  if (e.kind === "tuple") {
    const items = e.items.map((item) => memberValues(context, item)?.[0]);
    return items.some((item) => item === undefined) ? undefined : [items as Value[]];
  }
  const value = e.kind === "label" ? undefined : staticValue(model, e, scope);
  if (value !== undefined) {
    if (isDifference(e)) {
      const shown = source.tree.text.slice(e.range.start, e.range.end);
      model.reporter.add(
        messages.differenceAsValue(shown, value as number, placeIn(source, e.range)),
      );
    }
    return [value];
  }
  if (e.kind === "name" || e.kind === "label") {
    if (!model.labels.has(e.text)) model.labels.set(e.text, placeIn(source, e.range));
    return [e.text];
  }
  const shown = source.tree.text.slice(e.range.start, e.range.end);
  model.reporter.add(messages.notAValue(shown, placeIn(source, e.range)));
  return undefined;
}

/** One number minus another, written out: probably a label such as `20-40`. */
function isDifference(e: ExpressionSyntax): boolean {
  return (
    e.kind === "binary" &&
    e.operator === "-" &&
    (e.left.kind === "number" || isDifference(e.left)) &&
    e.right.kind === "number"
  );
}

function fromValues(
  context: Context,
  values: readonly Value[],
  range: { start: number; end: number },
): Domain | undefined {
  const { reporter } = context.model;
  const place = placeIn(context.source, range);
  if (values.length === 0) {
    if (reporter.errorCount === 0) reporter.add(messages.emptyDomain(place));
    return undefined;
  }
  if (values.length > MOST_VALUES) {
    reporter.add(messages.domainTooLarge(MOST_VALUES, place));
    return undefined;
  }
  const seen = new Set<string>();
  for (const value of values) {
    const key = JSON.stringify(value);
    if (seen.has(key)) {
      reporter.add(messages.repeatedValue(showValue(value), place));
      return undefined;
    }
    seen.add(key);
  }
  const numbers = values.filter((v) => typeof v === "number").sort((a, b) => a - b);
  for (let i = 1; i < numbers.length; i++) {
    const [a, b] = [numbers[i - 1] as number, numbers[i] as number];
    if (valuesEqual(a, b)) {
      reporter.add(messages.almostRepeatedValue(showValue(a), showValue(b), place));
      return undefined;
    }
  }
  const alike = tuplesAlike(values);
  if (alike !== undefined) {
    const [a, b] = alike;
    reporter.add(messages.almostRepeatedValue(showValue(a), showValue(b), place));
    return undefined;
  }
  if (new Set(values.map((v) => (Array.isArray(v) ? "tuple" : typeof v))).size > 1) {
    reporter.add(messages.mixedDomain(place));
    return undefined;
  }
  return finiteDomain(values);
}

/** Most tuples with fractions that are compared one with another. */
const MOST_COMPARED = 2000;

/** Two tuples that are one value but for rounding. */
function tuplesAlike(values: readonly Value[]): readonly [Value, Value] | undefined {
  const tuples = values.filter((v) => Array.isArray(v) && hasFraction(v as Value));
  if (tuples.length > MOST_COMPARED) return undefined;
  for (const [i, b] of tuples.entries())
    for (let k = 0; k < i; k++)
      if (valuesEqual(tuples[k] as Value, b)) return [tuples[k] as Value, b];
  return undefined;
}

function hasFraction(value: Value): boolean {
  return Array.isArray(value)
    ? (value as readonly Value[]).some(hasFraction)
    : typeof value === "number" && !Number.isInteger(value);
}
