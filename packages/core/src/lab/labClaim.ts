/**
 * Claims as statistics. Of a claim about every seed the share that agrees has an exact interval: it
 * holds when the lower end reaches what is demanded, fails when the upper end does not, and is open
 * between, for want of seeds. A claim that also holds under its control says nothing, and fails; one of which
 * that is open is open.
 */
import type { LabClaim, LabContext, LabFinding } from "./lab.ts";
import { shareInterval, trialsFor } from "../learn/index.ts";

/** The share of seeds that must agree when a claim does not say. */
const USUAL_SHARE = 0.9;

/** What came of one claim, and in how many of the seeds. */
export interface LabVerdict extends LabFinding {
  readonly claim: LabClaim;
  readonly outcome: "holds" | "fails" | "open";
  /** Seeds that agree, of those asked; 1 of 1 where all are asked together. */
  readonly agree: number;
  readonly asked: number;
  /** Of the share of all seeds that agree, for a claim about each; Clopper–Pearson, 95 %. */
  readonly interval?: readonly [number, number];
  /** The share that the lower end must reach. */
  readonly demanded?: number;
  /** What came of the control, where the claim has one. */
  readonly control?: LabFinding & {
    readonly swap: string;
    /** It agrees with the claim at so few seeds that more would tell whether it denies it. */
    readonly open?: boolean;
  };
}

/** What a control finds, without its name. */
type ControlFinding = Omit<NonNullable<LabVerdict["control"]>, "swap">;

/** Which seeds a claim is asked of. */
export interface ClaimSeeds {
  readonly firstSeed?: number;
  /** How many; as many as the claim needs when all of them agree, unless told. */
  readonly count?: number;
}

/** Seeds a claim is asked of: of one about each those it names, else what its bound asks if all agree; 20 for one about all. */
export function seedsNeeded({ over, share = USUAL_SHARE, seeds = 1 }: LabClaim): number {
  if (over === "each-seed") return Math.max(seeds, trialsFor(share));
  return over === "all-seeds" ? 20 : 1;
}

/** Which seeds a claim is asked of. */
export function seedsOfClaim(
  claim: LabClaim,
  { firstSeed = 1, count = seedsNeeded(claim) }: ClaimSeeds = {},
): number[] {
  return Array.from({ length: count }, (_, i) => firstSeed + i);
}

/** Checks one claim, and its control. Cost: its check for every seed, its control's for one, or for all where that one does not deny it. */
export function checkLabClaim(
  claim: LabClaim,
  context: Omit<LabContext, "seed">,
  which: ClaimSeeds = {},
): LabVerdict {
  const seeds = seedsOfClaim(claim, which);
  const found = labVerdict(claim, claimFindings(claim, context, seeds));
  if (found.outcome === "fails") return found;
  const control = controlFinding(claim, context, seeds);
  return control === undefined ? found : underControl(found, control);
}

/** What the check finds: of each seed, or once of all of them, as the claim is asked. */
export function claimFindings(
  claim: LabClaim,
  context: Omit<LabContext, "seed">,
  seeds: readonly number[],
): LabFinding[] {
  if (claim.over !== "each-seed") return [claim.check({ ...context, seed: seeds[0] ?? 1 }, seeds)];
  const found: LabFinding[] = [];
  for (const seed of seeds) {
    if (context.signal.aborted) break;
    context.onProgress(`${claim.id}: seed ${seed}`);
    found.push(claim.check({ ...context, seed }, [seed]));
  }
  return found;
}

/**
 * What its control finds, if it has one: of all seeds, or of the first where the claim is about each. A claim about most
 * seeds may hold under its control at one by chance: then the control is asked of all of them, and denies the claim if
 * too few agree for the share that is demanded. Where more seeds would tell it is open.
 */
export function controlFinding(
  claim: LabClaim,
  context: Omit<LabContext, "seed">,
  seeds: readonly number[],
): ControlFinding | undefined {
  const { over, control } = claim;
  if (control === undefined) return undefined;
  const [first = 1] = seeds;
  if (over !== "each-seed") return control.check({ ...context, seed: first }, seeds);
  const found = control.check({ ...context, seed: first }, [first]);
  if (!found.holds) return found;
  const all = claimFindings({ ...claim, check: control.check }, context, seeds);
  const { outcome, agree, asked } = labVerdict(claim, all);
  return {
    ...found,
    holds: outcome !== "fails",
    open: outcome === "open",
    measured:
      asked === 1
        ? found.measured
        : `${found.measured} at the first of ${asked} seeds, of which ${agree} agree`,
  };
}

/** The verdict on a claim without its control; findings are as `claimFindings` gives them. */
export function labVerdict(claim: LabClaim, found: readonly LabFinding[]): LabVerdict {
  const { over, share: demanded = USUAL_SHARE } = claim;
  const telling = found.find(({ holds }) => !holds) ?? found[0];
  const measured = telling?.measured ?? "no seed was run";
  if (over !== "each-seed") {
    const holds = telling?.holds === true;
    const outcome = holds ? "holds" : "fails";
    return { ...telling, measured, claim, outcome, holds, agree: holds ? 1 : 0, asked: 1 };
  }
  const agree = found.filter(({ holds }) => holds).length;
  const interval = shareInterval(agree, found.length);
  const [low, high] = interval;
  const outcome = low >= demanded - 1e-9 ? "holds" : high < demanded ? "fails" : "open";
  const holds = outcome === "holds";
  return { claim, outcome, holds, measured, agree, asked: found.length, interval, demanded };
}

/** The verdict with what came of its control: a claim that is not denied under it says nothing. */
export function underControl(found: LabVerdict, finding: ControlFinding): LabVerdict {
  const swap = found.claim.control?.swap;
  if (found.outcome === "fails" || swap === undefined) return found;
  const control = { ...finding, swap };
  if (!control.holds) return { ...found, control };
  if (control.open === true) {
    const measured = `${found.measured}; whether its control denies it more seeds would tell (${swap}: ${control.measured})`;
    return { ...found, holds: false, outcome: "open", measured, control };
  }
  const measured = `${found.measured}; but its control does not deny it (${swap}: ${control.measured}), so it says nothing`;
  return { ...found, holds: false, outcome: "fails", measured, control };
}
