/**
 * Nash equilibria of the race, in closed form. Derived here from the rules of Armstrong, Bostrom & Shulman 2016
 * (first-order conditions of the symmetric equilibrium; for all-known capabilities, the safety at which the second
 * would rather be second); race.test.ts looks for gains by deviating, on a grid. Cost: constant, or one pass over the teams.
 */
import type { Race } from "./race.ts";
import type { Information } from "./race.ts";

/** Safety of a team that knows no capability, all alike: μ / (n e). */
export function blindSafety({ teams, mu, enmity }: Race): number {
  return Math.min(1, mu / (teams * enmity));
}

/** Safety of a team that knows its own capability c: c / (1 + e (n − 1)). */
export function ownSafety({ teams, enmity }: Race, capability: number): number {
  return Math.max(0, Math.min(1, capability / (1 + enmity * (teams - 1))));
}

/**
 * Safety of every team where all know all. The ablest is as safe as its lead allows: with Δ / e the second gets by
 * overtaking it what it gets by not. The second follows as closely as it can; the others cannot win and are as safe
 * as there is room for.
 */
export function knownSafeties({ enmity }: Race, capabilities: readonly number[]): number[] {
  const order = [...capabilities.keys()].sort(
    (a, b) => (capabilities[b] as number) - (capabilities[a] as number),
  );
  const [first = 0, second = first] = order;
  const lead = (capabilities[first] as number) - (capabilities[second] as number);
  const safety = Math.min(1, lead / enmity);
  const bar = (capabilities[first] as number) - safety;
  return capabilities.map((c, i) => {
    if (i === first) return safety;
    // As close behind as can be, and not before it.
    return Math.max(0, Math.min(1, c - bar + CLOSE));
  });
}

/** How far the second stays behind the first. */
const CLOSE = 1e-9;

/** Probability that what wins the race is unsafe, in equilibrium. */
export function risk(race: Race, information: Information): number {
  const { teams: n, mu, enmity: e } = race;
  if (information === "none") return 1 - blindSafety(race);
  if (information === "own") {
    const k = 1 + e * (n - 1);
    return k >= mu ? 1 - (n * mu) / ((n + 1) * k) : (k / mu) ** n / (n + 1);
  }
  // The lead of the ablest exceeds t with probability (1 − t/μ)ⁿ.
  const reach = Math.min(e, mu) / mu;
  return 1 - (mu / (e * (n + 1))) * (1 - (1 - reach) ** (n + 1));
}
