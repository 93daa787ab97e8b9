/**
 * A game in normal (strategic) form as a plain value: players, their pure strategies, and one
 * payoff tensor per player. A tensor is indexed by the profile with the FIRST player slowest, so a
 * two-player tensor is the row player's matrix in row-major order.
 */
/** A game as tables, one per player, the first player's strategies slowest. */
export interface NormalFormGame {
  readonly title: string;
  readonly players: readonly string[];
  /** Labels of each player's strategies; not necessarily unique. */
  readonly strategies: readonly (readonly string[])[];
  /** payoffs[player][profile index]. */
  readonly payoffs: readonly Float64Array[];
}

/**
 * A game from strategy counts or labels and one tensor per player.
 * @throws RangeError when tensors and strategy counts disagree, or a payoff is not finite
 */
export function normalFormGame(parts: {
  readonly title?: string;
  readonly players?: readonly string[];
  readonly strategies: readonly (number | readonly string[])[];
  readonly payoffs: readonly ArrayLike<number>[];
}): NormalFormGame {
  const strategies = parts.strategies.map((one) =>
    typeof one === "number" ? Array.from({ length: one }, (_, i) => String(i + 1)) : [...one],
  );
  const players = parts.players ?? strategies.map((_, i) => `Player ${i + 1}`);
  if (players.length !== strategies.length || parts.payoffs.length !== strategies.length) {
    throw new RangeError(
      `${players.length} players, but strategies of ${strategies.length} and payoffs of ${parts.payoffs.length}`,
    );
  }
  const size = strategies.reduce((product, list) => product * list.length, 1);
  if (size === 0 || players.length === 0) {
    throw new RangeError("every game needs a player, and every player a strategy");
  }
  const payoffs = parts.payoffs.map((tensor, player) => {
    if (tensor.length !== size) {
      throw new RangeError(
        `${players[player]} has ${tensor.length} payoffs, the game has ${size} profiles`,
      );
    }
    const copy = Float64Array.from(tensor);
    const bad = copy.find((payoff) => !Number.isFinite(payoff));
    if (bad !== undefined)
      throw new RangeError(`${players[player]} has a payoff of ${bad}; payoffs are finite numbers`);
    return copy;
  });
  return { title: parts.title ?? "", players, strategies, payoffs };
}

/** A two-player game from two matrices (rows: the first player's strategies). */
export function bimatrixGame(
  rows: readonly (readonly number[])[],
  columns: readonly (readonly number[])[] = rows.map((row) => row.map((payoff) => -payoff)),
): NormalFormGame {
  return normalFormGame({
    strategies: [rows.length, rows[0]?.length ?? 0],
    payoffs: [rows.flat(), columns.flat()],
  });
}
