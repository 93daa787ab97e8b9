/**
 * How robust a lab's conclusions are: at which share of the declared box of parameters each holds, with an
 * exact interval, and the nearest setting at which it does not. Settings are drawn uniformly from the
 * ranges (parameters that only set effort keep their values), so the share is one of the box, which its
 * author drew.
 */
import type { Lab, LabConclusion, LabContext } from "./lab.ts";
import type { Settings } from "./labSweep.ts";
import { Random } from "../base/index.ts";
import { shareInterval } from "../learn/index.ts";
import { anywhere } from "./drawSettings.ts";
import { initialSettings } from "./lab.ts";

/** Where a conclusion does not hold, as near to the initial settings as was found. */
export interface NearestFailure {
  readonly settings: Settings;
  /** Parameters that differ from the initial ones. */
  readonly changed: readonly string[];
  /** The largest change of a parameter, as a share of its range. */
  readonly distance: number;
}

/** What was found of one conclusion. */
export interface ConclusionRobustness {
  readonly id: string;
  readonly statement: string;
  readonly claim?: string;
  /** At the initial settings. */
  readonly here: boolean;
  readonly held: number;
  readonly asked: number;
  /** 95 % interval of the share of the box (Clopper–Pearson). */
  readonly interval: readonly [number, number];
  /** Absent: no setting was found at which it does not hold, which proves nothing. */
  readonly nearest?: NearestFailure;
}

/** How many settings are drawn. */
export interface LabRobustnessOptions {
  /** Default 100. */
  readonly settings?: number;
  /** Only this claim's conclusions. */
  readonly claim?: string;
}

/** The conclusions that are asked. */
function askedConclusions(
  { conclusions = [] }: Lab,
  { claim }: Pick<LabRobustnessOptions, "claim">,
): readonly LabConclusion[] {
  return conclusions.filter((one) => claim === undefined || one.claim === claim);
}

/** The settings at which conclusions are asked. */
export interface RobustnessSettings {
  readonly initial: Settings;
  /** Uniformly from the box. */
  readonly drawn: readonly Settings[];
  /** The initial ones with one parameter at an end of its range. */
  readonly ends: readonly Settings[];
}

/** Settings of a lab for its robustness, drawn from the seed. */
export function robustnessSettings(
  lab: Lab,
  seed: number,
  { settings: count = 100 }: LabRobustnessOptions = {},
): RobustnessSettings {
  const initial = initialSettings(lab);
  const random = Random.seeded(seed);
  const ends = lab.parameters.flatMap(({ name, range, effort = false }) =>
    effort ? [] : range.map((end) => ({ ...initial, [name]: end })),
  );
  const drawn = Array.from({ length: count }, () => ({ ...initial, ...anyOf(lab, random) }));
  return { initial, drawn, ends };
}

/** Whether each conclusion that is asked holds at these settings; a run of the lab. */
export function conclusionsHold(
  lab: Lab,
  context: LabContext,
  settings: Settings,
  options: Pick<LabRobustnessOptions, "claim"> = {},
): boolean[] {
  const asked = askedConclusions(lab, options);
  const agents = [...new Set(asked.flatMap((one) => one.agents))];
  const rows = lab.run(settings, { ...context, agents });
  return asked.map((one) => one.holds(rows, settings));
}

/**
 * The nearest setting at which a conclusion does not hold: of the failing ones that are known the nearest,
 * then drawn nearer by some twenty runs of the lab unless the signal is set.
 */
export function nearestFailure(
  lab: Lab,
  context: LabContext,
  id: string,
  failing: readonly Settings[],
): NearestFailure | undefined {
  const one = lab.conclusions?.find((conclusion) => conclusion.id === id);
  if (one === undefined) return undefined;
  const { agents } = one;
  return nearestOf(
    lab,
    initialSettings(lab),
    failing,
    (settings) =>
      !context.signal.aborted &&
      !one.holds(lab.run(settings, { ...context, agents }), settings) &&
      // A run that was stopped inside may have been cut short.
      !context.signal.aborted,
  );
}

/** Of settings at which a conclusion is known to fail the nearest. */
export function nearestKnown(lab: Lab, failing: readonly Settings[]): NearestFailure | undefined {
  const start = initialSettings(lab);
  const away = (settings: Settings): number => distance(lab, start, settings);
  const [settings] = [...failing].sort((a, b) => away(a) - away(b));
  if (settings === undefined) return undefined;
  return { settings, changed: changedFrom(start, settings), distance: away(settings) };
}

