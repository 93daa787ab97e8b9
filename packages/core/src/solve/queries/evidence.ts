/**
 * What a question takes for granted, prepared for inference: interventions carried out, evidence
 * as tables. Evidence may be as unlikely as a logarithm can hold: where a named distribution gives
 * an observed value less than a number can be, its column is scaled up, and the answer's ratios
 * stay what they are.
 */
import type { DiagramNode, InfluenceDiagram, Value } from "../../model/index.ts";
import type { Network } from "../../probability/index.ts";
import type { CompiledDiagram, CompileOptions } from "../tables/compile.ts";
import type { Condition, Interventions } from "../tables/conditions.ts";
import type { ChanceTable, Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import { mechanismReader } from "../../model/index.ts";
import { eliminate, TooLargeError } from "../../probability/index.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { compileDiagram } from "../tables/compile.ts";
import { nodeCalled, resolveCondition, resolveInterventions } from "../tables/conditions.ts";
import { intervene } from "../tables/intervene.ts";
import { SolveError } from "../tables/solveError.ts";
import { withUtilityVariable } from "../tables/utilityVariable.ts";

/** Evidence about one or several nodes: how likely it is at each combination of their values. */
export interface JointEvidence {
  readonly nodes: readonly number[];
  /** 0 where it rules the values out, 1 where it says nothing more. */
  readonly weight: (values: readonly Value[]) => number;
}

/** What is believed of a node afterwards (Jeffrey's rule), in the order of its domain. */
export interface Belief {
  readonly node: number;
  readonly distribution: Float64Array;
}

/** Under which evidence, interventions and policy a question is asked. */
export interface QueryRequest extends CompileOptions {
  readonly given?: Condition;
  /** Further evidence, about several nodes at once or soft. */
  readonly evidence?: readonly JointEvidence[];
  /**
   * Soft evidence by its result. Several are met together by the least change that satisfies all
   * (iterative proportional fitting; Csiszár 1975).
   */
  readonly beliefs?: readonly Belief[];
  readonly do?: Interventions;
  /** Rules of the decisions the question depends on. */
  readonly policy?: Policy;
}

/** A diagram, or one that is compiled already and may be asked many times. */
export type Askable = InfluenceDiagram | CompiledDiagram;

export interface Prepared {
  readonly diagram: InfluenceDiagram;
  readonly compiled: CompiledDiagram;
  readonly evidence: readonly Table[];
  readonly policy: Policy;
  readonly domainOf: (node: DiagramNode) => readonly Value[];
  /** Logarithm of what the tables were divided by. */
  readonly logScale: number;
}

/** Most entries of a table that evidence over several variables may need. */
const MOST_EVIDENCE_ENTRIES = 2 ** 22;

/** Compiles, intervenes and gives a variable to each utility that is asked about as one. */
export function prepare(
  source: Askable,
  request: QueryRequest,
  asked: readonly (string | number)[],
): Prepared {
  let compiled = "chance" in source ? source : compileDiagram(source, request);
  const { diagram } = compiled;
  const domains = new Map<number, readonly Value[]>();
  const interventions = resolveInterventions(diagram, request.do);
  compiled = intervene(compiled, interventions);
  const mentioned = (request.evidence ?? []).flatMap(({ nodes }) => nodes);
  for (const name of [...asked, ...namesIn(request.given), ...mentioned]) {
    const node = typeof name === "number" ? diagram.node(name) : nodeCalled(diagram, name);
    if (node.kind !== "utility" || compiled.chance[node.id] !== undefined) continue;
    const added = withUtilityVariable(compiled, node.id);
    compiled = added.compiled;
    domains.set(node.id, added.values);
  }
  const domainOf = (node: DiagramNode): readonly Value[] =>
    domains.get(node.id) ?? (node.domain?.kind === "finite" ? node.domain.values : []);
  const given = resolveCondition(diagram, request.given, domainOf);
  const evidence = [
    ...indicators(compiled, given),
    ...(request.evidence ?? []).map((one) => evidenceTable(compiled, one, domainOf)),
  ];
  const policy = request.policy ?? new Map();
  const scaled = withLogColumns(compiled, evidence, (v) => interventions.has(v));
  const prepared = { diagram, evidence, policy, domainOf, ...scaled };
  const { beliefs = [] } = request;
  return beliefs.length === 0
    ? prepared
    : { ...prepared, evidence: [...evidence, ...beliefTables(prepared, beliefs)] };
}

export function namesIn(condition: Condition | undefined): (string | number)[] {
  if (condition === undefined) return [];
  return condition instanceof Map ? [...condition.keys()] : Object.keys(condition);
}

/** One 0/1 table per conditioned variable. */
export function indicators(
  compiled: CompiledDiagram,
  given: ReadonlyMap<number, readonly number[]>,
): Table[] {
  return [...given].map(([v, positions]) => {
    const values = new Float64Array(compiled.sizes[v] as number);
    for (const p of positions) values[p] = 1;
    return { variables: [v], values };
  });
}

/** The evidence at every combination of its nodes' values. */
export function evidenceTable(
  compiled: CompiledDiagram,
  { nodes, weight }: JointEvidence,
  domainOf: (node: DiagramNode) => readonly Value[],
): Table {
  const variables = [...new Set(nodes)];
  const domains = variables.map((v) => domainOf(compiled.diagram.node(v)));
  const sizes = variables.map((v) => compiled.sizes[v] as number);
  const entries = sizes.reduce((product, size) => product * size, 1);
  if (entries > MOST_EVIDENCE_ENTRIES)
    throw new SolveError(
      "table-too-large",
      `an event about ${variables.map((v) => compiled.diagram.node(v).name).join(", ")} has ${entries.toPrecision(3)} cases, more than ${MOST_EVIDENCE_ENTRIES}`,
      "ask about fewer variables at once",
    );
  const values = new Float64Array(entries);
  const positions = new Int32Array(variables.length);
  for (let e = 0; e < entries; e++) {
    values[e] = weight(domains.map((domain, i) => domain[positions[i] as number] as Value));
    advance(positions, sizes);
  }
  return { variables, values };
}

function advance(positions: Int32Array, sizes: readonly number[]): void {
  for (let i = positions.length - 1; i >= 0; i--) {
    positions[i] = (positions[i] as number) + 1;
    if ((positions[i] as number) < (sizes[i] as number)) return;
    positions[i] = 0;
  }
}

/** Below this a table's entry has lost digits, or all of itself. */
const TINY = 1e-290;

/** Tables of observed variables whose entries underflow, scaled up to what their logarithms say. */
function withLogColumns(
  compiled: CompiledDiagram,
  evidence: readonly Table[],
  isForced: (v: number) => boolean,
): { readonly compiled: CompiledDiagram; readonly logScale: number } {
  let chance: (ChanceTable | undefined)[] | undefined;
  let logScale = 0;
  for (const { variables, values } of evidence) {
    const [v] = variables;
    if (v === undefined || variables.length > 1 || isForced(v)) continue;
    const scaled = logColumns(compiled, chance?.[v] ?? compiled.chance[v], values);
    if (scaled === undefined) continue;
    chance ??= [...compiled.chance];
    chance[v] = scaled.table;
    logScale += scaled.logScale;
  }
  return { compiled: chance === undefined ? compiled : { ...compiled, chance }, logScale };
}

export function logColumns(
  compiled: CompiledDiagram,
  table: ChanceTable | undefined,
  observed: Float64Array,
): { readonly table: ChanceTable; readonly logScale: number } | undefined {
  const node = table === undefined ? undefined : compiled.diagram.node(table.variable);
  if (table === undefined || node?.kind !== "chance") return undefined;
  const size = observed.length;
  const isLow = table.values.some((p, i) => (observed[i % size] as number) > 0 && p < TINY);
  if (!isLow) return undefined;
  const reader = mechanismReader(compiled.diagram, node.id, compiled.parameters);
  if (reader.readLogs === undefined) return undefined;
  const logs = new Float64Array(table.values.length);
  const positions = new Int32Array(reader.parentSizes.length);
  const row = new Float64Array(size);
  for (let start = 0; start < logs.length; start += size) {
    reader.readLogs(positions, row);
    for (let i = 0; i < size; i++)
      logs[start + i] = (observed[i] as number) > 0 ? (row[i] as number) : -Infinity;
    advance(positions, reader.parentSizes);
  }
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  if (most === -Infinity) return undefined;
  return { table: { ...table, values: logs.map((x) => Math.exp(x - most)) }, logScale: most };
}

// ---- inference ----------------------------------------------------------------------------

export interface JointWeights {
  /** Unnormalised, the first variable slowest. */
  readonly values: Float64Array;
  readonly total: number;
  /** Logarithm of the total's true size: P(evidence). */
  readonly logEvidence: number;
}

/** The joint weights of some variables together with the evidence. Never underflows as a whole. */
export function jointWeights(
  prepared: Prepared,
  of: readonly number[],
  more: readonly Table[] = [],
): JointWeights {
  const evidence = [...prepared.evidence, ...more];
  const network = networkOf(prepared, [...of, ...evidence.flatMap((t) => t.variables)], evidence);
  const { factor, logScale } = refusing(() => eliminate(network, of));
  const total = factor.values.reduce((sum, x) => sum + x, 0);
  return {
    values: factor.values,
    total,
    logEvidence: total > 0 ? Math.log(total) + logScale + prepared.logScale : -Infinity,
  };
}

/** The tables a question about some nodes depends on, with the evidence. */
export function networkOf(
  { compiled, policy }: Prepared,
  targets: readonly number[],
  evidence: readonly Table[],
): Network {
  const { sizes } = compiled;
  const tables = ancestralTables(compiled, policy, targets);
  return {
    sizes,
    factors: [...tables, ...evidence].map(({ variables, values }) => ({
      variables,
      sizes: variables.map((v) => sizes[v] as number),
      values,
    })),
    children: [...tables.map((t) => t.variable), ...evidence.map(() => undefined)],
  };
}

/** Refusals of the probability layer in this layer's terms. */
export function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    throw new SolveError(
      "table-too-large",
      error.message,
      "ask for fewer variables at once, or give the model fewer parents and coarser domains",
    );
  }
}

