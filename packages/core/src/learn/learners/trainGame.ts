/**
 * What happens when all agents of a model learn at once? They play the model's normal form over
 * several seeds; what they played on average is compared with exact best responses (how much could
 * an agent still gain?) and with the equilibria that `solve` computes.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompiledDiagram, DiagramEquilibria, Policy } from "../../solve/index.ts";
import type { GameLearner, TreeLearner } from "./gameLearner.ts";
import type { Rounds } from "./trainTree.ts";
import { joinedSeeds } from "./joinedSeeds.ts";
import { treeRounds } from "./trainTree.ts";
import { Random, stopAfter, withSignal } from "../../base/index.ts";
import {
  compiledEquilibria,
  compileDiagram,
  expectedPayoffs,
  inducedNormalForm,
  payoffScale,
  regrets,
  SolveError,
} from "../../solve/index.ts";
import { averageRules } from "./averageRules.ts";
import { playDistance } from "./playDistance.ts";
import { mean, meanInterval, shareInterval } from "../intervals.ts";

export interface GameTrainingPlan {
  readonly learner: GameLearner | TreeLearner;
  readonly rounds: number;
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Gain from leaving that still counts as an equilibrium, as a share of the payoffs' range. Default 0.02. */
  readonly tolerance?: number;
  /** Total variation that still counts as playing a computed equilibrium. Default 0.05. */
  readonly closeness?: number;
  readonly parameters?: ReadonlyMap<string, number>;
  readonly onProgress?: (seed: number, roundsDone: number, hindsightRegret: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** What came of training all agents from one seed. */
export interface PlayedSeed {
  readonly seed: number;
  /** The average strategies as rules. */
  readonly policy: Policy;
  /** By player: what it was paid per round. */
  readonly paid: readonly number[];
  /** By player: expected utility when all follow their average strategies, each for itself. */
  readonly values: readonly number[];
  /** By player: what it could gain by its best response to the others' average strategies. */
  readonly regrets: readonly number[];
  /** By player: what its best fixed strategy would have gained over what was played, per round. */
  readonly hindsightRegrets: readonly number[];
  readonly isEquilibrium: boolean;
  /** The computed equilibrium that is played most nearly, and how far it is (total variation). */
  readonly nearest?: { readonly index: number; readonly distance: number };
}

/** What training all agents came to, seed by seed, against equilibrium. */
export interface GameTrainingReport {
  /** The agent behind each player. */
  readonly agents: readonly AgentId[];
  /** Those that played all their rounds; every number below is about them. */
  readonly seeds: readonly PlayedSeed[];
  /** Fewer seeds than asked for, because it was told to stop. */
  readonly stopped?: true;
  /** The seed it was stopped in, and the rounds it had played. */
  readonly cutShort?: PlayedSeed & { readonly rounds: number };
  /** The largest gain from leaving that counts as an equilibrium, in utility. */
  readonly allowed: number;
  readonly closeness: number;
  /** The largest regret of any player, mean over seeds, with its 95 % interval (none for one seed). */
  readonly meanRegret: number;
  readonly interval: readonly [number, number] | undefined;
  readonly successShare: number;
  readonly successInterval: readonly [number, number];
  /** Equilibria in mixed strategies by `solve`, or why there are none. */
  readonly equilibria:
    | { readonly kind: "found"; readonly found: DiagramEquilibria }
    | { readonly kind: "not-found"; readonly reason: string };
}

/** @throws SolveError `no-decision`, or `game-too-large` when the agents have too many joint pure rules */
export function trainInGame(diagram: InfluenceDiagram, plan: GameTrainingPlan): GameTrainingReport {
  const given = plan.parameters === undefined ? {} : { parameters: plan.parameters };
  if (diagram.structure.decisions.length === 0) {
    throw new SolveError(
      "no-decision",
      "nobody takes a decision, so there is nothing to learn",
      "name agents that decide",
    );
  }
  const compiled = compileDiagram(diagram, given);
  const rounds =
    "playTree" in plan.learner
      ? treeRounds(compiled, plan.learner, plan)
      : jointRounds(compiled, plan.learner, plan);
  const allowed = (plan.tolerance ?? 0.02) * rounds.scale;
  const equilibria = computed(() =>
    compiledEquilibria(compiled, {
      kind: "mixed",
      limit: 100,
      ...(plan.signal === undefined ? {} : { signal: plan.signal }),
    }),
  );
  const distances =
    equilibria.kind === "found"
      ? equilibria.found.equilibria.map(({ policy }) => playDistance(compiled, policy))
      : [];
  const seeds: PlayedSeed[] = [];
  const signal = stopAfter(undefined, undefined, plan.signal);
  let cutShort: GameTrainingReport["cutShort"];
  for (let i = 0; i < plan.seeds && !signal.aborted; i++) {
    const seed = (plan.firstSeed ?? 1) + i;
    const { rounds: played, ...one } = withSignal(undefined, () => rounds.play(seed, signal));
    const far = distances.map((distance) => distance(one.policy));
    const index = far.indexOf(Math.min(...far));
    const judged = {
      seed,
      ...one,
      isEquilibrium: Math.max(...one.regrets) <= allowed,
      ...(index < 0 ? {} : { nearest: { index, distance: far[index] as number } }),
    };
    if (played < plan.rounds && signal.aborted) cutShort = { ...judged, rounds: played };
    else seeds.push(judged);
  }
  const { agents } = rounds;
  const closeness = plan.closeness ?? 0.05;
  return summed({ agents, allowed, closeness, equilibria }, seeds, plan.seeds, cutShort);
}

/**
 * One report of all seeds, from reports that share them; `seeds` were asked for in all.
 * @throws RangeError without a report
 */
export function joinGameTraining(
  reports: readonly GameTrainingReport[],
  seeds: number,
): GameTrainingReport {
  const [first] = reports;
  if (first === undefined) throw new RangeError("there is no report to join");
  const joined = joinedSeeds(reports);
  return summed(first, joined.seeds, seeds, joined.cutShort);
}

/** What all seeds are compared with. */
type Against = Pick<GameTrainingReport, "agents" | "allowed" | "closeness" | "equilibria">;

function summed(
  { agents, allowed, closeness, equilibria }: Against,
  seeds: readonly PlayedSeed[],
  asked: number,
  cutShort: GameTrainingReport["cutShort"],
): GameTrainingReport {
  const largest = seeds.map((one) => Math.max(...one.regrets));
  const successes = seeds.filter((one) => one.isEquilibrium).length;
  return {
    agents,
    seeds,
    ...(seeds.length < asked ? { stopped: true } : {}),
    ...(cutShort === undefined ? {} : { cutShort }),
    allowed,
    closeness,
    meanRegret: largest.length === 0 ? Number.NaN : mean(largest),
    interval: meanInterval(largest),
    successShare: seeds.length === 0 ? 0 : successes / seeds.length,
    successInterval: shareInterval(successes, seeds.length),
    equilibria,
  };
}

function jointRounds(
  { diagram }: CompiledDiagram,
  learner: GameLearner,
  plan: GameTrainingPlan,
): Rounds {
  const form = inducedNormalForm(
    diagram,
    plan.parameters === undefined ? {} : { parameters: plan.parameters },
  );
  const { game } = form;
  return {
    agents: form.agents,
    scale: payoffScale(game),
    play(seed, signal) {
      const { rounds, average, joint, hindsightRegrets } = learner.play(game, {
        rounds: plan.rounds,
        random: Random.seeded(seed),
        signal,
        onProgress: (done, regret) => plan.onProgress?.(seed, done, regret),
      });
      return {
        rounds,
        policy: averageRules(diagram, form, average),
        paid: game.payoffs.map((tensor) =>
          joint.reduce((sum, p, profile) => sum + p * (tensor[profile] as number), 0),
        ),
        values: expectedPayoffs(game, average),
        regrets: regrets(game, average).map((gain) => Math.max(0, gain)),
        hindsightRegrets,
      };
    },
  };
}

function computed(solve: () => DiagramEquilibria): GameTrainingReport["equilibria"] {
  try {
    return { kind: "found", found: solve() };
  } catch (fault) {
    if (fault instanceof SolveError) return { kind: "not-found", reason: fault.message };
    throw fault;
  }
}
