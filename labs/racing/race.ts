/**
 * A race to the first powerful AI (Armstrong, Bostrom & Shulman 2016): every team has a capability, uniform between 0
 * and μ, and chooses how much of it goes into safety. Whoever has most left arrives first, and its AI is safe with
 * the probability it chose. A team gets 1 for a safe AI of its own, 1 − e for one of somebody else's (e: enmity), and
 * nothing for an unsafe one. What is left of capability is also when the AI arrives: one unit more, one unit earlier.
 */
import type { Random } from "@cidery/core";
import type { Settings } from "@cidery/core/lab";

/** What a team is told before it chooses: nothing, its own capability, everybody's. */
export type Information = "none" | "own" | "all";

export interface Race {
  readonly teams: number;
  /** Largest capability: how much skill counts beside risk. */
  readonly mu: number;
  readonly enmity: number;
}

export function raceOf({ teams = 3, mu = 2, enmity = 1 }: Settings): Race {
  return { teams, mu, enmity };
}

export function drawCapabilities({ teams, mu }: Race, random: Random): number[] {
  return Array.from({ length: teams }, () => mu * random.unit());
}

export interface Finish {
  readonly winner: number;
  /** Capability that the first has left, and the one after it: the later, the less. */
  readonly first: number;
  readonly second: number;
  /** The probability that what the first has made is safe. */
  readonly safety: number;
}

/** @param hold by team, what it is held up by; nothing when absent */
export function finish(
  capabilities: readonly number[],
  safeties: readonly number[],
  random: Random,
  hold: readonly number[] = [],
): Finish {
  const left = capabilities.map((c, i) => c - (safeties[i] ?? 0) - (hold[i] ?? 0));
  const first = Math.max(...left);
  const winner = random.pick([...left.keys()].filter((i) => left[i] === first));
  const second = Math.max(...left.filter((_, i) => i !== winner));
  return { winner, first, second, safety: safeties[winner] ?? 0 };
}

/** What a team expects to get from a race that came out so. */
export function payoff({ enmity }: Race, team: number, { winner, safety }: Finish): number {
  return team === winner ? safety : (1 - enmity) * safety;
}

/** Time that holding a team up buys, with everybody as safe as before: at most what it was ahead by. */
export function bought(before: Finish, held: number, by: number): number {
  return before.winner === held ? Math.min(by, before.first - before.second) : 0;
}