// ---- beliefs ------------------------------------------------------------------------------

const MOST_ROUNDS = 1000;
const CLOSE = 1e-12;

/** Likelihoods that make every believed node have its distribution. */
export function beliefTables(prepared: Prepared, beliefs: readonly Belief[]): Table[] {
  let tables = beliefs.map(({ node, distribution }): Table => {
    const size = prepared.compiled.sizes[node] as number;
    if (distribution.length !== size)
      throw new RangeError(`${distribution.length} weights for ${size} values of node ${node}`);
    return { variables: [node], values: new Float64Array(size).fill(1) };
  });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let worst = 0;
    for (const [i, { node, distribution }] of beliefs.entries()) {
      const { values, total } = jointWeights(prepared, [node], tables);
      // Impossible evidence is said by whoever asks.
      if (!(total > 0)) return tables;
      const before = (tables[i] as Table).values;
      const next = distribution.map((wanted, k) => {
        const now = (values[k] as number) / total;
        if (wanted > 0 && !(now > 0)) throw neverBelieved(prepared, beliefs, node, k);
        worst = Math.max(worst, Math.abs(now - wanted));
        return wanted > 0 ? ((before[k] as number) * wanted) / now : 0;
      });
      const most = next.reduce((a, b) => Math.max(a, b), 0);
      const values_ = next.map((x) => x / most);
      tables = tables.map((table, j) => (j === i ? { ...table, values: values_ } : table));
    }
    if (beliefs.length === 1 || worst < CLOSE) return tables;
  }
  const names = beliefs.map(({ node }) => prepared.diagram.node(node).name).join(", ");
  throw new SolveError(
    "impossible-belief",
    `no distribution was found that gives ${names} the distributions asked for together`,
    "they may contradict each other; ask with fewer of them",
  );
}

function neverBelieved(
  { diagram, domainOf }: Prepared,
  beliefs: readonly Belief[],
  node: number,
  position: number,
): SolveError {
  const { name } = diagram.node(node);
  const value = String(domainOf(diagram.node(node))[position]);
  return new SolveError(
    "impossible-belief",
    beliefs.length > 1
      ? `the beliefs contradict each other: ${name} cannot be ${value} any more`
      : `${name} is never ${value} under the other conditions, so this cannot be believed of it`,
    "give the value probability 0",
  );
}
