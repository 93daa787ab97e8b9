/** Which decisions an agent (or a team) solves for, and the tables its choices act on. */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { OthersOptions, OthersPlay } from "./othersPlay.ts";
import { decisionProblem } from "../tables/compile.ts";
import { SolveError } from "../tables/solveError.ts";
import { othersPlay } from "./othersPlay.ts";

export interface AgentProblem {
  readonly problem: DecisionProblem;
  /** Undefined for a team that shares all utilities. */
  readonly owner: AgentId | undefined;
  /** What was assumed of everybody else, with their rules. */
  readonly others: OthersPlay;
}

/** The tables an agent's choices act on. */
export function agentProblem(
  compiled: CompiledDiagram,
  agent: AgentId | undefined,
  options: OthersOptions = {},
): AgentProblem {
  const { diagram } = compiled;
  const { structure } = diagram;
  const owner = agent ?? soleDecider(diagram);
  const own = owner === undefined ? structure.decisions : structure.decisionsOf(owner);
  const others = othersPlay(compiled, owner, options);
  const free = own.filter((d) => !others.policy.has(d) && compiled.chance[d] === undefined);
  const judge = owner ?? structure.owners[structure.decisions[0] ?? 0]?.[0] ?? 0;
  return { problem: decisionProblem(compiled, free, judge, others.policy), owner, others };
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
