/** Long work on one model: policies, equilibria, worths, meters, and what is shown of all of them. */
import type { DiagramParts, ExtensiveGame, Value } from "../../model/index.ts";
import type {
  CautiousPolicy,
  CorrelatedPlay,
  DiagramEquilibria,
  GameEquilibria,
  GameEquilibriumKind,
  JointSensitivity,
  Method,
  MovedParameter,
  OthersWanted,
  RiskAttitude,
  Sensitivity,
  Solution,
  SolveProgress,
  ProbabilityTornado,
  TornadoBar,
  TornadoShare,
  ZeroSumPlay,
} from "../../solve/index.ts";
import type { MeterQuestion, MeterReadings } from "../meters.ts";
import type { NumbersQuestion, NumbersResult } from "../numbers/numbersResult.ts";
import type { SettingsQuestion } from "../numbers/shownMeters.ts";
import type { TaskContext, TaskFunctions } from "../context.ts";
import type { WorthQuestion, WorthTable } from "../worths.ts";
import { AbortedError, amountText } from "../../base/index.ts";
import { joinRobustness, type VerdictRobustness, verdictRobustness } from "../../explain/index.ts";
import type { Verdict } from "../../incentives/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";
import {
  cautiousPolicy,
  compileDiagram,
  correlatedPlay,
  equilibria,
  intervene,
  jointSensitivity,
  probabilityTornado,
  resolveInterventions,
  sensitivity,
  solveSingleAgent,
  tornado,
  treeEquilibria,
  widestFirst,
  zeroSumPlay,
} from "../../solve/index.ts";
import { joinReadings, meterPairs, meterReadings } from "../meters.ts";
import { computeNumbers } from "../numbers/computeNumbers.ts";
import { searchMeter } from "../numbers/shownMeters.ts";
import { worthTable } from "../worths.ts";

/** More are not looked at: each costs two optima. */
const MOST_PROBABILITIES = 100;

/** A model as it crosses between threads, and the parameters that were set. */
export interface ModelInput {
  readonly parts: DiagramParts;
  readonly parameters?: ReadonlyMap<string, number>;
}

/** The work that is done on one model. */
export interface ModelTasks {
  readonly solve: {
    readonly input: ModelInput & {
      readonly agent?: number;
      readonly others?: OthersWanted;
      readonly method?: Method;
      /** Milliseconds, after which the best so far is answered. */
      readonly timeLimit?: number;
    };
    /** A policy of a part of a large model, with bounds, before the whole is solved. */
    readonly part: Solution;
    readonly output: Solution;
  };
  readonly equilibria: {
    readonly input: ModelInput & {
      readonly kind: DiagramEquilibria["kind"];
      readonly all: boolean;
      readonly limit?: number;
    };
    /** What was found so far, or the nearest profile. */
    readonly part: DiagramEquilibria;
    readonly output: DiagramEquilibria;
  };
  /** Of a game that stands in a file of Gambit's. */
  readonly gameEquilibria: {
    readonly input: {
      readonly game: ExtensiveGame;
      readonly kind: GameEquilibriumKind;
      readonly all: boolean;
    };
    readonly part: GameEquilibria;
    readonly output: GameEquilibria;
  };
  readonly zeroSum: {
    readonly input: ModelInput;
    /** What there would be if the thread were ended now. */
    readonly part: ZeroSumPlay;
    readonly output: ZeroSumPlay;
  };
  readonly correlated: {
    readonly input: ModelInput;
    readonly part: CorrelatedPlay;
    readonly output: CorrelatedPlay;
  };
  /** How far verdicts depend on who drew the diagram. */
  readonly verdictRobustness: {
    readonly input: Pick<ModelInput, "parts"> & {
      /** Most choices made differently at once. */
      readonly changes: number;
      /** Criteria by id; the four incentives unless told. */
      readonly criteria?: readonly string[];
      /** Only verdicts about these; all of them unless told. */
      readonly about?: readonly Pick<Verdict, "agent" | "decision" | "node">[];
      /** Only this block of the diagrams; all of them, by all hands, unless told. */
      readonly block?: readonly [number, number];
    };
    readonly part: never;
    readonly output: VerdictRobustness;
  };
  /** The best policy for a judge who is not neutral to risk. */
  readonly cautious: {
    readonly input: ModelInput & {
      readonly attitude: RiskAttitude;
      readonly agent?: number;
      readonly others?: OthersWanted;
      /** What is set, by name. */
      readonly forced?: readonly (readonly [string, Value])[];
    };
    readonly part: never;
    readonly output: CautiousPolicy;
  };
  readonly sensitivity: {
    readonly input: ModelInput & {
      readonly parameter?: string;
      readonly agent?: number;
      readonly others?: OthersWanted;
      readonly from?: number;
      readonly to?: number;
      readonly steps?: number;
      /** Moved together with the parameter: a grid is answered. */
      readonly beside?: MovedParameter;
      /** Of all bars only these; every one unless told. */
      readonly share?: TornadoShare;
    };
    readonly part: never;
    /** One curve, or a grid; or when nothing is named a bar for every parameter and every stated probability. */
    readonly output: {
      readonly curve?: Sensitivity;
      readonly grid?: JointSensitivity;
      readonly bars?: readonly TornadoBar[];
      readonly probabilities?: ProbabilityTornado;
    };
  };
  readonly meter: {
    readonly input: ModelInput & MeterQuestion;
    readonly part: never;
    readonly output: MeterReadings;
  };
  readonly worth: {
    readonly input: ModelInput & WorthQuestion;
    readonly part: never;
    readonly output: WorthTable;
  };
  /** Policies, beliefs, worths and meters, in that order. */
  readonly numbers: {
    readonly input: ModelInput & NumbersQuestion;
    readonly part: NumbersResult;
    readonly output: NumbersResult;
  };
  /** Settings at which a meter that reads 0 reads something. */
  readonly settings: {
    readonly input: ModelInput & SettingsQuestion;
    readonly part: never;
    readonly output: ReturnType<typeof searchMeter>;
  };
}

