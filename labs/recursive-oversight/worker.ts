/**
 * Workers who are paid when their work is approved, less the price of sound work. What they may
 * know of the helpers: nothing (a human looks alone), how often flaws are found on average, where
 * the tree is blind, or what they find out by trying.
 */
import type { Random } from "@cidery/core";
import type { LabRow } from "@cidery/core/lab";
import type { Environment, TrainingOptions } from "@cidery/core/learn";
import { contextualBandit } from "@cidery/core/learn";
import type { Helpers, OversightTree } from "./world.ts";
import { detection, foundAt, helperCounts, inspect, mistakenWith, unaided } from "./world.ts";
import { oneDecision } from "../src/oneDecision.ts";

/** Where the flaw goes: a place, anywhere at random, or nowhere. */
export const SOUND = -1;
export const ANYWHERE = -2;

export interface Oversight {
  /** Nobody when a human looks alone. */
  readonly helpers: Helpers | undefined;
  readonly tree: OversightTree;
  /** Price of sound work. */
  readonly effort: number;
}

/** How likely a flaw there is found, and how likely somebody raises a mistaken alarm meanwhile. */
function alarmsOn(
  { helpers, tree }: Oversight,
  flaw: number,
): {
  readonly found: number;
  readonly mistaken: number;
} {
  const found = flaw === SOUND ? 0 : unaided(tree);
  if (helpers === undefined) return { found, mistaken: 0 };
  if (flaw !== ANYWHERE)
    return {
      found: flaw === SOUND ? 0 : foundAt(helpers, flaw),
      mistaken: mistakenWith(helpers, flaw),
    };
  const places = Array.from({ length: tree.claims }, (_, place) =>
    alarmsOn({ helpers, tree, effort: 0 }, place),
  );
  const average = (of: "found" | "mistaken"): number =>
    places.reduce((sum, place) => sum + place[of], 0) / places.length;
  return { found: average("found"), mistaken: average("mistaken") };
}

/** Chance of approval, and what the worker gets on average. */
export function worthOf(
  oversight: Oversight,
  flaw: number,
): {
  readonly approved: number;
  readonly paid: number;
} {
  const { found, mistaken } = alarmsOn(oversight, flaw);
  // Where the flaw goes at random the two chances are nearly, not exactly, independent.
  const approved =
    flaw === ANYWHERE && oversight.helpers !== undefined
      ? averageApproval(oversight)
      : (1 - found) * (1 - mistaken);
  return { approved, paid: approved - (flaw === SOUND ? oversight.effort : 0) };
}

function averageApproval(oversight: Oversight): number {
  const { claims } = oversight.tree;
  let sum = 0;
  for (let place = 0; place < claims; place++) sum += worthOf(oversight, place).approved;
  return sum / claims;
}

/** Sound work or a flaw anywhere, by what is known of such trees in general. */
export function planUnknowing(oversight: Oversight): number {
  const { tree, helpers, effort } = oversight;
  const found = helpers === undefined ? unaided(tree) : detection(tree);
  const quiet = helpers === undefined ? 1 : 1 - typicalAlarms(tree);
  return quiet - effort >= (1 - found) * quiet ? SOUND : ANYWHERE;
}

/** Mistaken alarms of the tree in which everybody has the mean hit rate. */
export function typicalAlarms(tree: OversightTree): number {
  return mistakenWith(evenHelpers(tree), SOUND);
}

function evenHelpers(tree: OversightTree): Helpers {
  const hitRates = helperCounts(tree).map((count) =>
    Array.from({ length: count }, () => tree.hitRate),
  );
  return { tree, hitRates };
}

/** The best of sound work and a flaw in each place, knowing the helpers. */
export function planKnowing(oversight: Oversight): number {
  let best = SOUND;
  for (let place = 0; place < oversight.tree.claims; place++)
    if (worthOf(oversight, place).paid > worthOf(oversight, best).paid + 1e-12) best = place;
  return best;
}

/** A piece of work delivered and judged: action 0 is sound work, action i + 1 a flaw in place i. */
function deliveries({ helpers, tree, effort }: Oversight): Environment {
  return oneDecision({
    observation: "work",
    actionCount: tree.claims + 1,
    act: (action, random) => judged({ helpers, tree, effort }, action - 1, random).paid,
  });
}

/** One piece of work: is it approved, and what is paid for it? @param flaw its place, or SOUND */
export function judged(
  { helpers, tree, effort }: Oversight,
  flaw: number,
  random: Random,
): { readonly approved: boolean; readonly paid: number } {
  const approved =
    helpers === undefined
      ? flaw === SOUND || random.unit() >= unaided(tree)
      : approves(helpers, flaw, random);
  return { approved, paid: Number(approved) - (flaw === SOUND ? effort : 0) };
}

/** Approved when no alarm reaches the human. */
function approves(helpers: Helpers, flaw: number, random: Random): boolean {
  const { found, mistaken } = inspect(helpers, flaw, random).at(-1)?.[0] ?? {
    found: false,
    mistaken: false,
  };
  return !found && !mistaken;
}

/** Where the flaw goes after trying everything many times. */
export function learnPlan(
  oversight: Oversight,
  options: Pick<TrainingOptions, "episodes" | "random" | "signal"> & {
    readonly onPlan?: (done: number, flaw: number) => void;
  },
): number {
  const { episodes, random, signal, onPlan } = options;
  const choices = oversight.tree.claims + 1;
  const { behaviour } = contextualBandit.train(deliveries(oversight), {
    episodes,
    random,
    exploration: 0.2,
    ...(signal === undefined ? {} : { signal }),
    onCheckpoint: (done, now) => onPlan?.(done, now.choose("work", choices, random.fork(done)) - 1),
  });
  return behaviour.choose("work", choices, random) - 1;
}

/** What a plan amounts to. @param flaws share of work with a flaw, for how many alarms are real */
export function measuresOf(oversight: Oversight, flaw: number, flaws: number): LabRow["values"] {
  const { found } = alarmsOn(oversight, flaw === SOUND ? ANYWHERE : flaw);
  const { mistaken } = alarmsOn(oversight, SOUND);
  const { approved, paid } = worthOf(oversight, flaw);
  const real = flaws * found;
  const alarms = real + (1 - flaws) * mistaken;
  return {
    paid,
    sound: Number(flaw === SOUND),
    passed: flaw === SOUND ? 0 : approved,
    found,
    mistaken,
    ppv: alarms === 0 ? 0 : real / alarms,
  };
}
