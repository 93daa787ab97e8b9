/** Expected utility of an agent under a policy, with or without evidence. Never samples. */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { InfluenceTree } from "./influenceTree.ts";

/** `agent` undefined adds up everybody's utilities, each node once. */
export function expectedUtility(
  compiled: CompiledDiagram,
  agent: AgentId | undefined,
  policy: Policy,
): number {
  return weightedUtility(compiled, utilityTerms(compiled, agent), policy, []).utility;
}

/** The utility tables of an agent, or of all. */
export function utilityTerms(compiled: CompiledDiagram, agent: AgentId | undefined): Table[] {
  return compiled.utilities
    .filter((u) => agent === undefined || u.owners.includes(agent))
    .flatMap((u) => u.terms);
}

/**
 * Probability of the evidence, given as 0/1 (or likelihood) tables, and the sum of the utility
 * tables weighted by it; 0 where rounding cannot tell it from 0.
 */
export function weightedUtility(
  compiled: CompiledDiagram,
  utilities: readonly Table[],
  policy: Policy,
  evidence: readonly Table[],
): { readonly probability: number; readonly utility: number } {
  const targets = [...utilities, ...evidence].flatMap((t) => t.variables);
  const chance = [
    ...ancestralTables(compiled, policy, targets),
    ...evidence.map((t) => ({ ...t, variable: t.variables[t.variables.length - 1] as number })),
  ];
  const tree = new InfluenceTree({ sizes: compiled.sizes, chance, utilities, decisions: [] });
  tree.activateAll();
  const { p, u } = tree.totals();
  return { probability: p, utility: isNoise(tree, p, u) ? 0 : u };
}

/** Is the sum only what rounding left of terms that cancel? */
function isNoise(tree: InfluenceTree, p: number, u: number): boolean {
  if (u === 0) return false;
  if (Math.abs(u) > tree.errorFactor() * tree.largestUtility() * p) return false;
  const { value, error } = tree.boundedUtility();
  return Math.abs(value) <= error;
}
