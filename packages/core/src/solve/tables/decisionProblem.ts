/**
 * A decision problem as tables alone: chance tables, additive utility tables, and decisions with
 * the variables they see. Every question of this layer (policies, information, control) edits
 * such a problem and solves it again; names and mechanisms stay behind in the diagram.
 */

/** A table over variables; the FIRST variable is slowest, the LAST fastest. */
export interface Table {
  readonly variables: readonly number[];
  readonly values: Float64Array;
}

/** P(variable | parents); the variable itself is the last of the table's variables. */
export interface ChanceTable extends Table {
  readonly variable: number;
}

export interface DecisionSlot {
  readonly variable: number;
  readonly parents: readonly number[];
}

export interface DecisionProblem {
  /** Number of values of each variable. */
  readonly sizes: readonly number[];
  readonly chance: readonly ChanceTable[];
  /** The agent maximises the expectation of their sum. */
  readonly utilities: readonly Table[];
  /** In an order in which every decision comes after the decisions above it. */
  readonly decisions: readonly DecisionSlot[];
}

/** Rules by decision variable: rows are the parents' positions (first slowest), columns actions. */
export type Rules = ReadonlyMap<number, Float64Array>;

export function contextCount(problem: DecisionProblem, slot: DecisionSlot): number {
  return slot.parents.reduce((product, v) => product * (problem.sizes[v] as number), 1);
}

export function tableSize(sizes: readonly number[], variables: readonly number[]): number {
  return variables.reduce((product, v) => product * (sizes[v] as number), 1);
}

/** Every action equally likely in every context. */
export function uniformRule(problem: DecisionProblem, slot: DecisionSlot): Float64Array {
  const actions = problem.sizes[slot.variable] as number;
  return new Float64Array(contextCount(problem, slot) * actions).fill(1 / actions);
}

/** Children lists and parents of the problem's graph: variables first, then one leaf per utility. */
export function problemParents(problem: DecisionProblem): number[][] {
  const parents: number[][] = problem.sizes.map(() => []);
  for (const t of problem.chance) parents[t.variable] = t.variables.slice(0, -1);
  for (const d of problem.decisions) parents[d.variable] = [...d.parents];
  for (const u of problem.utilities) parents.push([...u.variables]);
  return parents;
}
