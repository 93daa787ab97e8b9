/**
 * One step of oversight as a match of Nim: a Houdini gets away if it wins so many games in a row, each from heaps drawn
 * anew; the guard has held it as soon as it wins one. Matches are played, and how likely they are held is
 * worked out exactly, for what players do depends on the position only.
 */
import type { Random } from "@cidery/core";
import type { Nim } from "./nim.ts";
import { drawStart } from "./nim.ts";
import type { Player } from "./players.ts";

/** Who moves first: a coin says so, the Houdini does, or the guard says so once it has seen the heaps. */
export const BEGINS = ["a coin decides", "Houdini begins", "the guard chooses"] as const;

export interface MatchRules {
  /** Index into `BEGINS`. */
  readonly begins: number;
  /** Games a Houdini must win in a row to get away. */
  readonly locks: number;
}

/** As abilities are compared in general: one game, a coin decides who begins. */
export const EVEN: MatchRules = { begins: 0, locks: 1 };

/** How likely the guard begins from there. */
export function firstShare({ begins: rule }: MatchRules, guard: Player, at: number): number {
  if (rule === 1) return 0;
  return rule === 0 ? 0.5 : (1 + (guard.thinks[at] as number)) / 2;
}

/** A game as it went, for watching: positions from the start on. */
export interface Game {
  readonly guardBegins: boolean;
  readonly course: readonly number[];
  readonly guardWins: boolean;
}

export function playGame(
  nim: Nim,
  rules: MatchRules,
  guard: Player,
  houdini: Player,
  random: Random,
): Game {
  let at = drawStart(nim, random);
  const guardBegins = random.unit() < firstShare(rules, guard, at);
  const course = [at];
  let guardMoves = guardBegins;
  while (at !== 0) {
    const replies = (guardMoves ? guard : houdini).replies[at] as Int32Array;
    at = replies[random.below(replies.length)] as number;
    course.push(at);
    guardMoves = !guardMoves;
  }
  // Whoever would have to move now has lost.
  return { guardBegins, course, guardWins: !guardMoves };
}

/** The games of a match up to the first that the guard wins. */
export function playMatch(
  nim: Nim,
  rules: MatchRules,
  guard: Player,
  houdini: Player,
  random: Random,
): readonly Game[] {
  const games: Game[] = [];
  while (games.length < rules.locks) {
    const game = playGame(nim, rules, guard, houdini, random);
    games.push(game);
    if (game.guardWins) break;
  }
  return games;
}

/** How likely the guard holds the Houdini, exactly. Cost: positions × moves. */
export function holds(nim: Nim, rules: MatchRules, guard: Player, houdini: Player): number {
  const onHoudini = new Float64Array(nim.positions.length);
  const onGuard = new Float64Array(nim.positions.length);
  onHoudini[0] = 1;
  for (let at = 1; at < nim.positions.length; at++) {
    onHoudini[at] = average(houdini.replies[at], onGuard);
    onGuard[at] = average(guard.replies[at], onHoudini);
  }
  return matchShare(nim, rules, guard, onGuard, onHoudini);
}

/** The same where the Houdini knows what this guard does, and does the best against it. */
export function holdsBest(nim: Nim, rules: MatchRules, guard: Player): number {
  const onHoudini = new Float64Array(nim.positions.length);
  const onGuard = new Float64Array(nim.positions.length);
  onHoudini[0] = 1;
  for (let at = 1; at < nim.positions.length; at++) {
    const reached = nim.moves[at] as Int32Array;
    onHoudini[at] = reached.reduce((least, next) => Math.min(least, onGuard[next] as number), 1);
    onGuard[at] = average(guard.replies[at], onHoudini);
  }
  return matchShare(nim, rules, guard, onGuard, onHoudini);
}

function matchShare(
  { starts }: Nim,
  rules: MatchRules,
  guard: Player,
  onGuard: Float64Array,
  onHoudini: Float64Array,
): number {
  let won = 0;
  for (const [at, probability] of starts) {
    const first = firstShare(rules, guard, at);
    won +=
      probability * (first * (onGuard[at] as number) + (1 - first) * (onHoudini[at] as number));
  }
  return 1 - (1 - won) ** rules.locks;
}

function average(places: Int32Array | undefined, values: Float64Array): number {
  if (places === undefined || places.length === 0) return 0;
  let sum = 0;
  for (const place of places) sum += values[place] as number;
  return sum / places.length;
}
