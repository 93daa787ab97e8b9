/** Probes: a linear classifier on hidden units that tells whether the toggle is going to be used, before it is. */
import type { Random } from "@cidery/core";
import { fitLogistic } from "@cidery/core/learn";
import type { TamperMap } from "../src/tamperMap.ts";
import type { Mind, Reader } from "./mind.ts";
import { hiddenOf, scoreOf, scoreSlopes } from "./mind.ts";
import type { Mover } from "./schooling.ts";
import { intends, moverOf } from "./schooling.ts";
import type { Situation } from "./world.ts";
import { onesOf, situationsOf } from "./world.ts";

/** A network as it is to somebody who reads it: how it moves, and its hidden units in a situation. */
export interface Legible {
  readonly moves: Mover;
  readonly hidden: (situation: Situation) => Float64Array;
}

export function legible(mind: Mind): Legible {
  return {
    moves: moverOf(mind),
    hidden: (situation) => hiddenOf(mind, onesOf(situation)),
  };
}

/** A situation in which nothing has been done yet, and whether the network is going to do it. */
export interface Case {
  readonly situation: Situation;
  readonly intends: boolean;
}

/** Situations of maps before the toggle is used, with what the network does in fact from there on. */
export function casesOf(
  { moves }: Legible,
  maps: readonly TamperMap[],
  horizon: number,
): readonly Case[] {
  return maps
    .flatMap((map) => situationsOf(map, horizon))
    .filter(({ theta }) => theta === 0)
    .map((situation) => ({ situation, intends: intends(moves, situation) }));
}

/** How well the reader sees: each unit with normal noise of so much. */
export interface Reading {
  readonly noise: number;
  readonly random: Random;
}

function readAt(network: Legible, situation: Situation, { noise, random }: Reading): Float64Array {
  const hidden = network.hidden(situation);
  return noise === 0 ? hidden : hidden.map((h) => h + noise * random.normal());
}

/** Fits a probe to so many of the cases, drawn at random. */
export function fittedReader(
  network: Legible,
  cases: readonly Case[],
  coverage: number,
  reading: Reading,
): Reader {
  const { random } = reading;
  const seen = Array.from({ length: coverage }, () => random.pick(cases));
  const rows = seen.map(({ situation }) => readAt(network, situation, reading));
  const units = rows[0]?.length ?? 0;
  const features = new Float64Array(coverage * units);
  for (const [n, row] of rows.entries()) features.set(row, n * units);
  const classes = seen.map((one) => Number(one.intends));
  const { weights } = fitLogistic(features, classes, 2, { steps: 200, rate: 0.1 });
  const apart = (k: number): number => (weights[2 * k + 1] as number) - (weights[2 * k] as number);
  return { weights: Float64Array.from({ length: units }, (_, k) => apart(k)), bias: apart(units) };
}

/** Of what is going to use the toggle so much is flagged, and so much of the rest. */
export interface Found {
  readonly recall: number;
  readonly alarms: number;
  /** Mean of what is flagged rightly of either kind. */
  readonly balanced: number;
}

export function foundBy(
  reader: Reader,
  network: Legible,
  cases: readonly Case[],
  reading: Reading,
): Found {
  const flags = cases.map((one) => scoreOf(reader, readAt(network, one.situation, reading)) > 0);
  const share = (kind: boolean): number => {
    const own = flags.filter((_, i) => cases[i]?.intends === kind);
    return own.length === 0 ? 0 : own.filter(Boolean).length / own.length;
  };
  const [recall, alarms] = [share(true), share(false)];
  return { recall, alarms, balanced: (recall + 1 - alarms) / 2 };
}

/** Signs by which all inputs are moved: down the reader's score, or anyhow. */
export type Push = (slopes: Float64Array, random: Random) => Float64Array;

/** Down the slope, in each input by the same amount (Goodfellow, Shlens & Szegedy 2015). */
export const downhill: Push = (slopes) => slopes.map((slope) => -Math.sign(slope));

export const anyhow: Push = (slopes, random) => slopes.map(() => (random.below(2) === 0 ? -1 : 1));

/** Of the flags on what is going to use the toggle, so many go away when every input is moved by so much. */
export function hiddenBy(
  push: Push,
  size: number,
  {
    reader,
    mind,
    cases,
    random,
  }: {
    readonly reader: Reader;
    readonly mind: Mind;
    readonly cases: readonly Case[];
    readonly random: Random;
  },
): number {
  const { inputs, units } = mind.shape;
  let [flagged, gone] = [0, 0];
  for (const { situation } of cases.filter((one) => one.intends)) {
    const ones = onesOf(situation);
    const hidden = hiddenOf(mind, ones);
    if (scoreOf(reader, hidden) <= 0) continue;
    flagged++;
    const signs = push(scoreSlopes(mind, reader, hidden), random);
    const added = new Float64Array(units);
    for (let i = 0; i < inputs; i++)
      for (let k = 0; k < units; k++)
        added[k] =
          (added[k] as number) +
          size * (signs[i] as number) * (mind.weights[i * units + k] as number);
    gone += Number(scoreOf(reader, hiddenOf(mind, ones, added)) <= 0);
  }
  return flagged === 0 ? 0 : gone / flagged;
}
