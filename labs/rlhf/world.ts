/**
 * Things to be said, and what they are worth to people. Either all 4096 strings of six letters out of four, which a
 * hidden automaton reads: it goes from state to state, and every step is worth something. Or points of R⁸, 32,768
 * drawn from the normal distribution, which a hidden wave function rates. What is said before any training is
 * uniform over these, so that whatever a policy does to them is a sum and no sample. Worths are in standard deviations.
 */
import type { Random } from "@cidery/core";

/** Letters of a string, and the alphabet's size. */
export const LENGTH = 6;
export const LETTERS = 4;
const DIMENSIONS = 8;
const POINTS = 2 ** 15;
/** Standard deviation of the waves' numbers, unless told: how soon worth turns over within what is usually said. */
const WAVINESS = 0.4;

export const SPACES = ["strings", "points"] as const;
export type Space = (typeof SPACES)[number];

/** What could be said, each as likely before training. */
export interface World {
  readonly space: Space;
  /** How many numbers describe one of them. */
  readonly features: number;
  /** Row by row, as reward networks see them. */
  readonly inputs: readonly Float64Array[];
  /** What each is worth to people; mean 0, standard deviation 1. */
  readonly gold: Float64Array;
  /** Turns in which one is made up: letters, or coordinates. */
  readonly turns: number;
  /** What can be added in a turn, and how likely it is before training. */
  readonly usual: readonly number[];
  /** Numbers that describe what can be added, where some of it is alike. */
  readonly described?: readonly (readonly number[])[];
  /** What comes of the actions of all turns, as reward networks see it. */
  readonly madeOf: (actions: readonly number[]) => Float64Array;
  /** What a point is worth on the same scale, of the pool or not; only of points. */
  readonly worthOf?: (point: ArrayLike<number>) => number;
  /** The mean worth of what is made up turn by turn, each turn by chances of its own; only of points. */
  readonly meanWorth?: (chances: readonly ArrayLike<number>[]) => number;
}

/** A hidden automaton: where it goes from each state by each letter, and what that is worth. */
export interface Automaton {
  readonly next: readonly (readonly number[])[];
  readonly worth: readonly (readonly number[])[];
}

/** @param states of the hidden automaton, for strings @param waviness of the hidden function, for points */
export function drawWorld(
  space: Space,
  states: number,
  random: Random,
  waviness = WAVINESS,
): World {
  return space === "strings"
    ? stringsOf(drawAutomaton(states, random))
    : pointsOf(random, waviness);
}

export function drawAutomaton(states: number, random: Random): Automaton {
  const table = (draw: () => number): number[][] =>
    Array.from({ length: states }, () => Array.from({ length: LETTERS }, draw));
  return { next: table(() => random.below(states)), worth: table(() => random.normal()) };
}

/** What the automaton makes of a string, from its first state on. */
export function readBy({ next, worth }: Automaton, letters: ArrayLike<number>): number {
  let state = 0;
  let sum = 0;
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] as number;
    sum += worth[state]?.[letter] ?? 0;
    state = next[state]?.[letter] ?? 0;
  }
  return sum;
}

/** The letters of the string with this number, the first the most significant. */
export function lettersOf(index: number, length = LENGTH, letters = LETTERS): number[] {
  return Array.from(
    { length },
    (_, i) => Math.floor(index / letters ** (length - 1 - i)) % letters,
  );
}

/** A 1 for each letter at its place, among zeros. */
export function inputOf(word: readonly number[], letters = LETTERS): Float64Array {
  const input = new Float64Array(word.length * letters);
  for (const [i, letter] of word.entries()) input[i * letters + letter] = 1;
  return input;
}

function stringsOf(automaton: Automaton): World {
  const inputs = Array.from({ length: LETTERS ** LENGTH }, (_, index) => inputOf(lettersOf(index)));
  const worths = inputs.map((_, index) => readBy(automaton, lettersOf(index)));
  const { centre, spread } = scaleOf(worths);
  return {
    space: "strings",
    features: LENGTH * LETTERS,
    inputs,
    gold: Float64Array.from(worths, (worth) => (worth - centre) / spread),
    turns: LENGTH,
    usual: Array.from({ length: LETTERS }, () => 1 / LETTERS),
    madeOf: (letters) => inputOf(letters),
  };
}

