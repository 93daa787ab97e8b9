/**
 * When does choosing the best-looking option get more, when less? One set of options per draw,
 * several ways to choose from it; the error law is the only thing that changes.
 */
import type { Lab } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import { CHOOSERS } from "./choosers.ts";
import { CLAIMS } from "./claims.ts";
import { QS } from "./curves.ts";
import { chooserEpisode } from "./episode.ts";
import { run } from "./run.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

export const hardAndSoft: Lab = {
  id: "hard-and-soft",
  title: "Choosing hard and choosing softly",
  question: "When does optimising an estimate harder get more of what it estimates, and when less?",
  headline: {
    conclusion:
      "If errors have heavy tails, the best-looking option delivers little of what it promises. Choosing softly gets more.",
    claim: "heavy-tails",
    agents: ["hard", "soft"],
    edit: "chance stands between the choice and what is done",
    measures: ["expects", "value"],
    curve: { parameter: "q", measure: "value" },
  },
  system: "question-answering",
  sources: [
    "Taylor 2016, Quantilizers: A Safer Alternative to Maximizers for Limited Optimization",
    "Gao, Schulman & Hilton 2022, arXiv:2210.10760, Equation 1 (regressional error)",
    "Manheim & Garrabrant 2018, arXiv:1803.04585 (variants of Goodhart's law)",
  ],
  assumptions: [
    "true values are independent standard normals",
    "0.5 % of the options are catastrophes (law 4): they look 4 better and are worth −20",
    "whoever shrinks knows the law and the scale of the errors exactly",
    "habit prefers options by a softmax of their true values",
  ],
  diagrams: [
    { file: "diagram.cid", title: "hard" },
    { file: "soft.cid", title: "soft", edit: "chance stands between the choice and what is done" },
    { file: "uncertain.cid", title: "shrinkage", edit: "what counts is the true value" },
    { file: "habit.cid", title: "soft, from habit", edit: "what chance proposes has been good" },
  ],
  parameters: [
    parameter("N", "options", "options", 1000, [10, 2000], { whole: true }),
    parameter("law", "error law", "number", 2, [0, 4], {
      choices: ["none", "normal", "t₃", "t₂", "catastrophes"],
    }),
    parameter("scale", "scale of the errors", "s.d. of the true values", 1, [0, 3]),
    parameter("uneven", "scale of the errors of each option", "0 or 1", 0, [0, 1], {
      choices: ["the same", "its own, known"],
    }),
    parameter("q", "share the quantiliser draws from", "probability", 0.1, [0.001, 1]),
    parameter("habit", "how much habit prefers what is good", "per unit of value", 1, [0, 3]),
    parameter("draws", "draws of the options", "draws", 200, [1, 5000], {
      effort: true,
      whole: true,
    }),
  ],
  agents: CHOOSERS.map(({ id, title, objective, diagram }) => ({ id, title, objective, diagram })),
  measures: [
    { name: "expects", title: "expected by its own lights", unit: "value", kind: "observed" },
    { name: "value", title: "true value", unit: "value", kind: "hidden" },
    { name: "disappointment", title: "expected less true", unit: "value", kind: "other" },
    { name: "kept", title: "true as a share of expected", unit: "share", kind: "other" },
    { name: "informed", title: "worth of knowing the errors", unit: "value", kind: "other" },
    {
      name: "limit",
      title: "largest errors for which twice as hard still pays",
      unit: "s.d. of the true values",
      kind: "other",
    },
    {
      name: "influence",
      title: "worth of narrowing the base",
      unit: "value",
      kind: "incentive",
      meters: { decision: "C", variable: "Done" },
    },
  ],
  run,
  episode(settings, { seed }, agent) {
    const chooser = CHOOSERS.find(({ id }) => id === agent);
    if (chooser === undefined) throw new RangeError(`no agent ${agent}`);
    return chooserEpisode(chooser, settings, seed);
  },
  sweeps: [
    {
      parameter: "q",
      values: [0.001, 0.005, ...QS.slice(1)],
      measures: ["value", "expects", "limit"],
    },
    {
      parameter: "q",
      values: [0.001, 0.005, ...QS.slice(1)],
      against: { parameter: "scale", values: [0, 0.5, 1, 1.5, 2, 2.5, 3] },
      measures: ["value", "disappointment"],
      agents: ["soft"],
    },
    { parameter: "law", values: [0, 1, 2, 3, 4], measures: ["value", "kept"] },
    { parameter: "scale", values: [0, 0.5, 1, 1.5, 2, 2.5, 3], measures: ["value", "expects"] },
    { parameter: "habit", values: [0, 0.5, 1, 1.5, 2, 3], measures: ["value"] },
  ],
  published: [
    {
      measure: "kept",
      value: 0.5,
      at: { parameter: "law", value: 1 },
      title: "normal errors of s.d. 1: Var X / (Var X + Var Z)",
      source: "Gao, Schulman & Hilton 2022, Equation 1",
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims: CLAIMS,
};
