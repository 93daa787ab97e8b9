/** Diagrams from formats that know tables and numbered variables, but no names and no values. */
import type { Checked, Diagnostic } from "../base/index.ts";
import type { DiagramNode } from "../model/index.ts";
import { findCycle } from "../graph/index.ts";
import { finiteDomain, InfluenceDiagram } from "../model/index.ts";
import { NumberTokens, TableFormatError } from "./numberTokens.ts";

export interface TableNode {
  readonly kind: DiagramNode["kind"];
  readonly name: string;
  /** Number of values; 1 for a utility. */
  readonly size: number;
  readonly parents: readonly number[];
  /** Rows over the parents, FIRST parent slowest; absent for decisions. */
  readonly entries?: Float64Array;
}

/** Runs a reader and turns its fault into a diagnostic. */
export function readTables(
  text: string,
  read: (tokens: NumberTokens) => readonly TableNode[],
): Checked<InfluenceDiagram> {
  try {
    return tableDiagram(read(new NumberTokens(text)));
  } catch (error) {
    if (error instanceof TableFormatError) return { ok: false, diagnostics: [error.diagnostic] };
    throw error;
  }
}

function tableDiagram(tables: readonly TableNode[]): Checked<InfluenceDiagram> {
  const diagnostics: Diagnostic[] = [];
  const domains = new Map<number, ReturnType<typeof finiteDomain>>();
  const domainOf = (size: number): ReturnType<typeof finiteDomain> => {
    let domain = domains.get(size);
    if (domain === undefined) {
      domain = finiteDomain(Array.from({ length: size }, (_, i) => i));
      domains.set(size, domain);
    }
    return domain;
  };
  const nodes = tables.map((table, id): DiagramNode => {
    const { kind, name, parents } = table;
    const base = { id, name, kind, owners: kind === "chance" ? [] : [0], parents };
    if (kind === "utility") return { ...base, mechanism: mechanismOf(table, diagnostics) };
    return { ...base, domain: domainOf(table.size), mechanism: mechanismOf(table, diagnostics) };
  });
  const diagram = InfluenceDiagram.of({ agents: [{ name: "agent" }], nodes });
  const cycle = findCycle(diagram.graph);
  if (cycle !== undefined) {
    const names = [...cycle, cycle[0] as number].map((v) => diagram.node(v).name).join(" → ");
    return {
      ok: false,
      diagnostics: [
        { code: "cycle", severity: "error", message: `the arrows form a cycle: ${names}` },
      ],
    };
  }
  return { ok: true, value: diagram, diagnostics };
}

function mechanismOf(table: TableNode, diagnostics: Diagnostic[]): DiagramNode["mechanism"] {
  const { kind, entries, size } = table;
  if (kind === "decision") return { kind: "decision" };
  if (entries === undefined) return { kind: "unspecified" };
  if (kind === "utility") return { kind: "table", stochastic: false, entries };
  return {
    kind: "table",
    stochastic: true,
    entries: normalised(table.name, entries, size, diagnostics),
  };
}

/** Rows rounded by whoever wrote the file are scaled to sum to one; the answer says so. */
function normalised(
  name: string,
  entries: Float64Array,
  size: number,
  diagnostics: Diagnostic[],
): Float64Array {
  let worst = 0;
  const result = entries.slice();
  for (let start = 0; start < entries.length; start += size) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += entries[start + j] as number;
    worst = Math.max(worst, Math.abs(sum - 1));
    if (sum > 0)
      for (let j = 0; j < size; j++) result[start + j] = (entries[start + j] as number) / sum;
  }
  if (worst <= 1e-9) return entries;
  if (worst <= 1e-3) {
    diagnostics.push({
      code: "rounded-probabilities",
      severity: "warning",
      message: `rows of ${name} sum to one only within ${worst.toPrecision(2)}; they were scaled`,
    });
    return result;
  }
  diagnostics.push({
    code: "probabilities-do-not-sum",
    severity: "warning",
    message: `a row of ${name} misses one by ${worst.toPrecision(2)}`,
  });
  return entries;
}
