/**
 * "Possible, not at these settings", for a lab: where an incentive measure reads 0, are there settings
 * within the declared ranges at which it reads something? Each parameter alone at its ends first, then
 * all at random; what need not change is put back. The lab runs as it always does, so a run may train.
 * Deterministic for the context's seed; finding nothing in so many tries proves nothing.
 */
import type { Lab, LabContext, LabParameter } from "./lab.ts";
import type { Settings } from "./labSweep.ts";
import { Random } from "../base/index.ts";
import { anywhere } from "./drawSettings.ts";
import { initialSettings } from "./lab.ts";

/** Which agent, from which settings, and how many tries. */
export interface SearchLabOptions {
  /** Only what this agent shows counts; any agent when left out. */
  readonly agent?: string;
  /** Settings to start from; the initial ones when left out. */
  readonly settings?: Settings;
  /** Runs of the lab. Default 100. */
  readonly tries?: number;
  /** What counts as a reading. Default 1e-6. */
  readonly threshold?: number;
}

/** Settings at which a measured incentive is worth something, or how many were tried. */
export type LabSettingsFound =
  /** It reads something at the settings given. */
  | { readonly kind: "here"; readonly agent: string; readonly value: number }
  | {
      readonly kind: "found";
      readonly agent: string;
      readonly value: number;
      readonly settings: Settings;
      /** Parameters that differ from the settings given. */
      readonly changed: readonly string[];
      readonly tries: number;
    }
  | { readonly kind: "not-found"; readonly tries: number; readonly stopped: boolean };

/** @throws RangeError when the lab has no such incentive measure */
export function searchLabSettings(
  lab: Lab,
  measure: string,
  context: LabContext,
  options: SearchLabOptions = {},
): LabSettingsFound {
  const known = lab.measures.filter(({ kind }) => kind === "incentive").map(({ name }) => name);
  if (!known.includes(measure)) {
    throw new RangeError(
      `${lab.id} has no incentive measure ${measure}; it has ${known.join(", ") || "none"}`,
    );
  }
  const { tries = 100, threshold = 1e-6 } = options;
  const start = options.settings ?? initialSettings(lab);
  const read = (settings: Settings): { agent: string; value: number } => {
    let best = { agent: "", value: Number.NEGATIVE_INFINITY };
    for (const { agent, values } of lab.run(settings, context)) {
      if (options.agent !== undefined && agent !== options.agent) continue;
      const value = values[measure] ?? Number.NEGATIVE_INFINITY;
      if (value > best.value) best = { agent, value };
    }
    return best;
  };
  if (context.signal.aborted) return { kind: "not-found", tries: 0, stopped: true };
  const here = read(start);
  if (here.value > threshold) return { kind: "here", ...here };
  const random = Random.seeded(context.seed);
  const ends = lab.parameters.flatMap(({ name, range }) => range.map((end) => ({ [name]: end })));
  for (let i = 0; i < tries; i++) {
    if (context.signal.aborted) return { kind: "not-found", tries: i, stopped: true };
    context.onProgress(`other settings: ${i} of ${tries}`);
    const drawn = ends[i] ?? anywhereIn(lab.parameters, random.fork(i));
    let settings: Settings = { ...start, ...drawn };
    let found = read(settings);
    if (!(found.value > threshold)) continue;
    for (const name of changedFrom(start, settings)) {
      const back = { ...settings, [name]: start[name] ?? 0 };
      const less = read(back);
      if (!(less.value > threshold)) continue;
      settings = back;
      found = less;
    }
    const changed = changedFrom(start, settings);
    return { kind: "found", ...found, settings, changed, tries: i + 1 };
  }
  return { kind: "not-found", tries, stopped: false };
}

function changedFrom(start: Settings, settings: Settings): string[] {
  return Object.keys(settings).filter((name) => settings[name] !== start[name]);
}

function anywhereIn(parameters: readonly LabParameter[], random: Random): Settings {
  return Object.fromEntries(parameters.map((one) => [one.name, anywhere(one, random)]));
}
