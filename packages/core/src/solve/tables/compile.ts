/**
 * Mechanisms to tables. Identical instances of a replicated declaration are read once and share
 * one array; a table is predicted before it is allocated; a sum of terms becomes several small
 * utility tables instead of one large one. Tables whose parameters have not changed since the
 * last compilation of the same diagram are reused, which is what makes a slider quick.
 */
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import type { ChanceTable, DecisionProblem, Table } from "./decisionProblem.ts";
import { topologicalOrder } from "../../graph/index.ts";
import { MechanismError, parameterValues, valueRange } from "../../model/index.ts";
import { SolveError } from "./solveError.ts";
import { additiveTerms } from "./additiveTerms.ts";
import type { ReadContext } from "./readTable.ts";
import { readTable, DEFAULT_MAX_ENTRIES } from "./readTable.ts";

/** Values of parameters, and how large one table may become. */
export interface CompileOptions {
  /** Parameter values that replace the diagram's own. */
  readonly parameters?: ReadonlyMap<string, number>;
  /** Largest number of entries one table may have; 2^24 unless told. */
  readonly maxEntries?: number;
}

/** A utility node's tables; the node's value is their sum. */
export interface CompiledUtility {
  readonly node: number;
  readonly owners: readonly number[];
  readonly terms: readonly Table[];
}

/**
 * A diagram as tables of numbers, made once and asked often. Tables are indexed by the parents'
 * values, the first slowest.
 */
export interface CompiledDiagram {
  readonly diagram: InfluenceDiagram;
  readonly parameters: ReadonlyMap<string, number>;
  readonly maxEntries: number;
  /** Values of each node's variable; 1 for a utility nothing depends on. */
  readonly sizes: readonly number[];
  /** P(node | parents) of chance nodes and of utilities with children; by node id. */
  readonly chance: readonly (ChanceTable | undefined)[];
  readonly utilities: readonly CompiledUtility[];
  /** Node ids with parents before children. */
  readonly order: Int32Array;
}

/**
 * The diagram's tables.
 * @throws SolveError `missing-mechanism`, `missing-domain`, `continuous-domain`,
 *   `table-too-large`, `probabilities-do-not-sum`, `utilities-too-large`, or the mechanism's own fault
 */
export function compileDiagram(
  diagram: InfluenceDiagram,
  options: CompileOptions = {},
): CompiledDiagram {
  const begun = beginning(diagram, options);
  const { context, sizes, order } = begun;
  const { parameters, maxEntries } = context;
  const chance: (ChanceTable | undefined)[] = [];
  const utilities: CompiledUtility[] = [];
  for (const node of diagram.nodes) {
    const { id } = node;
    if (node.kind === "utility")
      utilities.push({ node: id, owners: node.owners, terms: termsOf(diagram, node).map(read) });
    chance.push(isVariable(diagram, node) ? readChance(context, node) : undefined);
  }
  requireFiniteTotal(diagram, utilities);
  return { diagram, parameters, maxEntries, sizes, chance, utilities, order };

  function read(term: DiagramNode): Table {
    return { variables: term.parents, values: inWords(() => readTable(context, term, "utility")) };
  }
}

/** Largest absolute entries of tables, which replicated declarations share and sliders keep. */
const largestEntries = new WeakMap<Float64Array, number>();

function largestEntry(values: Float64Array): number {
  let largest = largestEntries.get(values);
  if (largest === undefined) {
    largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    largestEntries.set(values, largest);
  }
  return largest;
}