interface Wave {
  readonly direction: Float64Array;
  readonly phase: number;
  readonly height: number;
}

/**
 * Where a policy that makes up points can go in each coordinate: halves of a standard deviation out to 20, each as likely before
 * training as its density says. So it starts where points are drawn from, and nothing in reach of training keeps it there.
 */
const GRID: readonly number[] = Array.from({ length: 81 }, (_, i) => (i - 40) / 2);
const DENSITIES: readonly number[] = GRID.map((x) => Math.exp((-x * x) / 2));
const ALL = DENSITIES.reduce((sum, density) => sum + density, 0);

/** A sum of waves of random direction and phase: smooth, bounded, and nowhere marked as out of bounds. */
function pointsOf(random: Random, waviness: number): World {
  const waves = Array.from({ length: 24 }, () => ({
    direction: Float64Array.from({ length: DIMENSIONS }, () => waviness * random.normal()),
    phase: 2 * Math.PI * random.unit(),
    height: random.normal(),
  }));
  const inputs = Array.from({ length: POINTS }, () =>
    Float64Array.from({ length: DIMENSIONS }, () => random.normal()),
  );
  const rated = inputs.map((input) => rate(waves, input));
  const { centre, spread } = scaleOf(rated);
  return {
    space: "points",
    features: DIMENSIONS,
    inputs,
    gold: Float64Array.from(rated, (worth) => (worth - centre) / spread),
    turns: DIMENSIONS,
    usual: DENSITIES.map((density) => density / ALL),
    described: GRID.map((x) => [x]),
    madeOf: (actions) => Float64Array.from(actions, (action) => GRID[action] ?? 0),
    worthOf: (point) => (rate(waves, point) - centre) / spread,
    meanWorth: (chances) => (meanRate(waves, chances) - centre) / spread,
  };
}

/** Points drawn so much wider than they are said, each counting for as much less. */
const WIDER = 1.5;

/**
 * Points for what is rare: so many draws of the best of 16,384 lie far out that of a pool drawn as things are said only one or
 * two would count. Importance sampling: each with its density over that by which it was drawn, so that means are
 * those of the normal distribution.
 */
export function farPoints(random: Random): {
  readonly points: readonly Float64Array[];
  readonly base: Float64Array;
} {
  const points = Array.from({ length: 2 * POINTS }, () =>
    Float64Array.from({ length: DIMENSIONS }, () => WIDER * random.normal()),
  );
  const logs = points.map((x) => {
    const square = x.reduce((sum, value) => sum + value * value, 0);
    return (square / WIDER ** 2 - square) / 2;
  });
  const weights = logs.map((log) => Math.exp(log));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { points, base: Float64Array.from(weights, (weight) => weight / total) };
}

function rate(waves: readonly Wave[], input: ArrayLike<number>): number {
  let sum = 0;
  for (const { direction, phase, height } of waves) {
    let along = phase;
    for (let i = 0; i < DIMENSIONS; i++) along += (direction[i] as number) * (input[i] as number);
    sum += height * Math.sin(along);
  }
  return sum;
}

/** Of independent coordinates: the mean of a wave is the imaginary part of a product of their characteristic functions. */
function meanRate(waves: readonly Wave[], chances: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (const { direction, phase, height } of waves) {
    let [real, imaginary] = [Math.cos(phase), Math.sin(phase)];
    for (const [i, law] of chances.entries()) {
      let [cos, sin] = [0, 0];
      for (const [k, x] of GRID.entries()) {
        const turned = (direction[i] as number) * x;
        cos += (law[k] as number) * Math.cos(turned);
        sin += (law[k] as number) * Math.sin(turned);
      }
      [real, imaginary] = [real * cos - imaginary * sin, real * sin + imaginary * cos];
    }
    sum += height * imaginary;
  }
  return sum;
}

/** Mean and standard deviation; 1 where everything is the same. */
export function scaleOf(values: ArrayLike<number>): {
  readonly centre: number;
  readonly spread: number;
} {
  let sum = 0;
  let square = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const centre = sum / values.length;
  for (let i = 0; i < values.length; i++) square += ((values[i] as number) - centre) ** 2;
  const spread = Math.sqrt(square / values.length);
  return { centre, spread: spread > 0 ? spread : 1 };
}
