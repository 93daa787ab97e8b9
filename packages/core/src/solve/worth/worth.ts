/**
 * Worth in utility units, by solving twice (THEORY 1.7, 2.3). Every function takes the agent's
 * rules for others through `policy`, as solving does, and answers with both optimal values and
 * whether they are proven.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { SolveOptions } from "../policies/singleAgent.ts";
import { compileDiagram } from "../tables/compile.ts";
import { agentProblem } from "../policies/agentProblem.ts";
import { nodeCalled } from "../tables/conditions.ts";
import { ProblemGraph } from "../policies/problemGraph.ts";
import { solveProblem } from "../policies/solveProblem.ts";
import { SolveError } from "../tables/solveError.ts";

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
  const d = referredNode(diagram, decision);
  const x = referredNode(diagram, node);
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
  return compareOptima(inOrder(edit(false)), inOrder(edit(true)), options);
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
  const x = referredNode(diagram, node);
  const compiled = compileDiagram(diagram, options);
  const { problem } = agentProblem(compiled, options.agent, options.policy);
  if (diagram.node(x).kind === "utility")
    throw new SolveError(
      "not-a-variable",
      `${diagram.node(x).name} is a utility`,
      "controlling a utility is worth its highest value; ask about the nodes above it",
    );
  const table = problem.chance.find((t) => t.variable === x);
  if (table === undefined) return compareOptima(problem, problem, options);
  const controlled = {
    ...problem,
    chance: problem.chance.filter((t) => t !== table),
    decisions: [...problem.decisions, { variable: x, parents: table.variables.slice(0, -1) }],
  };
  return compareOptima(problem, inOrder(controlled), options);
}

/** Both optima, and their difference. */
export function compareOptima(
  before: DecisionProblem,
  after: DecisionProblem,
  options: SolveOptions,
): Worth {
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

/** The id of a node given by id or name. */
export function referredNode(diagram: InfluenceDiagram, node: NodeReference): number {
  return typeof node === "number" ? diagram.node(node).id : nodeCalled(diagram, node).id;
}

function ownerOf(diagram: InfluenceDiagram, decision: number): AgentId {
  return diagram.structure.ownerOf(decision);
}
