/**
 * Every kind of long work, and who does it. What a kind needs is loaded when it is first asked for:
 * whoever only solves loads no learner and no drawing.
 */
import type { StopSignal } from "../base/index.ts";
import type { Hands, TaskContext, TaskFunctions, TaskHost } from "./context.ts";
import type {
  TaskEvent,
  TaskFailure,
  TaskInput,
  TaskKind,
  TaskOrder,
  TaskOutput,
  TaskPart,
} from "./protocol.ts";
import type { TaskMap } from "./taskMap.ts";
import { AbortedError, withSignal } from "../base/index.ts";

const models = async () => (await import("./kinds/modelTasks.ts")).modelTasks;
const training = async () => (await import("./kinds/trainingTasks.ts")).trainingTasks;
const claims = async () => (await import("./kinds/claimTasks.ts")).claimTasks;
const labs = async () => (await import("./kinds/labTasks.ts")).labTasks;
const sweeps = async () => (await import("./kinds/sweepTasks.ts")).sweepTasks;
const pictures = async () => (await import("./kinds/pictureTasks.ts")).pictureTasks;

const reading = async () => (await import("./kinds/readingTasks.ts")).readingTasks;

const LOAD: {
  readonly [K in TaskKind]: () => Promise<Pick<TaskFunctions<TaskMap>, K>>;
} = {
  solve: models,
  equilibria: models,
  gameEquilibria: models,
  zeroSum: models,
  correlated: models,
  verdictRobustness: models,
  cautious: models,
  sensitivity: models,
  meter: models,
  worth: models,
  numbers: models,
  settings: models,
  train: training,
  trainGame: training,
  claims,
  checkSource: claims,
  answer: claims,
  labRuns: labs,
  labSweep: labs,
  labEpisodes: labs,
  labTraining: labs,
  labSettings: labs,
  labClaims: labs,
  labFindings: labs,
  labContract: labs,
  labRobustness: labs,
  labHolds: labs,
  labNearest: labs,
  layout: pictures,
  read: reading,
  sweepPoints: sweeps,
};

/** The kinds of long work there are. */
export const TASK_KINDS: readonly TaskKind[] = Object.keys(LOAD) as TaskKind[];

/** What is said when work was stopped before it held anything. */
export const NOTHING_YET: TaskFailure = {
  kind: "failed",
  code: "stopped",
  message: "stopped before there was anything to show",
  hint: "give it more time, or make the model smaller",
};

/** Loads what a kind needs, so that its work begins at once when it is asked for. */
export async function prepareTask(kind: TaskKind): Promise<void> {
  await LOAD[kind]();
}

/** What whoever carries a task gives it; without `hands` the task does all of its pieces itself. */
export type GivenContext<K extends TaskKind> = Omit<TaskContext<TaskPart<K>, TaskMap>, "hands"> & {
  readonly hands?: Hands<TaskMap>;
};

/**
 * Does a piece of work under a signal, which all its loops hear (docs/decisions/0015).
 * @throws what the work throws; AbortedError when it was stopped and had nothing yet
 */
export async function runTask<K extends TaskKind>(
  kind: K,
  input: TaskInput<K>,
  given: GivenContext<K>,
): Promise<TaskOutput<K>> {
  const context = { ...given, hands: given.hands ?? ownHands(given) };
  const run = (await LOAD[kind]())[kind];
  return await withSignal(context.signal, async () => await run(input, context));
}

/** Piece after piece, until it is stopped. */
function ownHands({
  signal,
  clock,
  host,
  onProgress,
}: Pick<TaskContext, "signal" | "clock" | "host" | "onProgress">): Hands<TaskMap> {
  const all = async <K extends TaskKind>(
    kind: K,
    inputs: readonly TaskInput<K>[],
    onCame: (result: TaskOutput<K>, index: number) => void = () => undefined,
  ): Promise<(TaskOutput<K> | undefined)[]> => {
    const results: (TaskOutput<K> | undefined)[] = inputs.map(() => undefined);
    for (const [index, input] of inputs.entries()) {
      if (signal.aborted) break;
      const onPiece = (stage: string, share: number): void =>
        onProgress(stage, (index + share) / inputs.length);
      try {
        const result = await runTask(kind, input, {
          signal,
          clock,
          host,
          onProgress: onPiece,
          onPartial: () => undefined,
        });
        results[index] = result;
        onCame(result, index);
      } catch (error) {
        if (error instanceof AbortedError) break;
        throw error;
      }
    }
    return results;
  };
  return { count: 1, all: all as Hands<TaskMap>["all"] };
}

/**
 * Does an order and says what comes of it, for carriers: everything is an event, nothing is thrown.
 */
export async function attend<K extends TaskKind>(
  order: TaskOrder<K>,
  signal: StopSignal,
  host: TaskHost,
  post: (event: TaskEvent<K>) => void,
): Promise<void> {
  const { kind, input } = order as { kind: K; input: TaskInput<K> };
  const context: GivenContext<K> = {
    signal,
    clock: host.clock,
    host,
    onProgress: (stage, share) => post({ kind: "progress", stage, share }),
    onPartial: (part) => post({ kind: "partial", part }),
  };
  try {
    post({ kind: "done", result: await runTask(kind, input, context) });
  } catch (error) {
    post(failure(error, host));
  }
}

function failure(error: unknown, host: TaskHost): TaskFailure {
  if (error instanceof AbortedError) return NOTHING_YET;
  const { message, hint } = (host.inWords ?? ownWords)(error);
  const code = (error as { code?: unknown } | undefined)?.code;
  return {
    kind: "failed",
    message,
    ...(typeof code === "string" ? { code } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function ownWords(error: unknown): { readonly message: string; readonly hint?: string } {
  const hint = (error as { hint?: unknown } | undefined)?.hint;
  const message = error instanceof Error ? error.message : String(error);
  return typeof hint === "string" ? { message, hint } : { message };
}