/** What was found at each of the settings, in their order; undefined where nothing was. */
export interface HeldAt {
  readonly initial: readonly boolean[];
  readonly drawn: readonly (readonly boolean[] | undefined)[];
  readonly ends: readonly (readonly boolean[] | undefined)[];
}

/** A conclusion with the settings at which it is known to fail, in the order ends, then drawn. */
export interface AskedConclusion extends Omit<ConclusionRobustness, "nearest"> {
  readonly failing: readonly Settings[];
}

/** Counts, for each conclusion that is asked, where it held. */
export function countHeld(
  lab: Lab,
  { drawn, ends }: RobustnessSettings,
  held: HeldAt,
  options: Pick<LabRobustnessOptions, "claim"> = {},
): AskedConclusion[] {
  return askedConclusions(lab, options).map(({ id, statement, claim }, i) => {
    const known = held.drawn.filter((one) => one !== undefined);
    const agree = known.filter((holds) => holds[i] === true).length;
    const fails = (found: HeldAt["drawn"]) => (_: Settings, at: number) => found[at]?.[i] === false;
    return {
      id,
      statement,
      ...(claim === undefined ? {} : { claim }),
      here: held.initial[i] === true,
      held: agree,
      asked: known.length,
      interval: shareInterval(agree, known.length),
      failing: [...ends.filter(fails(held.ends)), ...drawn.filter(fails(held.drawn))],
    };
  });
}

/** Cost: a run of the lab for every setting, and some twenty for each conclusion that fails somewhere. */
export function labRobustness(
  lab: Lab,
  context: LabContext,
  options: LabRobustnessOptions = {},
): ConclusionRobustness[] {
  const settings = robustnessSettings(lab, context.seed, options);
  const { initial, drawn, ends } = settings;
  if (askedConclusions(lab, options).length === 0) return [];
  const hold = (at: Settings): boolean[] | undefined =>
    context.signal.aborted ? undefined : conclusionsHold(lab, context, at, options);
  const held = {
    initial: conclusionsHold(lab, context, initial, options),
    drawn: drawn.map((at, i) => {
      context.onProgress(`settings ${i + 1} of ${drawn.length}`);
      return hold(at);
    }),
    ends: ends.map(hold),
  };
  return countHeld(lab, settings, held, options).map(({ failing, ...one }) => {
    const nearest = nearestFailure(lab, context, one.id, failing);
    return { ...one, ...(nearest === undefined ? {} : { nearest }) };
  });
}

function anyOf({ parameters }: Lab, random: Random): Settings {
  const free = parameters.filter(({ effort = false }) => !effort);
  return Object.fromEntries(free.map((one) => [one.name, anywhere(one, random)]));
}

/** The failing setting that is nearest, with what need not change put back, pulled in by halving. */
function nearestOf(
  lab: Lab,
  start: Settings,
  failing: readonly Settings[],
  fails: (settings: Settings) => boolean,
): NearestFailure | undefined {
  const first = nearestKnown(lab, failing);
  if (first === undefined) return undefined;
  let { settings } = first;
  for (const name of changedFrom(start, settings)) {
    const back = { ...settings, [name]: start[name] ?? 0 };
    if (fails(back)) settings = back;
  }
  let [low, high] = [0, 1];
  const far = settings;
  for (let i = 0; i < 7; i++) {
    const middle = (low + high) / 2;
    const between = toward(lab, start, far, middle);
    if (fails(between)) {
      high = middle;
      settings = between;
    } else low = middle;
  }
  return {
    settings,
    changed: changedFrom(start, settings),
    distance: distance(lab, start, settings),
  };
}

function toward({ parameters }: Lab, start: Settings, far: Settings, share: number): Settings {
  return Object.fromEntries(
    parameters.map(({ name, whole }) => {
      const [from = 0, to = 0] = [start[name], far[name]];
      const value = from + share * (to - from);
      return [name, whole === true ? Math.round(value) : Number(value.toPrecision(6))];
    }),
  );
}

function distance({ parameters }: Lab, start: Settings, settings: Settings): number {
  return Math.max(
    ...parameters.map(({ name, range: [low, high] }) =>
      high > low ? Math.abs((settings[name] ?? 0) - (start[name] ?? 0)) / (high - low) : 0,
    ),
  );
}

function changedFrom(start: Settings, settings: Settings): string[] {
  return Object.keys(settings).filter((name) => settings[name] !== start[name]);
}
