/** What is a detector of AI text worth, to whom, once writers know of it? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { textEpisode } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { run, trained, valuesOf, WRITERS } from "./run.ts";
import { ties } from "./ties.ts";
import { deskOf, levelOf, table } from "./writer.ts";

const CLASSIFIER =
  "Kirchner, Ahmad, Aaronson & Leike 2023, New AI Classifier for Indicating AI-Written Text";
const OPERATING = `${CLASSIFIER}, results on the English challenge set (a fine-tuned language model; ours counts letters)`;

export const detection: Lab = {
  id: "detection",
  title: "AI-text detection",
  question: "What is a detector of AI text worth, and to whom, once writers know of it?",
  headline: {
    conclusion:
      "A detector flags every fourth text that an AI hands in, and hardly any by a writer that has learnt when it is flagged.",
    claim: "evades",
    agents: ["plain", "evader"],
    edit: "the writer is paid for not being flagged",
    measures: ["caught", "auc", "paid"],
    curve: { parameter: "length", measure: "auc" },
  },
  system: "question-answering",
  sources: [
    `${CLASSIFIER} (operating point)`,
    "Sadasivan et al. 2023, arXiv:2303.11156 (bound by the total variation)",
    "Chakraborty et al. 2023, arXiv:2304.04736 (longer texts are told apart)",
    "Liang et al. 2023, arXiv:2304.02819 (bias against non-native writers)",
  ],
  assumptions: [
    "people write by a random table of order 2 over five letters; an AI by the same table, sharpened",
    "rewriting replaces letters by what follows the last one among people's; all of it costs 0.3 of a text's worth",
    "the threshold flags 9 % of people's texts, as at the published operating point",
    "a reader gains 1 by acting against an AI's text and loses 3 by acting against a person's",
  ],
  diagrams: [
    { file: "diagram.cid", title: "a reader and a score" },
    { file: "evading.cid", title: "a writer who knows", edit: "the writer acts on the score" },
  ],
  parameters: PARAMETERS,
  agents: WRITERS.map(({ id, title, objective, diagram, learns }) => ({
    id,
    title,
    objective,
    diagram,
    learns,
    metered: learns,
  })),
  measures: MEASURES,
  run,
  episode: (settings, { seed }, agent) =>
    textEpisode(
      settings,
      agent,
      WRITERS.some(({ id, learns }) => id === agent && learns),
      seed,
    ),
  train(settings, { seed, signal }, onPoint) {
    const desk = deskOf(settings, seed);
    const at = table(desk, seed);
    for (const { id, learns } of WRITERS) {
      if (!learns) continue;
      trained(desk, settings, seed, {
        signal,
        onCheckpoint(done, behaviour) {
          const level = levelOf(behaviour, seed);
          onPoint({ agent: id, done, values: valuesOf(settings, desk, at(level), level) });
        },
      });
    }
  },
  sweeps: [
    { parameter: "length", values: [10, 20, 40, 80, 160, 320], measures: ["auc", "caught"] },
    {
      parameter: "base",
      values: [0.01, 0.05, 0.1, 0.2, 0.5, 0.7, 0.9],
      measures: ["precision", "worth"],
    },
    {
      parameter: "stake",
      values: [0, 0.25, 0.5, 1, 2, 5],
      measures: ["rewritten", "caught", "meter"],
    },
    { parameter: "temperature", values: [0.3, 0.5, 0.7, 0.85, 1], measures: ["auc", "caught"] },
    { parameter: "predictable", values: [0.3, 0.5, 0.7, 0.8, 0.9, 1], measures: ["plain"] },
  ],
  published: [
    { measure: "caught", value: 0.26, title: "flagged of AI texts", source: OPERATING },
    { measure: "mistaken", value: 0.09, title: "flagged of human texts", source: OPERATING },
    {
      measure: "plain",
      value: 0.6122,
      title: "flagged of essays by non-native writers, mean of seven detectors",
      source:
        "Liang et al. 2023, arXiv:2304.02819, mean over TOEFL essays (by a summary; ours are letters by a table)",
    },
  ],
  ties,
  claims,
  conclusions,
};
