/**
 * Learning a reward from comparisons of short walks (after Christiano et al. 2017): a grid of
 * coloured tiles, a user who compares two walks by their true total, some labels random; a
 * Bradley–Terry fit; value iteration on the fitted reward, judged by the true one.
 */
import type { Comparison, Random, TabulatedWorld, World } from "cidery";
import { fitBradleyTerry, rewardsOf, tabulate, valueIteration } from "cidery";

const SIDE = 6;
const KINDS = 5;
const DISCOUNT = 0.9;

export interface PreferenceOptions {
  readonly labels: number;
  readonly error: number;
  readonly segment: number;
  readonly random: Random;
}

/** True value of acting on the fitted reward: 0 for a random walk, 1 for the best policy. */
export function normalisedReturn({ labels, error, segment, random }: PreferenceOptions): number {
  const tiles = Array.from({ length: SIDE * SIDE }, () => random.below(KINDS));
  const truth = Array.from({ length: KINDS }, () => random.normal());
  const table = tabulate(gridOf(tiles));
  const worth = (weights: ArrayLike<number>): Float64Array =>
    rewardsOf(table, (_cell, _action, next) => weights[tiles[next] ?? 0] ?? 0);
  const comparisons: Comparison[] = Array.from({ length: labels }, () => {
    const walks = [walk(tiles, segment, random), walk(tiles, segment, random)] as const;
    const [first, second] = walks.map((counts) => total(counts, truth)) as [number, number];
    const prefersFirst = random.unit() < error ? random.unit() < 0.5 : first >= second;
    return prefersFirst
      ? { preferred: walks[0], other: walks[1] }
      : { preferred: walks[1], other: walks[0] };
  });
  const fitted = fitBradleyTerry(comparisons, KINDS, { randomShare: error, steps: 300 });
  const plan = (rewards: Float64Array): Int32Array =>
    valueIteration(table, rewards, { discount: DISCOUNT, tolerance: 1e-6 }).choice;
  const paid = worth(truth);
  const best = valueOf(table, plan(paid), paid);
  const wandering = valueOf(table, undefined, paid);
  return best - wandering < 1e-9
    ? 1
    : (valueOf(table, plan(worth(fitted)), paid) - wandering) / (best - wandering);
}

function gridOf(tiles: readonly number[]): World<number> {
  return {
    horizon: 1,
    initial: () => tiles.map((_, state) => ({ state, probability: 1 / tiles.length })),
    key: String,
    actionCount: () => 4,
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
function walk(tiles: readonly number[], steps: number, random: Random): number[] {
  const counts = Array.from({ length: KINDS }, () => 0);
  let cell = random.below(tiles.length);
  for (let step = 0; step < steps; step++) {
    cell = moved(cell, random.below(4));
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
