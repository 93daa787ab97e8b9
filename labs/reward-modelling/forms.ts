/**
 * Other things a user can give than comparisons, on the same grids: a number for a whole walk (ratings), a number for each of
 * its steps (sketches; Cabi et al. 2020), or walks of its own (demonstrations), copied step by step or read for the
 * reward that makes them likeliest. The user is noisy in all of them.
 */
import type { Random } from "@cidery/core";
import type { TabulatedWorld, Trace } from "@cidery/core/learn";
import {
  cloneBehaviour,
  drawOutcome,
  inverseReinforcement,
  rewardsOf,
  softValueIteration,
} from "@cidery/core/learn";
import type { Grid, Planned } from "./preferences.ts";
import { countsOf, KINDS, MOVES, paidBy, planFor, wander } from "./preferences.ts";

export type Form = "ratings" | "sketches" | "cloned" | "inferred";

export interface FormOptions {
  /** Walks that are rated, sketched or shown. */
  readonly labels: number;
  readonly segment: number;
  /** Standard deviation of each number that is given. */
  readonly spread: number;
  /** What the demonstrator gives up of what a walk is worth for a nat of randomness. */
  readonly price: number;
}

/** What to do, and what was made of each kind of tile: a fitted reward, or where copies come from how often it was shown. */
export function learnFrom(form: Form, grid: Grid, options: FormOptions, random: Random): Planned {
  if (form === "ratings" || form === "sketches")
    return planned(grid, fittedToNumbers(numbered(form, grid, options, random)));
  const shown = demonstrate(grid, options, random);
  if (form === "inferred") return planned(grid, inferred(grid, shown, options));
  return {
    fitted: Float64Array.from(collectedBy(grid, shown)),
    choice: copied(grid, shown, random),
  };
}

function planned(grid: Grid, fitted: Float64Array): Planned {
  return { fitted, choice: planFor(grid, fitted) };
}

/** How often a stretch of walk steps on each kind, and the number that was given for it. */
interface Numbered {
  readonly counts: readonly number[];
  readonly given: number;
}

function numbered(
  form: "ratings" | "sketches",
  grid: Grid,
  { labels, segment, spread }: FormOptions,
  random: Random,
): Numbered[] {
  const give = (counts: readonly number[]): Numbered => ({
    counts,
    given:
      counts.reduce((sum, n, kind) => sum + n * (grid.truth[kind] ?? 0), 0) +
      spread * random.normal(),
  });
  return Array.from({ length: labels }, () => wander(grid, segment, random)).flatMap((cells) =>
    form === "ratings"
      ? [give(countsOf(grid, cells))]
      : cells.slice(1).map((_, i) => give(countsOf(grid, cells.slice(i, i + 2)))),
  );
}

/**
 * Worth by kind of tile: least squares with a little of a standard normal prior, which alone decides where nothing was
 * said. Gauss elimination of KINDS equations, well conditioned by the prior.
 */
function fittedToNumbers(all: readonly Numbered[], prior = 0.1): Float64Array {
  const rows = Array.from({ length: KINDS }, (_, i) =>
    Float64Array.from({ length: KINDS + 1 }, (_, j) =>
      all.reduce(
        (sum, { counts, given }) =>
          sum + (counts[i] ?? 0) * (j === KINDS ? given : (counts[j] ?? 0)),
        i === j ? prior : 0,
      ),
    ),
  );
  for (const [i, row] of rows.entries())
    for (const [k, other] of rows.entries()) {
      if (k === i) continue;
      const factor = (other[i] as number) / (row[i] as number);
      for (let j = i; j <= KINDS; j++)
        other[j] = (other[j] as number) - factor * (row[j] as number);
    }
  return Float64Array.from(rows, (row, i) => (row[KINDS] as number) / (row[i] as number));
}

/** The grid for so many turns. */
function turnsOf({ table }: Grid, horizon: number): TabulatedWorld<number> {
  return { ...table, world: { ...table.world, horizon, limit: "end" } };
}

/** Walks of a user who plans softly for what it wants. */
function demonstrate(
  grid: Grid,
  { labels, segment, price }: FormOptions,
  random: Random,
): Trace<string>[] {
  const table = turnsOf(grid, segment);
  const { chances } = softValueIteration(table, paidBy(grid, grid.truth), { price });
  return Array.from({ length: labels }, () => {
    let [cell, total] = [random.below(grid.tiles.length), 0];
    const steps = chances.map((policy) => {
      const from = table.firstRow[cell] as number;
      const own = [...policy.subarray(from, from + MOVES)];
      const action = drawOutcome(
        own.map((probability, state) => ({ state, probability })),
        random,
      );
      const seen = String(cell);
      cell = table.next[from + action] as number;
      const reward = grid.truth[grid.tiles[cell] ?? 0] ?? 0;
      total += reward;
      return { observation: seen, action, reward };
    });
    return { steps, total };
  });
}

/** What was shown most, cell by cell; wherever nothing was shown, anything. */
function copied({ tiles }: Grid, shown: readonly Trace<string>[], random: Random): Int32Array {
  const { chances } = cloneBehaviour(shown, { random });
  return Int32Array.from(tiles, (_, cell) => {
    const shares = chances(String(cell), MOVES);
    const most = Math.max(...shares);
    return random.pick([...shares.keys()].filter((action) => shares[action] === most));
  });
}

/** Steps onto each kind in a walk that was shown, on average. */
function collectedBy({ tiles, table }: Grid, shown: readonly Trace<string>[]): number[] {
  const counts = Array.from({ length: KINDS }, () => 0);
  for (const { steps } of shown)
    for (const { observation, action } of steps) {
      const row = (table.firstRow[Number(observation)] as number) + action;
      const kind = tiles[table.next[row] as number] ?? 0;
      counts[kind] = (counts[kind] ?? 0) + 1 / shown.length;
    }
  return counts;
}

/** The weights that make what was shown likeliest. */
function inferred(
  grid: Grid,
  shown: readonly Trace<string>[],
  { segment }: FormOptions,
): Float64Array {
  const table = turnsOf(grid, segment);
  const features = Array.from({ length: KINDS }, (_, kind) =>
    rewardsOf(table, (_cell, _action, next) => Number(grid.tiles[next] === kind)),
  );
  const options = { penalty: 0.02, steps: 60, rate: 0.2 };
  return inverseReinforcement(table, features, collectedBy(grid, shown), options).weights;
}
