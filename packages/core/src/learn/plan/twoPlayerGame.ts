/**
 * A game of two players with opposite interests who see everything, move in turn, and may be
 * interrupted by chance: rules only. What one side wins the other loses, so one number says how it
 * ended. Debates between two models and attacker–defender games are of this form.
 */

/** Who acts at a state: the player that wants much, the one that wants little, chance, or nobody. */
export type Mover = "maximiser" | "minimiser" | "chance" | "over";

/** A game of two with opposite interests, by functions; chance may move too. */
export interface TwoPlayerGame<S> {
  readonly initial: S;
  readonly mover: (state: S) => Mover;
  /** Moves of the mover, or outcomes of chance; at least 1 unless it is over. */
  readonly moveCount: (state: S) => number;
  /** The state after move 0 … moveCount−1. */
  readonly play: (state: S, move: number) => S;
  /** Probability of an outcome of chance; equally likely when absent. */
  readonly probability?: (state: S, move: number) => number;
  /** What the maximiser has won when it is over. */
  readonly worth: (state: S) => number;
  /** Equal keys mean equal states. Without it nothing is remembered between ways to a state. */
  readonly key?: (state: S) => string;
}

/** The outcomes of chance at a state with their probabilities. @throws RangeError unless they sum to 1 */
export function chances<S>(game: TwoPlayerGame<S>, state: S): number[] {
  const count = game.moveCount(state);
  const all = Array.from(
    { length: count },
    (_, move) => game.probability?.(state, move) ?? 1 / count,
  );
  const total = all.reduce((sum, p) => sum + p, 0);
  if (!(Math.abs(total - 1) <= 1e-9)) {
    throw new RangeError(`the outcomes of chance have total probability ${total}`);
  }
  return all;
}
