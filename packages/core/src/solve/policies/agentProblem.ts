/** Which decisions an agent (or a team) solves for, and the tables its choices act on. */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import { decisionProblem } from "../tables/compile.ts";
import { SolveError } from "../tables/solveError.ts";

/** The tables an agent's choices act on. */
export function agentProblem(
  compiled: CompiledDiagram,
  agent: AgentId | undefined,
  given: Policy = new Map(),
): { readonly problem: DecisionProblem; readonly owner: AgentId | undefined } {
  const { diagram } = compiled;
  const { structure } = diagram;
  const owner = agent ?? soleDecider(diagram);
  const own = owner === undefined ? structure.decisions : structure.decisionsOf(owner);
  const free = own.filter((d) => !given.has(d) && compiled.chance[d] === undefined);
  const judge = owner ?? structure.owners[structure.decisions[0] ?? 0]?.[0] ?? 0;
  return { problem: decisionProblem(compiled, free, judge, given), owner };
}

/** The one agent that decides; undefined for a team that shares all utilities. */
export function soleDecider(diagram: InfluenceDiagram): AgentId | undefined {
  const { structure } = diagram;
  const deciders = [...new Set(structure.decisions.map((d) => structure.ownerOf(d)))];
  if (deciders.length === 0) return 0;
  if (deciders.length === 1) return deciders[0];
  const shared = structure.utilities.every((u) => {
    const owners = structure.owners[u] ?? [];
    return deciders.every((a) => owners.includes(a)) || deciders.every((a) => !owners.includes(a));
  });
  if (shared) return undefined;
  const names = deciders.map((a) => diagram.agents[a]?.name ?? String(a));
  throw new SolveError(
    "several-agents",
    `${names.join(" and ")} decide, with different utilities`,
    "name the agent to solve for and give the others' policy, or ask for equilibria",
  );
}
