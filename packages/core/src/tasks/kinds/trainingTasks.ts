/** Learners trained in a model, one agent or all at once. */
import type { GameTrainingReport, TrainingReport } from "../../learn/index.ts";
import type { OthersWanted } from "../../solve/index.ts";
import type { TaskFunctions } from "../context.ts";
import type { ModelInput } from "./modelTasks.ts";
import { AbortedError, amountText } from "../../base/index.ts";
import {
  gameLearnerCalled,
  joinGameTraining,
  joinTraining,
  learnerCalled,
  trainInGame,
  trainInModel,
} from "../../learn/index.ts";
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
  train: async (input, { signal, onProgress, hands }) => {
    const some = shares(input, hands.count);
    if (some.length > 1) {
      const reports = (await hands.all("train", some)).filter((one) => one !== undefined);
      if (reports.length === 0) throw new AbortedError();
      return joinTraining(reports, input.seeds);
    }
    const { parts, agent, learner, ...plan } = input;
    const found = learnerCalled(learner);
    if (found === undefined) throw new RangeError(`no learner is called ${learner}`);
    const { episodes, seeds, firstSeed } = plan;
    return trainInModel(InfluenceDiagram.of(parts), agent, {
      ...plan,
      learner: found,
      signal,
      onProgress: (seed, done, mean) =>
        onProgress(
          `seed ${seed}, episode ${done}, mean return ${amountText(mean)}`,
          (seed - firstSeed + done / episodes) / seeds,
        ),
    });
  },
  trainGame: async (input, { signal, onProgress, hands }) => {
    const some = shares(input, hands.count);
    if (some.length > 1) {
      const reports = (await hands.all("trainGame", some)).filter((one) => one !== undefined);
      if (reports.length === 0) throw new AbortedError();
      return joinGameTraining(reports, input.seeds);
    }
    const { parts, learner, ...plan } = input;
    const found = gameLearnerCalled(learner);
    if (found === undefined) throw new RangeError(`no learner is called ${learner}`);
    const { rounds, seeds, firstSeed } = plan;
    return trainInGame(InfluenceDiagram.of(parts), {
      ...plan,
      learner: found,
      signal,
      onProgress: (seed, done, regret) =>
        onProgress(
          `seed ${seed}, round ${done}, regret in hindsight ${amountText(regret)}`,
          (seed - firstSeed + done / rounds) / seeds,
        ),
    });
  },
};

/**
 * The same work with a share of the seeds each: as many as there are hands, since each works out the
 * optimum again.
 */
function shares<Input extends { readonly seeds: number; readonly firstSeed: number }>(
  input: Input,
  hands: number,
): Input[] {
  const { seeds, firstSeed } = input;
  const most = Math.min(hands, seeds);
  const begin = (share: number): number => Math.round((share * seeds) / most);
  return Array.from({ length: most }, (_, share) => ({
    ...input,
    firstSeed: firstSeed + begin(share),
    seeds: begin(share + 1) - begin(share),
  }));
}
