/**
 * Regret matching (Hart & Mas-Colell 2000; with unconditional regrets, Hart & Mas-Colell 2001):
 * every round each player draws a strategy with probability proportional to how much it regrets
 * not having played it always, and uniformly while it regrets nothing.
 * Needs: a game in normal form; each player learns what all its strategies would have paid.
 * Guarantees: regret in hindsight falls as the range of payoffs times √(strategies / rounds), so
 * play tends to the coarse correlated equilibria; with two players and constant sum the average
 * strategies gain at most the sum of the two regrets, so they tend to a Nash equilibrium.
 * Cost: the players' strategies, summed, per round.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { GameLearner, GamePlay, GamePlayOptions } from "./gameLearner.ts";

/**
 * Regret matching (Hart and Mas-Colell 2000): the average play comes close to a coarse correlated
 * equilibrium.
 */
export const regretMatching: GameLearner = {
  id: "regret_matching",
  title: "Regret matching",
  needs: "several agents, few joint rules each; all learn at once",
  guarantees:
    "play tends to coarse correlated equilibria; average strategies to a Nash equilibrium when two agents' utilities have a constant sum",
  source: "Hart & Mas-Colell 2000",
  play: playRounds,
};

function playRounds(game: NormalFormGame, options: GamePlayOptions): GamePlay {
  const { random } = options;
  const sizes = game.strategies.map((list) => list.length);
  const strides = sizes.map((_, player) =>
    sizes.slice(player + 1).reduce((product, size) => product * size, 1),
  );
  const regrets = sizes.map((size) => new Float64Array(size));
  const counts = sizes.map((size) => new Float64Array(size));
  const joint = new Float64Array(game.payoffs[0]?.length ?? 0);
  const choice = sizes.map(() => 0);
  const every = Math.max(1, Math.floor(options.rounds / 100));
  let played = 0;
  while (played < options.rounds) {
    if (played % every === 0 && played > 0) {
      if (options.signal?.aborted === true) break;
      options.onProgress?.(played, Math.max(0, ...hindsight(regrets, played)));
    }
    let profile = 0;
    for (const [player, own] of regrets.entries()) {
      const strategy = drawn(own, random);
      choice[player] = strategy;
      profile += strategy * (strides[player] as number);
    }
    joint[profile] = (joint[profile] as number) + 1;
    for (const [player, own] of regrets.entries()) {
      const payoffs = game.payoffs[player] as Float64Array;
      const stride = strides[player] as number;
      const taken = choice[player] as number;
      const paid = payoffs[profile] as number;
      const first = profile - taken * stride;
      for (let s = 0; s < own.length; s++)
        own[s] = (own[s] as number) + (payoffs[first + s * stride] as number) - paid;
      const count = counts[player] as Float64Array;
      count[taken] = (count[taken] as number) + 1;
    }
    played++;
  }
  const share = 1 / Math.max(1, played);
  return {
    rounds: played,
    average: counts.map((row) =>
      played === 0 ? row.fill(1 / row.length) : row.map((n) => n * share),
    ),
    joint: joint.map((n) => n * share),
    hindsightRegrets: hindsight(regrets, played),
  };
}

function hindsight(regrets: readonly Float64Array[], rounds: number): number[] {
  return regrets.map((own) => (rounds === 0 ? 0 : Math.max(...own) / rounds));
}

/** A strategy drawn in proportion to the positive part of its regret. */
function drawn(regrets: Float64Array, random: GamePlayOptions["random"]): number {
  let total = 0;
  for (const regret of regrets) if (regret > 0) total += regret;
  if (total <= 0) return random.below(regrets.length);
  let left = random.unit() * total;
  let last = 0;
  for (let s = 0; s < regrets.length; s++) {
    const regret = regrets[s] as number;
    if (regret <= 0) continue;
    left -= regret;
    if (left < 0) return s;
    last = s;
  }
  return last;
}
