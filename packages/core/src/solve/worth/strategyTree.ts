/**
 * A policy as the tree that somebody who follows it goes through: what is seen, what is then done, only
 * branches that can come about, each with its probability. Observations that change nothing of what is done
 * afterwards are left out, and values that lead to the same strategy share a branch.
 */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Condition } from "../tables/conditions.ts";
import type { Policy } from "../tables/policy.ts";
import { utilityTerms } from "../policies/expectedUtility.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { SolveError } from "../tables/solveError.ts";
import { jointShares } from "./riskProfile.ts";
import { MOST_JOINT } from "./summedUtility.ts";

/** Where the strategy branches, or ends. */
export interface StrategyNode {
  readonly kind: "observation" | "decision" | "end";
  /** What is seen or decided; absent at an end. */
  readonly variable?: number;
  /** How likely it is to get here. */
  readonly probability: number;
  /** Expected utility from here on, given how one got here. */
  readonly value: number;
  readonly branches: readonly StrategyBranch[];
}

/** One way on. */
export interface StrategyBranch {
  /** Positions of the values that take this branch; one where something is decided. */
  readonly values: readonly number[];
  /** Probability of this branch, given that its node is reached. */
  readonly share: number;
  readonly to: StrategyNode;
}

/**
 * The strategy of a policy for all decisions, in their order, with the expected utility of an agent, or of everybody
 * together, given what is observed. What is set decides nothing. Cost: the joint table of all decisions, of what they
 * see, and of what any one utility reads.
 * @throws SolveError `table-too-large` where that has more than 262,144 entries, `missing-rule`,
 *   `impossible-evidence`
 */
export function strategyTree(
  compiled: CompiledDiagram,
  policy: Policy,
  agent?: AgentId,
  given: Condition = {},
): StrategyNode {
  const path = pathOf(compiled);
  const { masses, worths } = massesOf(compiled, policy, path, agent, given);
  const grow = (level: number, from: number, to: number): Grown | undefined => {
    const probability = sum(masses, from, to);
    if (probability === 0) return undefined;
    const step = path[level];
    const here = { probability, worth: sum(worths, from, to) };
    if (step === undefined) return { ...here, kind: "end", branches: [], like: "." };
    const size = compiled.sizes[step] as number;
    const width = (to - from) / size;
    const grown: Branching[] = [];
    for (let value = 0; value < size; value++) {
      const next = grow(level + 1, from + value * width, from + (value + 1) * width);
      if (next !== undefined) grown.push({ values: [value], to: next });
    }
    if (compiled.diagram.node(step).kind === "decision" && compiled.chance[step] === undefined)
      return {
        ...here,
        kind: "decision",
        variable: step,
        branches: grown,
        like: likeness(step, grown, probability),
      };
    const branches = joined(grown);
    const [only] = branches;
    if (branches.length === 1 && only !== undefined) return only.to;
    return {
      ...here,
      kind: "observation",
      variable: step,
      branches,
      like: likeness(step, branches),
    };
  };
  const root = grow(0, 0, masses.length);
  if (root === undefined)
    throw new SolveError(
      "impossible-evidence",
      "nothing can come about",
      "take an observation back",
    );
  return finished(root);
}

/** Branches of a tree, ends included. */
export function strategySize(node: StrategyNode): number {
  return node.branches.reduce((count, { to }) => count + strategySize(to), 1);
}

/** A part of the tree before probabilities are made conditional. */
interface Grown {
  readonly kind: StrategyNode["kind"];
  readonly variable?: number;
  readonly probability: number;
  /** Expected utility times probability. */
  readonly worth: number;
  readonly branches: readonly Branching[];
  /** The same for parts in which the same is done whatever is seen. */
  readonly like: string;
}

interface Branching {
  readonly values: readonly number[];
  readonly to: Grown;
}

/** Decisions that are not set in their order, each after what it sees and no earlier one saw. */
function pathOf({ diagram, order, chance }: CompiledDiagram): number[] {
  const path = new Set<number>();
  for (const id of order) {
    const { kind, parents } = diagram.node(id);
    if (kind !== "decision" || chance[id] !== undefined) continue;
    for (const parent of parents) path.add(parent);
    path.add(id);
  }
  return [...path];
}

/** Probability of every way through the path, and its expected utility times that. */
function massesOf(
  compiled: CompiledDiagram,
  policy: Policy,
  path: readonly number[],
  agent: AgentId | undefined,
  given: Condition,
): { readonly masses: Float64Array; readonly worths: Float64Array } {
  const masses = shares(compiled, policy, path, given);
  const worths = new Float64Array(masses.length);
  for (const { variables, values } of utilityTerms(compiled, agent)) {
    const beside = variables.filter((v) => !path.includes(v));
    const joint = shares(compiled, policy, [...path, ...beside], given);
    const width = joint.length / masses.length;
    const positions = new Map([...path, ...beside].map((v) => [v, 0]));
    const all = [...positions.keys()];
    for (let i = 0; i < joint.length; i++) {
      let index = 0;
      for (const v of variables)
        index = index * (compiled.sizes[v] as number) + (positions.get(v) as number);
      const at = Math.floor(i / width);
      worths[at] = (worths[at] as number) + (joint[i] as number) * (values[index] as number);
      for (let k = all.length - 1; k >= 0; k--) {
        const v = all[k] as number;
        const next = (positions.get(v) as number) + 1;
        positions.set(v, next < (compiled.sizes[v] as number) ? next : 0);
        if (positions.get(v) !== 0) break;
      }
    }
  }
  return { masses, worths };
}

function shares(
  compiled: CompiledDiagram,
  policy: Policy,
  of: readonly number[],
  given: Condition,
): Float64Array {
  const size = tableSize(compiled.sizes, of);
  if (size > MOST_JOINT)
    throw new SolveError(
      "table-too-large",
      `the strategy would need a table of ${size} entries, more than ${MOST_JOINT}`,
      "it has too many decisions and observations for a tree; its rules say the same as tables",
    );
  return jointShares(compiled, policy, of, given);
}

/** Values that lead to the same strategy share a branch. */
function joined(branches: readonly Branching[]): Branching[] {
  const found = new Map<string, Branching>();
  for (const branch of branches) {
    const same = found.get(branch.to.like);
    found.set(
      branch.to.like,
      same === undefined
        ? branch
        : { values: [...same.values, ...branch.values], to: together(same.to, branch.to) },
    );
  }
  return [...found.values()];
}

/** Two parts that are alike, as one. */
function together(a: Grown, b: Grown): Grown {
  return {
    ...a,
    probability: a.probability + b.probability,
    worth: a.worth + b.worth,
    branches: a.branches.map((branch, i) => ({
      values: branch.values,
      to: together(branch.to, (b.branches[i] as Branching).to),
    })),
  };
}

/** Of a decision that is left to chance, how it is. */
function likeness(step: number, branches: readonly Branching[], whole?: number): string {
  const parts = branches.map(({ values, to }) => {
    const share =
      whole === undefined || branches.length === 1 ? "" : `@${(to.probability / whole).toFixed(9)}`;
    return `${values.join("+")}${share}:${to.like}`;
  });
  return `${step}(${parts.join("|")})`;
}

function finished({ kind, variable, probability, worth, branches }: Grown): StrategyNode {
  return {
    kind,
    ...(variable === undefined ? {} : { variable }),
    probability,
    value: worth / probability,
    branches: branches.map(({ values, to }) => ({
      values,
      share: to.probability / probability,
      to: finished(to),
    })),
  };
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] as number;
  return total;
}
