/**
 * What is asked of a lab. What is under way when the signal comes is dropped, because a lab may have
 * cut it short; what was finished before is handed over, marked as stopped.
 */
import type {
  ConclusionRobustness,
  DiagramContract,
  LabClaim,
  LabContext,
  LabEpisode,
  LabRow,
  LabSettingsFound,
  LabSweep,
  LabTrainingPoint,
  LabVerdict,
  Provenance,
  Settings,
} from "../../lab/index.ts";
import type { FoundLab, TaskContext, TaskFunctions } from "../context.ts";
import { AbortedError } from "../../base/index.ts";
import {
  checkLabClaim,
  checkWorldContract,
  labRobustness,
  searchLabSettings,
  sweepPlaces,
} from "../../lab/index.ts";

/** One run of a lab: its seed, and what each agent showed. */
export interface LabRun {
  readonly seed: number;
  readonly rows: readonly LabRow[];
}

/** Runs over seeds, as many as were finished. */
export interface LabRuns {
  readonly runs: readonly LabRun[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** A run at a place of a sweep; `second` is the value of the second parameter, where there is one. */
export interface SweepRun extends LabRun {
  readonly value: number;
  readonly second?: number;
}

/** All runs at a place of a sweep. */
export interface LabSweepPoint {
  readonly value: number;
  readonly second?: number;
  readonly runs: readonly LabRun[];
}

/** A sweep, as far as it went. */
export interface LabCurves {
  readonly parameter: string;
  /** The second parameter, where there is one. */
  readonly against?: string;
  /** In order, the second parameter moving fastest; only places with all their runs. */
  readonly points: readonly LabSweepPoint[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** A claim as it was found, without the function that checked it. */
export interface CheckedLabClaim {
  readonly id: string;
  readonly statement: string;
  readonly provenance: Provenance;
  readonly over: LabClaim["over"];
  readonly holds: boolean;
  readonly outcome: LabVerdict["outcome"];
  readonly measured: string;
  readonly agree: number;
  readonly asked: number;
  /** Of the share of seeds that agree, and the share demanded; for claims about every seed. */
  readonly interval?: readonly [number, number];
  readonly demanded?: number;
  /** Under which swap it was asked too, and must be denied. */
  readonly control?: LabVerdict["control"];
  readonly seconds: number;
}

/** What came of the claims of a lab. */
export interface CheckedLab {
  readonly claims: readonly CheckedLabClaim[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** A lab's worlds against its diagrams, as far as it went. */
export interface LabContract {
  readonly contracts: readonly DiagramContract[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** Which lab; `quick` runs may train less, `full` unless told. */
export interface LabInput {
  readonly lab: string;
  readonly effort?: "quick" | "full";
}

/** Runs over the seeds firstSeed … firstSeed + seeds − 1. */
export interface LabRunsInput extends LabInput {
  readonly settings: Settings;
  readonly seeds: number;
  readonly firstSeed: number;
  /** Agents whose rows are wanted; all unless told. */
  readonly agents?: readonly string[];
}

/** The work that is done with a lab. */
export interface LabTasks {
  readonly labRuns: {
    readonly input: LabRunsInput;
    readonly part: LabRun;
    readonly output: LabRuns;
  };
  readonly labSweep: {
    readonly input: Omit<LabRunsInput, "agents"> & { readonly sweep: LabSweep };
    readonly part: SweepRun;
    readonly output: LabCurves;
  };
  readonly labEpisodes: {
    readonly input: LabInput & {
      readonly settings: Settings;
      readonly seed: number;
      readonly agents: readonly string[];
    };
    readonly part: LabEpisode;
    readonly output: readonly LabEpisode[];
  };
  readonly labTraining: {
    readonly input: LabInput & { readonly settings: Settings; readonly seed: number };
    readonly part: LabTrainingPoint;
    readonly output: readonly LabTrainingPoint[];
  };
  /** Settings at which a meter that reads 0 reads something. */
  readonly labSettings: {
    readonly input: LabInput & {
      readonly settings: Settings;
      readonly seed: number;
      readonly measure: string;
      readonly agent: string;
    };
    readonly part: never;
    readonly output: LabSettingsFound;
  };
  /** Claims have settings of their own; as many seeds as each needs unless told. */
  readonly labClaims: {
    readonly input: LabInput & {
      readonly claims: readonly string[];
      readonly seeds?: number;
      readonly firstSeed?: number;
    };
    readonly part: CheckedLabClaim;
    readonly output: CheckedLab;
  };
  /** In how much of its box each conclusion of the lab holds. */
  readonly labRobustness: {
    readonly input: LabInput & {
      readonly firstSeed: number;
      readonly settings: number;
      readonly claim?: string;
    };
    readonly part: ConclusionRobustness;
    readonly output: readonly ConclusionRobustness[];
  };
  /** Every tie between a diagram and a world, in the order of the lab. */
  readonly labContract: {
    readonly input: LabInput & { readonly firstSeed: number };
    readonly part: DiagramContract;
    readonly output: LabContract;
  };
}

export const labTasks: TaskFunctions<LabTasks> = {
  async labRuns(input, context) {
    const watch = stopwatch(context);
    const found = await context.host.lab(input.lab);
    const runs = runsOver(found, input, { ...context, onStep: stepper(context, found) });
    return { runs, seconds: watch(), stopped: runs.length < input.seeds };
  },

  async labSweep({ sweep, ...input }, context) {
    const watch = stopwatch(context);
    const found = await context.host.lab(input.lab);
    const { parameter, against, agents } = sweep;
    const places = sweepPlaces(sweep, input.settings);
    const points: LabSweepPoint[] = [];
    const step = stepper(context, found);
    for (const [at, { settings, ...place }] of places.entries()) {
      const other = against === undefined ? "" : `, ${against.parameter} = ${place.second}`;
      const runs = runsOver(
        found,
        { ...input, settings, ...(agents === undefined ? {} : { agents }) },
        {
          ...context,
          onPartial: (run) => context.onPartial({ ...place, ...run }),
          onStep: (text, share) =>
            step(`${parameter} = ${place.value}${other}, ${text}`, (at + share) / places.length),
        },
      );
      if (runs.length < input.seeds) break;
      points.push({ ...place, runs });
    }
    return {
      parameter,
      ...(against === undefined ? {} : { against: against.parameter }),
      points,
      seconds: watch(),
      stopped: points.length < places.length,
    };
  },

  async labEpisodes({ settings, agents, ...input }, context) {
    const found = await context.host.lab(input.lab);
    const { lab } = found;
    if (lab.episode === undefined) throw new NothingToWatch(lab.id);
    const step = stepper(context, found);
    const episodes: LabEpisode[] = [];
    for (const [at, agent] of agents.entries()) {
      if (context.signal.aborted) throw new AbortedError();
      const title = lab.agents.find(({ id }) => id === agent)?.title ?? agent;
      const say = step(`${title}: planning or training`, at / agents.length);
      const episode = lab.episode(settings, labContext(found, input, context, say), agent);
      if (context.signal.aborted) throw new AbortedError();
      episodes.push(episode);
      context.onPartial(episode);
    }
    return episodes;
  },

  async labTraining({ settings, ...input }, context) {
    const found = await context.host.lab(input.lab);
    const points: LabTrainingPoint[] = [];
    const say = stepper(context, found)("training", 0);
    found.lab.train?.(settings, labContext(found, input, context, say), (point) => {
      points.push(point);
      context.onPartial(point);
    });
    return points;
  },

  async labSettings({ settings, measure, agent, ...input }, context) {
    const found = await context.host.lab(input.lab);
    const say = stepper(context, found)("looking for settings", 0);
    const within = labContext(found, input, context, say);
    return searchLabSettings(found.lab, measure, within, { agent, settings });
  },

  async labClaims({ claims: wanted, seeds, firstSeed = 1, ...input }, context) {
    const watch = stopwatch(context);
    const found = await context.host.lab(input.lab);
    const step = stepper(context, found);
    const asking = { firstSeed, ...(seeds === undefined ? {} : { count: seeds }) };
    const asked = found.lab.claims.filter(({ id }) => wanted.includes(id));
    const claims: CheckedLabClaim[] = [];
    for (const [at, claim] of asked.entries()) {
      if (context.signal.aborted) break;
      const say = step(claim.id, at / asked.length);
      const begun = stopwatch(context);
      const within = labContext(found, { ...input, seed: 1 }, context, say);
      const verdict = unlessStopped(() => checkLabClaim(claim, within, asking));
      if (verdict === undefined || context.signal.aborted) break;
      claims.push(plain(verdict, begun()));
      context.onPartial(claims.at(-1) as CheckedLabClaim);
    }
    return { claims, seconds: watch(), stopped: claims.length < asked.length };
  },

  labContract: labContracts,

  async labRobustness({ firstSeed: seed, settings, claim, ...input }, context) {
    const found = await context.host.lab(input.lab);
    const say = stepper(context, found)("drawing settings", 0);
    const within = labContext(found, { ...input, seed }, context, say);
    const options = { settings, ...(claim === undefined ? {} : { claim }) };
    const robust = labRobustness(found.lab, within, options);
    if (context.signal.aborted) throw new AbortedError();
    for (const one of robust) context.onPartial(one);
    return robust;
  },
};

async function labContracts(
  input: LabTasks["labContract"]["input"],
  context: TaskContext<DiagramContract>,
): Promise<LabContract> {
  const watch = stopwatch(context);
  const found = await context.host.lab(input.lab);
  const ties = found.lab.ties?.() ?? [];
  const step = stepper(context, found);
  const contracts: DiagramContract[] = [];
  for (const [at, tie] of ties.entries()) {
    if (context.signal.aborted) break;
    step(`${tie.diagram}, ${at + 1} of ${ties.length}`, at / ties.length);
    const options = { seed: input.firstSeed };
    const contract = checkWorldContract(found.diagram(tie.diagram), tie, options);
    contracts.push(contract);
    context.onPartial(contract);
  }
  return { contracts, seconds: watch(), stopped: contracts.length < ties.length };
}

function plain({ claim, ...verdict }: LabVerdict, seconds: number): CheckedLabClaim {
  const { id, statement, provenance, over } = claim;
  return { id, statement, provenance, over, ...verdict, seconds };
}

/** Thrown where a lab has no episodes. */
class NothingToWatch extends RangeError {
  readonly hint = "`cidery lab run` shows its tables";
  constructor(lab: string) {
    super(`${lab} has no episodes to trace`);
  }
}

type Say = (text: string) => void;

/** Says what is done of a lab; what the lab itself says stands behind the same share. */
function stepper(
  { onProgress }: Pick<TaskContext, "onProgress">,
  { lab }: FoundLab,
): (text: string, share: number) => Say {
  return (text, share) => {
    const say = (words: string): void => onProgress(`${lab.id}: ${words}`, share);
    say(text);
    return say;
  };
}

/** Runs over seeds, as many as were finished. */
function runsOver(
  found: FoundLab,
  { settings, seeds, firstSeed, agents, ...input }: LabRunsInput,
  context: TaskContext<LabRun> & { readonly onStep: (text: string, share: number) => Say },
): LabRun[] {
  const runs: LabRun[] = [];
  for (let n = 0; n < seeds && !context.signal.aborted; n++) {
    const say = context.onStep(`seed ${n + 1} of ${seeds}`, n / seeds);
    const seed = firstSeed + n;
    const within = labContext(found, { ...input, seed }, context, say);
    const wanted = agents === undefined ? within : { ...within, agents };
    const rows = unlessStopped(() => found.lab.run(settings, wanted));
    if (rows === undefined || context.signal.aborted) break;
    const run = { seed, rows };
    runs.push(run);
    context.onPartial(run);
  }
  return runs;
}

/** What a lab computes; nothing when it was stopped inside. */
function unlessStopped<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof AbortedError) return undefined;
    throw error;
  }
}

function labContext(
  { diagram }: FoundLab,
  { seed, effort = "full" }: LabInput & { readonly seed: number },
  { signal }: Pick<TaskContext, "signal">,
  onProgress: Say,
): LabContext {
  return { seed, effort, diagram, signal, onProgress };
}

/** Seconds since it was called. */
function stopwatch({ clock }: Pick<TaskContext, "clock">): () => number {
  const started = clock();
  return () => (clock() - started) / 1000;
}
