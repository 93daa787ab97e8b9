/**
 * Optimal policies of one agent (or a team that shares its utilities), for what
 * everybody else does (`othersPlay`; every action equally likely unless told). The answer carries its proof: bounds that meet when the policy is optimal, the links the
 * reduction removed, actions that are equally good, and contexts that never occur.
 */
import { AbortedError, isStopped, stopAfter, withSignal } from "../../base/index.ts";
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompiledDiagram, CompileOptions } from "../tables/compile.ts";
import type { EffortOptions } from "../tables/effort.ts";
import type { Description } from "./describeRules.ts";
import type { Policy } from "../tables/policy.ts";
import type { ProblemSolution } from "./solveProblem.ts";
import type { OthersOptions } from "./othersPlay.ts";
import type { Solution } from "./solution.ts";
import { agentProblem } from "./agentProblem.ts";
import { coarseSolution } from "./coarseSolution.ts";
import { compileDiagram } from "../tables/compile.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { SolveError } from "../tables/solveError.ts";
import { describeQuickly, describeRules } from "./describeRules.ts";
import { expectedUtility } from "./expectedUtility.ts";
import { mergePolicies } from "../tables/policy.ts";
import { setRules } from "../tables/intervene.ts";
import { solveProblem, wideRules } from "./solveProblem.ts";

/** How to compile, how hard to try, and what the others do. */
export interface SolveOptions extends CompileOptions, EffortOptions, OthersOptions {
  /** Skip rows, ties and counts: only values and the policy. */
  readonly brief?: boolean;
  /**
   * Stopped before the model was solved as it is, answer with a part of it (`coarse`), whose value
   * may be known by bounds only. Unless told, that is the error `stopped`.
   */
  readonly mayBeCoarse?: boolean;
  /** Told of such an answer before a large model is solved as it is. */
  readonly onBest?: (solution: Solution) => void;
}

/**
 * @param agent the agent to solve for; may be left out when only one decides, or when all who
 *   decide share all their utilities (a team)
 * Told to stop, it answers with the best so far, `stopped`; of a problem that was hardly begun, if
 * it `mayBeCoarse`, with a policy that ignores what would take long, and its bounds (`coarse`).
 * @throws SolveError `several-agents`, `stopped`, what `othersPlay` throws, or whatever compilation
 *   throws
 */
export function solveSingleAgent(
  diagram: InfluenceDiagram,
  agent?: AgentId,
  options: SolveOptions = {},
): Solution {
  const { signal, clock, timeLimit, onBest } = options;
  const begun = clock?.() ?? 0;
  let best: Solution | undefined;
  return withSignal(stopAfter(timeLimit, clock, signal), () => {
    try {
      if (options.mayBeCoarse === true && onBest !== undefined && isLarge(diagram)) {
        best = coarseSolution(diagram, agent, options, EARLY_ENTRIES);
        if (best !== undefined) onBest(best);
      }
      const compiled = compileDiagram(diagram, options);
      // What reading the tables took is no longer there for the search.
      const left = timeLimit === undefined ? undefined : timeLimit - (clock?.() ?? 0) + begun;
      return solveCompiled(compiled, agent, {
        ...options,
        ...(left === undefined ? {} : { timeLimit: left }),
      });
    } catch (error) {
      if (!(error instanceof AbortedError)) throw error;
      if (options.mayBeCoarse !== true) throw tooEarly();
      // Quick whatever the model, so that it may still be done.
      best ??= withSignal(undefined, () => coarseSolution(diagram, agent, options, LATE_ENTRIES));
      if (best === undefined) throw nothingYet();
      return best;
    }
  });
}

/** Budgets of an early answer of a large model, and of one when time is up. */
const EARLY_ENTRIES = 2 ** 17;
const LATE_ENTRIES = 2 ** 12;
/** Tables and rules of so many entries take a while. */
const LARGE_ENTRIES = 2 ** 19;

function isLarge(diagram: InfluenceDiagram): boolean {
  const sizes = diagram.nodes.map(({ domain }) =>
    domain?.kind === "finite" ? domain.values.length : 1,
  );
  const entries = diagram.nodes.map(({ id, parents }) => tableSize(sizes, [...parents, id]));
  return entries.reduce((sum, n) => sum + n, 0) > LARGE_ENTRIES;
}

/** Stopped so early that there is no policy whose worth is known. */
function tooEarly(): SolveError {
  return new SolveError(
    "stopped",
    "stopped before any policy was found: the tables of this model take longer to work through",
    "give it more time, or cut the model's width: fewer observations per decision, coarser domains",
  );
}

/** Stopped before what the others do was worked out: there is nothing to answer best. */
function nothingYet(): SolveError {
  return new SolveError(
    "stopped",
    "stopped before it was known what the other agents do: there is nothing yet to answer best",
    "give it more time, let the others choose uniformly, or cut the model's width: fewer observations per decision, coarser domains",
  );
}

/**
 * Optimal policies of one agent of a compiled diagram, the only one by default.
 * @throws SolveError when there are several agents or a table is too large
 */
export function solveCompiled(
  compiled: CompiledDiagram,
  agent?: AgentId,
  options: SolveOptions = {},
): Solution {
  const { diagram } = compiled;
  const { problem, owner, others } = agentProblem(compiled, agent, options);
  const solved = solveProblem(problem, options);
  const fixed = mergePolicies(setRules(compiled), others.policy);
  const policy = mergePolicies(wideRules(solved, diagram), fixed);
  const stopped = isStopped();
  options.onProgress?.({ fraction: 1, lower: solved.lower, upper: solved.upper });
  const description = options.brief === true ? undefined : described(solved, policy);
  const value = new Map<AgentId, number>();
  for (const [id] of diagram.agents.entries()) {
    if (id === owner) value.set(id, solved.value);
    else if (!isStopped()) value.set(id, expectedUtility(compiled, id, policy));
  }
  return {
    value,
    others,
    policy,
    policies: description?.policies ?? [],
    optimal: solved.optimal,
    shortfall:
      description?.tooRare === true
        ? Math.max(solved.shortfall, RARE * Math.max(1, solved.tree.largestUtility()))
        : solved.shortfall,
    bounds: [solved.lower, solved.upper],
    method: solved.method,
    soluble: solved.soluble,
    reduction: solved.removed.map(({ from, decision }) => ({ from, decision })),
    ties: description?.ties ?? [],
    ...(description?.countOptimal === undefined ? {} : { countOptimal: description.countOptimal }),
    ...(stopped || isStopped() ? { stopped: true } : {}),
  };
}

/** No context that is too rare for a number adds more than this, in parts of the largest utility. */
const RARE = 1e-300;

/** The rules with all remarks, or what is quickly said of them once time is up. */
function described(solved: ProblemSolution, policy: Policy): Description {
  try {
    return isStopped() ? describeQuickly(solved, policy) : describeRules(solved, policy);
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    return describeQuickly(solved, policy);
  }
}
