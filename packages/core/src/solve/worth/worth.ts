/**
 * Worth in utility units, by solving twice (docs/theory.md T8, T10). Every function takes what
 * the other agents do as solving does (`othersPlay`: uniform unless told), and answers with it, both
 * optimal values and whether they are proven.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { OthersPlay } from "../policies/othersPlay.ts";
import type { SolveOptions } from "../policies/singleAgent.ts";
import { compileDiagram } from "../tables/compile.ts";
import { agentProblem } from "../policies/agentProblem.ts";
import { nodeCalled } from "../tables/conditions.ts";
import { ProblemGraph } from "../policies/problemGraph.ts";
import type { ProblemSolution } from "../policies/solveProblem.ts";
import { solveProblem } from "../policies/solveProblem.ts";
import { splitSteered } from "../policies/steered.ts";
import { SolveError } from "../tables/solveError.ts";

/** Two optima of one agent, and their difference. */
export interface Gain {
  /** `with − without`; 0 where rounding cannot tell it from 0. */
  readonly value: number;
  /** Optimal value without (the information, the control, the influence removed). */
  readonly without: number;
  readonly with: number;
  /** False when one of the two optima is only bounded. */
  readonly exact: boolean;
  /** The exact worth lies between these, whatever rounding did. */
  readonly bounds: readonly [number, number];
}

/** A gain, and what the other agents do meanwhile. */
export interface Worth extends Gain {
  readonly others: OthersPlay;
}

/** A node by number or by name. */
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
  const { problem, others } = agentProblem(compiled, ownerOf(diagram, d), options);
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
  const gain = compareOptima(inOrder(edit(false)), inOrder(edit(true)), options);
  return { ...atLeastNothing(gain), others };
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
  const { problem, others } = agentProblem(compiled, options.agent, options);
  if (diagram.node(x).kind === "utility")
    throw new SolveError(
      "not-a-variable",
      `${diagram.node(x).name} is a utility`,
      "controlling a utility is worth its highest value; ask about the nodes above it",
    );
  const table = problem.chance.find((t) => t.variable === x);
  if (table === undefined) return { ...compareOptima(problem, problem, options), others };
  const controlled = {
    ...problem,
    chance: problem.chance.filter((t) => t !== table),
    decisions: [...problem.decisions, { variable: x, parents: table.variables.slice(0, -1) }],
  };
  return { ...atLeastNothing(compareOptima(problem, inOrder(controlled), options)), others };
}

/** Information and control never hurt an agent that plays its best: below 0 is only rounding. */
function atLeastNothing(gain: Gain): Gain {
  const [low, high] = gain.bounds;
  return {
    ...gain,
    value: Math.max(0, gain.value),
    bounds: [Math.max(0, low), Math.max(0, high)],
  };
}

/**
 * Both optima, and their difference. Utilities that no decision can change in either problem are
 * left out of the difference and added to both optima afterwards.
 */
export function compareOptima(
  before: DecisionProblem,
  after: DecisionProblem,
  options: SolveOptions,
): Gain {
  const split = splitSteered(before, after);
  const low = solveProblem(split.steered, options);
  const high = before === after ? low : solveProblem(splitSteered(after, before).steered, options);
  const rest = split.rest.value;
  const same = sameProblem(low, high);
  const bounds: [number, number] = same ? [0, 0] : [high.lower - low.upper, high.upper - low.lower];
  const difference = high.value - low.value;
  const certain = bounds[0] > 0 || bounds[1] < 0;
  const exact = low.optimal && high.optimal;
  return {
    value: same || (exact && !certain) ? 0 : difference,
    without: low.value + rest,
    with: high.value + rest,
    exact,
    bounds,
  };
}

/** Do two problems ask the same once observations that do not matter are gone? */
function sameProblem(a: ProblemSolution, b: ProblemSolution): boolean {
  const [one, other] = [a.reduced, b.reduced];
  return (
    one === other ||
    (one.utilities.length === other.utilities.length &&
      one.utilities.every((t, i) => t === other.utilities[i]) &&
      one.chance.length === other.chance.length &&
      one.chance.every((t, i) => t === other.chance[i]) &&
      one.decisions.length === other.decisions.length &&
      one.decisions.every(({ variable, parents }, i) => {
        const twin = other.decisions[i];
        return (
          twin?.variable === variable &&
          twin.parents.length === parents.length &&
          parents.every((p) => twin.parents.includes(p))
        );
      }))
  );
}

/** The decisions sorted so that each comes after those above it. */
function inOrder(problem: DecisionProblem): DecisionProblem {
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
