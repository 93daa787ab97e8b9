/** When do guards that hold ever abler systems, each trusted once held, hold the ablest more often than one alone? */
import type { Lab } from "@cidery/core/lab";
import { AGENTS, claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { chainEpisode } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";
import { lessons, OVERSIGHTS, oversightCalled, rowOf, scoreOf, trialOf } from "./trial.ts";

const PUBLISHED = "Engels, Baek, Kantamneni & Tegmark 2025, abstract (its own games and players)";

export const nestedOversight: Lab = {
  id: "nested-oversight",
  title: "Nested oversight: guards of guards at Nim",
  question: "When is oversight in steps, each guard held by one less able, better than in one?",
  headline: {
    conclusion:
      "Guards that have an advantage over what they guard hold it more often in steps than one trusted guard alone. Without an advantage one step is best.",
    claim: "nesting",
    agents: ["direct", "nested"],
    edit: "those between are held, and then guard the next",
    measures: ["held", "steps"],
    curve: { parameter: "locks", measure: "held" },
  },
  system: "mdp",
  sources: [
    "Engels, Baek, Kantamneni & Tegmark 2025, arXiv:2504.18530 (Guard and Houdini, ratings over general ability, nested oversight; abstract)",
    "Wentworth 2022, Godzilla Strategies (one AI to hold another: gap of power, collusion)",
    "Bouton 1901; Sprague 1935; Grundy 1939 (Nim)",
    "Elo 1978; Bradley & Terry 1952 (ratings)",
  ],
  assumptions: [
    "thirteen players: nine look 0 to 8 moves ahead, four have practised against themselves; who is how able is measured",
    "general ability is Elo in even games of the same Nim; the oversight game differs in how many games must be won in a row, and in who begins",
    "whoever was held is trusted, and guards as well as it can, unless it is of one mind with what it guards",
    "steps succeed or fail independently of each other",
    "guards do not learn; the Houdini that has learnt has met its guard as often as it liked",
  ],
  diagrams: [
    { file: "diagram.cid", title: "one guard" },
    {
      file: "nested.cid",
      title: "in steps",
      edit: "one stands between: it is held, and then guards the strongest",
    },
    {
      file: "colluding.cid",
      title: "of one mind",
      edit: "the one between may be paid if the strongest gets away",
    },
  ],
  parameters: PARAMETERS,
  agents: AGENTS,
  measures: MEASURES,
  run: (settings, { seed, agents }) =>
    OVERSIGHTS.filter(({ id }) => agents?.includes(id) ?? true).map((oversight) =>
      rowOf(oversight, settings, seed),
    ),
  episode: (settings, { seed }, agent) =>
    chainEpisode(agent, trialOf(oversightCalled(agent), settings, seed), seed),
  train(settings, { seed, signal }, onPoint) {
    const taught = oversightCalled("taught");
    lessons(settings, seed, {
      signal,
      onHoudini: (done, houdini) =>
        onPoint({
          agent: taught.id,
          done,
          values: scoreOf(trialOf(taught, settings, seed, houdini), settings, seed),
        }),
    });
  },
  published: [
    { measure: "at400", value: 0.135, title: "Mafia", source: PUBLISHED },
    { measure: "at400", value: 0.517, title: "Debate", source: PUBLISHED },
    { measure: "at400", value: 0.1, title: "Backdoor Code", source: PUBLISHED },
    { measure: "at400", value: 0.094, title: "Wargames", source: PUBLISHED },
  ],
  sweeps: [
    {
      parameter: "locks",
      values: [1, 2, 3, 4, 5, 6, 7, 8],
      measures: ["held", "steps", "at400", "advantage"],
      agents: ["direct", "nested", "best"],
    },
    {
      parameter: "ahead",
      values: [1, 2, 3, 4, 5, 6, 7, 8],
      measures: ["held", "gap", "steps"],
      agents: ["direct", "nested", "best", "every"],
    },
    {
      parameter: "collude",
      values: [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
      measures: ["held", "steps"],
      agents: ["nested", "colluding"],
    },
    {
      parameter: "begins",
      values: [0, 1, 2],
      measures: ["held", "advantage"],
      agents: ["direct", "nested"],
    },
    {
      parameter: "locks",
      values: [1, 2, 3, 4, 5, 6, 7, 8],
      against: { parameter: "ahead", values: [2, 4, 6, 8] },
      measures: ["steps", "held"],
      agents: ["best"],
    },
  ],
  ties,
  claims,
  conclusions,
};
