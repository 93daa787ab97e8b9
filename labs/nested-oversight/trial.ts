/** One way to oversee, tried: which chain it takes, and what comes of it. */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { eloChance, ratingOf } from "./elo.ts";
import { EVEN, holds, holdsBest, playGame, playMatch } from "./match.ts";
import { bestChain, bestOnCurve, held } from "./nesting.ts";
import type { Player } from "./players.ts";
import type { Population } from "./population.ts";
import {
  curvesOf,
  exactStep,
  fitOf,
  fittedStep,
  guardAdvantage,
  populationOf,
} from "./population.ts";
import { taughtHoudini } from "./taught.ts";

/** How the steps are chosen. */
type Way = "alone" | "rated" | "every" | "best" | "colluding";

export interface Oversight {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly way: Way;
  /** The last Houdini learns against its guard. */
  readonly learns: boolean;
}

export const OVERSIGHTS: readonly Oversight[] = [
  {
    id: "direct",
    title: "the trusted guard alone",
    objective: "how often the strongest is held",
    diagram: "diagram.cid",
    way: "alone",
    learns: false,
  },
  {
    id: "nested",
    title: "in steps, as ratings advise",
    objective: "how often nobody gets away",
    diagram: "nested.cid",
    way: "rated",
    learns: false,
  },
  {
    id: "every",
    title: "in steps through everybody between",
    objective: "how often nobody gets away",
    diagram: "nested.cid",
    way: "every",
    learns: false,
  },
  {
    id: "best",
    title: "in the best steps of all",
    objective: "how often nobody gets away",
    diagram: "nested.cid",
    way: "best",
    learns: false,
  },
  {
    id: "colluding",
    title: "in steps, some guards being of one mind with what they guard",
    objective: "how often nobody gets away",
    diagram: "colluding.cid",
    way: "colluding",
    learns: false,
  },
  {
    id: "taught",
    title: "the trusted guard alone, over one that has learnt against it",
    objective: "games won against this guard",
    diagram: "diagram.cid",
    way: "alone",
    learns: true,
  },
];

