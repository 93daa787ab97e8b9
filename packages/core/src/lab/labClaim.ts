/**
 * Claims as statistics. Of a claim about every seed the share that agrees has an exact interval: it
 * holds when the lower end reaches what is demanded, fails when the upper end does not, and is open
 * between, for want of seeds. A claim that also holds under its control says nothing, and fails.
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
  readonly control?: LabFinding & { readonly swap: string };
}

/** Which seeds a claim is asked of. */
export interface ClaimSeeds {
  readonly firstSeed?: number;
  /** How many; as many as the claim needs when all of them agree, unless told. */
  readonly count?: number;
}

/** Seeds that are enough if all agree: what the bound asks of a claim about each, 20 for one about all. */
export function seedsNeeded({ over, share = USUAL_SHARE }: LabClaim): number {
  return over === "each-seed" ? trialsFor(share) : over === "all-seeds" ? 20 : 1;
}

/** Checks one claim, and its control. Cost: its check for every seed, its control's for one. */
export function checkLabClaim(
  claim: LabClaim,
  context: Omit<LabContext, "seed">,
  { firstSeed = 1, count = seedsNeeded(claim) }: ClaimSeeds = {},
): LabVerdict {
  const seeds = Array.from({ length: count }, (_, i) => firstSeed + i);
  const found = ofSeeds(claim, context, seeds);
  if (claim.control === undefined || found.outcome === "fails") return found;
  const { swap, check } = claim.control;
  const first = { ...context, seed: firstSeed };
  const control = { ...check(first, claim.over === "each-seed" ? [firstSeed] : seeds), swap };
  if (!control.holds) return { ...found, control };
  const measured = `${found.measured}; but its control does not deny it (${swap}: ${control.measured}), so it says nothing`;
  return { ...found, holds: false, outcome: "fails", measured, control };
}

function ofSeeds(
  claim: LabClaim,
  context: Omit<LabContext, "seed">,
  seeds: readonly number[],
): LabVerdict {
  const { over, share: demanded = USUAL_SHARE } = claim;
  if (over !== "each-seed") {
    const found = claim.check({ ...context, seed: seeds[0] ?? 1 }, seeds);
    const outcome = found.holds ? "holds" : "fails";
    return { ...found, claim, outcome, agree: found.holds ? 1 : 0, asked: 1 };
  }
  const found: LabFinding[] = [];
  for (const seed of seeds) {
    if (context.signal.aborted) break;
    context.onProgress(`${claim.id}: seed ${found.length + 1} of ${seeds.length}`);
    found.push(claim.check({ ...context, seed }, [seed]));
  }
  const agree = found.filter(({ holds }) => holds).length;
  const interval = shareInterval(agree, found.length);
  const [low, high] = interval;
  const outcome = low >= demanded - 1e-9 ? "holds" : high < demanded ? "fails" : "open";
  const telling = found.find(({ holds }) => !holds) ?? found[0];
  return {
    claim,
    outcome,
    holds: outcome === "holds",
    measured: telling?.measured ?? "no seed was run",
    agree,
    asked: found.length,
    interval,
    demanded,
  };
}
