/**
 * A house in which every place wakes a value of its own: the study work, the kitchen sweets, everywhere else the friend.
 * A bottle, once it is reached, replaces all values for good by one that wants the bottle. Rules only.
 */
import type { LabWorld, Objective } from "@cidery/core/learn";

export interface HouseState {
  readonly turn: number;
  readonly cell: number;
  /** 0: the values it came with; 1: the bottle's. */
  readonly theta: number;
}

/** What each value makes of a step, and how far a place wakes its own value only. */
export interface HouseOptions {
  readonly horizon: number;
  readonly love: number;
  readonly work: number;
  readonly sweets: number;
  /** What a step at the bottle is worth by the bottle's value. */
  readonly joy: number;
  /** 0: every place wakes all values; 1: only its own. */
  readonly binding: number;
  /** The bottle changes nothing (for the incentive meter). */
  readonly frozen?: boolean;
  /** The time is no part of a state, and nothing ends (for comparison with a diagram of some steps). */
  readonly timeless?: boolean;
}

/** `F` friend, `S` study, `A` hall where it starts, `K` kitchen, `b` bottle. */
export const MAP: readonly string[] = [".F", ".S", ".A", "Kb"];
const TILES = MAP.join("");
const WIDTH = 2;
export const START = TILES.indexOf("A");

export const MOVES = ["up", "left", "stay", "right", "down"] as const;
const STEPS = [
  [-1, 0],
  [0, -1],
  [0, 0],
  [0, 1],
  [1, 0],
] as const;

export function tileOf({ cell }: Pick<HouseState, "cell">): string {
  return TILES[cell] ?? ".";
}

/** Objectives, in the order of `HouseValue`. */
export const FRIEND = 0;
export const WORK = 1;
export const SWEETS = 2;
export const BOTTLE = 3;

/** The value that a state holds. */
export function awakeIn(state: HouseState): number {
  if (state.theta === 1) return BOTTLE;
  const tile = tileOf(state);
  return tile === "S" ? WORK : tile === "K" ? SWEETS : FRIEND;
}

export function houseWorld(options: HouseOptions): LabWorld<HouseState> {
  const { horizon, frozen = false, timeless = false } = options;
  return {
    horizon,
    initial: () => [{ state: { turn: 0, cell: START, theta: 0 }, probability: 1 }],
    key: ({ turn, cell, theta }) => `${turn} ${cell} ${theta}`,
    actionCount: ({ turn }) => (!timeless && turn >= horizon ? 0 : MOVES.length),
    step({ turn, cell, theta }, action) {
      const to = moved(cell, action);
      const changed = !frozen && tileOf({ cell: to }) === "b" ? 1 : theta;
      const state = { turn: timeless ? 0 : turn + 1, cell: to, theta: changed };
      return [{ state, probability: 1 }];
    },
    reward: () => 0,
  };
}

function moved(cell: number, action: number): number {
  const [down, right] = STEPS[action] ?? [0, 0];
  const [x, y] = [(cell % WIDTH) + right, Math.floor(cell / WIDTH) + down];
  return x >= 0 && x < WIDTH && y >= 0 && y < MAP.length ? y * WIDTH + x : cell;
}

/** What a place is worth by one of the values it came with. */
function worthBy(value: number, tile: string, { love, work, sweets }: HouseOptions): number {
  if (value === FRIEND) return tile === "F" ? love : 0;
  if (value === WORK) return tile === "S" ? work : 0;
  return tile === "K" ? sweets : 0;
}

/** What arriving somewhere is worth where a value is awake: that value in full, the others as far as they are not asleep. */
export function judgedBy(awake: number, options: HouseOptions): Objective<HouseState> {
  return (_before, _action, after) => worthWhere(awake, tileOf(after), options);
}

export function worthWhere(awake: number, tile: string, options: HouseOptions): number {
  if (awake === BOTTLE) return tile === "b" ? options.joy : 0;
  return [FRIEND, WORK, SWEETS].reduce(
    (sum, value) =>
      sum + (value === awake ? 1 : 1 - options.binding) * worthBy(value, tile, options),
    0,
  );
}

/** By all the values it came with. */
export function byAll(options: HouseOptions): Objective<HouseState> {
  return judgedBy(FRIEND, { ...options, binding: 0 });
}

/** Each step by what is awake in the place it leads to. */
export function asItComes(options: HouseOptions): Objective<HouseState> {
  return (_before, _action, after) => worthWhere(awakeIn(after), tileOf(after), options);
}
