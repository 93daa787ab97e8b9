/**
 * A lab as the fragment of an address: `#lab/off-switch?seed=3&runs=5&beta=2&engine=0.1.0`. Plain
 * words, so that it can be read and written by hand; every parameter is in it, so that it opens the
 * same settings in a version whose initial values differ.
 */
import type { Lab, LabParameter, Settings } from "@cidery/core/lab";

export interface LabLink {
  readonly lab: string;
  readonly seed: number;
  /** How many seeds the results are taken over. */
  readonly runs: number;
  /** Learners train as long as in `npm run labs`. */
  readonly full: boolean;
  readonly settings: Settings;
}

export const FIRST_SEED = 1;
export const FIRST_RUNS = 3;
export const MOST_RUNS = 100;
const OWN_NAMES: readonly string[] = ["seed", "runs", "training", "engine"];

/** The lab a fragment names, or undefined when it is something else. */
export function labOfAddress(fragment: string): string | undefined {
  return /^#?lab\/([\w-]+)/u.exec(fragment)?.[1];
}

export function writeLabLink(link: LabLink, engine: string): string {
  const words = new URLSearchParams();
  words.set("seed", String(link.seed));
  words.set("runs", String(link.runs));
  if (link.full) words.set("training", "full");
  for (const [name, value] of Object.entries(link.settings)) words.set(name, String(value));
  words.set("engine", engine);
  return `#lab/${link.lab}?${words.toString()}`;
}

export interface ReadLabLink {
  readonly link: LabLink;
  /** What of the address could not be used, in sentences. */
  readonly remarks: readonly string[];
}

/** Reads what the address says; what is missing or impossible stays initial, and is remarked on. */
export function readLabLink(fragment: string, lab: Lab): ReadLabLink {
  const words = new URLSearchParams(fragment.split("?")[1] ?? "");
  const remarks: string[] = [];
  const settings: Record<string, number> = {};
  for (const parameter of lab.parameters) {
    const text = words.get(parameter.name);
    settings[parameter.name] = parameter.initial;
    if (text === null) continue;
    const trouble = troubleWith(parameter, text.trim() === "" ? Number.NaN : Number(text));
    if (trouble === undefined) settings[parameter.name] = Number(text);
    else remarks.push(`${trouble}; it stays ${parameter.initial}`);
  }
  for (const name of words.keys()) {
    if (OWN_NAMES.includes(name) || lab.parameters.some((one) => one.name === name)) continue;
    remarks.push(`This lab has no parameter ${name}`);
  }
  const whole = (name: string, initial: number, most: number): number => {
    const text = words.get(name);
    const value = Number(text);
    if (text === null) return initial;
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    remarks.push(`${name} = ${text} is not a whole number from 1 to ${most}; it stays ${initial}`);
    return initial;
  };
  const seed = whole("seed", FIRST_SEED, Number.MAX_SAFE_INTEGER);
  const runs = whole("runs", FIRST_RUNS, MOST_RUNS);
  const full = words.get("training") === "full";
  return { link: { lab: lab.id, seed, runs, full, settings }, remarks };
}

/** Why a parameter cannot have this value, or undefined when it can. */
export function troubleWith(parameter: LabParameter, value: number): string | undefined {
  const { name, unit, whole } = parameter;
  const [low, high] = parameter.range;
  if (Number.isNaN(value)) return `${name} needs a number`;
  if (value < low || value > high) return `${name} = ${value} is outside ${low} … ${high} ${unit}`;
  if (whole === true && !Number.isInteger(value)) return `${name} must be a whole number`;
  return undefined;
}
