/**
 * What is asked of a lab. What is under way when the signal comes is dropped, because a lab may have
 * cut it short; what was finished before is handed over, marked as stopped.
 */
import type {
  LabClaim,
  LabContext,
  LabEpisode,
  LabFinding,
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
  checkWorldContract,
  claimFindings,
  conclusionsHold,
  controlFinding,
  countHeld,
  initialSettings,
  labVerdict,
  nearestFailure,
  nearestKnown,
  robustnessSettings,
  searchLabSettings,
  seedsOfClaim,
  sweepPlaces,
  underControl,
} from "../../lab/index.ts";

type Context<K extends keyof LabTasks> = TaskContext<LabTasks[K]["part"], LabTasks>;

export const labTasks: TaskFunctions<LabTasks> = {
  async labRuns(input, context) {
    const watch = stopwatch(context);
    const runs = input.seeds === 1 ? await oneRun(input, context) : await runsApart(input, context);
    return { runs, seconds: watch(), stopped: runs.length < input.seeds };
  },

  async labSweep({ sweep, ...input }, context) {
    const watch = stopwatch(context);
    const { parameter, against, agents } = sweep;
    const places = sweepPlaces(sweep, input.settings);
    const { seeds, firstSeed } = input;
    const asked = places.flatMap(({ settings, ...place }) =>
      Array.from({ length: seeds }, (_, n) => ({ settings, place, seed: firstSeed + n })),
    );
    const orders = asked.map(({ settings, seed }) => ({
      ...input,
      settings,
      seeds: 1,
      firstSeed: seed,
      ...(agents === undefined ? {} : { agents }),
    }));
    const came = await context.hands.all("labRuns", orders, ({ runs: [run] }, at) => {
      if (run !== undefined)
        context.onPartial({ ...(asked[at] as { place: Place }).place, ...run });
    });
    // Places with all their runs.
    const points = places.flatMap(({ settings: _, ...place }, at) => {
      const own = came.slice(at * seeds, (at + 1) * seeds).flatMap((one) => one?.runs ?? []);
      return own.length < seeds ? [] : [{ ...place, runs: own }];
    });
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

  labClaims: checkClaims,

  async labFindings({ claim: id, of, seeds, ...input }, context) {
    const watch = stopwatch(context);
    const found = await context.host.lab(input.lab);
    const claim = found.lab.claims.find((one) => one.id === id);
    if (claim === undefined) throw new RangeError(`${input.lab} has no claim ${id}`);
    const say = stepper(context, found)(id, 0);
    const within = labContext(found, { ...input, seed: seeds[0] ?? 1 }, context, say);
    const findings =
      of === "claim"
        ? claimFindings(claim, within, seeds)
        : [controlFinding(claim, within, seeds)].filter((one) => one !== undefined);
    // A lab that was stopped inside may have cut it short.
    if (context.signal.aborted) throw new AbortedError();
    return { findings, seconds: watch() };
  },

  labContract: labContracts,

  labRobustness: robustness,

  async labHolds({ firstSeed: seed, settings, claim, ...input }, context) {
    const found = await context.host.lab(input.lab);
    const say = stepper(context, found)("at other settings", 0);
    const within = labContext(found, { ...input, seed }, context, say);
    const options = claim === undefined ? {} : { claim };
    const held = conclusionsHold(found.lab, within, settings, options);
    if (context.signal.aborted) throw new AbortedError();
    return held;
  },

  async labNearest({ firstSeed: seed, conclusion, failing, ...input }, context) {
    const found = await context.host.lab(input.lab);
    const say = stepper(context, found)("the nearest setting", 0);
    const within = labContext(found, { ...input, seed }, context, say);
    return nearestFailure(found.lab, within, conclusion, failing);
  },
};

type Place = Omit<LabSweepPoint, "runs">;

/** The run of one seed, unless it is stopped. */
async function oneRun(input: LabRunsInput, context: Context<"labRuns">): Promise<LabRun[]> {
  const { settings, firstSeed: seed, agents } = input;
  const found = await context.host.lab(input.lab);
  const initial = initialSettings(found.lab);
  const changed = Object.entries(settings).filter(([name, value]) => value !== initial[name]);
  const place = changed.map(([name, value]) => `${name} = ${value}, `).join("");
  const say = stepper(context, found)(`${place}seed ${seed}`, 0);
  const within = labContext(found, { ...input, seed }, context, say);
  const wanted = agents === undefined ? within : { ...within, agents };
  const rows = unlessStopped(() => found.lab.run(settings, wanted));
  if (rows === undefined || context.signal.aborted) return [];
  context.onPartial({ seed, rows });
  return [{ seed, rows }];
}

/** Seed by seed; those that were finished, in order. */
async function runsApart(input: LabRunsInput, context: Context<"labRuns">): Promise<LabRun[]> {
  const orders = Array.from({ length: input.seeds }, (_, n) => ({
    ...input,
    seeds: 1,
    firstSeed: input.firstSeed + n,
  }));
  const came = await context.hands.all("labRuns", orders, ({ runs }) => {
    for (const run of runs) context.onPartial(run);
  });
  return came.flatMap((one) => one?.runs ?? []);
}

/** A piece for each seed of a claim about each, for each other claim, and for each control. */
async function checkClaims(
  { claims: wanted, seeds: count, firstSeed = 1, ...input }: LabTasks["labClaims"]["input"],
  context: Context<"labClaims">,
): Promise<LabTasks["labClaims"]["output"]> {
  const watch = stopwatch(context);
  const { lab } = await context.host.lab(input.lab);
  const asking = { firstSeed, ...(count === undefined ? {} : { count }) };
  const asked = lab.claims
    .filter(({ id }) => wanted.includes(id))
    .map((claim) => {
      const seeds = seedsOfClaim(claim, asking);
      const order = { ...input, claim: claim.id };
      const apart = claim.over === "each-seed" ? seeds.map((seed) => [seed]) : [seeds];
      const own = apart.map((some) => ({ ...order, of: "claim" as const, seeds: some }));
      const control = { ...order, of: "control" as const, seeds };
      const pieces = claim.control === undefined ? own : [...own, control];
      return { claim, pieces, came: pieces.map((): Findings | undefined => undefined) };
    });
  const places = asked.flatMap((one) => one.pieces.map((_, at) => ({ one, at })));
  const checked = new Map<string, CheckedLabClaim>();
  const pieces = asked.flatMap((one) => one.pieces);
  await context.hands.all("labFindings", pieces, (found, index) => {
    const { one, at } = places[index] as (typeof places)[number];
    one.came[at] = found;
    const all = one.came.filter((each) => each !== undefined);
    if (all.length < one.pieces.length) return;
    const verdict = judged(one.claim, all);
    checked.set(one.claim.id, verdict);
    context.onPartial(verdict);
  });
  const claims = asked.flatMap(({ claim }) => checked.get(claim.id) ?? []);
  return { claims, seconds: watch(), stopped: claims.length < asked.length };
}

type Findings = LabTasks["labFindings"]["output"];

/** @param all of the seeds in order, and last of the control where there is one */
function judged(claim: LabClaim, all: readonly Findings[]): CheckedLabClaim {
  const seconds = all.reduce((sum, one) => sum + one.seconds, 0);
  const controls = claim.control === undefined ? 0 : 1;
  const of = (some: readonly Findings[]): LabFinding[] => some.flatMap(({ findings }) => findings);
  const verdict = labVerdict(claim, of(all.slice(0, all.length - controls)));
  const [control] = controls === 0 ? [] : of(all.slice(-1));
  return plain(control === undefined ? verdict : underControl(verdict, control), seconds);
}

/** A piece for each setting, then one for each conclusion that fails somewhere. */
async function robustness(
  { settings: count, claim, ...input }: LabTasks["labRobustness"]["input"],
  context: Context<"labRobustness">,
): Promise<LabTasks["labRobustness"]["output"]> {
  const watch = stopwatch(context);
  const { lab } = await context.host.lab(input.lab);
  const about = claim === undefined ? {} : { claim };
  const settings = robustnessSettings(lab, input.firstSeed, { settings: count });
  const { initial, drawn, ends } = settings;
  const asked = [initial, ...drawn, ...ends].map((at) => ({ ...input, ...about, settings: at }));
  const [here, ...others] = await context.hands.all("labHolds", asked);
  if (here === undefined) throw new AbortedError();
  const held = {
    initial: here,
    drawn: others.slice(0, drawn.length),
    ends: others.slice(drawn.length),
  };
  const counted = countHeld(lab, settings, held, about);
  const failing = counted.filter((one) => one.failing.length > 0);
  const nearest = await context.hands.all(
    "labNearest",
    failing.map((one) => ({ ...input, conclusion: one.id, failing: one.failing })),
  );
  const byId = new Map(failing.map(({ id }, i) => [id, nearest[i]]));
  const conclusions = counted.map(({ failing: known, ...one }) => {
    // Stopped before it was drawn nearer: the nearest of those that are known.
    const at = byId.get(one.id) ?? nearestKnown(lab, known);
    return { ...one, ...(at === undefined ? {} : { nearest: at }) };
  });
  for (const one of conclusions) context.onPartial(one);
  const stopped = others.includes(undefined) || nearest.includes(undefined);
  return { conclusions, seconds: watch(), stopped };
}

async function labContracts(
  input: LabTasks["labContract"]["input"],
  context: Context<"labContract">,
): Promise<LabContract> {
  const watch = stopwatch(context);
  const { lab, diagram } = await context.host.lab(input.lab);
  const ties = lab.ties?.() ?? [];
  if (input.tie !== undefined) {
    const tie = ties[input.tie];
    if (tie === undefined) throw new RangeError(`${lab.id} has no tie ${input.tie}`);
    context.onProgress(`${lab.id}: ${tie.diagram}`, 0);
    const options = { seed: input.firstSeed };
    const contracts = [checkWorldContract(diagram(tie.diagram), tie, options)];
    return { contracts, seconds: watch(), stopped: false };
  }
  const orders = ties.map((_, tie) => ({ ...input, tie }));
  const came = await context.hands.all("labContract", orders, ({ contracts }) => {
    for (const contract of contracts) context.onPartial(contract);
  });
  const contracts = came.flatMap((one) => one?.contracts ?? []);
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
