/**
 * The checker for diagrams: how much could an agent gain by changing all its decision rules at
 * once, the others' rules fixed? It solves each agent's decision problem exactly with the
 * single-agent solver, and so shares nothing with the code that finds equilibria.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import { ancestors } from "../../graph/index.ts";
import { decisionProblem } from "../tables/compile.ts";
import { expectedUtility } from "../policies/expectedUtility.ts";
import { solveProblem, wideRules } from "../policies/solveProblem.ts";

/** By agent id: best value the agent could reach alone, minus what the policy gives it. */
export function policyRegrets(compiled: CompiledDiagram, policy: Policy): number[] {
  return compiled.diagram.agents.map((_, agent) => agentRegret(compiled, policy, agent));
}

/** What an agent gets and what it could gain. */
export interface AgentStanding {
  readonly utility: number;
  readonly regret: number;
  /** What rounding may make of a regret of 0: a share of the payoffs met in either course. */
  readonly tolerance: number;
}

/** Rounding in inference and in the probabilities of a mixture, relative to the payoffs met. */
const ROUNDING = 1e-12;

/**
 * The standing of every agent under one policy after another. An agent's depends only on the rules
 * of decisions above its utilities, so policies that agree there share the work.
 */
export function agentStandings(compiled: CompiledDiagram): (policy: Policy) => AgentStanding[] {
  const { agents, structure } = compiled.diagram;
  const relevant = agents.map((_, agent) => {
    const above = ancestors(structure.graph, structure.utilitiesOf(agent));
    return structure.decisions.filter((d) => above[d] === 1);
  });
  const known = agents.map(() => new Map<string, AgentStanding>());
  const absolute: CompiledDiagram = {
    ...compiled,
    utilities: compiled.utilities.map((utility) => ({
      ...utility,
      terms: utility.terms.map((term) => ({ ...term, values: term.values.map(Math.abs) })),
    })),
  };
  return (policy) =>
    agents.map((_, agent) => {
      const key = (relevant[agent] ?? []).map((d) => policy.get(d)?.join(" ") ?? "").join("|");
      let standing = known[agent]?.get(key);
      if (standing === undefined) {
        const utility = expectedUtility(compiled, agent, policy);
        const { value, rules } = bestAlone(compiled, policy, agent) ?? { value: utility };
        const met = [policy, rules ?? policy].map((one) => expectedUtility(absolute, agent, one));
        standing = { utility, regret: value - utility, tolerance: ROUNDING * Math.max(...met) };
        known[agent]?.set(key, standing);
      }
      return standing;
    });
}

/** The largest of the agents' regrets, at least 0. */
export function policyRegret(compiled: CompiledDiagram, policy: Policy): number {
  return Math.max(0, ...policyRegrets(compiled, policy));
}

function agentRegret(compiled: CompiledDiagram, policy: Policy, agent: AgentId): number {
  const best = bestAlone(compiled, policy, agent);
  return best === undefined ? 0 : best.value - expectedUtility(compiled, agent, policy);
}

/** The best the agent can do against the others' rules; undefined when it decides nothing of its own. */
export function bestAlone(
  compiled: CompiledDiagram,
  policy: Policy,
  agent: AgentId,
): { readonly value: number; readonly rules: Policy } | undefined {
  const { structure } = compiled.diagram;
  const above = ancestors(structure.graph, structure.utilitiesOf(agent));
  const own = structure
    .decisionsOf(agent)
    .filter((d) => compiled.chance[d] === undefined && above[d] === 1);
  if (own.length === 0) return undefined;
  const others = new Map([...policy].filter(([d]) => !own.includes(d)));
  const problem = decisionProblem(compiled, own, agent, others);
  const chance = problem.chance.filter((table) => above[table.variable] === 1);
  const solved = solveProblem({ ...problem, chance });
  return {
    value: solved.value,
    rules: new Map([...others, ...wideRules(solved, compiled.diagram)]),
  };
}
