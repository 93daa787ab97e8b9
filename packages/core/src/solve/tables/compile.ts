/**
 * Mechanisms to tables. Identical instances of a replicated declaration are read once and share
 * one array; a table is predicted before it is allocated; a sum of terms becomes several small
 * utility tables instead of one large one. Tables whose parameters have not changed since the
 * last compilation of the same diagram are reused, which is what makes a slider quick.
 */
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import type { ChanceTable, DecisionProblem, Table } from "./decisionProblem.ts";
import { topologicalOrder } from "../../graph/index.ts";
import { MechanismError, parameterValues } from "../../model/index.ts";
import { SolveError } from "./solveError.ts";
import { additiveTerms } from "./additiveTerms.ts";
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
 *   `table-too-large`, `probabilities-do-not-sum`, or the mechanism's own fault
 */
export function compileDiagram(
  diagram: InfluenceDiagram,
  options: CompileOptions = {},
): CompiledDiagram {
  const parameters = parameterValues(diagram, options.parameters);
  const maxEntries = options.maxEntries ?? DEFAULT_MAX_ENTRIES;
  const order = topologicalOrder(diagram.graph);
  if (order === undefined)
    throw new SolveError("cyclic-graph", "the diagram has a directed cycle", "remove an arrow");
  const context = { diagram, parameters, maxEntries, shared: new Map<string, Float64Array>() };
  const sizes = diagram.nodes.map((node) => variableSize(diagram, node));
  const chance: (ChanceTable | undefined)[] = [];
  const utilities: CompiledUtility[] = [];
  for (const node of diagram.nodes) {
    const { id } = node;
    if (node.kind === "decision") {
      chance.push(undefined);
      continue;
    }
    try {
      if (node.kind === "utility") {
        const terms = isSeen(diagram, id) ? undefined : additiveTerms(node);
        utilities.push({
          node: id,
          owners: node.owners,
          terms: (terms ?? [node]).map((term) => ({
            variables: term.parents,
            values: readTable(context, term, "utility"),
          })),
        });
        chance.push(
          isSeen(diagram, id)
            ? {
                variable: id,
                variables: [...node.parents, id],
                values: readTable(context, node, "seen-utility"),
              }
            : undefined,
        );
      } else {
        chance.push({
          variable: id,
          variables: [...node.parents, id],
          values: readTable(context, node, "chance"),
        });
      }
    } catch (error) {
      throw error instanceof MechanismError ? fromMechanism(error) : error;
    }
  }
  return { diagram, parameters, maxEntries, sizes, chance, utilities, order };
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
