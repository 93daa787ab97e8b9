/** Parameters get their values: defaults may use other parameters, overrides replace them. */
import type { ModelInProgress } from "./model.ts";
import * as messages from "../messages.ts";
import { NO_SCOPE } from "./model.ts";
import { placeIn } from "./source.ts";
import { staticBounds, staticValue } from "./static.ts";
import { namesIn } from "./walk.ts";

export function elaborateParameters(model: ModelInProgress): void {
  const state = new Map<string, "active" | "done">();
  const path: string[] = [];
  const derivedFrom = new Set<string>();
  const visit = (name: string): void => {
    const declared = model.params.get(name);
    if (declared === undefined || state.get(name) === "done") return;
    const { item, source } = declared;
    if (state.get(name) === "active" || path.length > 100) {
      const cycle = [...path.slice(path.indexOf(name)), name];
      for (const part of cycle) model.broken.add(part);
      model.reporter.add(
        messages.circularDefinition("parameter", cycle, placeIn(source, item.name.range)),
      );
      return;
    }
    state.set(name, "active");
    path.push(name);
    for (const used of [
      ...namesIn(item.value),
      ...(item.bounds === undefined ? [] : namesIn(item.bounds)),
    ]) {
      if (!model.params.has(used)) continue;
      derivedFrom.add(used);
      visit(used);
    }
    path.pop();
    state.set(name, "done");
    const value = model.overrides.get(name) ?? staticValue(model, item.value, NO_SCOPE);
    if (typeof value !== "number" || !Number.isFinite(value)) {
      if (model.broken.has(name) || [...namesIn(item.value)].some((used) => model.broken.has(used)))
        return;
      const unknown = [...namesIn(item.value)].find((used) => !model.params.has(used));
      const place = placeIn(source, item.value.range);
      model.reporter.add(
        unknown === undefined || item.value.kind !== "name"
          ? messages.parameterNotNumber(name, place)
          : messages.unknownName(
              unknown,
              model.reporter.nearest(unknown, () => model.params.keys()),
              place,
              "no parameter",
            ),
      );
      return;
    }
    model.parameterValues.set(name, value);
    const bounds = readBounds(model, name);
    if (bounds !== undefined && !(value >= bounds.low && value <= bounds.high)) {
      model.reporter.add(
        messages.parameterOutOfBounds(
          name,
          value,
          bounds.low,
          bounds.high,
          placeIn(source, item.value.range),
        ),
      );
    }
    if (bounds !== undefined) model.bounds.set(name, bounds);
  };
  for (const name of model.params.keys()) visit(name);
  model.structural.clear();
  for (const name of derivedFrom) model.structural.add(name);
  for (const name of model.overrides.keys()) {
    if (!model.params.has(name))
      model.reporter.add(
        messages.unknownParameter(
          name,
          model.reporter.nearest(name, () => model.params.keys()),
        ),
      );
  }
}

function readBounds(
  model: ModelInProgress,
  name: string,
): { low: number; high: number } | undefined {
  const declared = model.params.get(name);
  const bounds = declared?.item.bounds;
  if (declared === undefined || bounds === undefined) return undefined;
  const read = staticBounds(model, bounds, NO_SCOPE);
  if (read !== undefined && read.low <= read.high) return read;
  model.reporter.add(messages.boundsExpected(placeIn(declared.source, bounds.range)));
  return undefined;
}
