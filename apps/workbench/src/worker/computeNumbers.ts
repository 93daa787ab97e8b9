/**
 * Policies, expected utilities and beliefs of a diagram, in steps, so that the first results are
 * on screen while the rest is computed. Runs in the worker.
 */
import { type InfluenceDiagram, showValue, type Value } from "@cidery/core";
import {
  compileDiagram,
  expectation,
  intervene,
  type Policy,
  query,
  resolveInterventions,
  solveCompiled,
  SolveError,
  uniformPolicy,
} from "@cidery/core/solve";
import { positionsOf, valuesOf } from "./contexts.ts";
import { metersOf } from "./meter.ts";
import type { Belief, EquilibriumChoice, NumbersResult, PolicyTable } from "./messages.ts";
import type { SolvedPolicy } from "./solvedPolicy.ts";
import { solveSeveralAgents } from "./severalAgents.ts";
import { worthOf } from "./worth.ts";

export interface Evidence {
  readonly observed: readonly (readonly [string, Value])[];
  readonly forced: readonly (readonly [string, Value])[];
  readonly equilibrium: EquilibriumChoice;
}

export interface Steps {
  readonly progress: (stage: string, fraction: number) => void;
  readonly partial: (result: NumbersResult) => void;
}

/** @throws SolveError with what is missing and what would help */
export function computeNumbers(
  diagram: InfluenceDiagram,
  evidence: Evidence,
  steps: Steps,
): NumbersResult {
  steps.progress("reading the tables", 0.02);
  const forced = Object.fromEntries(evidence.forced);
  const compiled = intervene(compileDiagram(diagram), resolveInterventions(diagram, forced));
  steps.progress("looking for the best policy", 0.1);
  const solved = solve(diagram, compiled, evidence.equilibrium, steps);
  const { policy } = solved;
  const given = Object.fromEntries(evidence.observed);
  const beliefs = new Map<string, Belief>();
  const expectations = new Map<string, number>();
  let probability = 1;
  const base = {
    policies: policyTables(diagram, solved),
    optimal: solved.optimal,
    method: solved.method,
    remarks: solved.remarks,
    ...(solved.equilibria && { equilibria: solved.equilibria }),
  };
  const soFar = (): NumbersResult => ({
    ...base,
    utilities: agentUtilities(diagram, expectations),
    beliefs: new Map(beliefs),
    expectations: new Map(expectations),
    evidence: probability,
    worth: [],
  });
  for (const [index, node] of diagram.nodes.entries()) {
    if (index % 8 === 7) steps.progress("beliefs", 0.4 + (0.5 * index) / diagram.nodes.length);
    if (node.kind === "utility") {
      const answer = expectation(compiled, { of: node.id, given, policy });
      if (answer.kind === "impossible") throw impossible();
      expectations.set(node.name, answer.value);
      continue;
    }
    if (node.domain?.kind !== "finite") continue;
    const answer = query(compiled, { of: [node.id], given, policy });
    if (answer.kind === "impossible") throw impossible();
    probability = answer.evidence;
    beliefs.set(node.name, {
      values: node.domain.values,
      probabilities: [...answer.probabilities],
    });
  }
  const result = soFar();
  steps.partial(result);
  steps.progress("what information and control are worth", 0.9);
  const worth = worthOf(diagram, solved.singleAgent, (share) =>
    steps.progress("what information and control are worth", 0.9 + 0.05 * share),
  );
  steps.partial({ ...result, worth });
  const meters = metersOf(diagram, policy, (share) =>
    steps.progress("the incentive meter", 0.95 + 0.05 * share),
  );
  return { ...result, worth, meters };
}

function solve(
  diagram: InfluenceDiagram,
  compiled: ReturnType<typeof compileDiagram>,
  equilibrium: EquilibriumChoice,
  steps: Steps,
): SolvedPolicy {
  try {
    const solution = solveCompiled(compiled, undefined, {
      timeLimit: 20_000,
      clock: () => performance.now(),
      onProgress: ({ fraction }) =>
        steps.progress("looking for the best policy", 0.1 + 0.3 * fraction),
    });
    const remarks = solution.optimal
      ? []
      : [
          `not proved optimal: the best value lies between ${solution.bounds.map(shown).join(" and ")}`,
        ];
    return {
      policy: mergeUniform(diagram, solution.policy),
      optimal: solution.optimal,
      method: METHODS[solution.method] ?? solution.method,
      remarks,
      rules: solution.policies,
      singleAgent: true,
    };
  } catch (error) {
    if (error instanceof SolveError && error.code === "several-agents") {
      if (equilibrium.mixed) steps.progress("looking for mixed equilibria, too", 0.2);
      return solveSeveralAgents(diagram, compiled, equilibrium);
    }
    throw error;
  }
}

const METHODS: Readonly<Record<string, string>> = {
  fixed: "nothing to decide",
  "one-pass": "exact, one pass from the last decision to the first",
  enumerate: "exact, all policies compared",
  "branch-and-bound": "exact, branch and bound",
  "policy-updating": "improved decision by decision",
};

/** Decisions that were forced have no rule: any row will do. */
function mergeUniform(diagram: InfluenceDiagram, policy: Policy): Policy {
  const missing = diagram.structure.decisions.filter((d) => !policy.has(d));
  return new Map([...policy, ...uniformPolicy(diagram, missing)]);
}

function policyTables(diagram: InfluenceDiagram, solved: SolvedPolicy): PolicyTable[] {
  return diagram.structure.decisions.map((decision) => {
    const node = diagram.node(decision);
    const actions = valuesOf(diagram, decision);
    const seen = node.parents.map((parent) => valuesOf(diagram, parent));
    const rule = solved.policy.get(decision) as Float64Array;
    const described = solved.rules?.find((one) => one.decision === decision);
    const count = rule.length / actions.length;
    const rows = Array.from({ length: Math.min(count, 200) }, (_, row) => {
      const positions = positionsOf(row, seen);
      const match = described?.rows.find((one) => one.context.every((p, i) => p === positions[i]));
      return {
        context: positions.map((p, i) => showValue(seen[i]?.[p] as Value)),
        distribution: [...rule.subarray(row * actions.length, (row + 1) * actions.length)],
        reachable: match?.reachable ?? true,
        ties: match?.ties ?? [],
      };
    });
    return {
      decision: node.name,
      sees: node.parents.map((parent) => diagram.node(parent).name),
      actions: actions.map(showValue),
      rows,
    };
  });
}

function agentUtilities(
  diagram: InfluenceDiagram,
  expectations: ReadonlyMap<string, number>,
): (readonly [string, number])[] {
  return diagram.agents.map(({ name }, agent) => [
    name,
    diagram.structure
      .utilitiesOf(agent)
      .reduce((sum, u) => sum + (expectations.get(diagram.node(u).name) ?? 0), 0),
  ]);
}

function impossible(): SolveError {
  return new SolveError(
    "impossible-evidence",
    "what is observed has probability zero under this policy",
    "take back one of the observations",
  );
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