/** Sums of all utilities, and differences of such sums with their rounding, stay finite numbers. */
function requireFiniteTotal(
  diagram: InfluenceDiagram,
  utilities: readonly CompiledUtility[],
): void {
  const sizes = utilities.map(({ terms }) =>
    terms.reduce((sum, { values }) => sum + largestEntry(values), 0),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (Number.isFinite(4 * total)) return;
  const largest = sizes.indexOf(Math.max(...sizes));
  const { name } = diagram.node((utilities[largest] as CompiledUtility).node);
  const size = sizes[largest] as number;
  throw new SolveError(
    "utilities-too-large",
    `${name} may be as large as ${Number.isFinite(size) ? size.toPrecision(3) : "a number can be"}: sums and differences of utilities would leave the range of floating-point numbers`,
    "measure the utilities in a larger unit",
  );
}

/** Tables up to a size; of the others, what is told by their formulas. */
export interface PartOfDiagram extends Pick<CompiledDiagram, "sizes" | "order" | "chance"> {
  /** Each term of each utility: its table, or at least what it lies between. */
  readonly terms: readonly {
    readonly node: number;
    readonly owners: readonly number[];
    readonly variables: readonly number[];
    readonly values: Float64Array | undefined;
    readonly range: readonly [number, number];
  }[];
}

/**
 * The tables of at most `most` entries, smallest first, as long as they have no more than `total`
 * together. Cost: that of reading them.
 * @throws SolveError as `compileDiagram`, but for faults in what it does not read
 */
export function compilePart(
  diagram: InfluenceDiagram,
  options: CompileOptions,
  most: number,
  total: number,
): PartOfDiagram {
  const { context, sizes, order } = beginning(diagram, options);
  const entries = (node: DiagramNode, own: number): number =>
    node.parents.reduce((product, p) => product * (sizes[p] as number), own);
  interface Wanted {
    readonly entries: number;
    readonly read: () => void;
  }
  const wanted: Wanted[] = [];
  const chance: (ChanceTable | undefined)[] = diagram.nodes.map(() => undefined);
  const terms: PartOfDiagram["terms"][number][] = [];
  for (const node of diagram.nodes) {
    const { id, owners } = node;
    requireMechanism(node);
    if (isVariable(diagram, node))
      wanted.push({
        entries: entries(node, sizes[id] as number),
        read: () => void (chance[id] = readChance(context, node)),
      });
    if (node.kind !== "utility") continue;
    for (const term of termsOf(diagram, node)) {
      const at = terms.length;
      const known = { node: id, owners, variables: term.parents };
      const range = valueRange(diagram, term, context.parameters);
      terms.push({ ...known, values: undefined, range });
      const read = (): void => {
        const values = inWords(() => readTable(context, term, "utility"));
        terms[at] = { ...known, values, range: extremes(values) };
      };
      wanted.push({ entries: entries(term, 1), read });
    }
  }
  let left = total;
  for (const one of wanted.sort((a, b) => a.entries - b.entries)) {
    left -= one.entries;
    if (!(one.entries <= most && left >= 0)) break;
    one.read();
  }
  return { sizes, order, chance, terms };
}

function extremes(values: Float64Array): readonly [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function requireMechanism({ name, mechanism }: DiagramNode): void {
  if (mechanism.kind === "unspecified")
    throw fromMechanism(
      new MechanismError(
        "missing-mechanism",
        `${name} has no numbers (its mechanism is not given)`,
        name,
        "",
      ),
    );
}

/** What every compilation starts from. */
function beginning(
  diagram: InfluenceDiagram,
  options: CompileOptions,
): {
  readonly context: ReadContext;
  readonly sizes: readonly number[];
  readonly order: Int32Array;
} {
  const parameters = parameterValues(diagram, options.parameters);
  const maxEntries = options.maxEntries ?? DEFAULT_MAX_ENTRIES;
  const order = topologicalOrder(diagram.graph);
  if (order === undefined)
    throw new SolveError("cyclic-graph", "the diagram has a directed cycle", "remove an arrow");
  const context = { diagram, parameters, maxEntries, shared: new Map<string, Float64Array>() };
  return { context, sizes: diagram.nodes.map((node) => variableSize(diagram, node)), order };
}

/** A chance node, or a utility that something reads. */
function isVariable(diagram: InfluenceDiagram, { id, kind }: DiagramNode): boolean {
  return kind === "chance" || (kind === "utility" && isSeen(diagram, id));
}

function termsOf(diagram: InfluenceDiagram, node: DiagramNode): readonly DiagramNode[] {
  return (isSeen(diagram, node.id) ? undefined : additiveTerms(node)) ?? [node];
}

function readChance(context: ReadContext, node: DiagramNode): ChanceTable {
  const use = node.kind === "utility" ? "seen-utility" : "chance";
  return {
    variable: node.id,
    variables: [...node.parents, node.id],
    values: inWords(() => readTable(context, node, use)),
  };
}

/** What a mechanism says of itself, with what would help. */
function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof MechanismError ? fromMechanism(error) : error;
  }
}

/**
 * The tables one agent's choices act on: its own decisions free, the utilities it owns, every
 * other agent's decisions fixed by `others`.
 */
export function decisionProblem(
  compiled: CompiledDiagram,
  free: readonly number[],
  owner: number | undefined,
  fixed: ReadonlyMap<number, Float64Array>,
): DecisionProblem {
  const { diagram, order } = compiled;
  const wanted = new Set(free);
  const chance: ChanceTable[] = [];
  const decisions: { variable: number; parents: readonly number[] }[] = [];
  for (const v of order) {
    const node = diagram.node(v);
    const table = compiled.chance[v];
    if (table !== undefined) chance.push(table);
    else if (node.kind === "decision") {
      if (wanted.has(v)) decisions.push({ variable: v, parents: node.parents });
      else {
        const values = fixed.get(v);
        if (values === undefined)
          throw new SolveError(
            "missing-rule",
            `no rule is given for ${node.name}`,
            "give a policy for every decision that is not being solved",
          );
        chance.push({ variable: v, variables: [...node.parents, v], values });
      }
    }
  }
  return {
    sizes: compiled.sizes,
    chance,
    decisions,
    utilities: compiled.utilities
      .filter((u) => owner === undefined || u.owners.includes(owner))
      .flatMap((u) => u.terms),
  };
}

/** Does any node read this utility's value? */
function isSeen(diagram: InfluenceDiagram, id: number): boolean {
  return diagram.graph.children(id).length > 0;
}

function variableSize(diagram: InfluenceDiagram, node: DiagramNode): number {
  if (node.kind === "utility" && !isSeen(diagram, node.id)) return 1;
  if (node.domain === undefined)
    throw new SolveError(
      "missing-domain",
      `${node.name} has no domain, so the diagram has no numbers`,
      `write the values it may take: \`${node.name} : {…}\``,
    );
  if (node.domain.kind !== "finite")
    throw new SolveError(
      "continuous-domain",
      `${node.name} is continuous; exact answers need finite domains`,
      "give its range a step (`real in lo..hi by step`), or use the learners",
    );
  return node.domain.values.length;
}

function fromMechanism(error: MechanismError): SolveError {
  const hint =
    error.code === "missing-mechanism"
      ? `write a mechanism for ${error.nodeName}: \`= …\`, \`~ …\` or a table`
      : `correct the mechanism of ${error.nodeName}`;
  return new SolveError(error.code, `${error.nodeName}: ${error.message}`, hint);
}
