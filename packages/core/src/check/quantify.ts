/**
 * One place for "under optimal play": a claim is read under every optimal policy or equilibrium,
 * one by one, as a whole (so `E(A) + E(B)` never mixes two of them). It holds if it holds in all
 * and fails if it fails in all. It is undecided if they differ, if not all could be looked at, or
 * if numbers on both sides of the bound were found and a mixture may lie on it.
 */
import type { ClaimExpression, Value } from "../model/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { Plays } from "./exactEngine.ts";
import type { Finding, Open, TruthFinding } from "./finding.ts";
import { predicateNamed, valuesEqual } from "../model/index.ts";
import { evaluateClaim } from "./evaluateClaim.ts";
import { isOpen } from "./finding.ts";

/** Exact questions whose answer is the same whichever optimal policy is played. */
const THE_SAME_IN_ALL = new Set([
  "equilibria",
  "voi_value",
  "voc_value",
  "incentive",
  "realised_response",
  "realised_control",
]);

export function quantified(
  context: ClaimContext,
  expression: ClaimExpression,
  tolerance: number | undefined,
): Finding {
  const plays = playsFor(context, expression);
  if (plays === undefined) return evaluateClaim(context, expression, tolerance);
  const signs = new Map<ClaimExpression, Set<number>>();
  const watch = (comparison: ClaimExpression, sign: number): void => {
    const seen = signs.get(comparison) ?? new Set();
    signs.set(comparison, seen.add(sign));
  };
  const truths: TruthFinding[] = [];
  const open: Open[] = [];
  for (const engine of plays.engines) {
    const finding = evaluateClaim(
      { ...context, exact: () => engine, watch },
      expression,
      tolerance,
    );
    if (finding.kind === "truth") truths.push(finding);
    else if (isOpen(finding) && finding.kind !== "error") open.push(finding);
    else return finding;
  }
  const yes = truths.find((one) => one.truth);
  const no = truths.find((one) => !one.truth);
  if (yes !== undefined && no !== undefined) return differing(yes, no, plays);
  const found = yes ?? no;
  // Evidence that some of them rule out says nothing there; any other gap leaves the claim open.
  const gap = open.find(({ reason }) => reason !== "undefined") ?? (found ? undefined : open[0]);
  if (gap !== undefined && (found === undefined || gap.reason !== "undefined")) return gap;
  if (found === undefined) return evaluateClaim(context, expression, tolerance);
  const several = among(truths.map(({ actual }) => actual));
  if (plays.missing !== undefined) {
    const all = evaluateClaim(context, expression, tolerance);
    if (all.kind === "truth") return all;
    const looked =
      plays.engines.length === 1 ? `one ${plays.nouns[0]}` : `each of the ${counted(plays)}`;
    return undecided(
      "not-all-looked-at",
      `${several} under ${looked} that ${plays.engines.length === 1 ? "was" : "were"} looked at; ${plays.missing}`,
    );
  }
  const crossed = [...signs.values()].some((seen) => seen.has(-1) && seen.has(1));
  const bent = !isLinear(expression) && new Set(truths.map(({ actual }) => actual)).size > 1;
  if (plays.mixes && (crossed || bent))
    return undecided("not-unique", `${several}, and mixtures of these lie between them`);
  if (plays.engines.length === 1) return found;
  const silent =
    open.length === 0 ? "" : `; under ${open.length} of them ${open[0]?.message ?? ""}`;
  const why = found.why === undefined || several !== found.actual ? `found ${several}` : found.why;
  return { ...found, actual: several, why: `${why} (under all ${counted(plays)}${silent})` };
}

export interface Quantified {
  /** All values found, each once. */
  readonly values: readonly Value[];
  readonly detail?: string;
  /** What was not looked at; absent when these are all. */
  readonly missing?: string;
  /** Mixtures give the numbers in between as well. */
  readonly mixes: boolean;
}

