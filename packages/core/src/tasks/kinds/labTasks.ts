/**
 * What is asked of a lab. What is under way when the signal comes is dropped, because a lab may have
 * cut it short; what was finished before is handed over, marked as stopped.
 */
import type {
  DiagramContract,
  LabContext,
  LabEpisode,
  LabTrainingPoint,
  LabVerdict,
} from "../../lab/index.ts";
import type { FoundLab, TaskContext, TaskFunctions } from "../context.ts";
import type {
  CheckedLabClaim,
  LabContract,
  LabInput,
  LabRun,
  LabRunsInput,
  LabSweepPoint,
  LabTasks,
} from "./labKinds.ts";
import { AbortedError } from "../../base/index.ts";
import {
  checkLabClaim,
  checkWorldContract,
  labRobustness,
  searchLabSettings,
  sweepPlaces,
} from "../../lab/index.ts";

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
