/**
 * What every option of a decision is worth in every context: the expected utility of its owner given what
 * is seen there and the option taken, all other decisions by their rules. The best option of a context
 * is the best reply there; it is the optimum's where the rules are optimal.
 */
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import { decisionProblem } from "../tables/compile.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";

/** Options of one decision, row by row as in its rule. */
export interface OptionValues {
  readonly decision: number;
  /** Probability of each context under the rules. */
  readonly likely: Float64Array;
  /**
   * Expected utility of each option in each context, rows as in the rule; NaN where the context does
   * not occur under the rules of the others and of earlier decisions.
   */
  readonly values: Float64Array;
}

/**
 * Options of every decision that is not set, each for its owner. One message pass for each agent that
 * decides, whatever the number of decisions.
 * @throws SolveError `missing-rule` where the policy lacks a decision, `table-too-large`
 */
export function optionValues(compiled: CompiledDiagram, policy: Policy): OptionValues[] {
  const { structure } = compiled.diagram;
  const found: OptionValues[] = [];
  const free = structure.decisions.filter((d) => compiled.chance[d] === undefined);
  for (const agent of new Set(free.map((d) => structure.ownerOf(d)))) {
    const own = free.filter((d) => structure.ownerOf(d) === agent);
    const problem = decisionProblem(compiled, own, agent, policy);
    const tree = new InfluenceTree(problem);
    for (const [i, { variable }] of problem.decisions.entries())
      tree.setRule(i, policy.get(variable) ?? tree.rule(i));
    tree.activateAll();
    for (const [i, { variable }] of problem.decisions.entries()) {
      const { p, u } = tree.actionTable(i);
      const actions = problem.sizes[variable] as number;
      found.push({
        decision: variable,
        likely: Float64Array.from(
          { length: p.length / actions },
          (_, row) => p[row * actions] ?? 0,
        ),
        values: u.map((sum, at) => ((p[at] ?? 0) > 0 ? sum / (p[at] as number) : Number.NaN)),
      });
    }
  }
  return found.sort((a, b) => a.decision - b.decision);
}
