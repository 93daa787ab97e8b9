/**
 * Mixed strategy profiles of normal-form games and what they pay: one distribution over pure
 * strategies per player. Payoffs of all pure strategies against a profile come from one sweep over
 * the tensor that contracts the other players one after the other, cost O(profiles).
 */
import type { NormalFormGame } from "../../model/index.ts";

/** profile[player][strategy]: a probability. */
export type MixedProfile = readonly Float64Array[];

/** The profile in which every player plays one pure strategy. */
export function pureProfile(game: NormalFormGame, choice: readonly number[]): Float64Array[] {
  return game.strategies.map((list, player) => {
    const mixed = new Float64Array(list.length);
    mixed[choice[player] as number] = 1;
    return mixed;
  });
}

/** Every strategy equally likely. */
export function uniformProfile(game: NormalFormGame): Float64Array[] {
  return game.strategies.map((list) => new Float64Array(list.length).fill(1 / list.length));
}

/** What each pure strategy of `player` pays when the others play `profile`. */
export function strategyPayoffs(
  game: NormalFormGame,
  profile: MixedProfile,
  player: number,
): Float64Array {
  const sizes = game.strategies.map((list) => list.length);
  let tensor = game.payoffs[player] as Float64Array;
  for (let last = sizes.length - 1; last > player; last--) {
    tensor = contractLast(tensor, profile[last] as Float64Array);
  }
  for (let first = 0; first < player; first++) {
    tensor = contractFirst(tensor, profile[first] as Float64Array);
  }
  return tensor === game.payoffs[player] ? tensor.slice() : tensor;
}

/** Each player's expected payoff. */
export function expectedPayoffs(game: NormalFormGame, profile: MixedProfile): number[] {
  return game.players.map((_, player) =>
    dot(strategyPayoffs(game, profile, player), profile[player] as Float64Array),
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function contractLast(tensor: Float64Array, weights: Float64Array): Float64Array {
  const inner = weights.length;
  const result = new Float64Array(tensor.length / inner);
  for (let outer = 0, at = 0; outer < result.length; outer++) {
    let sum = 0;
    for (let i = 0; i < inner; i++) sum += (tensor[at++] as number) * (weights[i] as number);
    result[outer] = sum;
  }
  return result;
}

function contractFirst(tensor: Float64Array, weights: Float64Array): Float64Array {
  const rest = tensor.length / weights.length;
  const result = new Float64Array(rest);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    for (let j = 0; j < rest; j++) {
      result[j] = (result[j] as number) + weight * (tensor[i * rest + j] as number);
    }
  }
  return result;
}
