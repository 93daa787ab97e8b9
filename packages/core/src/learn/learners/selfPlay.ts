/**
 * Self-play: one table of values plays both sides of a game and learns from every move what the best reply to it
 * is worth (Samuel 1959; turn by turn, minimax-Q is Q-learning with the other side's best move: Littman 1994). It is
 * told whose turn it is, how many moves there are and how games ended; chance and rules it only meets.
 * Needs: a game of two with opposite interests, perfect information and keys; an end.
 * Guarantees: values tend to those of perfect play as every move is tried again and again; none for a given
 * number of games. Cost: games × moves of a game.
 */
import type { Random } from "../../base/index.ts";
import type { TwoPlayerGame } from "../plan/twoPlayerGame.ts";
import { chances } from "../plan/twoPlayerGame.ts";
import { sample } from "../environments/sample.ts";
import { bestAction, rowOf } from "./learner.ts";

/** How long, and how it tries things out. */
export interface SelfPlayOptions {
  readonly games: number;
  readonly random: Random;
  /** Share of random moves; falls from 1 to 0.1 over the first three quarters when absent. */
  readonly exploration?: number;
  /** Called about a hundred times with the games done. */
  readonly onProgress?: (gamesDone: number) => void;
  /** Polled between games; it stops with what was learnt so far. */
  readonly signal?: { readonly aborted: boolean };
}

/** What was learnt by playing against oneself. */
export interface SelfPlayResult<S> {
  /** Games that were played (fewer than asked for when stopped). */
  readonly games: number;
  /** The move that is thought best for whoever moves; the first one at a state that was never met. */
  readonly choose: (state: S) => number;
  /** What the maximiser is thought to win from a state where a player moves; undefined where none was met. */
  readonly value: (state: S) => number | undefined;
}

/** @throws RangeError for a game without keys */
export function selfPlay<S>(game: TwoPlayerGame<S>, options: SelfPlayOptions): SelfPlayResult<S> {
  const { key } = game;
  if (key === undefined)
    throw new RangeError("self-play keeps a table by state: give the game a `key`");
  const { games, random } = options;
  const worths = new Map<string, Float64Array>();
  const visits = new Map<string, Float64Array>();
  /** Of the maximiser 1, of the minimiser −1. */
  const side = (state: S): number => (game.mover(state) === "minimiser" ? -1 : 1);
  const best = (state: S, row: Float64Array): number => {
    const sign = side(state);
    let chosen = 0;
    for (let m = 1; m < row.length; m++)
      if (sign * (row[m] as number) > sign * (row[chosen] as number)) chosen = m;
    return chosen;
  };
  const valueHere = (state: S): number => {
    if (game.mover(state) === "over") return game.worth(state);
    const row = rowOf(worths, key(state), game.moveCount(state));
    return row[best(state, row)] as number;
  };
  const every = Math.max(1, Math.floor(games / 100));
  let played = 0;
  for (; played < games && options.signal?.aborted !== true; played++) {
    const tries = options.exploration ?? Math.max(0.1, 1 - played / games / 0.75);
    let state = pastChance(game, game.initial, random);
    while (game.mover(state) !== "over") {
      const count = game.moveCount(state);
      const name = key(state);
      const row = rowOf(worths, name, count);
      const sign = side(state);
      const move =
        random.unit() < tries
          ? random.below(count)
          : bestAction(
              row.map((worth) => sign * worth),
              random,
            );
      const next = pastChance(game, game.play(state, move), random);
      const seen = rowOf(visits, name, count);
      const n = (seen[move] as number) + 1;
      seen[move] = n;
      // Slower than 1/n, so that early guesses about replies are forgotten.
      row[move] = (row[move] as number) + (valueHere(next) - (row[move] as number)) / n ** 0.8;
      state = next;
    }
    if ((played + 1) % every === 0) options.onProgress?.(played + 1);
  }
  return {
    games: played,
    choose(state) {
      const row = worths.get(key(state));
      return row === undefined ? 0 : best(state, row);
    },
    value(state) {
      const row = worths.get(key(state));
      return row === undefined ? undefined : (row[best(state, row)] as number);
    },
  };
}

/** The first state at which a player moves, or nobody. */
function pastChance<S>(game: TwoPlayerGame<S>, from: S, random: Random): S {
  let state = from;
  while (game.mover(state) === "chance")
    state = game.play(state, sample(Float64Array.from(chances(game, state)), random));
  return state;
}
