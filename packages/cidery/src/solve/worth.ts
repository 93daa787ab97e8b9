/**
 * Worth in utility units, by solving twice (THEORY 1.7, 2.3). Every function takes the agent's
 * rules for others through `policy`, as solving does, and answers with both optimal values and
 * whether they are proven.
 */
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { DecisionProblem, Rules } from "./decisionProblem.ts";
import type { Policy } from "./policy.ts";
import type { SolveOptions } from "./singleAgent.ts";
import { compileDiagram } from "./compile.ts";
import { agentProblem } from "./agentProblem.ts";
import { nodeCalled } from "./conditions.ts";
import { tableSize, withRulesAsChance } from "./decisionProblem.ts";
import { ProblemGraph } from "./problemGraph.ts";
import { solveProblem, wideRules } from "./solveProblem.ts";
import { SolveError } from "./solveError.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { uniformRule } from "./decisionProblem.ts";

export interface Worth {
  /** `after − before`. */
  readonly value: number;
  /** Optimal value without (the information, the control, the influence removed). */
  readonly without: number;
  readonly with: number;
  /** False when one of the two optima is only bounded. */
  readonly exact: boolean;
  readonly bounds: readonly [number, number];
}

export type NodeReference = number | string;

/**
 * Value of information of `node` at `decision`: optimal value when the decision sees it, minus
 * when it does not (any existing link is cut first). `local` (the default) gives it to this
 * decision only, `no-forgetting` also to all later decisions of the agent.
 * @throws SolveError `information-cycle` when the node lies below the decision
 */
export function valueOfInformation(
  diagram: InfluenceDiagram,
  decision: NodeReference,
  node: NodeReference,
  options: SolveOptions & { readonly memory?: "local" | "no-forgetting" } = {},
): Worth {
  const d = idOf(diagram, decision);
  const x = idOf(diagram, node);
  if (diagram.node(d).kind !== "decision")
    throw new SolveError(
      "not-a-decision",
      `${diagram.node(d).name} is not a decision`,
      "information is worth something to a decision",
    );
  const compiled = compileDiagram(diagram, options);
  const { problem } = agentProblem(compiled, ownerOf(diagram, d), options.policy);
  const graph = new ProblemGraph(problem);
  const below = graph.descendants(d);
  if (x === d || below.includes(x) || diagram.node(x).kind === "utility")
    throw new SolveError(
      "information-cycle",
      `${diagram.node(d).name} cannot see ${diagram.node(x).name}`,
      "a decision can see only chance nodes and decisions that do not depend on it",
    );
  const receivers = new Set([d]);
  if (options.memory === "no-forgetting")
    for (const slot of problem.decisions)
      if (below.includes(slot.variable)) receivers.add(slot.variable);
  const edit = (sees: boolean): DecisionProblem => ({
    ...problem,
    decisions: problem.decisions.map((slot) => {
      if (!receivers.has(slot.variable)) return slot;
      const others = slot.parents.filter((p) => p !== x);
      return { variable: slot.variable, parents: sees ? [...others, x] : others };
    }),
  });
  return compare(inOrder(edit(false)), inOrder(edit(true)), options);
}

/**
 * Value of control over `node`: optimal value when the agent also sets it (seeing what its
 * mechanism reads), minus when it does not. For a decision of the agent itself it is 0.
 */
export function valueOfControl(
  diagram: InfluenceDiagram,
  node: NodeReference,
  options: SolveOptions & { readonly agent?: AgentId } = {},
): Worth {
  const x = idOf(diagram, node);
  const compiled = compileDiagram(diagram, options);
  const { problem } = agentProblem(compiled, options.agent, options.policy);
  if (diagram.node(x).kind === "utility")
    throw new SolveError(
      "not-a-variable",
      `${diagram.node(x).name} is a utility`,
      "controlling a utility is worth its highest value; ask about the nodes above it",
    );
  const table = problem.chance.find((t) => t.variable === x);
  if (table === undefined) return compare(problem, problem, options);
  const controlled = {
    ...problem,
    chance: problem.chance.filter((t) => t !== table),
    decisions: [...problem.decisions, { variable: x, parents: table.variables.slice(0, -1) }],
  };
  return compare(problem, inOrder(controlled), options);
}

export interface Meter extends Worth {
  /** Which policy the no-influence distribution came from. */
  readonly reference: "natural" | "uniform" | "given";
}

export interface MeterOptions extends SolveOptions {
  /** `natural` unless told; a policy fixes the reference itself. */
  readonly reference?: "natural" | "uniform" | Policy;
}

/** Rounds after which the natural reference counts as cycling. */
const MAX_ROUNDS = 20;

