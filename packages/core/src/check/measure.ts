/**
 * A number asked for in the words of claims: `P(X = a | Y = b, do(Z = 0))`, `E(U)`, `value(robot)`,
 * or a calculation with them. What comes out is what the same words mean inside a claim.
 */
import type { Checked } from "../base/index.ts";
import type { InfluenceDiagram, Value } from "../model/index.ts";
import type { CheckOptions } from "./checkClaims.ts";
import { parseClaim } from "../language/index.ts";
import { contextOf } from "./checkClaims.ts";
import { measuredInAll } from "./quantify.ts";

export type Measured =
  /** One value, or all values that optimal play allows. */
  | {
      readonly kind: "values";
      readonly values: readonly Value[];
      readonly detail?: string;
      /** What else optimal play may allow but was not looked at. */
      readonly missing?: string;
      /** True when mixtures of optimal policies give the numbers in between as well. */
      readonly mixes?: boolean;
    }
  | { readonly kind: "undecided"; readonly reason: string; readonly message: string };

export function measure(
  diagram: InfluenceDiagram,
  text: string,
  options: CheckOptions = {},
): Checked<Measured> {
  // Claims are truths, so the number is asked for as one side of a comparison.
  const claim = parseClaim(`${text} == 0`, diagram);
  if (!claim.ok) return claim;
  const { expression } = claim.value;
  const asked = expression.kind === "comparison" ? expression.left : expression;
  const found = measuredInAll(contextOf(diagram, options), asked);
  if (found.kind === "values") return measured(found);
  if (found.kind === "quantified") {
    const { mixes, ...rest } = found;
    return measured({ ...rest, kind: "values", ...(mixes ? { mixes } : {}) });
  }
  const message = "message" in found ? found.message : `${text} is not a number`;
  const reason = "reason" in found ? found.reason : "not-a-number";
  return measured({ kind: "undecided", reason, message });
}

function measured(value: Measured): Checked<Measured> {
  return { ok: true, value, diagnostics: [] };
}
