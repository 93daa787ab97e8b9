/**
 * The tasks that may take long, by name: what each is given and what it returns. Inputs and outputs
 * can be copied between threads; a model travels as its text.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type {
  CorrelatedPlay,
  DiagramEquilibria,
  ExtensiveGame,
  GameEquilibria,
  GameEquilibriumKind,
  ZeroSumPlay,
} from "@cidery/core/games";
import type {
  Method,
  OthersWanted,
  Sensitivity,
  Solution,
  SolveProgress,
  TornadoBar,
} from "@cidery/core/solve";
import type { LabEpisode } from "@cidery/core/lab";
import type { GameTrainingReport, TrainingReport } from "@cidery/core/learn";
import type { MeterQuestion, MeterReadings, WorthQuestion, WorthTable } from "@cidery/core/tasks";
import type { CheckedLab, LabCurves, LabRuns } from "./labTasks.ts";
import type { Source } from "./sources.ts";
import type { TaskHooks } from "./taskHooks.ts";
import { gameLearnerCalled, learnerCalled, trainInGame, trainInModel } from "@cidery/core/learn";
import {
  equilibria,
  normalFormTree,
  correlatedPlay,
  treeEquilibria,
  zeroSumPlay,
} from "@cidery/core/games";
import { sensitivity, SolveError, solveSingleAgent, tornado } from "@cidery/core/solve";
import { AbortedError, meterReadings, withSignal, worthTable } from "@cidery/core/tasks";
import { labChecked, labCurves, labEpisode, labRuns } from "./labTasks.ts";
import { load } from "./loading.ts";
import { number } from "./print.ts";
import { BadInput } from "./terminal.ts";

interface ModelInput {
  readonly source: Source;
  readonly parameters?: ReadonlyMap<string, number>;
}

interface Tasks {
  readonly solve: {
    readonly input: ModelInput & {
      readonly agent?: number;
      readonly others?: OthersWanted;
      readonly method?: Method;
      readonly timeLimit?: number;
    };
    readonly output: Solution;
  };
  readonly equilibria: {
    readonly input: ModelInput & {
      readonly kind: DiagramEquilibria["kind"];
      readonly all: boolean;
      readonly limit?: number;
    };
    readonly output: DiagramEquilibria;
  };
  /** Of a game that stands in a file of Gambit's. */
  readonly gameEquilibria: {
    readonly input: ModelInput & { readonly kind: GameEquilibriumKind; readonly all: boolean };
    readonly output: GameEquilibria;
  };
  readonly zeroSum: { readonly input: ModelInput; readonly output: ZeroSumPlay };
  readonly correlated: { readonly input: ModelInput; readonly output: CorrelatedPlay };
  readonly sensitivity: {
    readonly input: ModelInput & {
      readonly parameter?: string;
      readonly agent?: number;
      readonly others?: OthersWanted;
      readonly from?: number;
      readonly to?: number;
      readonly steps?: number;
    };
    /** One curve, or a bar for every parameter when none is named. */
    readonly output: { readonly curve?: Sensitivity; readonly bars?: readonly TornadoBar[] };
  };
  readonly meter: {
    readonly input: ModelInput & MeterQuestion;
    readonly output: MeterReadings;
  };
  readonly worth: { readonly input: ModelInput & WorthQuestion; readonly output: WorthTable };
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
    readonly output: GameTrainingReport;
  };
  readonly labRuns: { readonly input: Parameters<typeof labRuns>[0]; readonly output: LabRuns };
  readonly labCurves: {
    readonly input: Parameters<typeof labCurves>[0];
    readonly output: LabCurves;
  };
  readonly labChecked: {
    readonly input: Parameters<typeof labChecked>[0];
    readonly output: CheckedLab;
  };
  readonly labEpisode: {
    readonly input: Parameters<typeof labEpisode>[0];
    readonly output: LabEpisode;
  };
}

export type LongTask = keyof Tasks;
export type TaskInput<T extends LongTask> = Tasks[T]["input"];
export type TaskOutput<T extends LongTask> = Tasks[T]["output"];

