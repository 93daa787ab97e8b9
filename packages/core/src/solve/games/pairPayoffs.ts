/**
 * What player i gets from each of its strategies against each of player k's, everybody else
 * playing the profile: the second-order view of a game that Newton's method needs.
 * Cost O(profiles).
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { MixedProfile } from "./mixedProfile.ts";

/** rows: strategies of i, columns: strategies of k. */
export function pairPayoffs(
  game: NormalFormGame,
  profile: MixedProfile,
  i: number,
  k: number,
): Float64Array {
  const sizes = game.strategies.map((list) => list.length);
  const columns = sizes[k] as number;
  const result = new Float64Array((sizes[i] as number) * columns);
  const tensor = game.payoffs[i] as Float64Array;
  const walk = (
    player: number,
    index: number,
    weight: number,
    row: number,
    column: number,
  ): void => {
    if (player === sizes.length) {
      const at = row * columns + column;
      result[at] = (result[at] as number) + weight * (tensor[index] as number);
      return;
    }
    const size = sizes[player] as number;
    for (let s = 0; s < size; s++) {
      if (player === i) walk(player + 1, index * size + s, weight, s, column);
      else if (player === k) walk(player + 1, index * size + s, weight, row, s);
      else {
        const p = profile[player]?.[s] ?? 0;
        if (p !== 0) walk(player + 1, index * size + s, weight * p, row, column);
      }
    }
  };
  walk(0, 0, 1, 0, 0);
  return result;
}
