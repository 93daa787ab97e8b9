/**
 * The independent checker: how much could some player gain by leaving a profile? A profile is a
 * Nash equilibrium exactly when its regret is 0, so every solver's answer can be checked by code
 * that shares nothing with the solver. It walks the payoff tensor profile by profile, nothing
 * else. Cost O(players · profiles · players).
 */
import type { NormalFormGame } from "../../model/index.ts";

/** Each player's best pure deviation minus what the profile pays that player; never below 0 except by rounding. */
export function regrets(game: NormalFormGame, profile: readonly ArrayLike<number>[]): number[] {
  const sizes = game.strategies.map((list) => list.length);
  return game.players.map((_, player) => {
    const payoffs = game.payoffs[player] as Float64Array;
    const deviation = new Float64Array(sizes[player] as number);
    const choice = sizes.map(() => 0);
    for (let index = 0; index < payoffs.length; index++) {
      let weight = 1;
      for (let other = 0; other < sizes.length && weight !== 0; other++) {
        if (other !== player) weight *= probability(profile, other, choice[other] as number);
      }
      const own = choice[player] as number;
      deviation[own] = (deviation[own] as number) + weight * (payoffs[index] as number);
      advance(choice, sizes);
    }
    let best = Number.NEGATIVE_INFINITY;
    let value = 0;
    for (let own = 0; own < deviation.length; own++) {
      best = Math.max(best, deviation[own] as number);
      value += (deviation[own] as number) * probability(profile, player, own);
    }
    return best - value;
  });
}

/** The largest of the players' regrets. */
export function regret(game: NormalFormGame, profile: readonly ArrayLike<number>[]): number {
  return Math.max(0, ...regrets(game, profile));
}

/** How far a profile is from one distribution per player: 0 when it is a profile. */
export function profileError(game: NormalFormGame, profile: readonly ArrayLike<number>[]): number {
  let worst = 0;
  for (const [player, list] of game.strategies.entries()) {
    let total = 0;
    for (let i = 0; i < list.length; i++) {
      const p = probability(profile, player, i);
      worst = Math.max(worst, -p);
      total += p;
    }
    worst = Math.max(worst, Math.abs(total - 1));
  }
  return worst;
}

/** The range of payoffs, at least 1: the unit in which a regret is small or large. */
export function payoffScale(game: NormalFormGame): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const tensor of game.payoffs) {
    for (const payoff of tensor) {
      if (payoff < low) low = payoff;
      if (payoff > high) high = payoff;
    }
  }
  return Math.max(high - low, 1e-300);
}

function probability(
  profile: readonly ArrayLike<number>[],
  player: number,
  strategy: number,
): number {
  return profile[player]?.[strategy] ?? 0;
}

/** Next profile, the last player fastest. */
function advance(choice: number[], sizes: readonly number[]): void {
  for (let player = sizes.length - 1; player >= 0; player--) {
    const next = (choice[player] as number) + 1;
    if (next < (sizes[player] as number)) {
      choice[player] = next;
      return;
    }
    choice[player] = 0;
  }
}
