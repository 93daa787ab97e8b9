/** How the teams of the lab play: at equilibrium or as they have learnt, and what comes of drawn races. */
import type { Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { blindSafety, knownSafeties, ownSafety, risk } from "./equilibrium.ts";
import type { Information, Race } from "./race.ts";
import { bought, drawCapabilities, finish, payoff, raceOf } from "./race.ts";
import type { LearntTeams, TeamsOptions } from "./teams.ts";
import { learnTeams, LEVELS, levelOf, setOf } from "./teams.ts";

/** Safeties of all teams, given everybody's capability (of which a team may use what it knows) and who is held up. */
export type Play = (
  capabilities: readonly number[],
  hold: readonly number[],
  random: Random,
) => readonly number[];

export interface Teams {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly information: Information;
  readonly learns: boolean;
  /** They know that team 1 is held up. */
  readonly warned: boolean;
}

const KNOWING: Readonly<Record<Information, { readonly title: string; readonly diagram: string }>> =
  {
    none: { title: "nobody knows a capability", diagram: "diagram.cid" },
    own: { title: "each knows its own", diagram: "own.cid" },
    all: { title: "all know all", diagram: "all.cid" },
  };

export const TEAMS: readonly Teams[] = [
  ...(["none", "own", "all"] as const).flatMap((information) =>
    [false, true].map((learns) => ({
      id: learns ? `learn-${information}` : information,
      title: `${KNOWING[information].title}, ${learns ? "learnt" : "at equilibrium"}`,
      objective: "a safe AI, best its own",
      diagram: KNOWING[information].diagram,
      information,
      learns,
      warned: false,
    })),
  ),
  {
    id: "warned",
    title: "all know all, and that team 1 is held up",
    objective: "a safe AI, best its own",
    diagram: "held.cid",
    information: "all",
    learns: false,
    warned: true,
  },
];

/** @throws RangeError for an id without teams */
export function teamsCalled(id: string): Teams {
  const found = TEAMS.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no teams are called ${id}`);
  return found;
}

export function plannedPlay(race: Race, { information, warned }: Teams): Play {
  if (information === "none") return (all) => all.map(() => blindSafety(race));
  if (information === "own") return (all) => all.map((c) => ownSafety(race, c));
  return (all, hold) =>
    knownSafeties(
      race,
      all.map((c, i) => c - (warned ? (hold[i] ?? 0) : 0)),
    );
}

export function learntPlay(race: Race, information: Information, learnt: LearntTeams): Play {
  return (all, _, random) =>
    all.map(
      (_c, team) =>
        levelOf(learnt.rule(setOf(race, information, all, team)), random) / (LEVELS - 1),
    );
}

export function playOf(settings: Settings, teams: Teams, seed: number): Play {
  const race = raceOf(settings);
  if (!teams.learns) return plannedPlay(race, teams);
  const { races = 20_000 } = settings;
  return trained(race, teams.information, { races, random: Random.seeded(seed) });
}

export function trained(race: Race, information: Information, options: TeamsOptions): Play {
  return learntPlay(race, information, learnTeams(race, information, options));
}

/**
 * What comes of drawn races: measured of all, for learnt teams and where closed forms stop; at equilibrium without
 * anybody held up, risk and payment are the exact ones. All teams face the same races under one seed.
 */
export function scored(
  settings: Settings,
  teams: Teams,
  play: Play,
  seed: number,
): Record<"paid" | "risk" | "held" | "bought", number> {
  const race = raceOf(settings);
  const { draws = 4000, delay = 0.5 } = settings;
  const random = Random.seeded(seed).fork(1);
  const hold = [delay];
  const unwarned = teams.warned ? plannedPlay(race, { ...teams, warned: false }) : play;
  const sum = { paid: 0, risk: 0, held: 0, bought: 0 };
  for (let i = 0; i < draws; i++) {
    const capabilities = drawCapabilities(race, random);
    const before = unwarned(capabilities, [], random);
    const free = finish(capabilities, before, random);
    const after = teams.warned ? play(capabilities, hold, random) : before;
    const delayed = finish(capabilities, after, random, hold);
    sum.held += 1 - delayed.safety;
    sum.bought += teams.warned ? free.first - delayed.first : bought(free, 0, delay);
    const told = teams.warned ? delayed : free;
    sum.risk += 1 - told.safety;
    for (let team = 0; team < race.teams; team++) sum.paid += payoff(race, team, told) / race.teams;
  }
  const [paid, measuredRisk] = [sum.paid / draws, sum.risk / draws];
  const exact = teams.learns || teams.warned ? undefined : risk(race, teams.information);
  return {
    paid: exact === undefined ? paid : fairShare(race, exact),
    risk: exact ?? measuredRisk,
    held: sum.held / draws,
    bought: sum.bought / draws,
  };
}

/** What each of teams that are alike expects: one of them wins. */
function fairShare({ teams, enmity }: Race, unsafe: number): number {
  return ((1 - unsafe) * (1 + (teams - 1) * (1 - enmity))) / teams;
}
