/**
 * Monte-Carlo tree search with upper confidence bounds (UCT: Kocsis & Szepesvári 2006) for games
 * too large for minimax: every playout walks down the tree by optimism, adds one state, and plays
 * on at random. The move that was tried most is proposed.
 * Needs: a game in which random play ends. All chance comes from `random`.
 * Guarantees: the share of best moves and the value tend to minimax as playouts grow; none for a
 * given budget. Cost: playouts × length of play.
 */
import type { Random } from "../../base/index.ts";
import type { TwoPlayerGame } from "./twoPlayerGame.ts";
import { sample } from "../environments/sample.ts";
import { chances } from "./twoPlayerGame.ts";

/** How many playouts, from which random numbers and position. */
export interface TreeSearchOptions<S> {
  readonly playouts: number;
  readonly random: Random;
  /** Where to start; the beginning of the game when absent. */
  readonly from?: S;
  /** Weight of optimism, in ranges of the results seen so far. Default 1; the proofs take √2. */
  readonly exploration?: number;
  readonly signal?: { readonly aborted: boolean };
}

/** The move tried most often, and the value it promises. */
export interface TreeSearchResult {
  /** The move tried most, first in a tie; −1 when nobody is to move. */
  readonly move: number;
  /** Mean result of all playouts, for the maximiser. */
  readonly value: number;
  /** How often each move was tried. */
  readonly visits: readonly number[];
  readonly playouts: number;
}

class Place<S> {
  readonly state: S;
  readonly children: (Place<S> | undefined)[] = [];
  visits = 0;
  sum = 0;

  constructor(state: S) {
    this.state = state;
  }
}

/**
 * Tree search by playouts with upper confidence bounds (Kocsis and Szepesvári 2006). Costs
 * `playouts` games.
 */
export function monteCarloTreeSearch<S>(
  game: TwoPlayerGame<S>,
  options: TreeSearchOptions<S>,
): TreeSearchResult {
  const { random, exploration = 1 } = options;
  const root = new Place(options.from ?? game.initial);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let played = 0;
  for (; played < options.playouts && options.signal?.aborted !== true; played++) {
    const path = [root];
    let at = root;
    let isNew = false;
    while (!isNew && game.mover(at.state) !== "over") {
      const move = chosen(game, at, exploration * Math.max(0, highest - lowest), random);
      let next = at.children[move];
      if (next === undefined) {
        next = new Place(game.play(at.state, move));
        at.children[move] = next;
        isNew = true;
      }
      path.push(next);
      at = next;
    }
    const result = playOn(game, at.state, random);
    lowest = Math.min(lowest, result);
    highest = Math.max(highest, result);
    for (const place of path) {
      place.visits++;
      place.sum += result;
    }
  }
  const mover = game.mover(root.state);
  const decides = mover === "maximiser" || mover === "minimiser";
  const visits = decides
    ? Array.from({ length: game.moveCount(root.state) }, (_, m) => root.children[m]?.visits ?? 0)
    : [];
  return {
    move: decides ? visits.indexOf(Math.max(...visits)) : -1,
    value: root.visits === 0 ? 0 : root.sum / root.visits,
    visits,
    playouts: played,
  };
}

/** An untried move, or the one with the best upper confidence bound. */
function chosen<S>(game: TwoPlayerGame<S>, at: Place<S>, weight: number, random: Random): number {
  const mover = game.mover(at.state);
  if (mover === "chance") return sample(Float64Array.from(chances(game, at.state)), random);
  const sign = mover === "maximiser" ? 1 : -1;
  const count = game.moveCount(at.state);
  const untried: number[] = [];
  for (let move = 0; move < count; move++) if (at.children[move] === undefined) untried.push(move);
  if (untried.length > 0) return random.pick(untried);
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let move = 0; move < count; move++) {
    const { visits, sum } = at.children[move] as Place<S>;
    const bound = (sign * sum) / visits + weight * Math.sqrt(Math.log(at.visits) / visits);
    if (bound > most) {
      most = bound;
      best = move;
    }
  }
  return best;
}

function playOn<S>(game: TwoPlayerGame<S>, from: S, random: Random): number {
  let state = from;
  for (let mover = game.mover(state); mover !== "over"; mover = game.mover(state)) {
    const move =
      mover === "chance"
        ? sample(Float64Array.from(chances(game, state)), random)
        : random.below(game.moveCount(state));
    state = game.play(state, move);
  }
  return game.worth(state);
}
