/**
 * Teams that learn: regret matching in every information set, on races as they are drawn (Hart & Mas-Colell 2000;
 * with drawn chance and drawn opponents: Zinkevich, Johanson, Bowling & Piccione 2007). After a race a team knows what
 * every safety would have got it against what the others did. All teams are alike before capabilities are drawn, so
 * all learn in one table. What is played in the end is the average, by which later races count more. Without a
 * guarantee to reach an equilibrium (payoffs are not opposed): what deviating gains is measured. Cost: races × teams × levels.
 */
import type { Random } from "@cidery/core";
import type { Information, Race } from "./race.ts";
import { drawCapabilities } from "./race.ts";

/** Safety comes in twentieths. */
export const LEVELS = 21;
/** Kinds of capability, or of lead, that are told apart. */
const KINDS = 24;

export interface TeamsOptions {
  readonly races: number;
  readonly random: Random;
  readonly signal?: { readonly aborted: boolean };
  /** Called with the races done and what was learnt so far, at these numbers of races. */
  readonly looks?: ReadonlySet<number>;
  readonly onLook?: (done: number, learnt: LearntTeams) => void;
}

/** By information set, how likely each safety is. */
export interface LearntTeams {
  readonly rule: (set: number) => Float64Array;
}

/**
 * Which information set a team is in. Of everybody's capabilities it goes by its lead over the best of the others
 * (behind: how far), which is what its payoff depends on while others can be overtaken.
 */
export function setOf(
  { mu }: Race,
  information: Information,
  capabilities: readonly number[],
  team: number,
): number {
  if (information === "none") return 0;
  const own = capabilities[team] as number;
  if (information === "own") return Math.min(KINDS - 1, Math.floor((KINDS * own) / mu));
  let best = 0;
  for (const [i, c] of capabilities.entries()) if (i !== team) best = Math.max(best, c);
  const reach = Math.min(1, mu);
  const lead = Math.max(-1, Math.min(1, (own - best) / reach));
  return Math.min(2 * KINDS - 1, Math.floor(KINDS * (lead + 1)));
}

/** Safety at the levels; a draw of one by a rule. */
export function levelOf(rule: Float64Array, random: Random): number {
  let left = random.unit();
  for (let level = 0; level < LEVELS; level++) {
    left -= rule[level] as number;
    if (left < 0) return level;
  }
  return LEVELS - 1;
}

export function learnTeams(
  race: Race,
  information: Information,
  { races, random, signal, looks, onLook }: TeamsOptions,
): LearntTeams {
  const sets = information === "none" ? 1 : information === "own" ? KINDS : 2 * KINDS;
  const table = () => Array.from({ length: sets }, () => new Float64Array(LEVELS));
  const [regrets, sums] = [table(), table()];
  const now = new Float64Array(LEVELS);
  const learnt: LearntTeams = { rule: (set) => share(sums[set] ?? now, new Float64Array(LEVELS)) };
  for (let done = 1; done <= races && signal?.aborted !== true; done++) {
    const capabilities = drawCapabilities(race, random);
    const at = capabilities.map((_, team) => setOf(race, information, capabilities, team));
    const levels = at.map((set) => levelOf(share(regrets[set] as Float64Array, now), random));
    const left = capabilities.map((c, team) => c - (levels[team] as number) / (LEVELS - 1));
    for (const [team, set] of at.entries()) {
      const own = regrets[set] as Float64Array;
      const rule = share(own, now);
      const worth = worths(race, capabilities, levels, left, team);
      let expected = 0;
      for (let a = 0; a < LEVELS; a++) expected += (rule[a] as number) * (worth[a] as number);
      const sum = sums[set] as Float64Array;
      for (let a = 0; a < LEVELS; a++) {
        own[a] = Math.max(0, (own[a] as number) + (worth[a] as number) - expected);
        sum[a] = (sum[a] as number) + done * done * (rule[a] as number);
      }
    }
    if (looks?.has(done) === true) onLook?.(done, learnt);
  }
  return learnt;
}

/** What every safety would have got a team, the others doing what they did; ties are shared. */
function worths(
  { enmity, mu }: Race,
  capabilities: readonly number[],
  levels: readonly number[],
  left: readonly number[],
  team: number,
): Float64Array {
  let best = -1 - mu;
  let tied = 0;
  let theirs = 0;
  for (const [i, x] of left.entries()) {
    if (i === team || x < best) continue;
    const safety = (levels[i] as number) / (LEVELS - 1);
    [tied, theirs] = x > best ? [1, safety] : [tied + 1, theirs + safety];
    best = x;
  }
  const other = ((1 - enmity) * theirs) / tied;
  return WORTHS.map((_, a) => {
    const safety = a / (LEVELS - 1);
    const x = (capabilities[team] as number) - safety;
    if (x !== best) return x > best ? safety : other;
    return (safety + tied * other) / (tied + 1);
  });
}

const WORTHS = new Float64Array(LEVELS);

/** In proportion to what is positive; uniformly where nothing is. */
function share(weights: Float64Array, into: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let a = 0; a < weights.length; a++)
    into[a] = total > 0 ? (weights[a] as number) / total : 1 / weights.length;
  return into;
}
