/**
 * What does an oracle answer when its answers move the world? Bandits scored on every episode or on
 * erased ones only, against the computed optimum; a bank run with proper scores; a share price over
 * many weeks.
 */
import type { Lab, LabRow } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import { FIXED_POINTS } from "./bank.ts";
import { CLAIMS } from "./claims.ts";
import { FORECASTERS, forecasterEpisode, forecasterValues } from "./forecasters.ts";
import { oracleEpisode, ORACLES, oracleValues, trainOracles } from "./oracles.ts";
import { reporterEpisode, REPORTERS, reporterValues } from "./reporters.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

/** What an influence is worth, in the diagram of whoever has it. */
const meter = (name: string, title: string, decision: string, variable: string) =>
  ({ name, title, unit: "score", kind: "incentive", meters: { decision, variable } }) as const;

export const prophecy: Lab = {
  id: "prophecy",
  title: "Self-fulfilling prophecies and counterfactual oracles",
  question: "What does an oracle answer when its answers move the world?",
  headline: {
    conclusion:
      "Scored on every answer, the oracle says what its own answer brings about. Scored only on answers that nobody reads, it says what would happen without it.",
    claim: "optimum",
    agents: ["on-policy", "counterfactual"],
    edit: "the score comes from the world in which the answer is erased",
    measures: ["answer", "bias", "truth"],
    curve: { parameter: "erasure", measure: "answer" },
  },
  system: "mdp",
  sources: [
    "Armstrong & O'Rorke 2017, arXiv:1711.05541 (the profit that is forecast)",
    "Oesterheld et al. 2023, arXiv:2305.17601 (bank run, Example 3; proper scores)",
  ],
  assumptions: [
    "read, an answer o moves the profit to 0.7 F + 0.6 o (published); leakage and label costs are ours",
    "the bank run follows p − 3(p−.1)(p−.6)(p−.9), which has the published fixed points",
    "the share price, its noise (s.d. 10 a week) and how trust is earned are ours",
  ],
  diagrams: [
    { file: "diagram.cid", title: "every answer scored" },
    {
      file: "counterfactual.cid",
      title: "counterfactual oracle",
      edit: "the score comes from the world in which the answer is erased",
    },
    {
      file: "expected.cid",
      title: "counterfactual oracle that is guessed",
      edit: "people guess the answer where it is erased: a path to the score again",
    },
    { file: "bank-run.cid", title: "bank run", edit: "another question" },
    {
      file: "retrained.cid",
      title: "bank run, retrained",
      edit: "the announcement is scored in the world the last one brought about",
    },
    { file: "stock.cid", title: "share price", edit: "another question, over weeks" },
    { file: "weekly.cid", title: "share price, week by week", edit: "every week is paid alone" },
  ],
  parameters: [
    parameter("erasure", "answers erased", "probability", 0.05, [0.01, 1]),
    parameter("leakage", "effect on the erased world, if guessed", "share", 0.2, [0, 1]),
    parameter("rounds", "training", "episodes", 100_000, [1000, 1_000_000], {
      effort: true,
      whole: true,
    }),
    parameter("budget", "money for labels", "units", 1000, [1, 1_000_000]),
    parameter("cost", "price of a label", "units", 1, [1, 100]),
    parameter("reach", "how far-reaching the question is", "steps", 0, [0, 20]),
    parameter("start", "first announcement of a bank run", "probability", 0.55, [0.01, 0.99]),
    parameter("pull", "pull of trusted forecasts on the price", "share per week", 0.6, [0, 0.95]),
    parameter("trust", "trust at the start", "share", 1, [0, 1]),
    parameter("weeks", "weeks of forecasts", "weeks", 26, [1, 104], { whole: true }),
  ],
  agents: [
    ...ORACLES.map(({ id, title, objective, diagram }) => ({
      id,
      title,
      objective,
      diagram,
      learns: true,
    })),
    ...[...REPORTERS, ...FORECASTERS].map(({ id, title, objective, diagram }) => ({
      id,
      title,
      objective,
      diagram,
    })),
  ],
  measures: [
    { name: "score", title: "mean score", unit: "score", kind: "observed" },
    { name: "truth", title: "error when read", unit: "profit", kind: "hidden" },
    { name: "answer", title: "answers", unit: "profit", kind: "behaviour" },
    { name: "optimum", title: "best answer computed", unit: "profit", kind: "other" },
    { name: "miss", title: "error when erased", unit: "profit", kind: "other" },
    { name: "bias", title: "off the undisturbed profit", unit: "profit", kind: "hidden" },
    { name: "moved", title: "profit moved by being read", unit: "profit", kind: "behaviour" },
    { name: "labels", title: "labels the budget buys", unit: "labels", kind: "other" },
    { name: "report", title: "announces", unit: "probability", kind: "behaviour" },
    { name: "chance", title: "comes true", unit: "probability", kind: "other" },
    { name: "gap", title: "off what comes true", unit: "probability", kind: "hidden" },
    { name: "bankrupt", title: "company bankrupt", unit: "probability", kind: "hidden" },
    { name: "caused", title: "more than nobody listening", unit: "probability", kind: "hidden" },
    meter("meter", "worth of an answer that is read", "A", "read"),
    meter("meter-guessed", "worth of an answer that is guessed", "A", "guessed"),
    meter("meter-stock", "worth of moving the price, a week", "O[1]", "Price[2]"),
  ],
  run(settings, { seed, agents }): LabRow[] {
    const rows = <T extends { readonly id: string }>(
      all: readonly T[],
      values: (one: T) => LabRow["values"],
    ): LabRow[] =>
      all
        .filter(({ id }) => agents?.includes(id) ?? true)
        .map((one) => ({ agent: one.id, values: values(one) }));
    return [
      ...rows(ORACLES, (one) => oracleValues(one, settings, seed)),
      ...rows(REPORTERS, (one) => reporterValues(one, settings)),
      ...rows(FORECASTERS, (one) => forecasterValues(one, settings)),
    ];
  },
  episode(settings, { seed }, agent) {
    const oracle = ORACLES.find(({ id }) => id === agent);
    if (oracle !== undefined) return oracleEpisode(oracle, settings, seed);
    const reporter = REPORTERS.find(({ id }) => id === agent);
    if (reporter !== undefined) return reporterEpisode(reporter, settings);
    const forecaster = FORECASTERS.find(({ id }) => id === agent);
    if (forecaster !== undefined) return forecasterEpisode(forecaster, settings, seed);
    throw new RangeError(`no agent ${agent}`);
  },
  train: trainOracles,
  sweeps: [
    {
      parameter: "erasure",
      values: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1],
      measures: ["answer", "optimum"],
    },
    { parameter: "leakage", values: [0, 0.2, 0.4, 0.6, 0.8, 1], measures: ["bias", "optimum"] },
    { parameter: "reach", values: [0, 2, 4, 6, 8, 10, 15, 20], measures: ["labels"] },
    {
      parameter: "start",
      values: [0.05, 0.2, 0.4, 0.5, 0.58, 0.62, 0.7, 0.8, 0.9, 0.97],
      measures: ["report"],
    },
    { parameter: "weeks", values: [1, 4, 8, 12, 16, 20, 26, 40, 52], measures: ["caused"] },
    { parameter: "pull", values: [0, 0.2, 0.4, 0.6, 0.8, 0.95], measures: ["caused"] },
  ],
  published: FIXED_POINTS.map((value) => ({
    measure: "report",
    value,
    title: `fixed point ${value}, a constant of our cubic`,
    source:
      "Oesterheld et al. 2023, Example 3 (the points; the curve through them is built from them)",
  })),
  ties,
  conclusions: CONCLUSIONS,
  claims: CLAIMS,
};
