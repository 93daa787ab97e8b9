/** What does a judge make of an image of which it sees a few pixels, and others choose which? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { imageEpisode } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";
import { PROTOCOLS, trialOf, unaided } from "./trial.ts";

const IRVING = "Irving, Christiano & Amodei 2018, arXiv:1805.00899";
const TABLE = `${IRVING}, section 3.1 (MNIST, 28 × 28, a larger judge, tree search of 10,000 playouts)`;

function diagramOf(agent: string): string {
  return PROTOCOLS.find(({ id }) => id === agent)?.diagram ?? "diagram.cid";
}

export const digits: Lab = {
  id: "digits",
  title: "Debate about digits",
  question: "Does it help a judge that somebody argues for the other answer?",
  headline: {
    conclusion:
      "One who alone chooses the pixels convinces the judge of either answer; where another one answers, the judge is nearly always right.",
    claim: "debate",
    agents: ["consultant", "debate"],
    edit: "somebody argues for the other answer",
    measures: ["fooled", "right"],
    curve: { parameter: "shown", measure: "right" },
  },
  system: "mdp",
  sources: [
    `${IRVING} (debate by pixels)`,
    "Khan et al. 2024, arXiv:2402.06782 (optimising debaters and consultants)",
    "Alpaydin & Kaynak 1998, doi:10.24432/C50P49 (images: optical digits, 8 × 8, CC BY 4.0)",
  ],
  assumptions: [
    "the judge is a network that has learnt from random pixels, and knows nothing of who shows them",
    "pixels that are shown are real; only pixels that are not empty are shown; nobody speaks",
    "images that are asked about come last in the data, from writers most of whom the judge has not learnt from",
    "the liar commits itself to one lie before the first pixel; a consultant argues the right answer half of the time",
    "best play is worked out over all sets of pixels; who searches sees so many random continuations",
  ],
  diagrams: [
    { file: "diagram.cid", title: "a consultant" },
    { file: "debate.cid", title: "a debate", edit: "somebody argues for the other answer" },
  ],
  parameters: PARAMETERS,
  agents: PROTOCOLS.map(({ id, title, objective, diagram }) => ({
    id,
    title,
    objective,
    diagram,
    metered: false,
  })),
  measures: MEASURES,
  run(settings, { seed, agents }) {
    const trial = trialOf(settings, seed);
    return PROTOCOLS.filter(({ id }) => agents?.includes(id) ?? true).map(({ id, play }) => ({
      agent: id,
      values: { ...play(trial), ...unaided(trial) },
    }));
  },
  episode: (settings, { seed }, agent) =>
    imageEpisode(trialOf(settings, seed), agent, diagramOf(agent)),
  sweeps: [
    {
      parameter: "tries",
      values: [10, 50, 200, 1000],
      measures: ["right", "unaided"],
      agents: ["searching-consultant", "searching-debate"],
    },
    {
      parameter: "shown",
      values: [1, 2, 3, 4],
      measures: ["right", "unaided", "all_lies", "ten_way"],
      agents: ["consultant", "debate"],
    },
    {
      parameter: "steps",
      values: [30, 100, 300, 1200],
      measures: ["right", "unaided", "ten_way"],
      agents: ["consultant", "debate"],
    },
  ],
  published: [
    {
      measure: "ten_way",
      value: 0.482,
      at: { parameter: "shown", value: 4 },
      title: "judge with 4 random pixels",
      source: TABLE,
    },
    {
      measure: "all_lies",
      value: 0.852,
      at: { parameter: "shown", value: 4 },
      title: "honest side, 4 pixels",
      source: TABLE,
    },
  ],
  ties,
  claims,
  conclusions,
};
