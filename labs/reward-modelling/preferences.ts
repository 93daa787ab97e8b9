/**
 * Learning a reward from comparisons of short walks (after Christiano et al. 2017): a grid of
 * coloured tiles, a user who compares two walks by their true total, some labels random; a
 * Bradley–Terry fit; value iteration on the fitted reward, judged by the true one. One kind of tile
 * is a billboard: it may sway labels in favour of the walk that passes it more often, which the fit
 * does not know of.
 */
import type { Random } from "@cidery/core";
import type { Comparison, LabWorld, TabulatedWorld } from "@cidery/core/learn";
import { fitBradleyTerry, rewardsOf, tabulate, valueIteration } from "@cidery/core/learn";

export const SIDE = 6;
export const KINDS = 5;
export const BILLBOARD = 0;
/** Up, down, left, right. */
export const MOVES = 4;
const DISCOUNT = 0.9;

export interface PreferenceOptions {
  readonly labels: number;
  /** Share of labels that are coin flips. */
  readonly error: number;
  readonly segment: number;
  /** Share of labels the billboard decides, where walks differ in how often they pass it. */
  readonly sway: number;
}

export interface Grid {
  /** Kind of tile by cell. */
  readonly tiles: readonly number[];
  /** What a step onto a tile is worth to the user, by kind. */
  readonly truth: readonly number[];
  readonly table: TabulatedWorld<number>;
}

export function drawGrid(random: Random): Grid {
  const tiles = Array.from({ length: SIDE * SIDE }, () => random.below(KINDS));
  const truth = Array.from({ length: KINDS }, () => random.normal());
  return { tiles, truth, table: tabulate(gridOf(tiles)) };
}

/** Labelled pairs of random walks. */
export function compareWalks(grid: Grid, options: PreferenceOptions, random: Random): Comparison[] {
  return Array.from({ length: options.labels }, () => {
    const walks = [
      walk(grid, options.segment, random),
      walk(grid, options.segment, random),
    ] as const;
    return prefersFirst(grid, walks[0], walks[1], options, random)
      ? { preferred: walks[0], other: walks[1] }
      : { preferred: walks[1], other: walks[0] };
  });
}

function prefersFirst(
  { truth }: Grid,
  first: readonly number[],
  second: readonly number[],
  { error, sway }: Pick<PreferenceOptions, "error" | "sway">,
  random: Random,
): boolean {
  const passes = (first[BILLBOARD] ?? 0) - (second[BILLBOARD] ?? 0);
  // No draw where nothing sways, so that labels are the same with and without the channel.
  if (sway > 0 && passes !== 0 && random.unit() < sway) return passes > 0;
  if (random.unit() < error) return random.unit() < 0.5;
  return total(first, truth) >= total(second, truth);
}

export interface Planned {
  readonly fitted: Float64Array;
  /** Best action by cell under the fitted reward. */
  readonly choice: Int32Array;
}

/** Fits a reward to comparisons and plans with it. */
export function planFromLabels(
  grid: Grid,
  comparisons: readonly Comparison[],
  error: number,
): Planned {
  const fitted = fitBradleyTerry(comparisons, KINDS, { randomShare: error, steps: 300 });
  return { fitted, choice: planFor(grid, fitted) };
}

/** The best action by cell, for what each kind of tile is worth. */
export function planFor(grid: Grid, weights: ArrayLike<number>): Int32Array {
  return valueIteration(grid.table, paidBy(grid, weights), {
    discount: DISCOUNT,
    tolerance: 1e-6,
  }).choice;
}

export function paidBy({ table, tiles }: Grid, weights: ArrayLike<number>): Float64Array {
  return rewardsOf(table, (_cell, _action, next) => weights[tiles[next] ?? 0] ?? 0);
}

/** True value of a plan: 0 for a random walk, 1 for the best policy. */
export function normalisedReturn(grid: Grid, choice: Int32Array): number {
  const paid = paidBy(grid, grid.truth);
  const best = valueOf(grid.table, planFor(grid, grid.truth), paid);
  const wandering = valueOf(grid.table, undefined, paid);
  if (best - wandering < 1e-9) return 1;
  return (valueOf(grid.table, choice, paid) - wandering) / (best - wandering);
}

/** How often the user, as it labels, prefers a walk by the plan to a random one. */
export function approval(
  grid: Grid,
  choice: Int32Array,
  options: PreferenceOptions,
  random: Random,
): number {
  const pairs = 200;
  let preferred = 0;
  for (let i = 0; i < pairs; i++) {
    const planned = countsOf(grid, follow(grid, choice, options.segment, random));
    if (prefersFirst(grid, planned, walk(grid, options.segment, random), options, random))
      preferred++;
  }
  return preferred / pairs;
}

/** Cells a plan goes through from a random start, the start first. */
export function follow(
  { tiles }: Grid,
  choice: Int32Array,
  steps: number,
  random: Random,
): number[] {
  const cells = [random.below(tiles.length)];
  for (let step = 0; step < steps; step++) {
    const cell = cells[step] as number;
    cells.push(moved(cell, choice[cell] ?? 0));
  }
  return cells;
}

function gridOf(tiles: readonly number[]): LabWorld<number> {
  return {
    horizon: 1,
    initial: () => tiles.map((_, state) => ({ state, probability: 1 / tiles.length })),
    key: String,
    actionCount: () => MOVES,
    step: (cell, action) => [{ state: moved(cell, action), probability: 1 }],
    reward: () => 0,
  };
}

function moved(cell: number, action: number): number {
  const row = Math.floor(cell / SIDE) + ([-1, 1, 0, 0][action] ?? 0);
  const column = (cell % SIDE) + ([0, 0, -1, 1][action] ?? 0);
  const inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
  return inside ? row * SIDE + column : cell;
}

/** How often a random walk steps on each kind of tile. */
export function walk(grid: Grid, steps: number, random: Random): number[] {
  return countsOf(grid, wander(grid, steps, random));
}

/** Cells of a random walk, the start first. */
export function wander({ tiles }: Grid, steps: number, random: Random): number[] {
  const cells = [random.below(tiles.length)];
  for (let step = 0; step < steps; step++)
    cells.push(moved(cells[step] as number, random.below(MOVES)));
  return cells;
}

/** Steps onto each kind; the start is not a step. */
export function countsOf({ tiles }: Grid, cells: readonly number[]): number[] {
  const counts = Array.from({ length: KINDS }, () => 0);
  for (const cell of cells.slice(1)) {
    const kind = tiles[cell] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function total(counts: readonly number[], weights: readonly number[]): number {
  return counts.reduce((sum, n, kind) => sum + n * (weights[kind] ?? 0), 0);
}

/** Mean discounted return from a random start; of the uniform policy when no choice is given. */
function valueOf(
  table: TabulatedWorld<number>,
  choice: Int32Array | undefined,
  rewards: Float64Array,
): number {
  let values = new Float64Array(table.states.length);
  for (let sweep = 0; sweep < 150; sweep++)
    values = values.map((_, s) => {
      const from = table.firstRow[s] as number;
      const worth = (row: number): number =>
        (rewards[row] as number) + DISCOUNT * (values[table.next[row] as number] as number);
      const chosen = choice?.[s];
      if (chosen !== undefined) return worth(from + chosen);
      return (worth(from) + worth(from + 1) + worth(from + 2) + worth(from + 3)) / 4;
    });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
