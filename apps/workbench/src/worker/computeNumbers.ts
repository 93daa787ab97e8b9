/**
 * Policies, expected utilities and beliefs of a diagram, in steps, so that the first results are
 * on screen while the rest is computed. Runs in the worker.
 */
import { amountText } from "@cidery/core/text";
import { type InfluenceDiagram, type Value } from "@cidery/core";
import {
  beliefs,
  type Beliefs,
  compileDiagram,
  type CompiledDiagram,
  intervene,
  resolveInterventions,
  roundedUp,
  solveCompiled,
  SolveError,
} from "@cidery/core/solve";
import { metersOf } from "./meter.ts";
import type {
  Belief,
  Deciding,
  EquilibriumChoice,
  NumbersResult,
  OthersChoice,
} from "./messages.ts";
import { freeContextsMet, policyTables } from "./policyTables.ts";
import type { SolvedPolicy } from "./solvedPolicy.ts";
import { solveSeveralAgents } from "./severalAgents.ts";
import { worthsOf } from "./worth.ts";

export interface Evidence {
  readonly observed: readonly (readonly [string, Value])[];
  readonly forced: readonly (readonly [string, Value])[];
  readonly equilibrium: EquilibriumChoice;
  readonly others: OthersChoice;
  readonly deciding: Deciding;
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
  const written = compileDiagram(diagram);
  const forced = Object.fromEntries(evidence.forced);
  const set = intervene(written, resolveInterventions(diagram, forced));
  steps.progress("looking for the best policy", 0.1);
  const decided = evidence.deciding === "anew" ? set : written;
  const solved = solve(diagram, decided, evidence.equilibrium, steps);
  const { policy } = solved;
  steps.progress("beliefs", 0.4);
  const before = beliefs(set, { policy });
  const given = Object.fromEntries(evidence.observed);
  const found = evidence.observed.length === 0 ? before : beliefs(set, { policy, given });
  if (found.kind === "impossible" || before.kind === "impossible") throw impossible();
  const free = evidence.deciding === "keep" ? freeContextsMet(diagram, solved, before) : [];
  const result: NumbersResult = {
    policies: policyTables(diagram, solved, before, evidence.forced),
    optimal: solved.optimal,
    method: solved.method,
    remarks: [...solved.remarks, ...free],
    ...(solved.equilibria && { equilibria: solved.equilibria }),
    utilities: agentUtilities(diagram, found),
    beliefs: beliefsByName(diagram, found),
    expectations: new Map(
      [...found.expectations].map(([id, value]) => [diagram.node(id).name, value]),
    ),
    evidence: found.evidence,
  };
  steps.partial(result);
  steps.progress("what information and control are worth", 0.6);
  const worths = worthsOf(diagram, evidence.others, policy, (share) =>
    steps.progress("what information and control are worth", 0.6 + 0.2 * share),
  );
  steps.partial({ ...result, worths });
  const meters = metersOf(diagram, evidence.others, policy, (share) =>
    steps.progress("the incentive meter", 0.8 + 0.2 * share),
  );
  return { ...result, worths, meters };
}

function beliefsByName(diagram: InfluenceDiagram, { marginals }: Beliefs): Map<string, Belief> {
  return new Map(
    diagram.nodes.flatMap(({ id, name, domain }) => {
      const probabilities = marginals[id];
      if (probabilities === undefined || domain?.kind !== "finite") return [];
      return [[name, { values: domain.values, probabilities: [...probabilities] }] as const];
    }),
  );
}

function solve(
  diagram: InfluenceDiagram,
  compiled: CompiledDiagram,
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
    const { optimal, policy, policies, bounds, ties, soluble, shortfall } = solution;
    return {
      policy,
      optimal,
      method: METHODS[solution.method] ?? solution.method,
      remarks: [
        ...(optimal
          ? []
          : [`not proved optimal: the best value lies between ${bounds.map(shown).join(" and ")}`]),
        ...(ties.length > 0
          ? [
              `several policies are ${shortfall > 0 ? `tied within ${roundedUp(shortfall)}` : "equally good"}; the numbers of the nodes are those of one of them`,
            ]
          : []),
      ],
      rules: policies,
      isFree: (decision, row) => {
        const known = policies.find((one) => one.decision === decision)?.rows[row];
        return known !== undefined && !known.reachable && !(soluble && known.possible);
      },
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

function agentUtilities(
  diagram: InfluenceDiagram,
  { expectations }: Beliefs,
): (readonly [string, number])[] {
  return diagram.agents.map(({ name }, agent) => [
    name,
    diagram.structure.utilitiesOf(agent).reduce((sum, u) => sum + (expectations.get(u) ?? 0), 0),
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
  return amountText(value, { digits: 4, full: 7 });
}
