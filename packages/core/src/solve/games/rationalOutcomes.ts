/**
 * What rational agents bring about. In a game the answer to "what happens if …" is a set, one
 * answer per equilibrium (Hammond et al. 2023; docs/theory.md T21), and it matters when the agents
 * learn of a change:
 *
 * - `prePolicy` interventions are on mechanisms: the agents know, and play an equilibrium of the
 *   changed game;
 * - `postPolicy` interventions are on variables: the rules are frozen before they happen.
 *
 * Without interventions this is prediction.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Condition, Interventions } from "../tables/conditions.ts";
import type { Completeness } from "./equilibrium.ts";
import type { DiagramEquilibrium, EquilibriaOptions } from "./diagramEquilibria.ts";
import { compileDiagram } from "../tables/compile.ts";
import { resolveInterventions } from "../tables/conditions.ts";
import { intervene } from "../tables/intervene.ts";
import { conditionalUtility, query } from "../queries/query.ts";
import { compiledEquilibria } from "./diagramEquilibria.ts";

/** An event or expectation to be judged under rational play. */
export interface GameQuestion extends EquilibriaOptions {
  /** Variables whose joint distribution is asked for; may be empty. */
  readonly of?: readonly (string | number)[];
  readonly given?: Condition;
  /** Known to the agents when they choose their rules. */
  readonly prePolicy?: Interventions;
  /** Happens after the rules were chosen. */
  readonly postPolicy?: Interventions;
}

/** What one equilibrium says about the question. */
export interface RationalOutcome {
  readonly equilibrium: DiagramEquilibrium;
  /**
   * Joint probabilities of `of`, the FIRST variable slowest; absent when nothing was asked for or
   * when the condition has probability zero in this equilibrium.
   */
  readonly probabilities?: Float64Array;
  /** Expected utility of each agent, given the condition; undefined when it is impossible. */
  readonly utilities: readonly (number | undefined)[];
}

/** What every equilibrium found says, and the range between them. */
export interface RationalOutcomes {
  readonly outcomes: readonly RationalOutcome[];
  /** Whether every equilibrium of the stated kind is behind an outcome. */
  readonly completeness: Completeness;
  /** Least and greatest of each probability over the outcomes that have them. */
  readonly range: readonly { readonly low: number; readonly high: number }[];
}

/**
 * What follows from rational play: the question's answer in every equilibrium. Costs one solution
 * and one query for each.
 */
export function rationalOutcomes(
  diagram: InfluenceDiagram,
  question: GameQuestion,
): RationalOutcomes {
  const compiled = compileDiagram(diagram, question);
  const before = intervene(compiled, resolveInterventions(diagram, question.prePolicy));
  const { equilibria, completeness } = compiledEquilibria(before, question);
  const outcomes = equilibria.map((equilibrium): RationalOutcome => {
    const request = {
      policy: equilibrium.policy,
      ...(question.given === undefined ? {} : { given: question.given }),
      ...(question.postPolicy === undefined ? {} : { do: question.postPolicy }),
    };
    const utilities = diagram.agents.map((_, agent) => {
      const answer = conditionalUtility(before, { ...request, agent });
      return answer.kind === "expectation" ? answer.value : undefined;
    });
    const { of = [] } = question;
    if (of.length === 0) return { equilibrium, utilities };
    const answer = query(before, { ...request, of });
    return answer.kind === "posterior"
      ? { equilibrium, utilities, probabilities: answer.probabilities }
      : { equilibrium, utilities };
  });
  return { outcomes, completeness, range: rangeOf(outcomes) };
}

function rangeOf(outcomes: readonly RationalOutcome[]): { low: number; high: number }[] {
  const known = outcomes.flatMap(({ probabilities }) => (probabilities ? [probabilities] : []));
  return Array.from(known[0] ?? [], (_, i) => {
    const values = known.map((one) => one[i] as number);
    return { low: Math.min(...values), high: Math.max(...values) };
  });
}
