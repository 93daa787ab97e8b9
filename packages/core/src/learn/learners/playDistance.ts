/**
 * How differently do two policies play? The largest total variation distance, over the decisions,
 * between the joint distributions of what the decision sees and what it does. Rules that differ
 * only where nobody gets are the same play. Cost: one query per decision and policy.
 */
import type { CompiledDiagram, Policy } from "../../solve/index.ts";
import { mergePolicies, query, uniformPolicy } from "../../solve/index.ts";

/** The distance from `reference`, 0 … 1. */
export function playDistance(
  compiled: CompiledDiagram,
  reference: Policy,
): (policy: Policy) => number {
  const there = play(compiled, reference);
  return (policy) => {
    const here = play(compiled, policy);
    return Math.max(
      0,
      ...there.map((row, d) => {
        const other = here[d] ?? [];
        return row.reduce((sum, p, i) => sum + Math.abs(p - (other[i] ?? 0)), 0) / 2;
      }),
    );
  };
}

function play(compiled: CompiledDiagram, policy: Policy): readonly number[][] {
  const { diagram } = compiled;
  const whole = mergePolicies(policy, uniformPolicy(diagram));
  return diagram.structure.decisions.map((decision) => {
    const answer = query(compiled, {
      of: [...diagram.node(decision).parents, decision],
      policy: whole,
    });
    return answer.kind === "posterior" ? [...answer.probabilities] : [];
  });
}