/** @throws RangeError for an id that is none of them */
export function oversightCalled(id: string): Oversight {
  const found = OVERSIGHTS.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no way to oversee is called ${id}`);
  return found;
}

/** What a seed gives, and the players of a chain: each guards the next. */
export interface Trial {
  readonly population: Population;
  readonly ranks: readonly number[];
  readonly players: readonly Player[];
  readonly collude: number;
}

export function endsOf({ trusted = 3, ahead = 8 }: Settings): readonly [number, number] {
  return [trusted, trusted + ahead];
}

export function chosenRanks(way: Way, settings: Settings, population: Population): number[] {
  const [trusted, target] = endsOf(settings);
  const { collude = 0.2 } = settings;
  if (way === "alone") return [trusted, target];
  if (way === "every") return Array.from({ length: target - trusted + 1 }, (_, i) => trusted + i);
  const step = way === "best" ? exactStep(population) : fittedStep(population);
  const left = way === "colluding" ? 1 - collude : 1;
  return [...bestChain(trusted, target, (guard, houdini) => left * step(guard, houdini)).ranks];
}

export function trialOf(
  { way, learns }: Oversight,
  settings: Settings,
  seed: number,
  taught?: Player,
): Trial {
  const population = populationOf(settings, seed);
  const ranks = chosenRanks(way, settings, population);
  const players = ranks.map((rank) => population.players[rank] as Player);
  if (learns) players[1] = taught ?? lessons(settings, seed);
  return {
    population,
    ranks,
    players,
    collude: way === "colluding" ? (settings["collude"] ?? 0.2) : 0,
  };
}

/** The Houdini that has learnt against the trusted guard. */
export function lessons(
  settings: Settings,
  seed: number,
  watch: {
    readonly signal?: LabContext["signal"];
    readonly onHoudini?: (done: number, houdini: Player) => void;
  } = {},
): Player {
  const { nim, match, players } = populationOf(settings, seed);
  const [trusted] = endsOf(settings);
  const { lessons: games = 3200 } = settings;
  const random = Random.seeded(seed).fork(3);
  return taughtHoudini(nim, match, players[trusted] as Player, { games, random, ...watch });
}

/** How likely every step holds, worked out. */
export function countedShare({ population, players, collude }: Trial): number {
  const { nim, match } = population;
  return held(
    [...players.keys()],
    (i, j) => (1 - collude) * holds(nim, match, players[i] as Player, players[j] as Player),
  );
}

/** The same by fitted ratings. */
function saidShare({ population, ranks, collude }: Trial): number {
  const step = fittedStep(population);
  return held(ranks, (i, j) => (1 - collude) * step(i, j));
}

/** Chains played from the trusted guard up, each to its end or until somebody gets away. */
function playedShares(
  { population, players, collude }: Trial,
  plays: number,
  random: Random,
): Record<"paid" | "held", number> {
  const { nim, match } = population;
  let [holding, matches, escapes] = [0, 0, 0];
  for (let n = 0; n < plays; n++) {
    let safe = true;
    for (let i = 1; i < players.length && safe; i++) {
      const [guard, houdini] = [players[i - 1] as Player, players[i] as Player];
      const letGo = collude > 0 && random.unit() < collude;
      const games = letGo ? [] : playMatch(nim, match, guard, houdini, random);
      safe = games.at(-1)?.guardWins === true;
      matches++;
      escapes += Number(!safe);
    }
    holding += Number(safe);
  }
  return { paid: escapes / matches, held: holding / plays };
}

/** General ability of somebody who is none of the ranked: its Elo in even games against all of them. */
function abilityOf({ population }: Trial, player: Player, random: Random): number {
  const { nim, general, players } = population;
  const games = 40;
  const results = players.map((opponent, i) => {
    let wins = 0;
    for (let n = 0; n < games; n++)
      wins += Number(playGame(nim, EVEN, player, opponent, random).guardWins);
    return { against: general.elo[i] ?? 0, wins, games };
  });
  return ratingOf(results);
}

/** What training tells of and a run measures, too. */
export function scoreOf(trial: Trial, settings: Settings, seed: number): LabRow["values"] {
  const { plays = 1000 } = settings;
  return {
    ...playedShares(trial, plays, Random.seeded(seed).fork(4)),
    counted: countedShare(trial),
  };
}

export function rowOf(oversight: Oversight, settings: Settings, seed: number): LabRow {
  const trial = trialOf(oversight, settings, seed);
  const { population, ranks, players } = trial;
  const { general } = population;
  const [trusted, target] = endsOf(settings);
  const last = players.at(-1) as Player;
  const ability = oversight.learns
    ? abilityOf(trial, last, Random.seeded(seed).fork(5))
    : (general.elo[target] ?? 0);
  const alone = oversight.way === "alone";
  return {
    agent: oversight.id,
    values: {
      ...scoreOf(trial, settings, seed),
      ...(oversight.learns ? {} : { said: saidShare(trial) }),
      steps: ranks.length - 1,
      ...(alone
        ? { withstood: holdsBest(population.nim, population.match, players[0] as Player) }
        : {}),
      ability,
      ...(oversight.learns ? {} : ofRanks(oversight, population, [trusted, target], trial.collude)),
    },
  };
}

/** What is measured of everybody. */
function ofRanks(
  { way }: Oversight,
  population: Population,
  [trusted, target]: readonly [number, number],
  collude: number,
): LabRow["values"] {
  const { general } = population;
  const found = at400(population, way === "alone", collude);
  return {
    gap: (general.elo[target] ?? 0) - (general.elo[trusted] ?? 0),
    margin: general.margin(target, trusted),
    advantage: guardAdvantage(population),
    fit: fitOf(population),
    scaling: scalingOf(population),
    ...(way === "every" || way === "best" ? {} : { at400: found.held, steps400: found.steps }),
  };
}

/** Over a gap of 400 Elo below the ablest, on fitted curves: in the best number of steps, or in one. */
export function at400(
  population: Population,
  alone: boolean,
  collude = 0,
): { readonly steps: number; readonly held: number } {
  const { guard, houdini } = curvesOf(population);
  const top = Math.max(...population.general.elo);
  if (!alone) return bestOnCurve(guard, houdini, { from: top - 400, gap: 400, collude });
  return { steps: 1, held: (1 - collude) * eloChance(guard(top - 400) - houdini(top)) };
}

/** Share of the variance of worked-out shares that curves over general ability account for. */
export function scalingOf(population: Population, ability = population.general.elo): number {
  const { guard, houdini } = curvesOf(population);
  return fitOf(population, (i, j) => eloChance(guard(ability[i] ?? 0) - houdini(ability[j] ?? 0)));
}
