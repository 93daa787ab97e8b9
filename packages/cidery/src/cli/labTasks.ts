/**
 * What the command asks of a lab, as work for the worker thread: inputs and outputs can be copied.
 * What is under way when the signal comes is dropped, because a lab may have cut it short; what was
 * finished before is handed over, marked as stopped.
 */
import type {
  Lab,
  LabClaim,
  LabEpisode,
  LabRow,
  LabSweep,
  Provenance,
  Settings,
} from "@cidery/core/lab";
import type { Labs } from "./labs.ts";
import type { TaskHooks } from "./taskHooks.ts";
import { checkLabClaim, sweepPlaces } from "@cidery/core/lab";
import { diagramsOf, findLabs, labCalled } from "./labs.ts";
import { BadInput } from "./terminal.ts";

export interface LabRun {
  readonly seed: number;
  readonly rows: readonly LabRow[];
}

export interface LabRuns {
  readonly runs: readonly LabRun[];
  readonly seconds: number;
  readonly stopped: boolean;
}

interface RunInput {
  readonly lab: string;
  readonly settings: Settings;
  readonly seeds: number;
  readonly firstSeed: number;
}

export async function labRuns(input: RunInput, hooks: TaskHooks): Promise<LabRuns> {
  const started = performance.now();
  const labs = await findLabs();
  const lab = labCalled(labs, input.lab);
  const runs = runsOver(labs, lab, input, hooks, "");
  return {
    runs,
    seconds: secondsSince(started),
    stopped: runs.length < input.seeds,
  };
}

/** Runs at a place of a sweep; `second` is the value of the second parameter, where there is one. */
export interface LabSweepPoint {
  readonly value: number;
  readonly second?: number;
  readonly runs: readonly LabRun[];
}

export interface LabCurves {
  readonly parameter: string;
  /** The second parameter, where there is one. */
  readonly against?: string;
  /** In order, the second parameter moving fastest. */
  readonly points: readonly LabSweepPoint[];
  readonly seconds: number;
  readonly stopped: boolean;
}

export async function labCurves(
  input: RunInput & { readonly sweep: LabSweep },
  hooks: TaskHooks,
): Promise<LabCurves> {
  const started = performance.now();
  const labs = await findLabs();
  const lab = labCalled(labs, input.lab);
  const { parameter, against, agents } = input.sweep;
  const places = sweepPlaces(input.sweep, input.settings);
  const points: LabSweepPoint[] = [];
  for (const { settings, ...place } of places) {
    const { value, second } = place;
    const other = against === undefined ? "" : `${against.parameter} = ${second}, `;
    const said = `${parameter} = ${value}, ${other}`;
    const runs = runsOver(labs, lab, { ...input, settings }, hooks, said, agents);
    if (runs.length < input.seeds) break;
    points.push({ ...place, runs });
  }
  return {
    parameter,
    ...(against === undefined ? {} : { against: against.parameter }),
    points,
    seconds: secondsSince(started),
    stopped: points.length < places.length,
  };
}

/** Runs over seeds, as many as were finished. */
function runsOver(
  labs: Labs,
  lab: Lab,
  { settings, seeds, firstSeed }: RunInput,
  { signal, onProgress }: TaskHooks,
  place: string,
  agents?: readonly string[],
): LabRun[] {
  const diagram = diagramsOf(labs, lab);
  const runs: LabRun[] = [];
  for (let n = 0; n < seeds && !signal.aborted; n++) {
    const say = (text: string): void => onProgress(`${lab.id}: ${text}`);
    say(`${place}seed ${n + 1} of ${seeds}`);
    const seed = firstSeed + n;
    const wanted = agents === undefined ? {} : { agents };
    const context = { seed, effort: "full", diagram, signal, onProgress: say, ...wanted } as const;
    const rows = lab.run(settings, context);
    if (!signal.aborted) runs.push({ seed, rows });
  }
  return runs;
}

export interface CheckedClaim {
  readonly id: string;
  readonly statement: string;
  readonly provenance: Provenance;
  readonly over: LabClaim["over"];
  readonly holds: boolean;
  readonly measured: string;
  readonly agree: number;
  readonly asked: number;
  readonly seconds: number;
}

export interface CheckedLab {
  readonly claims: readonly CheckedClaim[];
  readonly seconds: number;
  readonly stopped: boolean;
}

export async function labChecked(
  input: { readonly lab: string; readonly claims: readonly string[]; readonly seeds: number },
  { signal, onProgress }: TaskHooks,
): Promise<CheckedLab> {
  const started = performance.now();
  const labs = await findLabs();
  const lab = labCalled(labs, input.lab);
  const diagram = diagramsOf(labs, lab);
  const say = (text: string): void => onProgress(`${lab.id}: ${text}`);
  const claims: CheckedClaim[] = [];
  for (const claim of lab.claims.filter(({ id }) => input.claims.includes(id))) {
    if (signal.aborted) break;
    say(claim.id);
    const begun = performance.now();
    const context = { effort: "full", diagram, signal, onProgress: say } as const;
    const { holds, measured, agree, asked } = checkLabClaim(claim, context, input.seeds);
    if (signal.aborted) break;
    const { id, statement, provenance, over } = claim;
    const seconds = secondsSince(begun);
    claims.push({ id, statement, provenance, over, holds, measured, agree, asked, seconds });
  }
  return {
    claims,
    seconds: secondsSince(started),
    stopped: claims.length < input.claims.length,
  };
}

/** @throws BadInput when the lab has nothing to watch, or not this agent */
export async function labEpisode(
  input: {
    readonly lab: string;
    readonly settings: Settings;
    readonly seed: number;
    readonly agent: string;
  },
  { signal, onProgress }: TaskHooks,
): Promise<LabEpisode> {
  const labs = await findLabs();
  const lab = labCalled(labs, input.lab);
  if (lab.episode === undefined) {
    throw new BadInput(`${lab.id} has no episodes to trace`, "`cidery lab run` shows its tables");
  }
  onProgress(`${lab.id}: ${input.agent}`);
  return lab.episode(
    input.settings,
    { seed: input.seed, effort: "full", diagram: diagramsOf(labs, lab), signal, onProgress },
    input.agent,
  );
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
