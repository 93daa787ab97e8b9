/**
 * What no worth can exceed, told without solving: every optimum of an agent, whatever it sees, sets or
 * is tied to, lies between the sums of its utilities' least and greatest values.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompileOptions } from "../tables/compile.ts";
import { compilePart } from "../tables/compile.ts";
import { Sum } from "../tables/tolerance.ts";

/**
 * The most that two optima of one agent can differ by, in units of utility; infinite where a
 * formula tells no bound. Reads no table.
 * @throws SolveError where the model has no numbers
 */
export function greatestWorth(
  diagram: InfluenceDiagram,
  agent: AgentId,
  options: CompileOptions = {},
): number {
  const sum = new Sum();
  for (const { owners, range } of compilePart(diagram, options, 0, 0).terms) {
    if (!owners.includes(agent)) continue;
    sum.add(range[1]);
    sum.add(-range[0]);
  }
  const { value, error } = sum.bounded();
  return Number.isFinite(value) ? value + error : Infinity;
}
