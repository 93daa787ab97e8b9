/**
 * What shows an incentive at given numbers, in one number that is above 0 only where they have it: the incentive
 * meter for control, the worth of information and of control, and for a response how likely every
 * optimal policy reacts. The graph says what some numbers have; this says what these have.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { MeterOptions, MeterTarget } from "./incentiveMeter.ts";
import type { OthersPlay } from "../policies/othersPlay.ts";
import type { NodeReference, Worth } from "./worth.ts";
import { soleDecider } from "../policies/agentProblem.ts";
import { SolveError } from "../tables/solveError.ts";
import { incentiveMeter } from "./incentiveMeter.ts";
import { responseIncentive } from "./realisedIncentives.ts";
import { referredNode, valueOfControl, valueOfInformation } from "./worth.ts";

/** Criteria, by their ids, whose incentives numbers can be asked about one by one. */
export const MEASURED_INCENTIVES = [
  "instrumental-control-incentive",
  "value-of-information",
  "response-incentive",
  "value-of-control",
] as const;

/** One of `MEASURED_INCENTIVES`. */
export type MeasuredIncentive = (typeof MEASURED_INCENTIVES)[number];

/** What numbers have of an incentive. */
export interface IncentiveSign extends Pick<Worth, "value" | "bounds" | "exact"> {
  /** In units of utility; of a response the probability `reaction` of `responseIncentive`. */
  readonly value: number;
  readonly others: OthersPlay;
  /** Of a meter: with what influence is compared. */
  readonly reference?: "natural" | "uniform" | "given";
}

/**
 * What these numbers have of the incentive on the node; undefined where a response is not decided, there
 * being too many optimal policies. Cost: that of the function that answers.
 * @throws SolveError `not-a-decision` where the incentive is a decision's and none is named; what solving throws
 */
export function incentiveSign(
  diagram: InfluenceDiagram,
  incentive: MeasuredIncentive,
  target: MeterTarget,
  node: NodeReference,
  options: MeterOptions = {},
): IncentiveSign | undefined {
  switch (incentive) {
    case "instrumental-control-incentive":
      return incentiveMeter(diagram, target, node, options);
    case "value-of-information":
      return valueOfInformation(diagram, decisionOf(diagram, target), node, options);
    case "value-of-control": {
      const agent = ownerOf(diagram, target);
      return valueOfControl(diagram, node, {
        ...options,
        ...(agent === undefined ? {} : { agent }),
      });
    }
    case "response-incentive": {
      const found = responseIncentive(diagram, decisionOf(diagram, target), node, options);
      if (found.kind === "undecided") return undefined;
      const { reaction: value = 0, others } = found;
      return { value, bounds: [value, value], exact: true, others };
    }
  }
}

/** Whose incentive is asked about, where that is said or there is only one who decides. */
export function ownerOf(
  diagram: InfluenceDiagram,
  { decision, agent }: MeterTarget,
): AgentId | undefined {
  if (decision === undefined) return agent ?? soleDecider(diagram);
  return diagram.structure.ownerOf(referredNode(diagram, decision));
}

function decisionOf(diagram: InfluenceDiagram, { decision, agent }: MeterTarget): NodeReference {
  const { structure } = diagram;
  if (decision !== undefined) return decision;
  const [only, ...more] = agent === undefined ? structure.decisions : structure.decisionsOf(agent);
  if (only !== undefined && more.length === 0) return only;
  throw new SolveError(
    "not-a-decision",
    "which decision?",
    "information and responses are those of one decision; name it",
  );
}
