/**
 * The checker for diagrams: how much could an agent gain by changing all its decision rules at
 * once, the others' rules fixed? It solves each agent's decision problem exactly with the
 * single-agent solver, and so shares nothing with the code that finds equilibria.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../compile.ts";
import type { Policy } from "../policy.ts";
import { decisionProblem } from "../compile.ts";
import { expectedUtility } from "../expectedUtility.ts";
import { optimalValue } from "../solveProblem.ts";

/** By agent id: best value the agent could reach alone, minus what the policy gives it. */
export function policyRegrets(compiled: CompiledDiagram, policy: Policy): number[] {
  return compiled.diagram.agents.map((_, agent) => agentRegret(compiled, policy, agent));
}

/** The largest of the agents' regrets, at least 0. */
export function policyRegret(compiled: CompiledDiagram, policy: Policy): number {
  return Math.max(0, ...policyRegrets(compiled, policy));
}

function agentRegret(compiled: CompiledDiagram, policy: Policy, agent: AgentId): number {
  const { structure } = compiled.diagram;
  const own = structure.decisionsOf(agent).filter((d) => compiled.chance[d] === undefined);
  if (own.length === 0) return 0;
  const others = new Map([...policy].filter(([d]) => !own.includes(d)));
  const best = optimalValue(decisionProblem(compiled, own, agent, others));
  return best - expectedUtility(compiled, agent, policy);
}
