/** How much safety is left in a race, by what the teams know; and what does holding one of them up buy? */
import type { Lab } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { checkpoints } from "@cidery/core/learn";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { raceEpisode } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { learntPlay, playOf, scored, TEAMS, teamsCalled } from "./playing.ts";
import { raceOf } from "./race.ts";
import { learnTeams } from "./teams.ts";
import { ties } from "./ties.ts";

export const racing: Lab = {
  id: "racing",
  title: "A race to the first powerful AI",
  question: "How much safety is left in a race, by what the teams know of each other?",
  headline: {
    conclusion:
      "Teams that know how able all are leave less safety than teams that know nothing: an unsafe AI comes first in 53 of 100 races instead of 33.",
    claim: "information",
    agents: ["none", "all"],
    edit: "every team sees how able everybody is",
    measures: ["risk", "paid"],
    curve: { parameter: "enmity", measure: "risk" },
  },
  system: "mdp",
  sources: [
    "Armstrong, Bostrom & Shulman 2016, Racing to the Precipice: A Model of Artificial Intelligence Development (abstract; equilibria derived here)",
    "Hart & Mas-Colell 2000; Zinkevich, Johanson, Bowling & Piccione 2007 (learning teams)",
  ],
  assumptions: [
    "capabilities are uniform and independent; safety costs as much capability as it is",
    "an unsafe AI is worth nothing to anybody",
    "an AI arrives earlier by what its team has left of its capability",
    "pressure falls on team 1, whoever it is, and on no other; teams that were not warned are as safe as before",
    "learning teams are told after a race what every safety would have got them; safety comes in twentieths",
  ],
  diagrams: [
    { file: "diagram.cid", title: "nobody knows a capability" },
    { file: "own.cid", title: "each knows its own", edit: "every team sees how able it is" },
    { file: "all.cid", title: "all know all", edit: "every team sees how able everybody is" },
    {
      file: "held.cid",
      title: "one is held up",
      edit: "all know all, and who is held up from outside",
    },
  ],
  parameters: PARAMETERS,
  agents: TEAMS.map(({ id, title, objective, diagram, learns }) => ({
    id,
    title,
    objective,
    diagram,
    learns,
    metered: false,
  })),
  measures: MEASURES,
  run: (settings, { seed, agents }) =>
    TEAMS.filter(({ id }) => agents?.includes(id) ?? true).map((teams) => ({
      agent: teams.id,
      values: scored(settings, teams, playOf(settings, teams, seed), seed),
    })),
  episode: (settings, { seed }, agent) =>
    raceEpisode(settings, agent, playOf(settings, teamsCalled(agent), seed), seed),
  train(settings, { seed, signal }, onPoint) {
    const race = raceOf(settings);
    const { races = 20_000 } = settings;
    for (const teams of TEAMS) {
      if (!teams.learns) continue;
      const { information, id } = teams;
      learnTeams(race, information, {
        races,
        random: Random.seeded(seed),
        signal,
        looks: checkpoints(races),
        onLook: (done, learnt) =>
          onPoint({
            agent: id,
            done,
            values: scored(settings, teams, learntPlay(race, information, learnt), seed),
          }),
      });
    }
  },
  sweeps: [
    {
      parameter: "enmity",
      values: Array.from({ length: 10 }, (_, i) => (i + 1) / 10),
      measures: ["risk", "paid"],
      agents: ["none", "own", "all"],
    },
    {
      parameter: "teams",
      values: [2, 3, 4, 5],
      measures: ["risk", "paid"],
      agents: ["none", "own", "all"],
    },
    {
      parameter: "mu",
      values: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4],
      measures: ["risk"],
      agents: ["none", "own", "all"],
    },
    {
      parameter: "delay",
      values: [0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2],
      measures: ["bought", "held"],
      agents: ["none", "own", "all", "warned"],
    },
    {
      parameter: "enmity",
      values: Array.from({ length: 10 }, (_, i) => (i + 1) / 10),
      against: { parameter: "mu", values: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4] },
      measures: ["risk"],
      agents: ["all"],
    },
  ],
  ties,
  claims,
  conclusions,
};
