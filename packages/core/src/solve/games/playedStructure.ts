/**
 * The structure of a diagram as it is played: a decision whose rule was fixed by an intervention
 * is a chance node, and a forced node has lost its parents. Everything about relevance and recall
 * is asked of this structure, so that a pre-policy intervention changes who relies on whom.
 */
import type { CompiledDiagram } from "../tables/compile.ts";
import { Digraph } from "../../graph/index.ts";
import { CHANCE, Structure } from "../../model/index.ts";

export function playedStructure(compiled: CompiledDiagram): Structure {
  const { structure } = compiled.diagram;
  const kinds = structure.kinds.slice();
  const owners = structure.owners.map((list) => [...list]);
  const parents = Array.from({ length: structure.graph.size }, (_, v) => [
    ...structure.graph.parents(v),
  ]);
  for (const d of structure.decisions) {
    if (compiled.chance[d] === undefined) continue;
    kinds[d] = CHANCE;
    owners[d] = [];
  }
  for (const [v, table] of compiled.chance.entries()) {
    if (table !== undefined) parents[v] = table.variables.filter((w) => w !== v);
  }
  for (const { node, terms } of compiled.utilities) {
    if (terms.every((term) => term.variables.length === 0)) parents[node] = [];
  }
  const graph = Digraph.fromParents(parents);
  return new Structure({ graph, kinds, owners, agentCount: structure.agentCount });
}
