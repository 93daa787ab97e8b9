/**
 * The incentive meter of one agent: for each of its decisions and each chance variable below it,
 * whether the graph admits a control incentive, what the meter reads, and, when asked, settings at
 * which it reads something. Command and workbench show these readings. Plain data, so that it can
 * cross between threads.
 */
import { AbortedError } from "../base/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type {
  MeterOptions,
  OthersPlay,
  OthersWanted,
  Policy,
  SearchProgress,
  SettingsFound,
} from "../solve/index.ts";
import type { TaskHooks } from "./hooks.ts";
import type { NamedOthers } from "./others.ts";
import { descendants } from "../graph/index.ts";
import { judge } from "../incentives/index.ts";
import { printModel, printVariables } from "../language/index.ts";
import {
  compileDiagram,
  incentiveMeter,
  othersPlay,
  searchSettings,
  SolveError,
} from "../solve/index.ts";
import { analyse } from "../structure/index.ts";
import { namedOthers } from "./others.ts";
import type { StoppedShort } from "./worths.ts";
import { stoppedShort } from "./worths.ts";

/**
 * One meter: decision, variable, what the graph says, and the number if the graph admits one.
 */
export interface MeterReading {
  readonly decision: string;
  readonly variable: string;
  /** What the graph says of a control incentive. */
  readonly graph: "admits" | "excludes" | "unknown";
  /** I(X), in units of utility; 0 where rounding cannot tell; absent where the model has no numbers. */
  readonly value?: number;
  /** The exact reading is within this of `value`; absent where nothing was rounded. */
  readonly rounding?: number;
  /** Where it is not known up to rounding. */
  readonly bounds?: readonly [number, number];
  readonly reference?: "natural" | "uniform" | "given";
  readonly found?: FoundSettings;
}

/** The meters of one agent, and how many were left out. */
export interface MeterReadings {
  readonly agent: string;
  /** What the other agents do; absent where the model has no numbers. */
  readonly others?: NamedOthers;
  readonly readings: readonly MeterReading[];
  /** How many more there are that were not read, for want of time or because they are too many. */
  readonly left: number;
  /** Told to stop before all were read. */
  readonly stopped?: StoppedShort;
}

/** What a search for settings found, with names and plain data. */
export type FoundSettings =
  | { readonly kind: "not-found"; readonly tries: number; readonly stopped: boolean }
  | {
      readonly kind: "parameters";
      readonly value: number;
      readonly tries: number;
      readonly parameters: Readonly<Record<string, number>>;
      readonly others: NamedOthers;
    }
  | {
      readonly kind: "mechanisms";
      readonly value: number;
      readonly tries: number;
      /** False where variables had to be given two values each. */
      readonly ownValues: boolean;
      /** The changed declarations, and the whole model, as `.cid` text. */
      readonly changes: string;
      readonly model: string;
      readonly others: NamedOthers;
    };

/** What meters assume: what the others do, and the reference. */
export interface MeterAssumptions {
  /** What the other agents do; `uniform` unless told. */
  readonly others?: OthersWanted;
  /** Rules of other agents that stand above that. */
  readonly policy?: Policy;
  /** With what influence is compared; `natural` unless told. */
  readonly reference?: "natural" | "uniform";
}

/** Which meters of which agent are read. */
export interface MeterQuestion extends MeterAssumptions {
  readonly agent: AgentId;
  /** Only these, by name. */
  readonly decision?: string;
  readonly variable?: string;
  /** Only what the graph admits. */
  readonly admittedOnly?: boolean;
  /** Further readings are left; all are read unless told. */
  readonly most?: number;
  /** Milliseconds for one reading, after which it is an interval; needs a clock. */
  readonly readingLimit?: number;
  /** Search where the graph does not exclude it and the meter reads 0. */
  readonly search?: { readonly tries: number; readonly seed: number };
}

/** @throws SolveError when the model has numbers that cannot be solved */
export function meterReadings(
  diagram: InfluenceDiagram,
  question: MeterQuestion,
  hooks: TaskHooks = {},
): MeterReadings {
  const { agent, search } = question;
  const pairs = asked(diagram, question);
  let play: OthersPlay | undefined;
  let stopped = false;
  try {
    play = pairs.length === 0 ? undefined : numbersOf(diagram, question, hooks);
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    stopped = true;
  }
  const options = play === undefined ? undefined : meterOptions(question, play, hooks);
  const readings: MeterReading[] = [];
  const wanted = pairs.slice(0, question.most);
  for (const [index, pair] of wanted.entries()) {
    stopped ||= hooks.signal?.aborted === true;
    if (stopped) break;
    const { decision, node, graph } = pair;
    const [d, x] = [diagram.node(decision).name, diagram.node(node).name];
    hooks.onProgress?.(`${d} → ${x}`, index / pairs.length);
    let read: ReturnType<typeof reading> = {};
    let found: ReturnType<typeof meterSearch> | undefined;
    try {
      if (options !== undefined) read = reading(diagram, pair, options);
      if (search !== undefined && graph !== "excludes" && !((read.value ?? 0) > 0))
        found = meterSearch(diagram, { ...pair, ...question, ...search }, hooks);
    } catch (error) {
      if (!(error instanceof AbortedError)) throw error;
      stopped = true;
      break;
    }
    readings.push({
      decision: d,
      variable: x,
      graph,
      ...read,
      ...(found === undefined || found.kind === "excluded" || found.kind === "here"
        ? {}
        : { found }),
    });
  }
  return {
    agent: diagram.agents[agent]?.name ?? "",
    ...(play === undefined ? {} : { others: namedOthers(diagram, play) }),
    readings,
    left: pairs.length - readings.length,
    ...(stopped ? { stopped: stoppedShort(diagram, agent, wanted.length - readings.length) } : {}),
  };
}

