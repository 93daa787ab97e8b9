/** A distribution written out as `{value: weight}`, its values compared with the variable's domain. */
import type { BracesSyntax } from "../syntax/syntax.ts";
import type { Reading } from "./reading.ts";
import type { Environment } from "./modelContext.ts";
import type { Typed } from "./typed.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "./source.ts";
import { ANY, kindsOf, NUMBER } from "./typed.ts";

export function readWeights(reading: Reading, e: BracesSyntax, env: Environment): Typed {
  const place = placeIn(env.source, e.range);
  if (e.entries.every((entry) => entry.weight === undefined))
    reading.fail(messages.setAsValue(place));
  const domain = reading.slot.domain?.kind === "finite" ? reading.slot.domain : undefined;
  const entries = e.entries.map(({ value, weight }) => {
    if (weight === undefined)
      return reading.fail(messages.missingWeight(placeIn(env.source, value.range)));
    const point = reading.value(value, env, ANY);
    const { expression } = point;
    if (
      domain !== undefined &&
      expression.kind === "literal" &&
      !domain.values.some((v) => valuesEqual(v, expression.value))
    ) {
      const shown = domain.values.slice(0, 8).map(showValue);
      const text = showValue(expression.value);
      if ((point.kinds & kindsOf(domain.values)) !== 0 && weight.kind !== "number") {
        reading.model.reporter.add(
          messages.valueNeverTaken(
            reading.slot.name,
            text,
            reading.model.reporter.nearest(text, () => shown),
            shown,
            placeIn(env.source, value.range),
          ),
        );
      }
    }
    return { value: expression, weight: reading.value(weight, env, NUMBER).expression };
  });
  return { expression: { kind: "weights", entries }, kinds: ANY, random: true };
}
