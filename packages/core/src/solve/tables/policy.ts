/**
 * Policies: one table per decision, rows by the parents' positions (FIRST parent slowest), one
 * column per action. A policy may leave decisions out; whoever needs them says which.
 */
import type { InfluenceDiagram } from "../../model/index.ts";
import { entryMap, stridesWithin } from "./entryMap.ts";
import { SolveError } from "./solveError.ts";

/**
 * For each decision the probabilities of its actions, context by context, in one array. Contexts
 * run as in tables, the first parent slowest.
 */
export type Policy = ReadonlyMap<number, Float64Array>;

/** Number of values of a node with a finite domain. @throws SolveError otherwise */
export function valueCount(diagram: InfluenceDiagram, id: number): number {
  const { domain, name } = diagram.node(id);
  if (domain?.kind === "finite") return domain.values.length;
  throw new SolveError(
    domain === undefined ? "missing-domain" : "continuous-domain",
    `${name} has no finite domain`,
    `write the values it may take: \`${name} : {…}\``,
  );
}

/** Number of rows of a decision's rule. */
export function ruleContexts(diagram: InfluenceDiagram, decision: number): number {
  return diagram.node(decision).parents.reduce((n, p) => n * valueCount(diagram, p), 1);
}

/** Entries of all rules together, over all that is seen: 400 MB. */
const MOST_RULE_ENTRIES = 5e7;

/**
 * Refuses rules that would not fit into memory before it is taken. `heeded` are the parents of a decision
 * that can matter, as far as that is known.
 * @throws SolveError `table-too-large`
 */
export function requireRules(
  diagram: InfluenceDiagram,
  decisions: readonly number[],
  heeded: (decision: number) => readonly number[] | undefined = () => undefined,
): void {
  const entries = decisions.map((d) => ruleContexts(diagram, d) * valueCount(diagram, d));
  const total = entries.reduce((sum, n) => sum + n, 0);
  if (total <= MOST_RULE_ENTRIES) return;
  const widest = decisions[entries.indexOf(Math.max(...entries))] as number;
  const { name, parents } = diagram.node(widest);
  const needed = heeded(widest);
  const sees =
    needed === undefined || needed.length === 0
      ? "nothing"
      : needed.map((p) => diagram.node(p).name).join(", ");
  throw new SolveError(
    "table-too-large",
    `the rules of the decisions, over all that each sees, would have ${total.toPrecision(3)} entries, most of them of ${name}; the limit is ${MOST_RULE_ENTRIES.toPrecision(1)}`,
    needed !== undefined && needed.length < parents.length
      ? `let ${name} see ${sees} alone: nothing else that it sees can matter`
      : `let ${name} see less, or values that are coarser`,
  );
}

/**
 * Every action equally likely, for all decisions or for those listed.
 * @throws SolveError `table-too-large` when these would not fit into memory
 */
export function uniformPolicy(
  diagram: InfluenceDiagram,
  decisions: readonly number[] = diagram.structure.decisions,
): Policy {
  requireRules(diagram, decisions);
  return new Map(
    decisions.map((d) => {
      const actions = valueCount(diagram, d);
      return [d, new Float64Array(ruleContexts(diagram, d) * actions).fill(1 / actions)];
    }),
  );
}

/** A deterministic rule from one action position per context. */
export function pureRule(actions: number, choices: ArrayLike<number>): Float64Array {
  const rule = new Float64Array(choices.length * actions);
  for (let c = 0; c < choices.length; c++) rule[c * actions + (choices[c] as number)] = 1;
  return rule;
}

/** The action taken in each context, or undefined when some row is mixed. */
export function pureChoices(rule: Float64Array, actions: number): number[] | undefined {
  const choices: number[] = [];
  for (let start = 0; start < rule.length; start += actions) {
    const at = rule.subarray(start, start + actions).indexOf(1);
    if (at < 0) return undefined;
    choices.push(at);
  }
  return choices;
}

/** `first`, completed by the rules of `second` for decisions it does not have. */
export function mergePolicies(first: Policy, second: Policy): Policy {
  return new Map([...second, ...first]);
}

/** @throws SolveError when a rule has the wrong size or a row is not a distribution */
export function checkPolicy(diagram: InfluenceDiagram, policy: Policy): void {
  for (const [d, rule] of policy) {
    const { name } = diagram.node(d);
    const actions = valueCount(diagram, d);
    const expected = ruleContexts(diagram, d) * actions;
    if (rule.length !== expected)
      throw new SolveError(
        "policy-size",
        `the rule of ${name} has ${rule.length} entries, it needs ${expected}`,
        "one row per combination of what the decision sees, one column per action",
      );
    for (let start = 0; start < rule.length; start += actions) {
      let sum = 0;
      for (let a = 0; a < actions; a++) {
        const share = rule[start + a] as number;
        sum += share >= 0 ? share : Number.NaN;
      }
      if (!(Math.abs(sum - 1) <= 1e-9))
        throw new SolveError(
          "policy-row",
          `row ${start / actions + 1} of the rule of ${name} is not a distribution (it sums to ${sum})`,
          "probabilities are non-negative and sum to one in every row",
        );
    }
  }
}

/** A rule over fewer parents, spread over all the parents a decision has. */
export function widenRule(
  sizes: readonly number[],
  allParents: readonly number[],
  fewer: readonly number[],
  rule: ArrayLike<number>,
  columns: number,
): Float64Array {
  const map = contextMap(sizes, allParents, fewer);
  const wide = new Float64Array(map.length * columns);
  for (let c = 0; c < map.length; c++)
    for (let a = 0; a < columns; a++)
      wide[c * columns + a] = rule[(map[c] as number) * columns + a] as number;
  return wide;
}

/** For each context over `all`, the context over `fewer` ⊆ `all` it belongs to. */
export function contextMap(
  sizes: readonly number[],
  all: readonly number[],
  fewer: readonly number[],
): Int32Array {
  const extents = all.map((v) => sizes[v] as number);
  return entryMap(extents, stridesWithin(sizes, all, fewer));
}

/** Positions of the parents in context `index`. */
export function contextPositions(extents: readonly number[], index: number): number[] {
  const positions: number[] = [];
  let left = index;
  for (let i = extents.length - 1; i >= 0; i--) {
    const extent = extents[i] as number;
    positions[i] = left % extent;
    left = Math.floor(left / extent);
  }
  return positions;
}
