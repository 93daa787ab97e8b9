/**
 * Diagrams in which agents with different utilities decide: the subgame-perfect equilibria, one of
 * them chosen. The list is kept until another diagram comes, so stepping through it is quick.
 */
import {
  type CompiledDiagram,
  compiledEquilibria,
  type DiagramEquilibria,
  type InfluenceDiagram,
  uniformPolicy,
} from "cidery";
import type { EquilibriumList } from "./messages.ts";
import type { SolvedPolicy } from "./solvedPolicy.ts";

/** More are not listed, with a word about it. */
const MOST_EQUILIBRIA = 50;

export interface EquilibriumChoice {
  /** Position in the list; the first one when the list is shorter. */
  readonly chosen: number;
  /** The same for the same diagram under the same interventions. */
  readonly key: string;
}

let kept: { readonly key: string; readonly found: DiagramEquilibria } | undefined;

export function solveSeveralAgents(
  diagram: InfluenceDiagram,
  compiled: CompiledDiagram,
  { chosen, key }: EquilibriumChoice,
): SolvedPolicy {
  const found =
    kept?.key === key
      ? kept.found
      : compiledEquilibria(compiled, { randomise: "if-needed", limit: MOST_EQUILIBRIA });
  kept = { key, found };
  const warnings = found.warnings.map(({ message }) => message);
  const at = chosen < found.equilibria.length ? chosen : 0;
  const equilibrium = found.equilibria[at];
  if (equilibrium === undefined) {
    return {
      policy: uniformPolicy(diagram),
      optimal: false,
      method: "every action equally likely",
      remarks: [
        "no subgame-perfect equilibrium was found: what is shown is the uniform policy",
        ...warnings,
      ],
      singleAgent: false,
    };
  }
  const { policy, regret } = equilibrium;
  return {
    policy: new Map([...uniformPolicy(diagram), ...policy]),
    optimal: true,
    method: "a subgame-perfect equilibrium",
    remarks: [
      ...(regret > 1e-9 ? [`an agent could gain up to ${regret.toPrecision(3)}`] : []),
      ...warnings,
    ],
    equilibria: listed(found, at),
    singleAgent: false,
  };
}

function listed(found: DiagramEquilibria, chosen: number): EquilibriumList {
  const { equilibria, completeness, count, degenerate } = found;
  const remarks: string[] = [];
  if (completeness === "limit") {
    remarks.push(`the list stops at ${equilibria.length}; there are more`);
  } else if (completeness !== "all") {
    const others = completeness === "all-pure" ? "others, with chance in them," : "others";
    remarks.push(`${others} may exist beside these`);
  }
  if (degenerate) remarks.push("some belong to continua, of which the extreme points are listed");
  if (count > equilibria.length && completeness !== "limit") {
    remarks.push(
      `${count} when rules that differ only where they never act are told apart; one of each is listed`,
    );
  }
  return {
    chosen,
    payoffs: equilibria.map(({ utilities }) => [...utilities]),
    randomised: equilibria.map(({ policy }) =>
      [...policy.values()].some((rule) => rule.some((share) => share > 1e-9 && share < 1 - 1e-9)),
    ),
    remarks,
  };
}
