/**
 * What a team could gain by another safety while the others keep to theirs, by quadrature over their capabilities:
 * the check of an equilibrium that leans on nothing but the rules. Cost: cells, and types × safeties × log cells.
 */
import { Random } from "@cidery/core";
import { blindSafety, knownSafeties, ownSafety } from "./equilibrium.ts";
import type { Race } from "./race.ts";
import { drawCapabilities, finish, payoff } from "./race.ts";

const CELLS = 4000;
const SAFETIES = Array.from({ length: 101 }, (_, i) => i / 100);

/** A rule for teams that know their own capability at most. */
export type OwnRule = (capability: number) => number;

export function closedRule(race: Race, information: "none" | "own"): OwnRule {
  return information === "none" ? () => blindSafety(race) : (c) => ownSafety(race, c);
}

/** The most a team gains by deviating alone from a rule all others keep. */
export function deviationGain(race: Race, information: "none" | "own", rule: OwnRule): number {
  const types = Array.from({ length: 40 }, (_, i) => (race.mu * (i + 0.5)) / 40);
  const others = othersOf(race, rule);
  if (information === "own")
    return Math.max(
      ...types.map((c) => {
        const kept = worth(race, others, c, rule(c));
        return Math.max(...SAFETIES.map((s) => worth(race, others, c, s))) - kept;
      }),
    );
  const mean = (s: number): number =>
    types.reduce((sum, c) => sum + worth(race, others, c, s), 0) / types.length;
  return Math.max(...SAFETIES.map(mean)) - mean(rule(0));
}

/** The best of the others by what it has left, from the least on. */
interface Others {
  readonly left: Float64Array;
  /** How likely the best of them has less left than that one. */
  readonly below: Float64Array;
  /** Its safety times its probability, summed over those from there on. */
  readonly above: Float64Array;
}

/** The largest of n − 1 that are drawn alike. */
function othersOf({ teams, mu }: Race, rule: OwnRule): Others {
  const cells = Array.from({ length: CELLS }, (_, i) => {
    const c = (mu * (i + 0.5)) / CELLS;
    return { left: c - rule(c), safety: rule(c) };
  }).sort((a, b) => a.left - b.left);
  const below = Float64Array.from({ length: CELLS + 1 }, (_, i) => (i / CELLS) ** (teams - 1));
  const above = new Float64Array(CELLS + 1);
  for (let i = CELLS - 1; i >= 0; i--)
    above[i] =
      (above[i + 1] as number) +
      (cells[i]?.safety ?? 0) * ((below[i + 1] as number) - (below[i] as number));
  return { left: Float64Array.from(cells, ({ left }) => left), below, above };
}

function worth(
  { enmity }: Race,
  { left, below, above }: Others,
  capability: number,
  safety: number,
): number {
  const own = capability - safety;
  let [low, high] = [0, left.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((left[middle] as number) < own) low = middle + 1;
    else high = middle;
  }
  return safety * (below[low] as number) + (1 - enmity) * (above[low] as number);
}

/** The same where all know all: the most that any team gains in drawn races. */
export function knownDeviationGain(
  race: Race,
  draws: number,
  rule: (race: Race, capabilities: readonly number[]) => readonly number[] = knownSafeties,
): number {
  const random = Random.seeded(1);
  let most = 0;
  for (let i = 0; i < draws; i++) {
    const capabilities = drawCapabilities(race, random);
    const kept = rule(race, capabilities);
    const before = finish(capabilities, kept, random);
    for (const team of capabilities.keys()) {
      const was = payoff(race, team, before);
      for (const safety of SAFETIES) {
        const other = kept.map((s, j) => (j === team ? safety : s));
        const now = payoff(race, team, finish(capabilities, other, random));
        most = Math.max(most, now - was);
      }
    }
  }
  return most;
}
