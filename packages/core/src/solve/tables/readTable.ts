/**
 * One mechanism to one array, shared wherever the same mechanism over the same domains is read
 * again: within one compilation by content, between compilations by the node's identity.
 */
import type { DiagramNode } from "../../model/index.ts";
import { checkpoint } from "../../base/index.ts";
import { indexInDomain, InfluenceDiagram, mechanismReader, showValue } from "../../model/index.ts";
import { mentionedParameters } from "./additiveTerms.ts";
import { SolveError } from "./solveError.ts";

const ROWS_BETWEEN_CHECKS = 1024;

export const DEFAULT_MAX_ENTRIES = 2 ** 24;

/** What the columns are: probabilities, one utility, or the position a utility's value has. */
export type TableUse = "chance" | "utility" | "seen-utility";

export interface ReadContext {
  readonly diagram: InfluenceDiagram;
  readonly parameters: ReadonlyMap<string, number>;
  readonly maxEntries: number;
  /** Tables read so far, by signature. */
  readonly shared: Map<string, Float64Array>;
}

export function readTable(context: ReadContext, node: DiagramNode, use: TableUse): Float64Array {
  const { mechanism } = node;
  const signature = signatureOf(context, node, use);
  const known = signature === undefined ? undefined : context.shared.get(signature);
  if (known !== undefined) return known;
  const remembered = REMEMBERED.get(node.mechanism)?.get(use);
  if (remembered !== undefined && remembered.signature === signature) {
    if (signature !== undefined) context.shared.set(signature, remembered.values);
    return remembered.values;
  }
  const values = expand(context, node, use);
  if (signature !== undefined) {
    context.shared.set(signature, values);
    let uses = REMEMBERED.get(mechanism);
    if (uses === undefined) REMEMBERED.set(mechanism, (uses = new Map()));
    uses.set(use, { signature, values });
  }
  return values;
}

/** The last table read from a mechanism, so that only what a parameter touches is read again. */
const REMEMBERED = new WeakMap<
  DiagramNode["mechanism"],
  Map<TableUse, { signature: string; values: Float64Array }>
>();

/** The part of a mechanism's signature that does not change with parameters. */
const STATIC = new WeakMap<object, { text: string; parameters: readonly string[] }>();

function signatureOf(context: ReadContext, node: DiagramNode, use: TableUse): string | undefined {
  const { mechanism } = node;
  if (mechanism.kind !== "expression") return undefined;
  let fixed = STATIC.get(mechanism);
  if (fixed === undefined) {
    fixed = {
      text: JSON.stringify([mechanism.body, mechanism.stochastic]),
      parameters: mentionedParameters(mechanism.body),
    };
    STATIC.set(mechanism, fixed);
  }
  const domains = node.parents.map((p) => domainKey(context.diagram.node(p)));
  const own = use === "utility" ? "" : domainKey(node);
  const given = fixed.parameters.map((name) => context.parameters.get(name));
  return `${use}|${own}|${domains.join(";")}|${given.join(",")}|${fixed.text}`;
}

const DOMAIN_KEYS = new WeakMap<object, string>();

function domainKey(node: DiagramNode): string {
  const { domain } = node;
  if (domain === undefined || domain.kind !== "finite") return "?";
  let key = DOMAIN_KEYS.get(domain.values);
  if (key === undefined) DOMAIN_KEYS.set(domain.values, (key = JSON.stringify(domain.values)));
  return key;
}

