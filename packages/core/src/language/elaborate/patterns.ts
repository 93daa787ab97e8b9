/** Patterns of `match`: values, tuples of patterns, the wildcard. */
import type { FiniteDomain, Pattern, Value } from "../../model/index.ts";
import type { ExpressionSyntax } from "../syntax/syntax.ts";
import type { ModelInProgress, Scope } from "./model.ts";
import type { Source } from "./source.ts";
import { nearestName } from "../../base/index.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "./source.ts";
import { staticValue } from "./static.ts";

type Domains = readonly (FiniteDomain | undefined)[] | FiniteDomain | undefined;

/** @param domains what the subject, or each component of a tuple, can be; for checking labels */
export function readPattern(
  model: ModelInProgress,
  e: ExpressionSyntax,
  scope: Scope,
  source: Source,
  domains: Domains,
): Pattern | undefined {
  const place = placeIn(source, e.range);
  if (e.kind === "group") return readPattern(model, e.inner, scope, source, domains);
  if (e.kind === "name" && e.text === "_" && e.quoted !== true) return { kind: "any" };
  if (e.kind === "tuple") {
    const items: Pattern[] = [];
    for (const [i, item] of e.items.entries()) {
      const pattern = readPattern(model, item, scope, source, componentDomain(domains, i));
      if (pattern === undefined) return undefined;
      items.push(pattern);
    }
    return items.every((item) => item.kind === "value")
      ? { kind: "value", value: items.map((item) => (item.kind === "value" ? item.value : 0)) }
      : { kind: "tuple", items };
  }
  const domain =
    domains !== undefined && "values" in domains && !Array.isArray(domains)
      ? (domains as FiniteDomain)
      : undefined;
  const value =
    e.kind === "name" && domain?.values.includes(e.text) ? e.text : staticValue(model, e, scope);
  if (value !== undefined) return checked(model, value, domain, e, source);
  if (e.kind !== "name") {
    model.reporter.add(messages.patternNotValue(place));
    return undefined;
  }
  if (model.labels.has(e.text)) return checked(model, e.text, domain, e, source);
  const labels = (): Iterable<string> =>
    domain?.values.filter((v) => typeof v === "string") ?? model.labels.keys();
  model.reporter.add(
    messages.unknownName(e.text, model.reporter.nearest(e.text, labels), place, "no value"),
  );
  return undefined;
}

function componentDomain(domains: Domains, i: number): Domains {
  if (domains === undefined) return undefined;
  if (Array.isArray(domains)) return (domains as readonly (FiniteDomain | undefined)[])[i];
  const values = (domains as FiniteDomain).values.map((v) =>
    Array.isArray(v) ? (v as Value[])[i] : undefined,
  );
  return values.every((v) => v !== undefined)
    ? { kind: "finite", values: [...new Set(values)] }
    : undefined;
}

function checked(
  model: ModelInProgress,
  value: Value,
  domain: FiniteDomain | undefined,
  e: ExpressionSyntax,
  source: Source,
): Pattern {
  if (domain !== undefined && !domain.values.some((v) => valuesEqual(v, value))) {
    const shown = domain.values.slice(0, 8).map(showValue);
    const near = typeof value === "string" ? nearestName(value, shown) : undefined;
    model.reporter.add(
      messages.valueNeverTaken("this", showValue(value), near, shown, placeIn(source, e.range)),
    );
  }
  return { kind: "value", value };
}
