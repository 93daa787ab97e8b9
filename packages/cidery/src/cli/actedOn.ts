/**
 * On which admitted incentives does learnt behaviour act? For each chance variable that the graph
 * says the agent may want to control, how far its distribution under the learnt rule is from its
 * distribution when the agent chooses uniformly (total variation distance, exact).
 */
import type { TrainingReport } from "../learn/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { allVerdicts, analyse } from "../incentives/index.ts";
import { compileDiagram, mergePolicies, query, uniformPolicy } from "../solve/index.ts";

export interface ActedOn {
  readonly node: string;
  readonly decision: string;
  /** Mean over seeds of the total variation distance, 0 … 1. */
  readonly shift: number;
  /** `3 of 5`: seeds in which it exceeds 0.01. */
  readonly seeds: string;
}

export function actedOn(
  diagram: InfluenceDiagram,
  agent: number,
  report: TrainingReport,
): ActedOn[] {
  const admitted = allVerdicts(analyse(diagram.structure), {
    criteria: ["instrumental-control-incentive"],
  }).filter(
    (one) =>
      one.agent === agent &&
      one.verdict === "present" &&
      one.node !== undefined &&
      diagram.node(one.node).kind === "chance",
  );
  const compiled = compileDiagram(diagram);
  const uniform = uniformPolicy(diagram);
  const marginal = (node: number, policy: typeof uniform): readonly number[] => {
    const answer = query(compiled, { of: [node], policy });
    return answer.kind === "posterior" ? [...answer.probabilities] : [];
  };
  const before = new Map<number, readonly number[]>();
  return admitted.map(({ node = 0, decision = 0 }) => {
    const base = before.get(node) ?? marginal(node, uniform);
    before.set(node, base);
    const shifts = report.seeds.map(({ policy }) => {
      const learnt = marginal(node, mergePolicies(policy, uniform));
      return base.reduce((sum, p, i) => sum + Math.abs(p - (learnt[i] ?? 0)), 0) / 2;
    });
    return {
      node: diagram.node(node).name,
      decision: diagram.node(decision).name,
      shift: shifts.reduce((sum, x) => sum + x, 0) / Math.max(1, shifts.length),
      seeds: `${shifts.filter((x) => x > 0.01).length} of ${shifts.length}`,
    };
  });
}
