/**
 * Everybody there is, from the least able to the ablest, as games say. How able somebody is in general is its Elo in
 * even games of all against all; how well it guards and how well it gets away are ratings of their own, fitted to
 * matches of every guard against every Houdini. Nothing of it is put in.
 */
import { Random } from "@cidery/core";
import type { Settings } from "@cidery/core/lab";
import { remembered } from "../src/remembered.ts";
import type { Curve } from "./curve.ts";
import { fitPlateaus } from "./curve.ts";
import type { Ratings, Result } from "./elo.ts";
import { eloChance, fitElo } from "./elo.ts";
import type { MatchRules } from "./match.ts";
import { EVEN, holds, playGame, playMatch } from "./match.ts";
import type { Nim } from "./nim.ts";
import { nimOf } from "./nim.ts";
import type { Player } from "./players.ts";
import { practised, searcher } from "./players.ts";

/** Searchers look 0 … 8 moves ahead. */
const DEEPEST = 8;
/** Those who practise: so many times less than the one that practises most. */
const PRACTISED = [64, 16, 4, 1];

export interface Population {
  readonly nim: Nim;
  readonly match: MatchRules;
  /** By rank: the least able first. */
  readonly players: readonly Player[];
  /** In even games, by rank. */
  readonly general: Ratings;
  /** Of guards and then of Houdinis, both by rank. */
  readonly oversight: Ratings;
}

function nimIn({ heaps = 3, size = 7, most = 3 }: Settings): Nim {
  return nims(`${heaps} ${size} ${most}`, () => nimOf({ heaps, size, most }));
}

const nims = remembered<Nim>(8);

function matchIn({ begins = 0, locks = 5 }: Settings): MatchRules {
  return { begins, locks };
}

/** Plays `games` for every pair, in even games and in matches. */
export function populationOf(settings: Settings, seed: number): Population {
  const nim = nimIn(settings);
  const match = matchIn(settings);
  const { games = 40, practice = 1600 } = settings;
  const { heaps, size, most } = nim.rules;
  const random = Random.seeded(seed);
  const { players, general } = rankings(
    `${heaps} ${size} ${most} ${games} ${practice} ${seed}`,
    () => ranked(nim, games, practice, random),
  );
  const key = `${heaps} ${size} ${most} ${games} ${practice} ${match.begins} ${match.locks} ${seed}`;
  const oversight = ratings(key, () => rated(nim, match, players, games, random.fork(2)));
  return { nim, match, players, general, oversight };
}

const rankings = remembered<Pick<Population, "players" | "general">>(40);
const ratings = remembered<Ratings>(80);

function ranked(
  nim: Nim,
  games: number,
  practice: number,
  random: Random,
): Pick<Population, "players" | "general"> {
  const all = [
    ...Array.from({ length: DEEPEST + 1 }, (_, depth) => searcher(nim, depth)),
    ...PRACTISED.map((part, i) => practised(nim, Math.ceil(practice / part), random.fork(10 + i))),
  ];
  const chance = random.fork(1);
  const results: Result[] = [];
  for (const [one, player] of all.entries())
    for (const [other, opponent] of all.entries()) {
      if (other <= one) continue;
      let wins = 0;
      for (let i = 0; i < games; i++)
        wins += Number(playGame(nim, EVEN, player, opponent, chance).guardWins);
      results.push({ one, other, wins, games });
    }
  const { elo } = fitElo(results, all.length);
  const order = [...all.keys()].sort((a, b) => (elo[a] as number) - (elo[b] as number));
  const rank = new Map(order.map((player, i) => [player, i]));
  const inOrder = results.map((result) => ({
    ...result,
    one: rank.get(result.one) as number,
    other: rank.get(result.other) as number,
  }));
  return {
    players: order.map((i) => all[i] as Player),
    general: fitElo(inOrder, all.length),
  };
}

function rated(
  nim: Nim,
  match: MatchRules,
  players: readonly Player[],
  games: number,
  random: Random,
): Ratings {
  const results: Result[] = players.flatMap((guard, one) =>
    players.map((houdini, i) => {
      let wins = 0;
      for (let n = 0; n < games; n++)
        wins += Number(playMatch(nim, match, guard, houdini, random).at(-1)?.guardWins === true);
      return { one, other: players.length + i, wins, games };
    }),
  );
  return fitElo(results, 2 * players.length);
}

/** How likely a guard holds a Houdini, by their ranks: as the fitted ratings say, and as it is. */
export function fittedStep({ oversight, players }: Population) {
  return (guard: number, houdini: number): number =>
    eloChance((oversight.elo[guard] ?? 0) - (oversight.elo[players.length + houdini] ?? 0));
}

export function exactStep({ nim, match, players }: Population) {
  return (guard: number, houdini: number): number =>
    holds(nim, match, players[guard] as Player, players[houdini] as Player);
}

/** How much better somebody guards than it gets away, in Elo points: the mean over everybody. */
export function guardAdvantage({ oversight, players }: Population): number {
  const n = players.length;
  return players.reduce(
    (sum, _, i) => sum + ((oversight.elo[i] ?? 0) - (oversight.elo[n + i] ?? 0)) / n,
    0,
  );
}

/** Guarding and getting away as functions of general ability. */
export function curvesOf({ general, oversight, players }: Population): {
  readonly guard: Curve;
  readonly houdini: Curve;
} {
  const points = (from: number) =>
    players.map(
      (_, i) =>
        [general.elo[i] ?? 0, oversight.elo[from + i] ?? 0, oversight.weight(from + i)] as const,
    );
  return { guard: fitPlateaus(points(0)), houdini: fitPlateaus(points(players.length)) };
}

/** Share of the variance of win shares, exact ones, that fitted ratings account for. */
export function fitOf(population: Population, ask = fittedStep(population)): number {
  const exact = exactStep(population);
  const ranks = [...population.players.keys()];
  const pairs = ranks.flatMap((i) => ranks.map((j) => [exact(i, j), ask(i, j)] as const));
  const mean = pairs.reduce((sum, [is]) => sum + is, 0) / pairs.length;
  const of = (error: (is: number, said: number) => number): number =>
    pairs.reduce((sum, [is, said]) => sum + error(is, said) ** 2, 0);
  const spread = of((is) => is - mean);
  return spread > 1e-12 ? 1 - of((is, said) => is - said) / spread : 0;
}