/** The readings a question asks for, each of which can be asked for by itself. */
export function meterPairs(
  diagram: InfluenceDiagram,
  question: MeterQuestion,
): readonly { readonly decision: string; readonly variable: string }[] {
  return asked(diagram, question)
    .slice(0, question.most)
    .map(({ decision, node }) => ({
      decision: diagram.node(decision).name,
      variable: diagram.node(node).name,
    }));
}

/**
 * What came of the readings that were asked for one by one, in the order of `meterPairs`; undefined for
 * those that were never begun.
 */
export function joinReadings(
  diagram: InfluenceDiagram,
  question: MeterQuestion,
  came: readonly (MeterReadings | undefined)[],
): MeterReadings {
  const { agent } = question;
  const readings = came.flatMap((one) => one?.readings ?? []);
  const others = came.find((one) => one?.others !== undefined)?.others;
  const missing = came.length - readings.length;
  return {
    agent: diagram.agents[agent]?.name ?? "",
    ...(others === undefined ? {} : { others }),
    readings,
    left: asked(diagram, question).length - readings.length,
    ...(missing > 0 ? { stopped: stoppedShort(diagram, agent, missing) } : {}),
  };
}

interface Pair {
  readonly decision: number;
  readonly node: number;
  readonly graph: MeterReading["graph"];
}

function asked(
  diagram: InfluenceDiagram,
  { agent, decision, variable, admittedOnly = false }: MeterQuestion,
): Pair[] {
  const analysis = analyse(diagram.structure);
  const pairs: Pair[] = [];
  for (const d of diagram.structure.decisionsOf(agent)) {
    if (decision !== undefined && diagram.node(d).name !== decision) continue;
    const below = descendants(diagram.graph, [d]);
    for (const { id, kind, name } of diagram.nodes) {
      if (kind !== "chance" || below[id] !== 1) continue;
      if (variable !== undefined && name !== variable) continue;
      const about = { decision: d, node: id };
      const judged = judge(analysis, "instrumental-control-incentive", about).kind;
      const graph = judged === "present" ? "admits" : judged === "unknown" ? "unknown" : "excludes";
      if (graph === "admits" || !admittedOnly) pairs.push({ ...about, graph });
    }
  }
  return pairs;
}

/** What the others do; nothing where the model has no numbers. */
function numbersOf(
  diagram: InfluenceDiagram,
  { agent, others, policy }: MeterQuestion,
  { signal }: TaskHooks,
): OthersPlay | undefined {
  try {
    return othersPlay(compileDiagram(diagram), agent, {
      ...(others === undefined ? {} : { others }),
      ...(policy === undefined ? {} : { policy }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    const noNumbers = ["missing-mechanism", "missing-domain"];
    if (error instanceof SolveError && noNumbers.includes(error.code)) return undefined;
    throw error;
  }
}

function meterOptions(
  { reference = "natural", readingLimit }: MeterQuestion,
  others: OthersPlay,
  { signal, clock }: TaskHooks,
): MeterOptions {
  return {
    reference,
    others,
    ...(signal === undefined ? {} : { signal }),
    ...(readingLimit === undefined || clock === undefined
      ? {}
      : { timeLimit: readingLimit, clock }),
  };
}

function reading(
  diagram: InfluenceDiagram,
  { decision, node }: Pair,
  options: MeterOptions,
): Pick<MeterReading, "value" | "rounding" | "bounds" | "reference"> {
  const { value, bounds, exact, reference } = incentiveMeter(diagram, { decision }, node, options);
  const rounding = Math.max(value - bounds[0], bounds[1] - value);
  return { value, reference, ...(!exact ? { bounds } : rounding > 0 ? { rounding } : {}) };
}

/** For which meter settings are looked for. */
export interface MeterSearch extends MeterAssumptions {
  readonly decision: number | string;
  readonly node: number | string;
  readonly tries?: number;
  readonly seed?: number;
}

/** Settings at which the meter reads something, `excluded` by the graph, or what it reads `here`. */
export function meterSearch(
  diagram: InfluenceDiagram,
  { decision, node, tries, seed, others, policy, reference }: MeterSearch,
  { signal, onProgress }: TaskHooks = {},
):
  | FoundSettings
  | { readonly kind: "excluded" }
  | { readonly kind: "here"; readonly value: number } {
  const name = (one: number | string): string =>
    typeof one === "number" ? diagram.node(one).name : one;
  const found = searchSettings(diagram, { decision }, node, {
    ...(tries === undefined ? {} : { tries }),
    ...(seed === undefined ? {} : { seed }),
    ...(others === undefined ? {} : { others }),
    ...(policy === undefined ? {} : { policy }),
    ...(reference === undefined ? {} : { reference }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ part, done, of }: SearchProgress) =>
      onProgress?.(
        `${name(decision)} → ${name(node)}: trying other ${part}, ${done} of ${of}`,
        done / of,
      ),
  });
  return plain(diagram, found);
}

function plain(diagram: InfluenceDiagram, found: SettingsFound): ReturnType<typeof meterSearch> {
  switch (found.kind) {
    case "excluded":
    case "not-found":
      return found;
    case "here":
      return { kind: "here", value: found.meter.value };
    case "parameters": {
      const { meter, tries, parameters } = found;
      return {
        kind: "parameters",
        value: meter.value,
        tries,
        parameters: Object.fromEntries(parameters),
        others: namedOthers(diagram, meter.others),
      };
    }
    case "mechanisms": {
      const { meter, tries, changed, ownValues } = found;
      return {
        kind: "mechanisms",
        value: meter.value,
        tries,
        ownValues,
        changes: printVariables(found.diagram, changed),
        model: printModel(found.diagram),
        others: namedOthers(diagram, meter.others),
      };
    }
  }
}
