/**
 * The incentive meter of one agent: for each of its decisions and each chance variable below it,
 * whether the graph admits a control incentive, what the meter reads, and, when asked, settings at
 * which it reads something. The same is asked of information, responses and control, each with what
 * numbers have of it (`incentiveSign`). Command and workbench show these readings. Plain data, so that it can
 * cross between threads.
 */
import { AbortedError } from "../base/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type {
  MeasuredIncentive,
  MeterOptions,
  MeterTarget,
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
  incentiveSign,
  othersPlay,
  searchSettings,
  SolveError,
} from "../solve/index.ts";
import type { Analysis } from "../structure/index.ts";
import { analyse } from "../structure/index.ts";
import { namedOthers } from "./others.ts";
import type { StoppedShort } from "./worths.ts";
import { stoppedShort } from "./worths.ts";

/**
 * One meter: decision, variable, what the graph says, and the number if the graph admits one.
 */
export interface MeterReading {
  /** Empty for control: it is the agent's. */
  readonly decision: string;
  readonly variable: string;
  /** What the graph says of the incentive. */
  readonly graph: "admits" | "excludes" | "unknown";
  /**
   * I(X), or what else shows the incentive (`incentiveSign`), in units of utility, of a response in probability; 0
   * where rounding cannot tell; absent where the model has no numbers, or a response is not decided.
   */
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
  /** Of which incentive; the control incentive unless told. */
  readonly incentive?: MeasuredIncentive;
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
    const { node, graph } = pair;
    const [d, x] = [decisionName(diagram, pair), diagram.node(node).name];
    hooks.onProgress?.(d === "" ? x : `${d} → ${x}`, index / pairs.length);
    let read: ReturnType<typeof reading> = {};
    let found: ReturnType<typeof meterSearch> | undefined;
    try {
      if (options !== undefined) read = reading(diagram, question, pair, options);
      if (search !== undefined && graph !== "excludes" && !((read.value ?? 0) > 0))
        found = meterSearch(diagram, { ...question, ...pair, ...search }, hooks);
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
    .map((pair) => ({
      decision: decisionName(diagram, pair),
      variable: diagram.node(pair.node).name,
    }));
}

function decisionName(diagram: InfluenceDiagram, { decision }: Pair): string {
  return decision === undefined ? "" : diagram.node(decision).name;
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
  /** None for control, which is the agent's. */
  readonly decision?: number;
  readonly node: number;
  readonly graph: MeterReading["graph"];
}

const CONTROL_INCENTIVE = "instrumental-control-incentive";

function asked(diagram: InfluenceDiagram, question: MeterQuestion): Pair[] {
  const { agent, decision, variable, admittedOnly = false } = question;
  const { incentive = CONTROL_INCENTIVE } = question;
  const { structure } = diagram;
  const analysis = analyse(structure);
  const mine = structure
    .decisionsOf(agent)
    .filter((d) => decision === undefined || diagram.node(d).name === decision);
  const pairs: Pair[] = [];
  for (const d of incentive === "value-of-control" ? [undefined] : mine) {
    const below = d === undefined ? undefined : descendants(diagram.graph, [d]);
    for (const { id, kind, name } of diagram.nodes) {
      if (kind !== "chance" || (variable !== undefined && name !== variable)) continue;
      if (below !== undefined && !arises(incentive, below[id] === 1)) continue;
      const about = { node: id, ...(d === undefined ? {} : { decision: d }) };
      const graph = graphSays(analysis, incentive, { agent, ...about });
      if (graph === "admits" || !admittedOnly) pairs.push({ ...about, graph });
    }
  }
  return pairs;
}

/** A decision controls what lies below it, and can see, or react to, what does not. */
function arises(incentive: MeasuredIncentive, isBelow: boolean): boolean {
  return incentive === CONTROL_INCENTIVE ? isBelow : !isBelow;
}

function graphSays(
  analysis: Analysis,
  incentive: MeasuredIncentive,
  { agent, decision, node }: Omit<Pair, "graph"> & { readonly agent: AgentId },
): MeterReading["graph"] {
  const about = decision === undefined ? { agent, node } : { decision, node };
  const { kind } = judge(analysis, incentive, about);
  return kind === "present" ? "admits" : kind === "unknown" ? "unknown" : "excludes";
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
  { agent, incentive = CONTROL_INCENTIVE }: MeterQuestion,
  { decision, node }: Pair,
  options: MeterOptions,
): Pick<MeterReading, "value" | "rounding" | "bounds" | "reference"> {
  const target = decision === undefined ? { agent } : { decision };
  const sign = incentiveSign(diagram, incentive, target, node, options);
  if (sign === undefined) return {};
  const { value, bounds, exact } = sign;
  const rounding = Math.max(value - bounds[0], bounds[1] - value);
  return {
    value,
    ...(sign.reference === undefined ? {} : { reference: sign.reference }),
    ...(!exact ? { bounds } : rounding > 0 ? { rounding } : {}),
  };
}

/** For which incentive settings are looked for. */
export interface MeterSearch extends MeterAssumptions {
  /** The control incentive unless told. */
  readonly incentive?: MeasuredIncentive;
  /** Needed unless the agent is enough, as for control. */
  readonly decision?: number | string;
  readonly agent?: AgentId;
  readonly node: number | string;
  readonly tries?: number;
  readonly seed?: number;
}

/** Settings that have the incentive, `excluded` by the graph, or what is read of it `here`. */
export function meterSearch(
  diagram: InfluenceDiagram,
  search: MeterSearch,
  { signal, onProgress }: TaskHooks = {},
):
  | FoundSettings
  | { readonly kind: "excluded" }
  | { readonly kind: "here"; readonly value: number } {
  const { incentive = CONTROL_INCENTIVE, decision, agent, node, ...given } = search;
  const target = decision === undefined ? (agent === undefined ? {} : { agent }) : { decision };
  if (isExcluded(diagram, incentive, target, node)) return { kind: "excluded" };
  const name = (one: number | string): string =>
    typeof one === "number" ? diagram.node(one).name : one;
  const about = [...(decision === undefined ? [] : [name(decision)]), name(node)].join(" → ");
  const { tries, seed, others, policy, reference } = given;
  const found = searchSettings(diagram, target, node, {
    incentive,
    ...(tries === undefined ? {} : { tries }),
    ...(seed === undefined ? {} : { seed }),
    ...(others === undefined ? {} : { others }),
    ...(policy === undefined ? {} : { policy }),
    ...(reference === undefined ? {} : { reference }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ part, done, of }: SearchProgress) =>
      onProgress?.(`${about}: trying other ${part}, ${done} of ${of}`, done / of),
  });
  return plain(diagram, found);
}

/** Whether the graph has the last word; `searchSettings` itself looks for the paths of control. */
function isExcluded(
  diagram: InfluenceDiagram,
  incentive: MeasuredIncentive,
  { decision, agent }: MeterTarget,
  node: number | string,
): boolean {
  const idOf = (one: number | string): number | undefined =>
    typeof one === "number" ? one : diagram.idOf(one);
  const [d, x] = [decision === undefined ? undefined : idOf(decision), idOf(node)];
  if (incentive === CONTROL_INCENTIVE || x === undefined) return false;
  if (incentive !== "value-of-control" && d === undefined) return false;
  const owner = d === undefined ? (agent ?? 0) : diagram.structure.ownerOf(d);
  const about = { agent: owner, node: x };
  const asked =
    incentive === "value-of-control" || d === undefined ? about : { ...about, decision: d };
  return graphSays(analyse(diagram.structure), incentive, asked) === "excludes";
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