/** A number or action under every optimal policy or equilibrium; open when it has none. */
export function measuredInAll(
  context: ClaimContext,
  expression: ClaimExpression,
): Finding | (Quantified & { kind: "quantified" }) {
  const plays = playsFor(context, expression);
  if (plays === undefined) return evaluateClaim(context, expression, undefined);
  const values: Value[] = [];
  let gap: Finding | undefined;
  let detail: string | undefined;
  for (const engine of plays.engines) {
    const finding = evaluateClaim({ ...context, exact: () => engine }, expression, undefined);
    if (finding.kind !== "values") {
      if (isOpen(finding) && finding.reason === "undefined") gap ??= finding;
      else return finding;
      continue;
    }
    detail ??= finding.detail;
    for (const value of finding.values)
      if (!values.some((one) => sameNumber(one, value))) values.push(value);
  }
  if (values.length === 0) return gap ?? evaluateClaim(context, expression, undefined);
  const all =
    plays.missing === undefined ? undefined : evaluateClaim(context, expression, undefined);
  const missing = all?.kind === "values" ? undefined : plays.missing;
  return {
    kind: "quantified",
    values,
    mixes: plays.mixes && values.length > 1,
    ...(detail === undefined ? {} : { detail }),
    ...(missing === undefined ? {} : { missing }),
  };
}

function sameNumber(a: Value, b: Value): boolean {
  if (typeof a !== "number" || typeof b !== "number") return valuesEqual(a, b);
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

/** What the sentence quantifies over; undefined when it asks about nothing that agents do. */
function playsFor(context: ClaimContext, expression: ClaimExpression): Plays | undefined {
  return asksAboutPlay(expression) ? context.exact()?.plays?.() : undefined;
}

function asksAboutPlay(expression: ClaimExpression): boolean {
  return anyPart(expression, (part) => {
    if (part.kind !== "call" && part.kind !== "name") return false;
    const predicate = predicateNamed(part.name);
    return predicate?.family === "exact" && !THE_SAME_IN_ALL.has(predicate.name);
  });
}

/** Are the numbers sums of what is asked for, so that mixtures lie between those found? */
function isLinear(expression: ClaimExpression): boolean {
  return !anyPart(expression, (part) => {
    if (part.kind === "call") return predicateNamed(part.name) === undefined && part.name === "abs";
    if (part.kind !== "arithmetic" || part.operator === "+" || part.operator === "-") return false;
    const free = [part.left, part.right].filter(asksAboutPlay);
    return (
      free.length > 1 || (part.operator !== "*" && part.right === free[0]) || part.operator === "^"
    );
  });
}

function anyPart(expression: ClaimExpression, test: (part: ClaimExpression) => boolean): boolean {
  if (test(expression)) return true;
  switch (expression.kind) {
    case "comparison":
    case "arithmetic":
    case "logic":
      return anyPart(expression.left, test) || anyPart(expression.right, test);
    case "negation":
      return anyPart(expression.operand, test);
    case "call":
      return (
        predicateNamed(expression.name) === undefined &&
        expression.arguments.some((part) => anyPart(part, test))
      );
    default:
      return false;
  }
}

function differing(yes: TruthFinding, no: TruthFinding, plays: Plays): Open {
  const [noun] = plays.nouns;
  return undecided("not-unique", `under one ${noun} ${yes.actual}, under another ${no.actual}`, [
    ...yes.verdicts,
    ...no.verdicts,
  ]);
}

function undecided(reason: string, message: string, verdicts: Open["verdicts"] = []): Open {
  return { kind: "undecided", reason, message, verdicts };
}

/** `2 optimal policies`. */
function counted({ engines, nouns }: Plays): string {
  return `${engines.length} ${nouns[engines.length === 1 ? 0 : 1]}`;
}

/** The different findings, the first few by name. */
function among(found: readonly string[]): string {
  const different = [...new Set(found)];
  const named = different.slice(0, 4).join(" or ");
  return different.length > 4 ? `${named} or others` : named;
}
