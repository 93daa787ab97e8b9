/** What an analyst looks at beside the optimum: the strategy as a tree, what may come out, what is dominated. */
import type { InfluenceDiagram } from "../../model/index.ts";
import { AbortedError } from "../../base/index.ts";
import {
  type CompiledDiagram,
  type Condition,
  type Course,
  coursesOfEvents,
  dominance,
  type DominanceInContext,
  type Policy,
  type RiskProfile,
  riskProfile,
  SolveError,
  type StrategyNode,
  strategyTree,
} from "../../solve/index.ts";
import { actingAgents } from "./actingAgents.ts";

/** An answer, or why there is none. */
export type OrFailure<T> =
  | { readonly kind: "found"; readonly found: T }
  | { readonly kind: "failed"; readonly message: string; readonly hint: string };

/** What follows from the policy on screen, under what is observed and set. */
export interface ShownAnalysis {
  /**
   * With the expected utility of the one agent that decides, or of everybody together where several do; given what
   * is observed.
   */
  readonly strategy: OrFailure<StrategyNode>;
  /** Of every agent, by name; given what is observed. */
  readonly outcomes: readonly (readonly [string, OrFailure<RiskProfile>])[];
  /** Before anything is observed. */
  readonly dominance: OrFailure<readonly DominanceInContext[]>;
  /** Ways it may go, given what is observed; those of seeds 1, 2, … */
  readonly courses: OrFailure<readonly Course[]>;
}

/** Enough to see that they differ. */
const COURSES = [1, 2, 3, 4, 5];
/** Larger models are not looked at step by step. */
const MOST_STEPS = 60;

/**
 * @param compiled the tables with what is set
 */
export function shownAnalysis(
  compiled: CompiledDiagram,
  policy: Policy,
  given: Condition,
): ShownAnalysis {
  const { diagram } = compiled;
  return {
    strategy: tried(() => strategyTree(compiled, policy, judgeOf(diagram), given)),
    outcomes: diagram.agents.map(({ name }, agent) => [
      name,
      tried(() => riskProfile(compiled, policy, agent, given)),
    ]),
    dominance: tried(() => dominance(compiled, policy)),
    courses: tried(() => coursesShown(compiled, policy, given)),
  };
}

function coursesShown(
  compiled: CompiledDiagram,
  policy: Policy,
  given: Condition,
): readonly Course[] {
  if (compiled.diagram.nodes.length > MOST_STEPS) return [];
  const found = coursesOfEvents(compiled, { policy, given }, COURSES);
  return found.kind === "courses" ? found.courses : [];
}

/** Whose expected utility stands in the tree; everybody's where several decide. */
export function judgeOf(diagram: InfluenceDiagram): number | undefined {
  const acting = actingAgents(diagram);
  return acting.length === 1 ? acting[0] : undefined;
}

function tried<T>(find: () => T): OrFailure<T> {
  try {
    return { kind: "found", found: find() };
  } catch (error) {
    if (error instanceof AbortedError || !(error instanceof SolveError)) throw error;
    return { kind: "failed", message: error.message, hint: error.hint };
  }
}