export const modelTasks: TaskFunctions<ModelTasks> = {
  solve: (
    { parts, agent, others, method, timeLimit, ...model },
    { signal, clock, onProgress, onPartial },
  ) =>
    solveSingleAgent(diagramOf(parts), agent, {
      ...parametersOf(model),
      ...(others === undefined ? {} : { others }),
      ...(method === undefined ? {} : { method }),
      ...(timeLimit === undefined ? {} : { timeLimit, clock }),
      signal,
      mayBeCoarse: true,
      onBest: onPartial,
      onProgress: (progress) => onProgress(solveProgress(progress), progress.fraction),
    }),
  equilibria: ({ parts, kind, all, limit, ...model }, { signal, onPartial }) =>
    equilibria(diagramOf(parts), {
      signal,
      onPart: onPartial,
      ...parametersOf(model),
      kind,
      all,
      ...(limit === undefined ? {} : { limit }),
    }),
  gameEquilibria: ({ game, kind, all }, { onPartial }) =>
    treeEquilibria(game, kind, { all, onPart: onPartial }),
  zeroSum: ({ parts, ...model }, { onPartial }) =>
    zeroSumPlay(diagramOf(parts), { ...parametersOf(model), onPart: onPartial }),
  correlated: ({ parts, ...model }, { onPartial }) =>
    correlatedPlay(diagramOf(parts), { ...parametersOf(model), onPart: onPartial }),
  verdictRobustness: async (input, context) => {
    const { parts, changes, criteria, about, block } = input;
    const { hands, signal } = context;
    const n = 4 * hands.count;
    if (block === undefined && hands.count > 1) {
      const blocks = Array.from({ length: n }, (_, k) => ({ ...input, block: [k, n] as const }));
      return somethingOf(joinRobustness(await hands.all("verdictRobustness", blocks)));
    }
    const found = verdictRobustness(diagramOf(parts), {
      largest: changes,
      signal,
      ...(criteria === undefined ? {} : { criteria }),
      ...(about === undefined ? {} : { about: amongThose(about) }),
      ...(block === undefined ? {} : { block }),
    });
    return block === undefined ? somethingOf(joinRobustness([found])) : found;
  },
  cautious: ({ parts, attitude, agent, others, forced = [], ...model }, { signal }) => {
    const diagram = diagramOf(parts);
    const written = compileDiagram(diagram, parametersOf(model));
    const set = intervene(written, resolveInterventions(diagram, Object.fromEntries(forced)));
    return cautiousPolicy(set, attitude, agent, {
      signal,
      ...(others === undefined ? {} : { others }),
    });
  },
  sensitivity: async (input, context) => {
    const { parts, parameter, agent, others, from, to, steps, beside, share, ...model } = input;
    const options = {
      ...parametersOf(model),
      ...(agent === undefined ? {} : { agent }),
      ...(others === undefined ? {} : { others }),
    };
    if (parameter === undefined) {
      if (share === undefined && context.hands.count > 1) return await barsApart(input, context);
      const diagram = diagramOf(parts);
      const bars = tornado(diagram, options, share);
      const probabilities = probabilityTornado(diagram, MOST_PROBABILITIES, options, share);
      return { bars, probabilities };
    }
    const ends = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    if (beside !== undefined) {
      const first = { parameter, ...ends };
      return { grid: jointSensitivity(diagramOf(parts), first, beside, steps, options) };
    }
    const range = { ...ends, ...(steps === undefined ? {} : { steps }) };
    return { curve: sensitivity(diagramOf(parts), parameter, range, options) };
  },
  meter: async (input, context) => {
    const { parts, parameters: _, ...question } = input;
    const diagram = diagramOf(parts);
    const pairs = meterPairs(diagram, question);
    if (context.hands.count < 2 || pairs.length < 2)
      return meterReadings(diagram, question, context);
    const came = await context.hands.all(
      "meter",
      pairs.map((pair) => ({ ...input, ...pair })),
    );
    return joinReadings(diagram, question, came);
  },
  worth: ({ parts, parameters: _, ...question }, hooks) =>
    worthTable(diagramOf(parts), question, hooks),
  numbers: ({ parts, parameters: _, ...question }, hooks) =>
    computeNumbers(diagramOf(parts), question, hooks),
  settings: ({ parts, parameters: _, ...question }, hooks) =>
    searchMeter(diagramOf(parts), question, hooks),
};

