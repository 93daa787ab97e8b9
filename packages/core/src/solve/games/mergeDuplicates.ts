/**
 * Strategies that pay everybody the same against everything are one strategy. Merging them keeps
 * every equilibrium up to how the copies share its weight, and makes induced normal forms small.
 */
import type { NormalFormGame } from "../../model/index.ts";

export interface MergedGame {
  readonly game: NormalFormGame;
  /** representatives[player][strategy of the merged game]: the first of the merged strategies. */
  readonly representatives: readonly (readonly number[])[];
}

export function mergeDuplicates(game: NormalFormGame, tolerance = 1e-11): MergedGame {
  const sizes = game.strategies.map((list) => list.length);
  const scale = Math.max(
    1e-300,
    ...game.payoffs.map((tensor) => tensor.reduce((m, x) => Math.max(m, Math.abs(x)), 0)),
  );
  const representatives = sizes.map((size, player) => {
    const kept: number[] = [];
    for (let s = 0; s < size; s++) {
      if (!kept.some((other) => same(game, sizes, player, s, other, tolerance * scale)))
        kept.push(s);
    }
    return kept;
  });
  const merged = representatives.map((list) => list.length);
  const count = merged.reduce((n, size) => n * size, 1);
  const payoffs = game.payoffs.map(() => new Float64Array(count));
  for (let index = 0; index < count; index++) {
    let rest = index;
    let original = 0;
    let stride = 1;
    for (let player = sizes.length - 1; player >= 0; player--) {
      const size = merged[player] as number;
      original += ((representatives[player] as number[])[rest % size] as number) * stride;
      rest = Math.floor(rest / size);
      stride *= sizes[player] as number;
    }
    for (const [i, tensor] of payoffs.entries()) {
      tensor[index] = (game.payoffs[i] as Float64Array)[original] as number;
    }
  }
  return {
    game: {
      ...game,
      strategies: representatives.map((list, player) =>
        list.map((s) => game.strategies[player]?.[s] ?? ""),
      ),
      payoffs,
    },
    representatives,
  };
}

function same(
  game: NormalFormGame,
  sizes: readonly number[],
  player: number,
  a: number,
  b: number,
  slack: number,
): boolean {
  const stride = sizes.slice(player + 1).reduce((n, size) => n * size, 1);
  const block = stride * (sizes[player] as number);
  for (const tensor of game.payoffs) {
    for (let start = 0; start < tensor.length; start += block) {
      for (let i = 0; i < stride; i++) {
        const x = tensor[start + a * stride + i] as number;
        const y = tensor[start + b * stride + i] as number;
        if (Math.abs(x - y) > slack) return false;
      }
    }
  }
  return true;
}
