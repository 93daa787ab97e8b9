/**
 * Do a model's claims hold? Each claim is read on its own (edited) diagram; analyses and engines
 * are shared between claims about the same diagram. Graph claims need nothing but arrows and are
 * answered at once; the cost of the others is the engine's.
 */
import type { NodeId } from "../graph/index.ts";
import type { Claim, InfluenceDiagram } from "../model/index.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { ClaimFamily, ClaimResult } from "./claimResult.ts";
import type { EmpiricalEngine, EmpiricalEngineFactory } from "./empiricalEngine.ts";
import type { ExactEngine, ExactEngineFactory } from "./exactEngine.ts";
import type { Finding, Open } from "./finding.ts";
import { AbortedError } from "../base/index.ts";
import { analyse } from "../structure/index.ts";
import { edited } from "./edits.ts";
import { NOT_AT_THESE_SETTINGS } from "./claimResult.ts";
import { DEFAULT_SEEDS } from "./empiricalEngine.ts";
import { familyOf, mayHold } from "./evaluateClaim.ts";
import { quantified } from "./quantify.ts";
import { error, isOpen } from "./finding.ts";

/**
 * Which claims are checked and who answers those about numbers and learners; without an engine
 * they stay undecided.
 */
export interface CheckOptions {
  /** Only claims of these families; all of them by default. */
  readonly families?: readonly ClaimFamily[];
  /** Answers claims about numbers; without it they are undecided (`needs-exact-solver`). */
  readonly exact?: ExactEngineFactory;
  /** Answers claims about learners; without it they are undecided (`needs-learner`). */
  readonly empirical?: EmpiricalEngineFactory;
}

/** Checks the claims a diagram carries, in the order they are written. */
export function checkClaims(diagram: InfluenceDiagram, options: CheckOptions = {}): ClaimResult[] {
  const check = claimChecker(diagram, options);
  return diagram.claims
    .filter((claim) => options.families?.includes(familyOf(claim.expression)) ?? true)
    .map(check);
}

/** Checks one claim that need not stand in the file. */
export function checkClaim(
  diagram: InfluenceDiagram,
  claim: Claim,
  options: CheckOptions = {},
): ClaimResult {
  return claimChecker(diagram, options)(claim);
}

/**
 * Checks claims of one diagram one after the other, sharing what was worked out for those before:
 * for callers that show each as it comes, or let each take its time.
 */
export function claimChecker(
  diagram: InfluenceDiagram,
  options: CheckOptions = {},
): (claim: Claim) => ClaimResult {
  const unedited = contextOf(diagram, options);
  return (claim) => {
    const family = familyOf(claim.expression);
    if (claim.notAtTheseSettings !== undefined)
      return openResult(claim, family, {
        kind: "not-applicable",
        reason: NOT_AT_THESE_SETTINGS,
        message: `at these settings ${claim.notAtTheseSettings}`,
      });
    const read = edited(diagram, claim);
    if ("reason" in read) return resultOf(claim, family, read);
    const shared = read === diagram ? unedited : contextOf(read, options);
    const inReading = held(shared, claim);
    if ("reason" in inReading) return resultOf(claim, family, inReading);
    const context = claim.seeds === undefined ? inReading : { ...inReading, seeds: claim.seeds };
    try {
      return resultOf(claim, family, quantified(context, claim.expression, claim.tolerance));
    } catch (fault) {
      // Who told the work to stop is not told that an engine failed.
      if (!(fault instanceof Error) || fault instanceof AbortedError) throw fault;
      return resultOf(claim, family, error(fault.message, "engine-failed"));
    }
  };
}

export function contextOf(diagram: InfluenceDiagram, options: CheckOptions): ClaimContext {
  let exact: ExactEngine | undefined;
  let empirical: EmpiricalEngine | undefined;
  const analysis = analyse(diagram.structure);
  return {
    diagram,
    analysis,
    whole: analysis,
    holding: [],
    exact: () => (exact ??= options.exact?.(diagram)),
    empirical: () => (empirical ??= options.empirical?.(diagram)),
    seeds: DEFAULT_SEEDS,
  };
}

/** The context in the reading a claim asks for. */
function held(context: ClaimContext, { holding = [], expression }: Claim): ClaimContext | Open {
  if (holding.length === 0) return context;
  if (!mayHold(expression))
    return error("only a claim about what the graph says of motives can hold rules", "held");
  const decisions: NodeId[] = [];
  for (const name of holding) {
    const id = context.diagram.idOf(name);
    if (id === undefined) return error(`no variable is called ${name}`, "unknown-name");
    if (context.diagram.node(id).kind !== "decision")
      return error(
        `only the rule of a decision can be held, and ${name} is not a decision`,
        "held",
      );
    decisions.push(id);
  }
  return { ...context, analysis: context.whole.holding(decisions), holding: decisions };
}

function resultOf(claim: Claim, family: ClaimFamily, finding: Finding): ClaimResult {
  if (isOpen(finding)) return openResult(claim, family, finding);
  if (finding.kind !== "truth") {
    const fault = error("a claim must be true or false; compare this with something");
    return openResult(claim, family, fault);
  }
  const holds = finding.truth !== claim.negated;
  return {
    claim,
    family,
    outcome: holds ? "holds" : "fails",
    actual: finding.actual,
    explanation: finding.why ?? finding.actual,
    verdicts: finding.verdicts,
  };
}

function openResult(claim: Claim, family: ClaimFamily, finding: Open): ClaimResult {
  return {
    claim,
    family,
    outcome: finding.kind,
    reason: finding.reason,
    actual: finding.kind === "not-applicable" ? "not applicable" : finding.kind,
    explanation: finding.message,
    verdicts: finding.verdicts ?? [],
  };
}