/** @throws AbortedError where nothing was looked at */
function somethingOf<T>(found: T | undefined): T {
  if (found === undefined) throw new AbortedError();
  return found;
}

function amongThose(
  wanted: readonly Pick<Verdict, "agent" | "decision" | "node">[],
): (verdict: Verdict) => boolean {
  const key = ({ agent, decision, node }: (typeof wanted)[number]): string =>
    [agent, decision, node].join();
  const keys = new Set(wanted.map(key));
  return (verdict) => keys.has(key(verdict));
}

/** Shares of all bars, some for each hand so that none is waited for long. */
async function barsApart(
  input: ModelTasks["sensitivity"]["input"],
  { hands }: TaskContext<never, ModelTasks>,
): Promise<ModelTasks["sensitivity"]["output"]> {
  const n = 4 * hands.count;
  const shares = Array.from({ length: n }, (_, k): TornadoShare => [k, n]);
  const came = await hands.all(
    "sensitivity",
    shares.map((share) => ({ ...input, share })),
  );
  const found = came.flatMap((one) => one?.probabilities ?? []);
  const [first] = found;
  if (first === undefined) throw new AbortedError();
  const bars = widestFirst(found.flatMap((one) => one.bars));
  const stopped = found.length < n || found.some((one) => one.stopped === true);
  return {
    bars: widestFirst(came.flatMap((one) => one?.bars ?? [])),
    probabilities: {
      bars,
      // Each counts all of them but its own.
      left: first.left + first.bars.length - bars.length,
      ...(stopped ? { stopped } : {}),
    },
  };
}

function diagramOf(parts: DiagramParts): InfluenceDiagram {
  return InfluenceDiagram.of(parts);
}

function parametersOf({ parameters }: Omit<ModelInput, "parts">): {
  parameters?: ReadonlyMap<string, number>;
} {
  return parameters === undefined ? {} : { parameters };
}

function solveProgress({ fraction, lower, upper }: SolveProgress): string {
  const [least, most] = [lower, upper].map((x) => amountText(x));
  return `${Math.round(fraction * 100)} %  best so far ${least}, at most ${most}`;
}
