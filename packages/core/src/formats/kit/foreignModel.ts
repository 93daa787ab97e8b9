/**
 * What readers hand over: variables by number, with the names, values and tables of the file, not
 * yet checked. `foreignDiagram` checks them by the one policy of `tables.ts` and makes the diagram:
 * names and labels keep their spelling, and everything that had to be changed is said.
 */
import type { DiagramHeader, DiagramNode, FiniteDomain } from "../../model/index.ts";
import type { Notes, Place } from "./fault.ts";
import { findCycle } from "../../graph/index.ts";
import { InfluenceDiagram, showValue } from "../../model/index.ts";
import { refuse } from "./fault.ts";
import { countedDomain, stateDomain } from "./stateValues.ts";
import { Tables } from "./tables.ts";

export interface ForeignTable {
  /** Rows over the parents, first parent slowest; own values fastest (one column for utilities). */
  readonly entries: Float64Array;
  readonly place: (entry: number) => Place;
  /** `function 3`, where the format numbers its tables. */
  readonly prefix?: string;
  /** See `TableText.named`. */
  readonly named?: boolean;
}

export interface ForeignNode {
  readonly kind: DiagramNode["kind"];
  readonly name: string;
  readonly label?: string;
  /** Names of the values, or their number when the format only counts them; absent for utilities. */
  readonly states?: readonly string[] | number;
  /** Values that are known to be numbers, instead of `states`. */
  readonly domain?: FiniteDomain;
  readonly parents: readonly number[];
  /** Absent for decisions, and where the file has none. */
  readonly table?: ForeignTable;
  readonly place: Place;
}

export interface ForeignModel {
  readonly title?: string;
  readonly notes?: readonly string[];
  readonly nodes: readonly ForeignNode[];
  readonly agents?: readonly string[];
  /** Owner of each decision and utility, by node; agent 0 unless told. */
  readonly owner?: (node: number) => number;
}

export function foreignDiagram(model: ForeignModel, notes: Notes): InfluenceDiagram {
  checkNames(model.nodes);
  checkParents(model.nodes);
  const tables = new Tables(notes);
  const domains = model.nodes.map(domainOf);
  const nodes = model.nodes.map((node, id): DiagramNode => {
    const { kind, name, label, parents } = node;
    const domain = domains[id];
    return {
      id,
      name,
      ...(label === undefined || label === name ? {} : { label }),
      kind,
      owners: kind === "chance" ? [] : [model.owner?.(id) ?? 0],
      ...(domain === undefined ? {} : { domain }),
      parents,
      mechanism: mechanismOf(node, model.nodes, domains, tables),
    };
  });
  tables.finish();
  const acts = nodes.some((node) => node.kind !== "chance");
  const names = model.agents ?? (acts ? ["agent"] : []);
  const header: DiagramHeader = {
    ...(model.title === undefined || model.title === "" ? {} : { title: model.title }),
    citations: [],
    notes: model.notes ?? [],
    topics: [],
  };
  const diagram = InfluenceDiagram.of({
    header,
    agents: names.map((name) => ({ name })),
    nodes,
  });
  const cycle = findCycle(diagram.graph);
  if (cycle !== undefined) {
    const [first = 0] = cycle;
    const shown = [...cycle, first].map((v) => diagram.node(v).name).join(" → ");
    refuse("cycle", `the arrows form a cycle: ${shown}`, model.nodes[first]?.place ?? {});
  }
  return diagram;
}

function checkNames(nodes: readonly ForeignNode[]): void {
  const known = new Set<string>();
  for (const { name, place } of nodes) {
    if (name === "") refuse("format-error", "a variable has an empty name", place);
    if (known.has(name)) refuse("duplicate-name", `two variables are called ${name}`, place);
    known.add(name);
  }
}

/** Refuses a parent listed twice, and a node that is its own. */
export function checkParents(nodes: readonly ForeignNode[]): void {
  for (const { name, parents, place } of nodes) {
    const seen = new Set<number>();
    for (const parent of parents) {
      if (seen.has(parent)) {
        refuse("duplicate-parent", `${nodes[parent]?.name} is a parent of ${name} twice`, place);
      }
      seen.add(parent);
      if (nodes[parent]?.name === name) {
        refuse("duplicate-parent", `${name} is its own parent`, place);
      }
    }
  }
}

function domainOf(node: ForeignNode): FiniteDomain | undefined {
  const { kind, name, states, domain, place } = node;
  if (domain !== undefined) return domain;
  if (kind === "utility" || states === undefined) return undefined;
  if (typeof states === "number") return countedDomain(states);
  if (states.length === 0) refuse("format-error", `${name} has no values`, place);
  const seen = new Set<string>();
  for (const state of states) {
    if (seen.has(state)) refuse("format-error", `${name} lists the value ${state} twice`, place);
    seen.add(state);
  }
  return stateDomain(states);
}

function mechanismOf(
  node: ForeignNode,
  nodes: readonly ForeignNode[],
  domains: readonly (FiniteDomain | undefined)[],
  tables: Tables,
): DiagramNode["mechanism"] {
  if (node.kind === "decision") return { kind: "decision" };
  const { table, name, parents } = node;
  if (table === undefined) return { kind: "unspecified" };
  const own = domainOf(node);
  const size = node.kind === "utility" ? 1 : (own?.values.length ?? 1);
  const sizes = parents.map((parent) => domains[parent]?.values.length);
  const missing = sizes.indexOf(undefined);
  if (missing >= 0) {
    refuse(
      "format-error",
      `${name} depends on ${nodes[parents[missing] as number]?.name}, which has no list of values`,
      node.place,
    );
  }
  const rows = (sizes as number[]).reduce((product, n) => product * n, 1);
  const prefix = table.prefix === undefined ? "" : `${table.prefix}: `;
  const what = `${prefix}the table of ${name}`;
  if (table.entries.length !== rows * size) {
    refuse(
      "format-error",
      `${what} has ${table.entries.length} entries, ${rows * size} are needed`,
      table.place(0),
    );
  }
  const text = {
    what,
    entries: table.entries,
    size,
    place: table.place,
    row: (row: number) => condition(row, parents, nodes, domains),
    value: (position: number) => `${name} = ${showAt(own, position)}`,
    ...(table.named === undefined ? {} : { named: table.named }),
  };
  return node.kind === "utility"
    ? { kind: "table", stochastic: false, entries: tables.utilities(text) }
    : { kind: "table", stochastic: true, entries: tables.probabilities(text) };
}

/** The parents' values in a row: `a = x, b = 2`. */
function condition(
  row: number,
  parents: readonly number[],
  nodes: readonly ForeignNode[],
  domains: readonly (FiniteDomain | undefined)[],
): string {
  const parts: string[] = [];
  let rest = row;
  for (const parent of [...parents].reverse()) {
    const size = domains[parent]?.values.length ?? 1;
    parts.unshift(`${nodes[parent]?.name} = ${showAt(domains[parent], rest % size)}`);
    rest = Math.floor(rest / size);
  }
  return parts.join(", ");
}

function showAt(domain: FiniteDomain | undefined, position: number): string {
  const value = domain?.values[position];
  return value === undefined ? String(position) : showValue(value);
}
