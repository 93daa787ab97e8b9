/** All agents of a model learning decision by decision, in the tree of all courses, judged exactly. */
import type { AgentId } from "../../model/index.ts";
import type { CompiledDiagram, Policy } from "../../solve/index.ts";
import type { PlayTree } from "../environments/playTree.ts";
import type { TreeLearner } from "./gameLearner.ts";
import { expectedUtility, policyRegrets, SolveError, valueCount } from "../../solve/index.ts";
import { analyse, perfectRecall } from "../../structure/index.ts";
import { playTree } from "../environments/playTree.ts";

/** How all agents play from a seed, and what it comes to, by player. */
export interface Rounds {
  readonly agents: readonly AgentId[];
  /** The range of what is paid. */
  readonly scale: number;
  readonly play: (
    seed: number,
    signal: { readonly aborted: boolean },
  ) => {
    /** Rounds that were played. */
    readonly rounds: number;
    readonly policy: Policy;
    readonly paid: readonly number[];
    readonly values: readonly number[];
    readonly regrets: readonly number[];
    readonly hindsightRegrets: readonly number[];
  };
}

export interface TreeRoundsPlan {
  readonly rounds: number;
  readonly parameters?: ReadonlyMap<string, number>;
  readonly onProgress?: (seed: number, roundsDone: number, hindsightRegret: number) => void;
}

/** @throws SolveError when an agent forgets, or there are too many courses */
export function treeRounds(
  compiled: CompiledDiagram,
  learner: TreeLearner,
  plan: TreeRoundsPlan,
): Rounds {
  const { diagram } = compiled;
  const agents = diagram.agents.flatMap((_, id) =>
    diagram.structure.decisionsOf(id).length > 0 ? [id] : [],
  );
  const analysis = analyse(diagram.structure);
  const forgets = agents.find((agent) => !perfectRecall(analysis, agent));
  if (forgets !== undefined)
    throw new SolveError(
      "insufficient-recall",
      `${diagram.agents[forgets]?.name} does not see all that it saw and did before, which ${learner.id} needs`,
      "add the missing information links, or use --learner regret_matching",
    );
  const tree = playTree(diagram, plan.parameters);
  return {
    agents,
    scale: Math.max(0, ...agents.map((agent) => rangeOf(tree, agent))),
    play(seed, signal) {
      const { rounds, average, paid } = learner.playTree(tree, agents, {
        rounds: plan.rounds,
        signal,
        onProgress: (done) => plan.onProgress?.(seed, done, Number.NaN),
      });
      const policy = new Map(
        diagram.structure.decisions.map((id) => [id, ruleOf(compiled, id, average.get(id))]),
      );
      const gains = policyRegrets(compiled, policy);
      const values = agents.map((agent) => expectedUtility(compiled, agent, policy));
      return {
        rounds,
        policy,
        paid: agents.map((agent) => paid[agent] ?? 0),
        values,
        regrets: agents.map((agent) => Math.max(0, gains[agent] ?? 0)),
        // The best fixed rules against what the others did on average, less what was paid on the way.
        hindsightRegrets: agents.map(
          (agent, i) => (values[i] as number) + Math.max(0, gains[agent] ?? 0) - (paid[agent] ?? 0),
        ),
      };
    },
  };
}

/** A row for every context; uniform in those that cannot happen. */
function ruleOf(
  { diagram }: CompiledDiagram,
  id: number,
  rows: ReadonlyMap<number, Float64Array> | undefined,
): Float64Array {
  const actions = valueCount(diagram, id);
  const contexts = diagram.node(id).parents.reduce((n, p) => n * valueCount(diagram, p), 1);
  const rule = new Float64Array(contexts * actions).fill(1 / actions);
  for (const [row, chances] of rows ?? []) rule.set(chances, row * actions);
  return rule;
}

function rangeOf(tree: PlayTree, agent: number): number {
  const [low, high] = extremes(tree, agent);
  return high - low;
}

function extremes(tree: PlayTree, agent: number): readonly [number, number] {
  if (tree.kind === "end") return [tree.payoffs[agent] ?? 0, tree.payoffs[agent] ?? 0];
  const all = tree.children.map((child) => extremes(child, agent));
  return [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))];
}
