/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabContext } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { controlled, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { closedRule, deviationGain, knownDeviationGain } from "./deviation.ts";
import { knownSafeties, risk } from "./equilibrium.ts";
import { scored, teamsCalled, trained } from "./playing.ts";
import type { Information, Race } from "./race.ts";
import { drawCapabilities, finish, raceOf } from "./race.ts";

const KNOWING: readonly Information[] = ["none", "own", "all"];
const ENMITIES = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
const SKILLS = Array.from({ length: 8 }, (_, i) => (i + 1) / 2);

/** Two to five teams, skill from 0.5 to 4, enmity from 0.05 to 1. */
const GRID: readonly Race[] = [2, 3, 4, 5].flatMap((teams) =>
  SKILLS.flatMap((mu) => ENMITIES.map((enmity) => ({ teams, mu, enmity }))),
);

function shareOf(races: readonly Race[], holds: (race: Race) => boolean): string {
  return `${races.filter(holds).length} of ${races.length}`;
}

/** Rounding apart. */
function atMost(one: number, other: number): boolean {
  return one <= other + 1e-12;
}

const SAMPLE: readonly Race[] = [2, 3, 5].flatMap((teams) =>
  [0.5, 2, 4].flatMap((mu) => [0.25, 0.5, 1].map((enmity) => ({ teams, mu, enmity }))),
);

/** As safe as an equilibrium says, times so much. */
function gains(times: number): number[] {
  const own = SAMPLE.flatMap((race) =>
    (["none", "own"] as const).map((information) => {
      const rule = closedRule(race, information);
      return deviationGain(race, information, (c) => times * rule(c));
    }),
  );
  const all = SAMPLE.map((race) =>
    knownDeviationGain(race, 30, (one, capabilities) =>
      knownSafeties(one, capabilities).map((safety) => times * safety),
    ),
  );
  return [...own, ...all];
}

/** Who is told nothing learns from one noisy number: of 20,000 races one seed in fifty ends 0.07 from the equilibrium. */
function racesToLearn(information: Information): number {
  return information === "none" ? 40_000 : 20_000;
}

function learns({ seed, signal }: LabContext, told: readonly Information[]) {
  const race = raceOf({});
  const found = told.map((information) => {
    const random = Random.seeded(seed);
    const play = trained(race, information, {
      races: racesToLearn(information),
      random,
      signal,
    });
    return scored({}, teamsCalled(`learn-${information}`), play, seed).risk;
  });
  const closed = KNOWING.map((information) => risk(race, information));
  return finding(
    found.every((one, i) => Math.abs(one - (closed[i] ?? 9)) <= 0.06) &&
      found.every((one, i) => i === 0 || one > (found[i - 1] ?? 1)),
    `learnt ${found.map((one) => show(one, 3)).join(", ")} for ${closed.map((one) => show(one, 3)).join(", ")}`,
  );
}

/**
 * Races in which team 1 is the ablest, and not by so much that it can afford to be wholly safe; it is held up by half of its
 * lead, which all know, or nobody does.
 */
function pressed(warned: boolean): {
  readonly count: number;
  readonly notLater: number;
  readonly lessSafe: number;
} {
  const race = raceOf({ enmity: 0.6 });
  const random = Random.seeded(3);
  const found = { count: 0, notLater: 0, lessSafe: 0 };
  while (found.count < 500) {
    const capabilities = drawCapabilities(race, random).sort((a, b) => b - a);
    const [first = 0, second = 0] = capabilities;
    if (first - second > race.enmity) continue;
    const hold = (first - second) / 2;
    const free = knownSafeties(race, capabilities);
    const known = knownSafeties(race, [first - hold, ...capabilities.slice(1)]);
    const before = finish(capabilities, free, random);
    const after = finish(capabilities, warned ? known : free, random, [hold]);
    found.count++;
    if (after.first >= before.first - 1e-9) found.notLater++;
    if (after.safety < before.safety) found.lessSafe++;
  }
  return found;
}

export const claims: readonly LabClaim[] = [
  pairClaim<Information>({
    id: "information",
    statement:
      "The more the teams know of capabilities the larger the risk at the initial settings (0.333, 0.5, 0.531); knowing nothing is never riskier than knowing one's own or everybody's, and at enmity 1 knowing one's own never riskier than knowing all. At low enmity it may be, and there the published ordering ends.",
    provenance: "published",
    place:
      "Armstrong, Bostrom & Shulman 2016, abstract (that information also increases the risks)",
    over: "once",
    pair: ["none", "all"],
    named: "knowing nothing and knowing all",
    find([least, most]) {
      const order = [least, "own", most] as const;
      const at = (race: Race) => order.map((told) => risk(race, told)) as [number, number, number];
      const [none, own, all] = at(raceOf({}));
      const nothing = GRID.every((race) => {
        const [a, b, c] = at(race);
        return atMost(a, b) && atMost(a, c);
      });
      const hostile = GRID.filter(({ enmity }) => enmity === 1);
      const knowing = (race: Race): boolean => atMost(at(race)[1], at(race)[2]);
      return finding(
        none < own && own < all && nothing && hostile.every(knowing),
        `${[none, own, all].map((one) => show(one, 3)).join(", ")}; own at most all in ${shareOf(GRID, knowing)} settings, ${shareOf(hostile, knowing)} at enmity 1`,
      );
    },
  }),
  controlled({
    id: "teams",
    statement:
      "One team more raises the risk, or leaves it, where teams know nothing or all, at every setting, and where each knows its own from enmity 0.8 on; below, one team more may lower it, for the ablest of more is abler.",
    provenance: "published",
    place: "Armstrong, Bostrom & Shulman 2016, abstract (that extra teams can increase the danger)",
    over: "once",
    of: 0.8,
    instead: 0.05,
    swap: "the same asked from enmity 0.05 on",
    find(from) {
      const grows = (told: Information) => (race: Race) =>
        atMost(risk(race, told), risk({ ...race, teams: race.teams + 1 }, told));
      const grid = GRID.filter(({ teams }) => teams < 5);
      const hostile = grid.filter(({ enmity }) => enmity >= from - 1e-9);
      return finding(
        grid.every(grows("none")) && grid.every(grows("all")) && hostile.every(grows("own")),
        `knowing one's own: ${shareOf(grid, grows("own"))}, from ${from} on ${shareOf(hostile, grows("own"))}`,
      );
    },
  }),
  controlled<"enmity" | "mu">({
    id: "enmity",
    statement: "More enmity never lowers the risk, whatever the teams know, and mostly raises it.",
    provenance: "published",
    place:
      "Armstrong, Bostrom & Shulman 2016, abstract (that extra enmity can increase the danger)",
    over: "once",
    of: "enmity",
    instead: "mu",
    swap: "more skill in place of more enmity",
    find(more) {
      const risen = (told: Information) => (race: Race) =>
        risk({ ...race, [more]: race[more] + 0.05 }, told) - risk(race, told);
      const grid = GRID.filter(({ enmity }) => enmity < 1);
      const all = KNOWING.map((told) => grid.map(risen(told)));
      return finding(
        all.flat().every((rise) => rise >= -1e-12) && all.flat().some((rise) => rise > 1e-6),
        KNOWING.map(
          (told, i) =>
            `${told}: rises in ${all[i]?.filter((rise) => rise > 1e-9).length} of ${grid.length}`,
        ).join(", "),
      );
    },
  }),
  controlled({
    id: "equilibrium",
    statement:
      "The closed forms are equilibria: in 27 settings no team gains more than 0.002 by another safety, whether teams know nothing, their own capability, or all.",
    provenance: "derived",
    over: "once",
    of: 1,
    instead: 0.5,
    swap: "half of the safety the closed forms say",
    find(times) {
      const most = Math.max(...gains(times));
      return finding(most <= 2e-3, `at most ${show(most, 5)}`);
    },
  }),
  controlled<readonly Information[]>({
    id: "learnt",
    statement:
      "Teams that learn by regret come within 0.06 of the risk at equilibrium at the initial settings, in the same order, after 20,000 races (40,000 if they know nothing).",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: KNOWING,
    instead: ["none", "none", "none"],
    swap: "teams that are told nothing throughout",
    find: (told, context) => learns(context, told),
  }),
  controlled({
    id: "surprise",
    statement:
      "Holding one team up unforeseen buys no more than its lead, however long it is held: four times as long buys no more than twice as long.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    of: 1,
    instead: 3,
    swap: "all teams held up",
    find(held, { seed }) {
      const race = raceOf({});
      const random = Random.seeded(seed);
      const sum = { short: 0, long: 0, lead: 0 };
      for (let i = 0; i < 2000; i++) {
        const capabilities = drawCapabilities(race, random);
        const safeties = capabilities.map(() => 0.5);
        const hold = (by: number) => capabilities.map((_, team) => (team < held ? by : 0));
        const [free, short, long] = [0, 4, 8].map((by) =>
          finish(capabilities, safeties, random, hold(by)),
        );
        if (free === undefined || short === undefined || long === undefined) continue;
        sum.short += free.first - short.first;
        sum.long += free.first - long.first;
        sum.lead += free.winner === 0 ? free.first - free.second : 0;
      }
      const [short, long, lead] = [sum.short / 2000, sum.long / 2000, sum.lead / 2000];
      return finding(
        Math.abs(long - short) < 1e-9 && Math.abs(long - lead) < 1e-9,
        `held by 4 and by 8: ${show(short, 3)} and ${show(long, 3)}; its lead ${show(lead, 3)}`,
      );
    },
  }),
  controlled({
    id: "warned",
    statement:
      "Where all know all and the ablest cannot afford to be wholly safe, holding it up by half of its lead buys no time at all: it leaves so much less safety that the AI arrives no later, and less safe.",
    provenance: "derived",
    over: "once",
    of: true,
    instead: false,
    swap: "teams that did not know of it",
    find(warned) {
      const { count, notLater, lessSafe } = pressed(warned);
      return finding(
        notLater === count && lessSafe === count,
        `no later in ${notLater} of ${count} races, less safe in ${lessSafe}`,
      );
    },
  }),
];
