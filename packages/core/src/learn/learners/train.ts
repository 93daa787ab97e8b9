/**
 * Does a learner, trained in the model, do what was predicted? Trains over several seeds, evaluates
 * every learnt rule exactly (no sampling noise in the comparison), and reports the gap to the
 * exact optimum with an interval over the seeds.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { OthersWanted, Policy, Solution } from "../../solve/index.ts";
import type { DiagramEnvironmentOptions } from "../environments/diagramEnvironment.ts";
import type { Learner } from "./learner.ts";
import { joinedSeeds } from "./joinedSeeds.ts";
import { Random, stopAfter, withSignal } from "../../base/index.ts";
import {
  compileDiagram,
  expectedUtility,
  mergePolicies,
  optimalityTest,
  othersPlay,
  solveCompiled,
  uniformPolicy,
} from "../../solve/index.ts";
import { mean, meanInterval, shareInterval } from "../intervals.ts";
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
  /**
   * Gap to the optimum that counts as close, as a share of the distance from the uniform policy.
   * Default 0.02. Reaching the optimum forgives nothing.
   */
  readonly tolerance?: number;
  readonly onProgress?: (seed: number, episodesDone: number, meanReturn: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

export interface TrainedSeed {
  readonly seed: number;
  readonly policy: Policy;
  /** Exact expected utility of the learnt rule. */
  readonly value: number;
  /** The rule is as good as the optimum, but for rounding (`optimalityTest`). */
  readonly reachesOptimum: boolean;
  /** It misses at most the tolerance. */
  readonly isClose: boolean;
}

/** What training came to, seed by seed, against the exact optimum. */
export interface TrainingReport {
  /** Those that played all their episodes; every number below is about them. */
  readonly seeds: readonly TrainedSeed[];
  /** Fewer seeds than asked for, because it was told to stop. */
  readonly stopped?: true;
  /** The seed it was stopped in, and the episodes it had played. */
  readonly cutShort?: TrainedSeed & { readonly episodes: number };
  /** The exact optimum against the same other agents, and whether it is proved. */
  readonly optimum: Solution;
  readonly optimalValue: number;
  /** Value of choosing uniformly: the zero of the tolerance scale. */
  readonly uniformValue: number;
  /** Not a number where no seed was finished. */
  readonly meanValue: number;
  /** 95 % interval of the mean over seeds (Student's t); none for a single seed. */
  readonly interval: readonly [number, number] | undefined;
  /** How far the learnt rules stay below the optimum, in utility. */
  readonly shortfall: {
    readonly mean: number;
    /** 95 % interval of the mean over seeds; none for a single seed. */
    readonly interval: readonly [number, number] | undefined;
    readonly worst: number;
  };
  /** Share of seeds that reach the optimum, with its exact 95 % interval (Clopper–Pearson). */
  readonly successShare: number;
  readonly successInterval: readonly [number, number];
  /** What counts as close (a share of what uniform play misses), and how many seeds come so close. */
  readonly tolerance: number;
  readonly close: number;
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
  const isOptimal = optimalityTest(compiled, agent, { others: play });
  const tolerance = plan.tolerance ?? 0.02;
  const slack = tolerance * Math.abs(optimalValue - uniformValue);
  const seeds: TrainedSeed[] = [];
  const signal = stopAfter(undefined, undefined, plan.signal);
  const train = (seed: number): TrainedSeed & { readonly episodes: number } => {
    const random = Random.seeded(seed);
    const { behaviour, episodes } = plan.learner.train(environment, {
      episodes: plan.episodes,
      random,
      signal,
      ...(plan.onProgress === undefined
        ? {}
        : { onProgress: (done: number, mean: number) => plan.onProgress?.(seed, done, mean) }),
    });
    const policy = environment.policyOf(behaviour, random);
    const value = expectedUtility(compiled, agent, mergePolicies(policy, others));
    const reachesOptimum = isOptimal(policy);
    const isClose = reachesOptimum || value >= optimalValue - slack;
    return { seed, policy, value, reachesOptimum, isClose, episodes };
  };
  let cutShort: TrainingReport["cutShort"];
  for (let i = 0; i < plan.seeds && !signal.aborted; i++) {
    // What was learnt until the stop is judged, but counts for no whole seed.
    const { episodes, ...one } = withSignal(undefined, () => train((plan.firstSeed ?? 1) + i));
    if (episodes < plan.episodes && signal.aborted) cutShort = { ...one, episodes };
    else seeds.push(one);
  }
  const against = { optimum, optimalValue, uniformValue, tolerance };
  return summed(against, seeds, plan.seeds, cutShort);
}

/**
 * One report of all seeds, from reports that share them; `seeds` were asked for in all.
 * @throws RangeError without a report
 */
export function joinTraining(reports: readonly TrainingReport[], seeds: number): TrainingReport {
  const [first] = reports;
  if (first === undefined) throw new RangeError("there is no report to join");
  const joined = joinedSeeds(reports);
  return summed(first, joined.seeds, seeds, joined.cutShort);
}

/** What all seeds are compared with. */
type Against = Pick<TrainingReport, "optimum" | "optimalValue" | "uniformValue" | "tolerance">;

function summed(
  { optimum, optimalValue, uniformValue, tolerance }: Against,
  seeds: readonly TrainedSeed[],
  asked: number,
  cutShort: TrainingReport["cutShort"],
): TrainingReport {
  const values = seeds.map((one) => one.value);
  // An optimum that is not proved may be surpassed; then nothing is missing.
  const shortfalls = seeds.map(({ value, reachesOptimum }) =>
    reachesOptimum ? 0 : Math.max(0, optimalValue - value),
  );
  const successes = seeds.filter((one) => one.reachesOptimum).length;
  return {
    seeds,
    ...(seeds.length < asked ? { stopped: true } : {}),
    ...(cutShort === undefined ? {} : { cutShort }),
    optimum,
    optimalValue,
    uniformValue,
    meanValue: values.length === 0 ? Number.NaN : mean(values),
    interval: meanInterval(values),
    shortfall: {
      mean: shortfalls.length === 0 ? Number.NaN : mean(shortfalls),
      interval: meanInterval(shortfalls),
      worst: Math.max(0, ...shortfalls),
    },
    successShare: seeds.length === 0 ? 0 : successes / seeds.length,
    successInterval: shareInterval(successes, seeds.length),
    tolerance,
    close: seeds.filter((one) => one.isClose).length,
  };
}
