/**
 * How robust a lab's conclusions are: at which share of the declared box of parameters each holds, with an
 * exact interval, and the nearest setting at which it does not. Settings are drawn uniformly from the
 * ranges (parameters that only set effort keep their values), so the share is one of the box, which its
 * author drew.
 */
import type { Lab, LabContext, LabRow } from "./lab.ts";
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

/** Cost: a run of the lab for every setting, and some twenty for each conclusion that fails somewhere. */
export function labRobustness(
  lab: Lab,
  context: LabContext,
  { settings: count = 100, claim }: LabRobustnessOptions = {},
): ConclusionRobustness[] {
  const conclusions = (lab.conclusions ?? []).filter(
    (one) => claim === undefined || one.claim === claim,
  );
  if (conclusions.length === 0) return [];
  const agents = [...new Set(conclusions.flatMap((one) => one.agents))];
  const run = (settings: Settings): readonly LabRow[] => lab.run(settings, { ...context, agents });
  const start = initialSettings(lab);
  const random = Random.seeded(context.seed);
  const ends = lab.parameters.flatMap(({ name, range, effort = false }) =>
    effort ? [] : range.map((end) => ({ ...start, [name]: end })),
  );
  const drawn: { readonly settings: Settings; readonly holds: readonly boolean[] }[] = [];
  const ask = (settings: Settings): readonly boolean[] => {
    const rows = run(settings);
    return conclusions.map((one) => one.holds(rows, settings));
  };
  const here = ask(start);
  for (let i = 0; i < count && !context.signal.aborted; i++) {
    context.onProgress(`settings ${i + 1} of ${count}`);
    const settings = { ...start, ...anyOf(lab, random) };
    drawn.push({ settings, holds: ask(settings) });
  }
  const near = ends.map((settings) => ({ settings, holds: ask(settings) }));
  return conclusions.map((one, i) => {
    const held = drawn.filter(({ holds }) => holds[i] === true).length;
    const failing = [...near, ...drawn].filter(({ holds }) => holds[i] === false);
    const fails = (settings: Settings): boolean => !one.holds(run(settings), settings);
    const nearest = nearestOf(
      lab,
      start,
      failing.map(({ settings }) => settings),
      fails,
    );
    return {
      id: one.id,
      statement: one.statement,
      ...(one.claim === undefined ? {} : { claim: one.claim }),
      here: here[i] === true,
      held,
      asked: drawn.length,
      interval: shareInterval(held, drawn.length),
      ...(nearest === undefined ? {} : { nearest }),
    };
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
  const away = (settings: Settings): number => distance(lab, start, settings);
  const [first] = [...failing].sort((a, b) => away(a) - away(b));
  if (first === undefined) return undefined;
  let settings = first;
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
  return { settings, changed: changedFrom(start, settings), distance: away(settings) };
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
