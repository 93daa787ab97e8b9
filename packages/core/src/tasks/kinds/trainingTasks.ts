/** Learners trained in a model, one agent or all at once. */
import type { GameTrainingReport, TrainingReport } from "../../learn/index.ts";
import type { OthersWanted } from "../../solve/index.ts";
import type { TaskFunctions } from "../context.ts";
import type { ModelInput } from "./modelTasks.ts";
import { amountText } from "../../base/index.ts";
import { gameLearnerCalled, learnerCalled, trainInGame, trainInModel } from "../../learn/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";

/** Training, seed by seed. */
export interface TrainingTasks {
  readonly train: {
    readonly input: ModelInput & {
      readonly agent: number;
      readonly others?: OthersWanted;
      readonly learner: string;
      readonly episodes: number;
      readonly seeds: number;
      readonly firstSeed: number;
      readonly separateSteps: boolean;
    };
    readonly part: never;
    readonly output: TrainingReport;
  };
  /** All agents learn at once. */
  readonly trainGame: {
    readonly input: ModelInput & {
      readonly learner: string;
      readonly rounds: number;
      readonly seeds: number;
      readonly firstSeed: number;
    };
    readonly part: never;
    readonly output: GameTrainingReport;
  };
}

export const trainingTasks: TaskFunctions<TrainingTasks> = {
  train: ({ parts, agent, learner, ...plan }, { signal, onProgress }) => {
    const found = learnerCalled(learner);
    if (found === undefined) throw new RangeError(`no learner is called ${learner}`);
    const { episodes, seeds, firstSeed } = plan;
    return trainInModel(InfluenceDiagram.of(parts), agent, {
      ...plan,
      learner: found,
      signal,
      onProgress: (seed, done, mean) =>
        onProgress(
          `seed ${seed - firstSeed + 1} of ${seeds}, episode ${done}, mean return ${amountText(mean)}`,
          (seed - firstSeed + done / episodes) / seeds,
        ),
    });
  },
  trainGame: ({ parts, learner, ...plan }, { signal, onProgress }) => {
    const found = gameLearnerCalled(learner);
    if (found === undefined) throw new RangeError(`no learner is called ${learner}`);
    const { rounds, seeds, firstSeed } = plan;
    return trainInGame(InfluenceDiagram.of(parts), {
      ...plan,
      learner: found,
      signal,
      onProgress: (seed, done, regret) =>
        onProgress(
          `seed ${seed - firstSeed + 1} of ${seeds}, round ${done}, regret in hindsight ${amountText(regret)}`,
          (seed - firstSeed + done / rounds) / seeds,
        ),
    });
  },
};
