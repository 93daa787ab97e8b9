/**
 * Does a learner, trained in the model, do what was predicted? Trains over several seeds, evaluates
 * every learnt rule exactly (no sampling noise in the comparison), and reports the gap to the
 * exact optimum with an interval over the seeds.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { OthersWanted, Policy, Solution } from "../../solve/index.ts";
import type { DiagramEnvironmentOptions } from "../environments/diagramEnvironment.ts";
import type { Learner } from "./learner.ts";
import { Random } from "../../base/index.ts";
import {
  compileDiagram,
  expectedUtility,
  mergePolicies,
  othersPlay,
  solveCompiled,
  uniformPolicy,
} from "../../solve/index.ts";
import { diagramEnvironment } from "../environments/diagramEnvironment.ts";

export interface TrainingPlan extends Omit<DiagramEnvironmentOptions, "others"> {
  /** What the other agents do while one learns; `uniform` unless told. */
  readonly others?: OthersWanted;
  /** Rules of other agents that stand above that. */
  readonly policy?: Policy;
  readonly learner: Learner;
  readonly episodes: number;
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Allowed gap to the optimum, as a share of the distance from the uniform policy. Default 0.02. */
  readonly tolerance?: number;
  readonly onProgress?: (seed: number, episodesDone: number, meanReturn: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

export interface TrainedSeed {
  readonly seed: number;
  readonly policy: Policy;
  /** Exact expected utility of the learnt rule. */
  readonly value: number;
  readonly reachesOptimum: boolean;
}

export interface TrainingReport {
  readonly seeds: readonly TrainedSeed[];
  /** The exact optimum against the same other agents, and whether it is proved. */
  readonly optimum: Solution;
  readonly optimalValue: number;
  /** Value of choosing uniformly: the zero of the tolerance scale. */
  readonly uniformValue: number;
  readonly meanValue: number;
  /** 95 % interval of the mean over seeds (normal approximation). */
  readonly interval: readonly [number, number];
  /** How far the learnt rules stay below the optimum, in utility. */
  readonly shortfall: {
    readonly mean: number;
    /** 95 % interval of the mean over seeds. */
    readonly interval: readonly [number, number];
    readonly worst: number;
  };
  /** Share of seeds within the tolerance of the optimum, with its 95 % Wilson interval. */
  readonly successShare: number;
  readonly successInterval: readonly [number, number];
}

/** @throws SolveError and MechanismError as `diagramEnvironment` and `solveSingleAgent` do */
export function trainInModel(
  diagram: InfluenceDiagram,
  agent: AgentId,
  plan: TrainingPlan,
): TrainingReport {
  const { others: wanted = "uniform", policy: given = new Map(), ...environmentOptions } = plan;
  const compiled = compileDiagram(
    diagram,
    plan.parameters === undefined ? {} : { parameters: plan.parameters },
  );
  const play = othersPlay(compiled, agent, { others: wanted, policy: given });
  const others = play.policy;
  const environment = diagramEnvironment(diagram, agent, { ...environmentOptions, others });
  const optimum = solveCompiled(compiled, agent, { others: play, brief: true });
  const optimalValue = optimum.value.get(agent) ?? 0;
  const uniformValue = expectedUtility(
    compiled,
    agent,
    mergePolicies(others, uniformPolicy(diagram)),
  );
  const slack = Math.max((plan.tolerance ?? 0.02) * Math.abs(optimalValue - uniformValue), 1e-9);
  const seeds: TrainedSeed[] = [];
  for (let i = 0; i < plan.seeds && plan.signal?.aborted !== true; i++) {
    const seed = (plan.firstSeed ?? 1) + i;
    const random = Random.seeded(seed);
    const { behaviour } = plan.learner.train(environment, {
      episodes: plan.episodes,
      random,
      ...(plan.signal === undefined ? {} : { signal: plan.signal }),
      ...(plan.onProgress === undefined
        ? {}
        : { onProgress: (done: number, mean: number) => plan.onProgress?.(seed, done, mean) }),
    });
    const policy = environment.policyOf(behaviour, random);
    const value = expectedUtility(compiled, agent, mergePolicies(policy, others));
    seeds.push({ seed, policy, value, reachesOptimum: value >= optimalValue - slack });
  }
  const values = seeds.map((one) => one.value);
  // An optimum that is not proved may be surpassed; then nothing is missing.
  const shortfalls = values.map((value) => Math.max(0, optimalValue - value));
  const successes = seeds.filter((one) => one.reachesOptimum).length;
  return {
    seeds,
    optimum,
    optimalValue,
    uniformValue,
    meanValue: mean(values),
    interval: meanInterval(values),
    shortfall: {
      mean: mean(shortfalls),
      interval: meanInterval(shortfalls),
      worst: Math.max(0, ...shortfalls),
    },
    successShare: seeds.length === 0 ? 0 : successes / seeds.length,
    successInterval: wilsonInterval(successes, seeds.length),
  };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** 95 % interval of a mean by the normal approximation. */
export function meanInterval(values: readonly number[]): readonly [number, number] {
  const centre = mean(values);
  if (values.length < 2) return [centre, centre];
  const variance = values.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (values.length - 1);
  const half = 1.959964 * Math.sqrt(variance / values.length);
  return [centre - half, centre + half];
}

/** 95 % interval of a share (Wilson 1927). */
export function wilsonInterval(successes: number, trials: number): readonly [number, number] {
  if (trials === 0) return [0, 1];
  const z = 1.959964;
  const share = successes / trials;
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const half =
    (z / (1 + (z * z) / trials)) *
    Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
