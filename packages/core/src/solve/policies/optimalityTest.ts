/** Is a policy as good as the optimum? Up to the rounding of both values, and nothing more. */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { SolveOptions } from "./singleAgent.ts";
import { SolveError } from "../tables/solveError.ts";
import { agentProblem } from "./agentProblem.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { solveProblem } from "./solveProblem.ts";
import { splitSteered } from "./steered.ts";

/**
 * Solves once; the function that is returned evaluates a policy of the agent, everybody else as in
 * `options`. Where the optimum is not proved the best policy found stands in for it.
 * @throws SolveError as solving does; the function throws `missing-rule` for a decision of the agent
 *   without a rule
 */
export function optimalityTest(
  compiled: CompiledDiagram,
  agent: AgentId | undefined,
  options: SolveOptions = {},
): (policy: Policy) => boolean {
  const { steered } = splitSteered(agentProblem(compiled, agent, options).problem);
  const { lower } = solveProblem(steered, options);
  return (policy) => {
    const tree = new InfluenceTree(steered);
    tree.activateAll();
    for (const [i, { variable }] of steered.decisions.entries()) {
      const rule = policy.get(variable);
      if (rule === undefined)
        throw new SolveError(
          "missing-rule",
          `no rule is given for ${compiled.diagram.node(variable).name}`,
          "give a rule for every decision of the agent",
        );
      tree.setRule(i, rule);
    }
    const { value, error } = tree.boundedUtility();
    return value + error >= lower;
  };
}
