/**
 * A model's story, held to the model: the verdict that a step pins, whether a task is done, and what
 * is wrong with a story whose pins are absent or whose tasks are done before anybody began.
 */
import type { Verdict } from "../incentives/index.ts";
import type { Claim, InfluenceDiagram, Step } from "../model/index.ts";
import type { CheckOptions } from "./checkClaims.ts";
import type { ClaimResult } from "./claimResult.ts";
import { checkClaim } from "./checkClaims.ts";

/** The verdict that a step pins when it is present, else undefined. Needs arrows only. */
export function pinnedVerdict(diagram: InfluenceDiagram, pin: Claim): Verdict | undefined {
  const { outcome, verdicts } = checkClaim(diagram, pin);
  return outcome === "holds" ? verdicts.find(({ kind }) => kind === "present") : undefined;
}

/** Why a step does not do what it is for. */
export interface StepFault {
  /** Position in the diagram's `steps`. */
  readonly index: number;
  readonly step: Step;
  /** What it needs that is not so, as a sentence without a full stop. */
  readonly why: string;
  readonly result: ClaimResult;
}

/**
 * Steps that do not do what they are for: a pin without a verdict to light, a task that is done in the
 * model as it stands. What cannot be decided without the engines in `options` is not a fault.
 */
export function faultsOfSteps(diagram: InfluenceDiagram, options: CheckOptions = {}): StepFault[] {
  return diagram.steps.flatMap((step, index): StepFault[] => {
    const claim = step.kind === "ask" ? step.until : step.pin;
    if (claim === undefined) return [];
    const result = checkClaim(diagram, claim, options);
    const wanted = step.kind === "ask" ? "fails" : "holds";
    const open = result.outcome !== "holds" && result.outcome !== "fails";
    if (result.outcome === wanted || (open && result.reason === "needs-exact-solver")) return [];
    const why =
      step.kind === "ask" && result.outcome === "holds"
        ? `the task is done before anybody began: \`${claim.text}\` holds`
        : `\`${claim.text}\` is ${result.actual}`;
    return [{ index, step, why, result }];
  });
}
