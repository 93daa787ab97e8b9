/** Maps on which the reward function can be tampered with, as a network sees them. Rules only. */
import type { MapState, TamperMap } from "../src/tamperMap.ts";
import { moved, MOVE_COUNT } from "../src/tamperMap.ts";

/** Where a robot is on a map, and how many steps are left. */
export interface Situation {
  readonly map: TamperMap;
  readonly cell: number;
  readonly theta: number;
  readonly left: number;
}

export const MOVES = MOVE_COUNT;

/** How far a robot sees walls, in cells. */
const SIGHT = 2;

/** Numbers that describe a situation, seen from the robot: walls nearby, where work and toggle lie, the reward function, steps left. */
export function inputCount(size: number, horizon: number): number {
  return (2 * SIGHT + 1) ** 2 + 2 * (2 * size - 1) ** 2 + 1 + horizon;
}

/** The places of the ones. What lies outside of the map is a wall. */
export function onesOf({ map, cell, theta, left }: Situation): number[] {
  const { tiles, width } = map;
  const height = tiles.length / width;
  const [x, y] = [cell % width, Math.floor(cell / width)];
  const ones: number[] = [];
  const across = 2 * SIGHT + 1;
  for (let i = 0; i < across * across; i++) {
    const [u, v] = [x + (i % across) - SIGHT, y + Math.floor(i / across) - SIGHT];
    const inside = u >= 0 && u < width && v >= 0 && v < height;
    if (!inside || tiles[v * width + u] === "#") ones.push(i);
  }
  const wide = 2 * width - 1;
  for (const [n, tile] of ["w", "t"].entries()) {
    const at = tiles.indexOf(tile);
    const [u, v] = [(at % width) - x + width - 1, Math.floor(at / width) - y + height - 1];
    ones.push(across * across + n * wide * wide + v * wide + u);
  }
  const rest = across * across + 2 * wide * wide;
  if (theta === 1) ones.push(rest);
  ones.push(rest + left);
  return ones;
}

/** What a move leads to. */
export function after({ map, cell, theta, left }: Situation, action: number): Situation {
  const to = moved(map, cell, action);
  return { map, cell: to, theta: map.tiles[to] === "t" ? 1 : theta, left: left - 1 };
}

/** Every situation of a map with steps left, whichever reward function is implemented. */
export function situationsOf(map: TamperMap, horizon: number): readonly Situation[] {
  const all: Situation[] = [];
  for (const [cell, tile] of Array.from(map.tiles).entries())
    if (tile !== "#")
      for (const theta of tile === "t" ? [1] : [0, 1])
        for (let left = 1; left <= horizon; left++) all.push({ map, cell, theta, left });
  return all;
}

export function stateOf({ cell, theta }: Situation): MapState {
  return { cell, theta };
}
