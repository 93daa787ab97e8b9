/**
 * The probability tables a question can depend on: those of its variables and everything above
 * them (all else is barren and sums to one; Shachter 1986). Decisions stand for their rules; one
 * that is needed and has no rule is an error that names it.
 */
import type { CompiledDiagram } from "./compile.ts";
import type { ChanceTable, Table } from "./decisionProblem.ts";
import type { Policy } from "./policy.ts";
import { SolveError } from "./solveError.ts";

/**
 * `whole` rules are tables over all that their decisions see. Unless told they are over what they heed: as
 * likely, but where one world is compared with another, a choice at random would be the same in both.
 */
export interface AncestralOptions {
  readonly rules?: "heeded" | "whole";
}

export function ancestralTables(
  compiled: CompiledDiagram,
  policy: Policy,
  targets: Iterable<number>,
  { rules = "heeded" }: AncestralOptions = {},
): ChanceTable[] {
  const { diagram } = compiled;
  const found = new Map<number, ChanceTable>();
  const stack = [...targets];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    if (found.has(v)) continue;
    const table = compiled.chance[v] ?? ruleTable(compiled, policy, v, rules);
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

function ruleTable(
  compiled: CompiledDiagram,
  policy: Policy,
  v: number,
  rules: NonNullable<AncestralOptions["rules"]>,
): ChanceTable | undefined {
  const values = policy.get(v);
  if (values === undefined) return undefined;
  const table = { variables: [...compiled.diagram.node(v).parents, v], values };
  return { variable: v, ...(rules === "whole" ? table : withoutIdle(compiled.sizes, table)) };
}

/**
 * A rule sees all its decision ever saw; where it says the same whatever one of these was, the table need not
 * have it, nor what lies above it. Linear in the table for each parent.
 */
function withoutIdle(sizes: readonly number[], { variables, values }: Table): Table {
  let table = values;
  let after = values.length;
  const kept = variables.filter((v, k) => {
    const size = sizes[v] as number;
    after /= size;
    if (k === variables.length - 1 || size === 1 || !isIdle(table, size, after)) return true;
    table = firstOf(table, size, after);
    return false;
  });
  return kept.length === variables.length
    ? { variables, values }
    : { variables: kept, values: table };
}

/** Blocks of `block` entries, `size` of them side by side: are these the same everywhere? */
function isIdle(table: Float64Array, size: number, block: number): boolean {
  const width = size * block;
  for (let start = 0; start < table.length; start += width)
    for (let i = start + block; i < start + width; i++)
      if (table[i] !== table[i - block]) return false;
  return true;
}

/** The first of each `size` blocks. */
function firstOf(table: Float64Array, size: number, block: number): Float64Array {
  const first = new Float64Array(table.length / size);
  for (let to = 0, from = 0; to < first.length; to += block, from += size * block)
    first.set(table.subarray(from, from + block), to);
  return first;
}
