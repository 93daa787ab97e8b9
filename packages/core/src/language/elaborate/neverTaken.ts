/** `D == alow`, where D never takes that value: probably a slip, so a warning. */
import type { ExpressionSyntax } from "../syntax/syntax.ts";
import type { ModelInProgress } from "./model.ts";
import type { Source } from "./source.ts";
import type { Typed } from "./typed.ts";
import { nearestName } from "../../base/index.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "./source.ts";

const MOST_SHOWN = 8;

/** Warns when `value` is a constant that `variable`, written as `named`, never takes. */
export function warnNeverTaken(
  model: ModelInProgress,
  variable: Typed,
  value: Typed,
  named: ExpressionSyntax,
  e: ExpressionSyntax,
  source: Source,
): void {
  const { expression } = value;
  const { domain } = variable;
  if (expression.kind !== "literal" || domain === undefined) return;
  if (domain.values.some((v) => valuesEqual(v, expression.value))) return;
  const shown = domain.values.slice(0, MOST_SHOWN).map(showValue);
  const near =
    typeof expression.value === "string" ? nearestName(expression.value, shown) : undefined;
  const text = source.tree.text.slice(named.range.start, named.range.end);
  model.reporter.add(
    messages.valueNeverTaken(
      text,
      showValue(expression.value),
      near,
      shown,
      placeIn(source, e.range),
    ),
  );
}
