/**
 * The policy that is best for a judge who is not neutral to risk: a curved utility of the sum of utilities, or
 * the mean of its worst part. Exact where the solvers are; committed to before anything is seen.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { DecisionProblem, Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { RiskAttitude, RiskProfile } from "./riskProfile.ts";
import type { OthersPlay } from "../policies/othersPlay.ts";
import type { SolveOptions } from "../policies/singleAgent.ts";
import type { ProblemSolution } from "../policies/solveProblem.ts";
import { agentProblem } from "../policies/agentProblem.ts";
import { solveProblem, wideRules } from "../policies/solveProblem.ts";
import { mergePolicies } from "../tables/policy.ts";
import { setRules } from "../tables/intervene.ts";
import { SolveError } from "../tables/solveError.ts";
import { certaintyEquivalent, riskProfile } from "./riskProfile.ts";
import { summedUtility } from "./summedUtility.ts";

/** A policy for a judge with an attitude, and what may come out of it. */
export interface CautiousPolicy {
  /** Rules of all decisions. */
  readonly policy: Policy;
  /** The sure amount that is as good for this judge. */
  readonly certaintyEquivalent: number;
  readonly profile: RiskProfile;
  /** Proved that no policy is better for this judge. */
  readonly optimal: boolean;
  /** What the other agents were taken to do. */
  readonly others: OthersPlay;
}

/** Of the worst part every outcome is tried as its border; more are too many. */
const MOST_BORDERS = 400;

/**
 * The best policy for a judge of this attitude: the expectation of the curved sum is maximised, and for CVaR
 * max over t of t − E[max(0, t − u)] / share (Rockafellar & Uryasev 2000), t one of the outcomes. Cost: one
 * optimum with all utilities in one table; for CVaR one for each outcome there may be, for an exponential judge whose
 * outcomes are more than ten tolerances apart several.
 * @param agent as of `solveSingleAgent`
 * @throws SolveError `table-too-large`, `wealth-too-small` where the logarithm has no value for some outcome, and what
 *   solving throws; RangeError for a tolerance that is not above 0, or a share outside (0, 1]
 */
export function cautiousPolicy(
  compiled: CompiledDiagram,
  attitude: RiskAttitude,
  agent?: AgentId,
  options: SolveOptions = {},
): CautiousPolicy {
  const { problem, owner, others } = agentProblem(compiled, agent, options);
  const whole = summedUtility(problem.sizes, problem.utilities);
  const judge =
    owner ?? compiled.diagram.structure.owners[compiled.diagram.structure.decisions[0] ?? 0]?.[0];
  const tried = (curved: Float64Array): Tried => {
    const solved = solveProblem(oneUtility(problem, whole, curved), options);
    const fixed = mergePolicies(setRules(compiled), others.policy);
    const policy = mergePolicies(wideRules(solved, compiled.diagram), fixed);
    const profile = riskProfile(compiled, policy, judge);
    return { solved, policy, profile, worth: certaintyEquivalent(profile, attitude) };
  };
  const { best, optimal } = isWide(whole, attitude)
    ? bestInSteps(whole.values, attitude.tolerance, tried)
    : bestOf(judged(whole, attitude).map(tried));
  if (best?.worth === undefined) throw tooPoor();
  const { policy, profile, worth } = best;
  return { policy, certaintyEquivalent: worth, profile, optimal, others };
}

/** What solving for one curved utility comes to. */
interface Tried {
  readonly solved: ProblemSolution;
  readonly policy: Policy;
  readonly profile: RiskProfile;
  /** Certainty equivalent. */
  readonly worth: number | undefined;
}

interface Best {
  readonly best: Tried | undefined;
  readonly optimal: boolean;
}

function bestOf(all: readonly Tried[]): Best {
  let best: Tried | undefined;
  for (const one of all) if (isBetter(one, best)) best = one;
  return { best, optimal: all.every(({ solved }) => solved.optimal) };
}

function isBetter({ worth }: Tried, than: Tried | undefined): boolean {
  return worth !== undefined && (than?.worth === undefined || worth > than.worth);
}

/** So many tolerances from the worst to the best outcome: then good outcomes are told apart no more by one table. */
const WIDE = 10;

function isWide(
  { values }: Table,
  attitude: RiskAttitude,
): attitude is Extract<RiskAttitude, { kind: "exponential" }> {
  if (attitude.kind !== "exponential") return false;
  const [worst, best] = [Math.min, Math.max].map((end) => values.reduce((a, b) => end(a, b)));
  return ((best as number) - (worst as number)) / attitude.tolerance > WIDE;
}

/** Powers from which on an outcome counts as no worse; the more, the less is told apart above the reference. */
const CLIPS = [8, 16, 24];
const MOST_STEPS = 400;

/**
 * An exponential judge where the ends are far apart. Disutility is counted from the certainty equivalent of the best
 * policy so far, and outcomes far below it as no worse than a border: a relaxation, so that no policy
 * is better once it does not fall below 1. Each better policy moves the reference up.
 */
function bestInSteps(
  values: Float64Array,
  tolerance: number,
  tried: (curved: Float64Array) => Tried,
): Best {
  const from = (reference: number, clip: number): Float64Array =>
    values.map((u) => -Math.exp(Math.min(clip, (reference - u) / tolerance)));
  let best: Tried | undefined;
  let reference = values.reduce((a, b) => Math.min(a, b));
  for (let step = 0; step < MOST_STEPS; step++) {
    const before = best;
    for (const clip of CLIPS) {
      const one = tried(from(reference, clip));
      if (isBetter(one, best)) best = one;
      const least = -one.solved.upper;
      if (best?.worth !== undefined && best.worth === reference && least >= 1 - 1e-9)
        return { best, optimal: true };
      if (best !== before) break;
    }
    if (best === before) break;
    reference = best?.worth ?? reference;
  }
  return { best, optimal: false };
}

/** What the judge maximises the expectation of, entry by entry; several for CVaR. */
function judged({ values }: Table, attitude: RiskAttitude): Float64Array[] {
  const worst = values.reduce((a, b) => Math.min(a, b), Infinity);
  switch (attitude.kind) {
    case "exponential": {
      const { tolerance } = attitude;
      if (!(tolerance > 0)) throw new RangeError(`${tolerance} is not a risk tolerance`);
      // From the worst outcome on, so that no power is too large.
      return [values.map((u) => -Math.expm1(-(u - worst) / tolerance))];
    }
    case "logarithmic": {
      const { wealth } = attitude;
      if (!(worst + wealth > 0)) throw tooPoor(worst);
      return [values.map((u) => Math.log(u + wealth))];
    }
    case "cvar": {
      const { share } = attitude;
      if (!(share > 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
      const borders = [...new Set(values)];
      if (borders.length > MOST_BORDERS)
        throw new SolveError(
          "table-too-large",
          `there are ${borders.length} different outcomes, and the worst part is looked for among at most ${MOST_BORDERS}`,
          "judge by an exponential utility, or round the utilities",
        );
      return borders.map((t) => values.map((u) => t - Math.max(0, t - u) / share));
    }
  }
}

function oneUtility(problem: DecisionProblem, whole: Table, values: Float64Array): DecisionProblem {
  return { ...problem, utilities: [{ variables: whole.variables, values }] };
}

function tooPoor(worst?: number): SolveError {
  return new SolveError(
    "wealth-too-small",
    `the logarithm has no value where an outcome eats up the wealth${worst === undefined ? "" : `: the worst is ${worst}`}`,
    worst === undefined ? "give more wealth" : `give a wealth above ${-worst}`,
  );
}
