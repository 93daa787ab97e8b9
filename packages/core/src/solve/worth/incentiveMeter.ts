/**
 * The incentive meter I(X), in units of utility (FRAMEWORKS §1: `V* − V*[X forced to its
 * no-influence distribution, re-optimised]`): what steering X is worth to an agent.
 *
 * Definition. Let S be the decisions asked about (one, or all of an agent), π a reference policy,
 * and K those parents of X that no decision of S can touch (not in S, not below it). The
 * no-influence distribution is P_π(X | K): the parents S can touch are averaged out as π makes
 * them. So X keeps its dependence on what the agent cannot change, and loses what it can. In
 * contexts of K that π never reaches, but some policy does, it is P(X | K) under the uniform
 * policy. V*[…] is the optimum, over all the agent's decisions, of the diagram in which X has this
 * table; V* that of the diagram itself.
 *
 * Reference policies. `natural` (the default) is optimal for an agent without influence on X, X
 * being distributed as that very policy makes it: a fixed point, found by iterating from the
 * uniform policy. Where actions are equally good it mixes them, so that the order of values does
 * not matter (`mixedRules`). Where the iteration does not settle in 20 rounds the uniform policy is the reference, and the answer says
 * so. `uniform` is the reference of the contract between graph and numbers.
 *
 * Replicated models are unrolled: the meter of `Theta[2]` leaves every other instance as it is.
 * Several decisions: asked about one decision, the agent keeps its influence on X through the
 * others, and re-optimises them too. Other agents keep to what `othersPlay` says (uniform unless
 * told).
 *
 * 0 where no directed path S ⇢ X ⇢ U is drawn (docs/theory.md T10). Where such paths are drawn and
 * some optimal policy does without them, the graph excludes a control incentive, and yet the meter
 * may read something: what it takes from X includes the hold that a later decision below S has on
 * X. Negative when being tied to X costs the agent: with X loose it could have both what X pays and
 * what its action pays. Cost: a few solutions of the problem.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { ChanceTable, DecisionProblem, DecisionSlot } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { SolveOptions } from "../policies/singleAgent.ts";
import type { NodeReference, Worth } from "./worth.ts";
import { agentProblem } from "../policies/agentProblem.ts";
import { compileDiagram } from "../tables/compile.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { mixedTables } from "../policies/mixedRules.ts";
import { ProblemGraph } from "../policies/problemGraph.ts";
import { solveProblem } from "../policies/solveProblem.ts";
import { SolveError } from "../tables/solveError.ts";
import { compareOptima, referredNode } from "./worth.ts";

/** What X is forced to. */
export interface NoInfluence {
  /** K: parents of X that no decision asked about can touch; node ids. */
  readonly given: readonly number[];
  /** Rows by the positions of `given` (first slowest), columns by X's. */
  readonly probabilities: Float64Array;
}

/**
 * How much an agent would lose if its influence on a variable did not count, in utility units, and
 * against which reference.
 */
export interface Meter extends Worth {
  /** Which policy the no-influence distribution came from. */
  readonly reference: "natural" | "uniform" | "given";
  /** Absent where no decision asked about reaches X: then nothing is forced. */
  readonly forced?: NoInfluence;
}

/** The reference the influence is measured against, and how policies are solved. */
export interface MeterOptions extends SolveOptions {
  /** `natural` unless told; a policy fixes the reference itself. */
  readonly reference?: "natural" | "uniform" | Policy;
}

/** One decision, all decisions of an agent, or (nothing said) all of the only one that decides. */
export interface MeterTarget {
  readonly decision?: NodeReference;
  readonly agent?: AgentId;
}

/** Rounds after which the natural reference counts as cycling. */
const MAX_ROUNDS = 20;
const SETTLED = 1e-12;

/** The same probability, but for rounding: small ones count as much as large ones. */
function settled(p: number, q: number): boolean {
  return Math.abs(p - q) <= SETTLED * Math.max(p, q);
}

/**
 * I(X) for the decisions asked about.
 * @throws SolveError `not-a-variable` for a utility; what solving throws
 */
export function incentiveMeter(
  diagram: InfluenceDiagram,
  target: MeterTarget,
  node: NodeReference,
  options: MeterOptions = {},
): Meter {
  const x = referredNode(diagram, node);
  const d = target.decision === undefined ? undefined : referredNode(diagram, target.decision);
  if (diagram.node(x).kind === "utility")
    throw new SolveError(
      "not-a-variable",
      `${diagram.node(x).name} is a utility`,
      "the meter asks what steering a variable is worth; ask about the nodes above it",
    );
  const compiled = compileDiagram(diagram, options);
  const owner = d === undefined ? target.agent : diagram.structure.ownerOf(d);
  const { problem, others } = agentProblem(compiled, owner, options);
  const sources = problem.decisions.filter((s) => d === undefined || s.variable === d);
  const table = problem.chance.find((t) => t.variable === x);
  const graph = new ProblemGraph(problem);
  const touched = new Set<number>(sources.map((s) => s.variable));
  for (const s of sources) for (const v of graph.descendants(s.variable)) touched.add(v);
  if (table === undefined || !touched.has(x))
    return { ...compareOptima(problem, problem, options), others, reference: "natural" };
  const given = table.variables.slice(0, -1).filter((p) => !touched.has(p));
  const scope = [...given, x];
  const byChance = ({ variable }: DecisionSlot): ChanceTable => {
    const actions = problem.sizes[variable] as number;
    return { variable, variables: [variable], values: new Float64Array(actions).fill(1 / actions) };
  };
  const anywhere = conditional(problem, problem.decisions.map(byChance), scope);
  const distribution = (rules: readonly ChanceTable[]): Float64Array =>
    conditional(problem, rules, scope, anywhere);
  const loosened = (values: Float64Array): DecisionProblem => ({
    ...problem,
    chance: problem.chance.map((t) =>
      t === table ? { variable: x, variables: scope, values } : t,
    ),
  });
  const answer = (probabilities: Float64Array, reference: Meter["reference"]): Meter => ({
    ...compareOptima(loosened(probabilities), problem, options),
    others,
    reference,
    forced: { given, probabilities },
  });

  const wanted = options.reference ?? "natural";
  if (typeof wanted !== "string") {
    const rules = problem.decisions.map((slot) => {
      const { variable, parents } = slot;
      const values = wanted.get(variable);
      return values === undefined
        ? byChance(slot)
        : { variable, variables: [...parents, variable], values };
    });
    return answer(distribution(rules), "given");
  }
  if (wanted === "natural") {
    let before = anywhere;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const now = distribution(mixedTables(solveProblem(loosened(before), options)));
      if (before.every((p, i) => settled(p, now[i] as number))) return answer(now, "natural");
      before = now;
    }
  }
  return answer(anywhere, "uniform");
}

/** P(last | the others) under rules of all decisions; `elsewhere` (or uniform) where the others cannot occur. */
function conditional(
  problem: DecisionProblem,
  rules: readonly ChanceTable[],
  scope: readonly number[],
  elsewhere?: Float64Array,
): Float64Array {
  const reference = { ...problem, chance: [...problem.chance, ...rules] };
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
      result[start + j] =
        total > 0 ? (p[start + j] as number) / total : (elsewhere?.[start + j] ?? 1 / size);
  }
  return result;
}
