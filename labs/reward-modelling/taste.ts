/**
 * A taste that is not a sum over steps: a second step on the same kind of tile may be worth less than the
 * first. Two reward models are fitted to the same comparisons of walks. One gives each kind a weight
 * (Bradley–Terry); the other is a small network that reads both walks and says which is preferred, and
 * rates a walk by how it fares against others. Each then takes the best of many random walks.
 */
import type { Random } from "@cidery/core";
import { fitBradleyTerry, fitNetwork, mean } from "@cidery/core/learn";
import type { Grid } from "./preferences.ts";
import { countsOf, KINDS, walk, wander } from "./preferences.ts";

export interface TasteOptions {
  readonly labels: number;
  /** Share of labels that are coin flips. */
  readonly error: number;
  readonly segment: number;
  /** Share of a walk's worth that counts each kind once: 0 is a sum over steps. */
  readonly variety: number;
}

type Counts = readonly number[];

/** Two walks, and whether the user says that the first is better. */
export interface Labelled {
  readonly first: Counts;
  readonly second: Counts;
  readonly prefersFirst: boolean;
}

/** What a reward model makes of a walk: only the order of ratings counts. */
export type Rating = (counts: Counts) => number;

/** What a walk is worth to the user. */
export function worthOf({ truth }: Grid, { segment, variety }: TasteOptions): Rating {
  const once = segment / KINDS;
  return (counts) =>
    counts.reduce(
      (sum, n, kind) =>
        sum + (truth[kind] ?? 0) * ((1 - variety) * n + variety * once * Number(n > 0)),
      0,
    );
}

function prefers(
  worth: Rating,
  first: Counts,
  second: Counts,
  error: number,
  random: Random,
): boolean {
  return random.unit() < error ? random.unit() < 0.5 : worth(first) >= worth(second);
}

export function label(grid: Grid, options: TasteOptions, random: Random): Labelled[] {
  const worth = worthOf(grid, options);
  return Array.from({ length: options.labels }, () => {
    const first = walk(grid, options.segment, random);
    const second = walk(grid, options.segment, random);
    return { first, second, prefersFirst: prefers(worth, first, second, options.error, random) };
  });
}

/** A weight for each kind of tile. */
function fitWeights(labelled: readonly Labelled[], { error }: TasteOptions): Rating {
  const comparisons = labelled.map(({ first, second, prefersFirst }) =>
    prefersFirst ? { preferred: first, other: second } : { preferred: second, other: first },
  );
  const weights = fitBradleyTerry(comparisons, KINDS, { randomShare: error, steps: 300 });
  return (counts) => counts.reduce((sum, n, kind) => sum + n * (weights[kind] ?? 0), 0);
}

/** A reward model, as which it is fitted. */
export type Rater = "weights" | "network";

export function fitRating(
  rater: Rater,
  labelled: readonly Labelled[],
  options: TasteOptions,
  random: Random,
): Rating {
  return rater === "weights"
    ? fitWeights(labelled, options)
    : fitPreferences(labelled, options.segment, random);
}

/** Hidden units, and walks of the labels that a walk is compared with to be rated. */
const HIDDEN = 8;
const RIVALS = 10;

/** Which of two walks is preferred, by a network that is shown each comparison both ways round. */
function fitPreferences(labelled: readonly Labelled[], segment: number, random: Random): Rating {
  const share = (counts: Counts): number[] => counts.map((n) => (KINDS * n) / segment);
  const rows = labelled.flatMap(({ first, second, prefersFirst }) => [
    { seen: [...share(first), ...share(second)], label: Number(prefersFirst) },
    { seen: [...share(second), ...share(first)], label: Number(!prefersFirst) },
  ]);
  const network = fitNetwork(
    Float64Array.from(rows.flatMap(({ seen }) => seen)),
    rows.length,
    { kind: "classes", classes: rows.map((row) => row.label), count: 2 },
    { random, hidden: HIDDEN, steps: 400, batch: 32, rate: 0.02, penalty: 1e-3 },
  );
  const rivals = labelled.slice(0, RIVALS).map(({ second }) => share(second));
  return (counts) => {
    const own = share(counts);
    return mean(
      rivals.map((rival) => {
        const wins = network.outputs([...own, ...rival])[1] ?? 0.5;
        const loses = network.outputs([...rival, ...own])[1] ?? 0.5;
        return logit(wins) - logit(loses);
      }),
    );
  };
}

function logit(p: number): number {
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, p));
  return Math.log(kept / (1 - kept));
}

export const POOL = 60;
const POOLS = 10;

export interface Chosen {
  /** How often the user, as it labels, prefers the walk that was chosen to another of the pool. */
  readonly preferred: number;
  /** 0 for a walk at random, 1 for the best of the pool. */
  readonly share: number;
}

/** The best-rated of many walks, over several pools. */
export function chooseWalks(
  grid: Grid,
  rating: Rating,
  options: TasteOptions,
  random: Random,
): Chosen {
  const worth = worthOf(grid, options);
  const found = Array.from({ length: POOLS }, () => {
    const pool = Array.from({ length: POOL }, () => walk(grid, options.segment, random));
    const chosen = largest(pool, rating);
    const worths = pool.map(worth);
    const usual = mean(worths);
    const most = Math.max(...worths);
    const rival = pool[0] ?? chosen;
    return {
      preferred: Number(prefers(worth, chosen, rival, options.error, random)),
      share: most - usual < 1e-9 ? 1 : (worth(chosen) - usual) / (most - usual),
    };
  });
  return {
    preferred: mean(found.map(({ preferred }) => preferred)),
    share: mean(found.map(({ share }) => share)),
  };
}

/** Cells of the best-rated of many walks. */
export function chosenWalk(
  grid: Grid,
  rating: Rating,
  { segment }: TasteOptions,
  random: Random,
): readonly number[] {
  const pool = Array.from({ length: POOL }, () => wander(grid, segment, random));
  const ratings = pool.map((cells) => rating(countsOf(grid, cells)));
  return pool[ratings.indexOf(Math.max(...ratings))] ?? [];
}

function largest(pool: readonly Counts[], rating: Rating): Counts {
  const ratings = pool.map(rating);
  return pool[ratings.indexOf(Math.max(...ratings))] ?? [];
}
