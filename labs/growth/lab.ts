/** Does research by what it improves explode? Infrastructure, scaffolding, network; augmentation against acceleration. */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { COURSES, courseCalled, valuesOf } from "./courses.ts";
import { growthEpisode } from "./episode.ts";
import { SHARES } from "./forecast.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";

const SOURCE =
  "Davidson & Houlden 2025, table of results (about; printed to one digit; here compute does not grow, and retraining takes no time)";
const RETURNS = [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.5, 3, 3.6];

export const growth: Lab = {
  id: "growth",
  title: "Capability growth",
  question:
    "When does research by what it improves run away, and what does a better scaffold change?",
  headline: {
    conclusion:
      "Where people do the research a better scaffold raises ability once; where ability does the research there are years of progress in one, and a runaway only if returns exceed 1.",
    claim: "jump",
    agents: ["augmentation", "acceleration"],
    edit: "ability does the research",
    measures: ["ability", "fastest"],
    curve: { parameter: "r", measure: "fastest" },
  },
  system: "mdp",
  sources: [
    "Davidson & Houlden 2025, How Quick and Big Would a Software Intelligence Explosion Be?",
    "Whitfill & Wu 2025, arXiv:2507.23181 (whether compute is a bottleneck: elasticities from both sides)",
    "Davidson et al. 2023, arXiv:2312.07413 (scaffolding: most enhancements worth more than 5 times the training compute)",
  ],
  assumptions: [
    "ability is infrastructure × scaffolding × network; only the network's efficiency is grown",
    "returns fall in a straight line to 0 at the limit; compute does not grow",
    "augmentation is read as a jump of the level, acceleration as what raises the growth rate by research input",
    "people's research goes on at the recent pace: a doubling in three months, half of all progress",
  ],
  diagrams: [
    { file: "diagram.cid", title: "ability does the research" },
    { file: "network.cid", title: "the network does", edit: "scaffolding is not research input" },
    { file: "level.cid", title: "people do", edit: "no arrow from ability to the next network" },
  ],
  parameters: PARAMETERS,
  agents: COURSES.map(({ id, title, objective, diagram }) => ({
    id,
    title,
    objective,
    diagram,
    metered: false,
  })),
  measures: MEASURES,
  run: (settings, { seed, agents }) =>
    COURSES.filter(({ id }) => agents?.includes(id) ?? true).map((course) => ({
      agent: course.id,
      values: valuesOf(settings, course, seed),
    })),
  episode: (settings, _context, agent) => growthEpisode(settings, courseCalled(agent).id),
  sweeps: [
    { parameter: "r", values: RETURNS, measures: ["fastest", "ability", "ratio"] },
    { parameter: "limit", values: [6, 8, 10, 12, 14, 16], measures: ["fastest"] },
    { parameter: "jump", values: [1, 2, 5, 10, 20], measures: ["fastest", "ability"] },
    {
      parameter: "r",
      values: RETURNS,
      against: { parameter: "limit", values: [6, 8, 10, 12, 14, 16] },
      measures: ["fastest"],
      agents: ["acceleration"],
    },
  ],
  published: SHARES.map(({ name, published, years, months }) => ({
    measure: name,
    value: published,
    title: `${years} years of progress in ${months} months`,
    source: SOURCE,
  })),
  ties,
  claims,
  conclusions,
};
