/**
 * Policies, expected utilities and beliefs of a diagram, in steps, so that the first results are
 * shown while the rest is computed.
 */
import { amountText, roundedUp } from "../../base/index.ts";
import { type InfluenceDiagram } from "../../model/index.ts";
import {
  beliefs,
  type Beliefs,
  compileDiagram,
  type CompiledDiagram,
  intervene,
  resolveInterventions,
  solveCompiled,
  SolveError,
} from "../../solve/index.ts";
import { metersOf } from "./shownMeters.ts";
import type { TaskHooks } from "../hooks.ts";
import type {
  EquilibriumChoice,
  NodeBelief,
  NumbersQuestion,
  NumbersResult,
} from "./numbersResult.ts";
import { freeContextsMet, policyTables } from "./policyTables.ts";
import type { SolvedPolicy } from "./solvedPolicy.ts";
import { shownAnalysis } from "./shownAnalysis.ts";
import { solveSeveralAgents } from "./severalAgents.ts";
import { worthsOf } from "./shownWorths.ts";

/** What the search for the best policy may take, in milliseconds. */
const LONGEST_SOLUTION = 20_000;

/**
 * What is shown of a diagram's numbers; `onPartial` hears policies and beliefs before worths and
 * meters are worked out. With a clock no part takes longer than half a minute.
 * @throws SolveError with what is missing and what would help
 */
export function computeNumbers(
  diagram: InfluenceDiagram,
  evidence: NumbersQuestion,
  hooks: TaskHooks<NumbersResult> = {},
): NumbersResult {
  const say = (stage: string, share: number): void => hooks.onProgress?.(stage, share);
  say("reading the tables", 0.02);
  const written = compileDiagram(diagram);
  const forced = Object.fromEntries(evidence.forced);
  const set = intervene(written, resolveInterventions(diagram, forced));
  say("looking for the best policy", 0.1);
  const decided = evidence.deciding === "anew" ? set : written;
  const solved = solve(diagram, decided, evidence.equilibrium, hooks);
  const { policy } = solved;
  say("beliefs", 0.4);
  const before = beliefs(set, { policy });
  const given = Object.fromEntries(evidence.observed);
  const found = evidence.observed.length === 0 ? before : beliefs(set, { policy, given });
  if (found.kind === "impossible" || before.kind === "impossible") throw impossible();
  const free = evidence.deciding === "keep" ? freeContextsMet(diagram, solved, before) : [];
  const result: NumbersResult = {
    policies: policyTables(set, solved, before, evidence.forced),
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
  hooks.onPartial?.(result);
  say("the strategy and what may come out", 0.5);
  const analysis = shownAnalysis(set, policy, given);
  hooks.onPartial?.({ ...result, analysis });
  say("what information and control are worth", 0.6);
  const worths = worthsOf(diagram, evidence.others, policy, {
    ...hooks,
    onProgress: (_, share) => say("what information and control are worth", 0.6 + 0.2 * share),
  });
  hooks.onPartial?.({ ...result, analysis, worths });
  const meters = metersOf(diagram, evidence.others, policy, {
    ...hooks,
    onProgress: (_, share) => say("the incentive meter", 0.8 + 0.2 * share),
  });
  return { ...result, analysis, worths, meters };
}

function beliefsByName(diagram: InfluenceDiagram, { marginals }: Beliefs): Map<string, NodeBelief> {
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
  { clock, signal, onProgress }: TaskHooks<NumbersResult>,
): SolvedPolicy {
  try {
    const solution = solveCompiled(compiled, undefined, {
      ...(clock === undefined ? {} : { timeLimit: LONGEST_SOLUTION, clock }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ fraction }) =>
        onProgress?.("looking for the best policy", 0.1 + 0.3 * fraction),
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
      if (equilibrium.mixed) onProgress?.("looking for mixed equilibria, too", 0.2);
      return solveSeveralAgents(diagram, compiled, equilibrium, clock);
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
    "remove one of the observations",
  );
}

function shown(value: number): string {
  return amountText(value, { digits: 4, full: 7 });
}