const RUN: {
  readonly [T in LongTask]: (
    input: TaskInput<T>,
    hooks: TaskHooks,
  ) => TaskOutput<T> | Promise<TaskOutput<T>>;
} = {
  solve: ({ agent, others, method, timeLimit, ...model }, { signal, onProgress }) =>
    solveSingleAgent(diagramOf(model), agent, {
      ...parametersOf(model),
      ...(others === undefined ? {} : { others }),
      ...(method === undefined ? {} : { method }),
      ...(timeLimit === undefined ? {} : { timeLimit, clock: () => performance.now() }),
      signal,
      onProgress: (progress) => onProgress(solveProgress(progress)),
    }),
  equilibria: ({ kind, all, limit, ...model }, { signal }) =>
    equilibria(diagramOf(model), {
      signal,
      ...parametersOf(model),
      kind,
      all,
      ...(limit === undefined ? {} : { limit }),
    }),
  gameEquilibria: ({ source, kind, all }) => treeEquilibria(treeOf(source), kind, { all }),
  zeroSum: (model) => zeroSumPlay(diagramOf(model), parametersOf(model)),
  correlated: (model) => correlatedPlay(diagramOf(model), parametersOf(model)),
  sensitivity: ({ parameter, agent, others, from, to, steps, ...model }) => {
    const options = {
      ...parametersOf(model),
      ...(agent === undefined ? {} : { agent }),
      ...(others === undefined ? {} : { others }),
    };
    if (parameter === undefined) return { bars: tornado(diagramOf(model), options) };
    const range = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(steps === undefined ? {} : { steps }),
    };
    return { curve: sensitivity(diagramOf(model), parameter, range, options) };
  },
  meter: ({ source, parameters, ...question }, hooks) =>
    meterReadings(
      diagramOf({ source, ...(parameters === undefined ? {} : { parameters }) }),
      question,
      hooks,
    ),
  worth: ({ source, parameters, ...question }, hooks) =>
    worthTable(
      diagramOf({ source, ...(parameters === undefined ? {} : { parameters }) }),
      question,
      hooks,
    ),
  train: (
    { agent, others, learner, episodes, seeds, firstSeed, separateSteps, ...model },
    { signal, onProgress },
  ) => {
    const found = learnerCalled(learner);
    if (found === undefined) throw new RangeError(`no learner is called ${learner}`);
    return trainInModel(diagramOf(model), agent, {
      learner: found,
      ...(others === undefined ? {} : { others }),
      episodes,
      seeds,
      firstSeed,
      separateSteps,
      ...parametersOf(model),
      signal,
      onProgress: (seed, done, mean) =>
        onProgress(
          `seed ${seed - firstSeed + 1} of ${seeds}, episode ${done}, mean return ${number(mean)}`,
        ),
    });
  },
  trainGame: ({ learner, rounds, seeds, firstSeed, ...model }, { signal, onProgress }) => {
    const found = gameLearnerCalled(learner);
    if (found === undefined) throw new RangeError(`no learner is called ${learner}`);
    return trainInGame(diagramOf(model), {
      learner: found,
      rounds,
      seeds,
      firstSeed,
      ...parametersOf(model),
      signal,
      onProgress: (seed, done, regret) =>
        onProgress(
          `seed ${seed - firstSeed + 1} of ${seeds}, round ${done}, regret in hindsight ${number(regret)}`,
        ),
    });
  },
  labRuns,
  labCurves,
  labChecked,
  labEpisode,
};

export async function runTask<T extends LongTask>(
  task: T,
  input: TaskInput<T>,
  hooks: TaskHooks,
): Promise<TaskOutput<T>> {
  const run = (): TaskOutput<T> | Promise<TaskOutput<T>> => RUN[task](input, hooks);
  try {
    return await Promise.resolve(HEARS_ITSELF.has(task) ? run() : withSignal(hooks.signal, run));
  } catch (error) {
    throw error instanceof AbortedError ? new BadInput(...NOTHING_YET) : error;
  }
}

/**
 * Tasks that look at the signal between their steps and finish what they have; the others are
 * stopped inside their loops, and know what they hold.
 */
const HEARS_ITSELF: ReadonlySet<LongTask> = new Set<LongTask>([
  "equilibria",
  "train",
  "trainGame",
  "labRuns",
  "labCurves",
  "labChecked",
  "labEpisode",
]);

/** What is said when work was stopped before it held anything. */
export const NOTHING_YET = [
  "stopped before there was anything to show",
  "give it more time, or make the model smaller",
] as const;

function diagramOf({ source, parameters }: ModelInput): InfluenceDiagram {
  const { diagram } = load(source, parameters);
  if (diagram === undefined)
    throw new SolveError("unreadable", `${source.name} has errors`, "see `cidery check`");
  return diagram;
}

/** The game of a source; one in normal form as a tree of simultaneous moves. */
export function treeOf(source: Source): ExtensiveGame {
  const { game } = load(source);
  if (game === undefined)
    throw new SolveError("unreadable", `${source.name} holds no game`, "see `cidery check`");
  return game.form === "extensive" ? game.game : normalFormTree(game.game);
}

function parametersOf({ parameters }: ModelInput): { parameters?: ReadonlyMap<string, number> } {
  return parameters === undefined ? {} : { parameters };
}

function solveProgress({ fraction, lower, upper }: SolveProgress): string {
  return `${Math.round(fraction * 100)} %  best so far ${number(lower)}, at most ${number(upper)}`;
}