/**
 * The incentive meter I(X): optimal value minus the best the agent can do when X is cut loose from
 * its choices and has its no-influence distribution instead: P(X | those parents of X no decision
 * asked about can touch) under a reference policy, touched parents averaged out. So X keeps its
 * dependence on what the agent cannot change, and loses what it can.
 *
 * The `natural` reference is a policy that is optimal for an agent without influence on X, X being
 * distributed as that very policy makes it: found by iterating from the uniform policy. Where that
 * does not settle, the uniform policy is the reference, and the answer says so.
 *
 * 0 when X is not below the decisions. Negative when being tied to X costs the agent: with X loose
 * it could have both what X pays and what its action pays.
 */
export function incentiveMeter(
  diagram: InfluenceDiagram,
  target: { readonly decision?: NodeReference; readonly agent?: AgentId },
  node: NodeReference,
  options: MeterOptions = {},
): Meter {
  const x = idOf(diagram, node);
  const d = target.decision === undefined ? undefined : idOf(diagram, target.decision);
  const compiled = compileDiagram(diagram, options);
  const owner = d === undefined ? target.agent : ownerOf(diagram, d);
  const { problem } = agentProblem(compiled, owner, options.policy);
  const sources = problem.decisions.filter((s) => d === undefined || s.variable === d);
  const table = problem.chance.find((t) => t.variable === x);
  const graph = new ProblemGraph(problem);
  const touched = new Set<number>(sources.map((s) => s.variable));
  for (const s of sources) for (const v of graph.descendants(s.variable)) touched.add(v);
  if (table === undefined || !touched.has(x))
    return { ...compare(problem, problem, options), reference: "natural" };
  const kept = table.variables.slice(0, -1).filter((p) => !touched.has(p));
  const cut = (rules: Rules): DecisionProblem => {
    const forced = conditional(problem, rules, [...kept, x]);
    const loose = { variable: x, variables: [...kept, x], values: forced };
    return { ...problem, chance: problem.chance.map((t) => (t === table ? loose : t)) };
  };
  const uniform = new Map(problem.decisions.map((s) => [s.variable, uniformRule(problem, s)]));
  const wanted = options.reference ?? "natural";
  if (typeof wanted !== "string")
    return {
      ...compare(cut(new Map([...uniform, ...wanted])), problem, options),
      reference: "given",
    };
  let loose = cut(uniform);
  if (wanted === "natural") {
    let before = looseTable(loose, x);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const solved = solveProblem(loose, options);
      const next = cut(wideRules(solved));
      const now = looseTable(next, x);
      if (before.every((p, i) => Math.abs(p - (now[i] as number)) < 1e-12))
        return { ...compare(next, problem, options), reference: "natural" };
      before = now;
      loose = next;
    }
    loose = cut(uniform);
  }
  return { ...compare(loose, problem, options), reference: "uniform" };
}

function looseTable(problem: DecisionProblem, x: number): Float64Array {
  return problem.chance.find((t) => t.variable === x)?.values ?? new Float64Array(0);
}

/** P(last | the others) under the rules; uniform where the others cannot occur. */
function conditional(
  problem: DecisionProblem,
  rules: Rules,
  scope: readonly number[],
): Float64Array {
  const reference = withRulesAsChance(problem, rules);
  const last = scope[scope.length - 1] as number;
  const decisions = [{ variable: last, parents: scope.slice(0, -1) }];
  const tree = new InfluenceTree({ ...reference, utilities: [], decisions });
  const { p } = tree.actionTable(0);
  const size = problem.sizes[last] as number;
  const result = new Float64Array(tableSize(problem.sizes, scope));
  for (let start = 0; start < result.length; start += size) {
    let total = 0;
    for (let j = 0; j < size; j++) total += p[start + j] as number;
    for (let j = 0; j < size; j++)
      result[start + j] = total > 0 ? (p[start + j] as number) / total : 1 / size;
  }
  return result;
}

function compare(before: DecisionProblem, after: DecisionProblem, options: SolveOptions): Worth {
  const low = solveProblem(before, options);
  const high = before === after ? low : solveProblem(after, options);
  return {
    value: clean(high.value - low.value, high.value),
    without: low.value,
    with: high.value,
    exact: low.optimal && high.optimal,
    bounds: [clean(high.value - low.upper, high.value), clean(high.upper - low.value, high.value)],
  };
}

/** Differences within rounding are 0. */
function clean(difference: number, scale: number): number {
  return Math.abs(difference) <= 1e-12 * Math.max(1, Math.abs(scale)) ? 0 : difference;
}

/** The decisions sorted so that each comes after those above it. */
export function inOrder(problem: DecisionProblem): DecisionProblem {
  const graph = new ProblemGraph(problem);
  const sorted = [...problem.decisions].sort(
    (a, b) => graph.position(a.variable) - graph.position(b.variable),
  );
  return { ...problem, decisions: sorted };
}

function idOf(diagram: InfluenceDiagram, node: NodeReference): number {
  return typeof node === "number" ? diagram.node(node).id : nodeCalled(diagram, node).id;
}

function ownerOf(diagram: InfluenceDiagram, decision: number): AgentId {
  return diagram.structure.ownerOf(decision);
}
