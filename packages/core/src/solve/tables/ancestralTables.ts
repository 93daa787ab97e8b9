/**
 * The probability tables a question can depend on: those of its variables and everything above
 * them (all else is barren and sums to one; Shachter 1986). Decisions stand for their rules; one
 * that is needed and has no rule is an error that names it.
 */
import type { CompiledDiagram } from "./compile.ts";
import type { ChanceTable } from "./decisionProblem.ts";
import type { Policy } from "./policy.ts";
import { SolveError } from "./solveError.ts";

export function ancestralTables(
  compiled: CompiledDiagram,
  policy: Policy,
  targets: Iterable<number>,
): ChanceTable[] {
  const { diagram } = compiled;
  const found = new Map<number, ChanceTable>();
  const stack = [...targets];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    if (found.has(v)) continue;
    const table = compiled.chance[v] ?? ruleTable(compiled, policy, v);
    if (table === undefined) {
      const node = diagram.node(v);
      throw new SolveError(
        "missing-rule",
        `no rule is given for the decision ${node.name}`,
        "solve first, or give a policy (`uniformPolicy` for the random one)",
      );
    }
    found.set(v, table);
    for (const p of table.variables) if (p !== v && !found.has(p)) stack.push(p);
  }
  const tables: ChanceTable[] = [];
  for (const v of compiled.order) {
    const table = found.get(v);
    if (table !== undefined) tables.push(table);
  }
  return tables;
}

function ruleTable(compiled: CompiledDiagram, policy: Policy, v: number): ChanceTable | undefined {
  const values = policy.get(v);
  if (values === undefined) return undefined;
  return { variable: v, variables: [...compiled.diagram.node(v).parents, v], values };
}