function expand(context: ReadContext, node: DiagramNode, use: TableUse): Float64Array {
  const { diagram, parameters, maxEntries } = context;
  const columns =
    use === "utility" ? 1 : node.domain?.kind === "finite" ? node.domain.values.length : 1;
  const sizes = node.parents.map((p) => {
    const { domain } = diagram.node(p);
    return domain?.kind === "finite" ? domain.values.length : 1;
  });
  const rows = sizes.reduce((product, size) => product * size, 1);
  if (!(rows * columns <= maxEntries)) throw tooLarge(diagram, node, sizes, columns, maxEntries);
  const original = diagram.node(node.id);
  const isOriginal = node.mechanism === original.mechanism;
  const source = isOriginal ? diagram : standAlone(diagram, node);
  const { mechanism } = node;
  if (mechanism.kind === "table" && use === "chance" && mechanism.stochastic) {
    requireSize(node, mechanism.entries, rows * columns);
    requireRowSums(node, mechanism.entries, columns);
    return mechanism.entries;
  }
  const reader = mechanismReader(source, isOriginal ? node.id : node.parents.length, parameters);
  const positions = new Int32Array(sizes.length);
  const row = new Float64Array(Math.max(1, reader.rowSize));
  const values = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    if (r % ROWS_BETWEEN_CHECKS === 0) checkpoint();
    reader.read(positions, row);
    if (use === "chance") values.set(row.subarray(0, columns), r * columns);
    else if (use === "utility") values[r] = finite(node, row[0] as number);
    else values[r * columns + positionOf(node, row[0] as number)] = 1;
    for (let i = sizes.length - 1; i >= 0; i--) {
      positions[i] = (positions[i] as number) + 1;
      if ((positions[i] as number) < (sizes[i] as number)) break;
      positions[i] = 0;
    }
  }
  return values;
}

/** A diagram of one node and its parents, for a mechanism that is not the node's own. */
function standAlone(diagram: InfluenceDiagram, node: DiagramNode): InfluenceDiagram {
  const parents = node.parents.map((p, id): DiagramNode => {
    const { name, domain } = diagram.node(p);
    const blank = { id, name, kind: "chance", owners: [], parents: [] } as const;
    const mechanism = { kind: "unspecified" } as const;
    return domain === undefined ? { ...blank, mechanism } : { ...blank, domain, mechanism };
  });
  const self = { ...node, id: parents.length, parents: parents.map((p) => p.id) };
  return InfluenceDiagram.of({ agents: diagram.agents, nodes: [...parents, self] });
}

function finite(node: DiagramNode, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new SolveError(
    "not-a-number",
    `${node.name} has the utility ${value}`,
    "utilities must be finite numbers",
  );
}

function positionOf(node: DiagramNode, value: number): number {
  const index = node.domain?.kind === "finite" ? indexInDomain(node.domain, value) : -1;
  if (index >= 0) return index;
  throw new SolveError(
    "value-outside-domain",
    `${node.name} takes the value ${showValue(value)}, which is outside its domain`,
    "list the value in the domain",
  );
}

function requireSize(node: DiagramNode, entries: Float64Array, expected: number): void {
  if (entries.length !== expected)
    throw new SolveError(
      "table-size",
      `${node.name} has ${entries.length} table entries, its parents and domain need ${expected}`,
      "give one row for each combination of the parents' values",
    );
}

function requireRowSums(node: DiagramNode, entries: Float64Array, columns: number): void {
  for (let start = 0; start < entries.length; start += columns) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const share = entries[start + j] as number;
      if (!(share >= 0)) sum = Number.NaN;
      sum += share;
    }
    if (!(Math.abs(sum - 1) <= 1e-9))
      throw new SolveError(
        "probabilities-do-not-sum",
        `row ${start / columns + 1} of ${node.name} is not a distribution (it sums to ${sum})`,
        "probabilities are non-negative and sum to one in every row",
      );
  }
}

function tooLarge(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  sizes: readonly number[],
  columns: number,
  bound: number,
): SolveError {
  const parents = node.parents.map((p, i) => `${diagram.node(p).name} (${sizes[i]})`);
  const entries = sizes.reduce((product, size) => product * size, columns);
  return new SolveError(
    "table-too-large",
    `the table of ${node.name} would have ${entries.toPrecision(3)} entries, more than ${bound}: its parents are ${parents.join(", ")}`,
    `give ${node.name} fewer or coarser parents, for example by an intermediate variable that summarises several of them`,
  );
}
