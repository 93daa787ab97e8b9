/**
 * The value of a two-player game and a best move: minimax (von Neumann 1928) with alpha–beta
 * pruning (Knuth & Moore 1975), averaging over chance (expectiminimax, Michie 1966), whose outcomes
 * are searched with an open window.
 * Needs: a game in which play ends. With `depth`, play is cut there and `estimate` stands in.
 * Guarantees: the exact value and the first of the best moves; with `depth`, those of the cut game.
 * Cost: states visited, at worst movesᵈᵉᵖᵗʰ and with good order its root; with `key`, no state is
 * searched twice for the same question.
 */
import type { TwoPlayerGame } from "./twoPlayerGame.ts";
import { chances } from "./twoPlayerGame.ts";

/** From where, how deep, and how many positions at most. */
export interface MinimaxOptions<S> {
  /** Where to start; the beginning of the game when absent. */
  readonly from?: S;
  /** Moves, of chance too, after which play is cut. Default: never. */
  readonly depth?: number;
  /** What a state is worth where play is cut. Default 0. */
  readonly estimate?: (state: S) => number;
  /** Default 5 million. */
  readonly maxVisits?: number;
}

/**
 * The value of the position to the maximising player, the best move, and the positions visited.
 */
export interface MinimaxResult {
  /** What the maximiser wins under best play of both. */
  readonly value: number;
  /** The first best move; −1 when nobody is to move. */
  readonly move: number;
  readonly visits: number;
}

/** What is known of a state: the value, or a bound that sufficed when it was searched. */
interface Known {
  readonly low: number;
  readonly high: number;
  readonly depth: number;
}

/** @throws RangeError when more states than `maxVisits` are visited */
export function minimax<S>(game: TwoPlayerGame<S>, options: MinimaxOptions<S> = {}): MinimaxResult {
  const { depth = Number.POSITIVE_INFINITY, estimate, maxVisits = 5_000_000 } = options;
  const known = new Map<string, Known>();
  let visits = 0;

  /** The value if it is within low … high; otherwise a bound on the side where it lies. */
  const search = (state: S, left: number, low: number, high: number): number => {
    if (++visits > maxVisits) {
      throw new RangeError(`more than ${maxVisits} states are visited; give a depth or a key`);
    }
    const mover = game.mover(state);
    if (mover === "over") return game.worth(state);
    if (left <= 0) return estimate?.(state) ?? 0;
    const key = game.key?.(state);
    const found = key === undefined ? undefined : known.get(key);
    if (found !== undefined && found.depth === left) {
      if (found.low >= high || found.low === found.high) return found.low;
      if (found.high <= low) return found.high;
    }
    const value =
      mover === "chance"
        ? expected(state, left)
        : best(state, left, low, high, mover === "maximiser");
    if (key !== undefined) {
      const certain = mover === "chance";
      known.set(key, {
        low: certain || value > low ? value : Number.NEGATIVE_INFINITY,
        high: certain || value < high ? value : Number.POSITIVE_INFINITY,
        depth: left,
      });
    }
    return value;
  };

  const expected = (state: S, left: number): number =>
    chances(game, state).reduce(
      (sum, p, move) =>
        p === 0
          ? sum
          : sum +
            p *
              search(
                game.play(state, move),
                left - 1,
                Number.NEGATIVE_INFINITY,
                Number.POSITIVE_INFINITY,
              ),
      0,
    );

  const best = (state: S, left: number, low: number, high: number, upwards: boolean): number => {
    let value = upwards ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    let [floor, ceiling] = [low, high];
    const count = game.moveCount(state);
    for (let move = 0; move < count && floor < ceiling; move++) {
      const worth = search(game.play(state, move), left - 1, floor, ceiling);
      if (upwards) {
        value = Math.max(value, worth);
        floor = Math.max(floor, value);
      } else {
        value = Math.min(value, worth);
        ceiling = Math.min(ceiling, value);
      }
    }
    return value;
  };

  const root = options.from ?? game.initial;
  const mover = game.mover(root);
  if (mover === "over" || mover === "chance" || depth <= 0) {
    const value = search(root, depth, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    return { value, move: -1, visits };
  }
  const upwards = mover === "maximiser";
  let value = upwards ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let move = -1;
  for (let candidate = 0; candidate < game.moveCount(root); candidate++) {
    const after = game.play(root, candidate);
    const worth = upwards
      ? search(after, depth - 1, value, Number.POSITIVE_INFINITY)
      : search(after, depth - 1, Number.NEGATIVE_INFINITY, value);
    if (move < 0 || (upwards ? worth > value : worth < value)) {
      value = worth;
      move = candidate;
    }
  }
  return { value, move, visits };
}
