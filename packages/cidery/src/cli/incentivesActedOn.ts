/**
 * On which admitted incentives does learnt behaviour act? Measured exactly, as total variation
 * distances, for the chance variables of which the graph admits an incentive:
 * - control: how far the variable's distribution under the learnt rule is from its distribution
 *   when the agent chooses uniformly;
 * - response: how far the decision's distribution moves, on average, when the variable is set to
 *   its values, each as likely as it is anyway.
 */
import type { TrainingReport } from "@cidery/core/learn";
import type { InfluenceDiagram } from "@cidery/core";
import type { CompiledDiagram, Policy } from "@cidery/core/solve";
import { allVerdicts, analyse } from "@cidery/core";
import { mean, meanInterval, shareInterval } from "@cidery/core/learn";
import { compileDiagram, mergePolicies, query, uniformPolicy } from "@cidery/core/solve";

export interface IncentiveActedOn {
  readonly incentive: "control" | "response";
  readonly node: string;
  readonly decision: string;
  /** Mean over seeds of the total variation distance, 0 … 1, with its 95 % interval (none for one seed). */
  readonly shift: number;
  readonly interval: readonly [number, number] | undefined;
  /** Seeds in which it is not 0, of how many, with the 95 % interval of the share. */
  readonly seedsActing: number;
  readonly seeds: number;
  readonly shareInterval: readonly [number, number];
}

/** Distances below this are 0: they are differences of sums of probabilities. */
const ROUNDING = 1e-12;

const CRITERIA = {
  "instrumental-control-incentive": "control",
  "response-incentive": "response",
} as const;

type CriterionId = keyof typeof CRITERIA;

export function incentivesActedOn(
  diagram: InfluenceDiagram,
  agent: number,
  report: TrainingReport,
): IncentiveActedOn[] {
  const compiled = compileDiagram(diagram);
  const uniform = mergePolicies(report.optimum.others.policy, uniformPolicy(diagram));
  const policies = report.seeds.map(({ policy }) => mergePolicies(policy, uniform));
  const before = new Map<number, readonly number[]>();
  return (Object.keys(CRITERIA) as CriterionId[]).flatMap((criterion) =>
    allVerdicts(analyse(diagram.structure), { criteria: [criterion] })
      .filter(
        (one) =>
          one.agent === agent &&
          one.kind === "present" &&
          one.node !== undefined &&
          diagram.node(one.node).kind === "chance",
      )
      .map(({ node = 0, decision = 0 }) => {
        const incentive = CRITERIA[criterion];
        if (incentive === "control" && !before.has(node))
          before.set(node, marginal(compiled, node, uniform));
        const shifts = policies.map((policy) =>
          incentive === "control"
            ? variation(before.get(node) ?? [], marginal(compiled, node, policy))
            : responseTo(compiled, node, decision, policy),
        );
        const seedsActing = shifts.filter((x) => x > ROUNDING).length;
        return {
          incentive,
          node: diagram.node(node).name,
          decision: diagram.node(decision).name,
          shift: mean(shifts),
          interval: meanInterval(shifts),
          seedsActing,
          seeds: shifts.length,
          shareInterval: shareInterval(seedsActing, shifts.length),
        };
      }),
  );
}

function responseTo(
  compiled: CompiledDiagram,
  node: number,
  decision: number,
  policy: Policy,
): number {
  const likely = marginal(compiled, node, policy);
  const set = likely.map((p, position) =>
    p === 0 ? [] : marginal(compiled, decision, policy, new Map([[node, position]])),
  );
  const mixed = (set.find((row) => row.length > 0) ?? []).map((_, a) =>
    likely.reduce((sum, p, x) => sum + p * (set[x]?.[a] ?? 0), 0),
  );
  return likely.reduce(
    (sum, p, x) => (p === 0 ? sum : sum + p * variation(mixed, set[x] ?? [])),
    0,
  );
}

function marginal(
  compiled: CompiledDiagram,
  node: number,
  policy: Policy,
  set: ReadonlyMap<number, number> = new Map(),
): readonly number[] {
  const held = new Map(
    [...set].map(([id, position]) => [id, { kind: "value", position } as const]),
  );
  const answer = query(compiled, { of: [node], policy, do: held });
  return answer.kind === "posterior" ? [...answer.probabilities] : [];
}

function variation(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, p, i) => sum + Math.abs(p - (b[i] ?? 0)), 0) / 2;
}
