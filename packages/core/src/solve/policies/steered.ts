/**
 * Utilities that no decision can change: constants, and what chance alone brings. They belong to
 * the value and to no comparison: added before, their size would only blur it.
 */
import type { Bounded } from "../tables/tolerance.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { utilitiesUnder } from "./reduction.ts";

export interface Split {
  /** The problem with the utilities its decisions can change. */
  readonly steered: DecisionProblem;
  /** The expected sum of the others. */
  readonly rest: Bounded;
}

/**
 * @param problem whose utilities are split
 * @param alike another problem with the same utilities, whose decisions count as well: what either
 *   can change is kept
 */
export function splitSteered(problem: DecisionProblem, alike: DecisionProblem = problem): Split {
  const own = utilitiesUnder(problem, problem.decisions);
  const marks = alike === problem ? own : utilitiesUnder(alike, alike.decisions);
  const isSteered = (_: unknown, i: number): boolean => own[i] === 1 || marks[i] === 1;
  const { utilities } = problem;
  if (utilities.every(isSteered)) return { steered: problem, rest: { value: 0, error: 0 } };
  const others = utilities.filter((one, i) => !isSteered(one, i));
  const tree = new InfluenceTree({ ...problem, utilities: others });
  tree.activateAll();
  const { value, error } = tree.boundedUtility();
  return {
    steered: { ...problem, utilities: utilities.filter(isSteered) },
    rest: { value, error },
  };
}
