/**
 * When is feedback worth manipulating? A learner in each diagram, feedback that an action
 * corrupts, and reward learning from comparisons.
 */
import type { Lab, LabRow } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import { learnerOf, valuesOf } from "./agents.ts";
import { claims } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

/** How an agent that is listed is named; all of them learn. */
function learner(id: string, title: string, objective: string): Lab["agents"][number] {
  return { id, title, objective, diagram: learnerOf(id).file, learns: true };
}

/** One that walks on the grids, where no incentive is measured. */
function walker(id: string, title: string, objective: string): Lab["agents"][number] {
  return { ...learner(id, title, objective), metered: false };
}

export const rewardModelling: Lab = {
  id: "reward-modelling",
  title: "Reward modelling and assistance",
  question: "Who asks leading questions, who corrupts feedback, and how many labels does it take?",
  headline: {
    conclusion:
      "A worker that is paid by its reward model asks the leading question. One that is paid by what the user really wants asks honestly.",
    claim: "closed-form",
    agents: ["modelling", "assistance"],
    edit: "the reward depends on the preferences, not the model",
    measures: ["observed", "wanted", "manipulates"],
    curve: { parameter: "bias_cost", measure: "manipulates" },
  },
  system: "mdp",
  sources: [
    "Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (the subtle difference to CIRL)",
    "Christiano et al. 2017, arXiv:1706.03741 (comparisons; a grid here instead of MuJoCo)",
    "Cabi et al. 2020, arXiv:1909.12200 (reward sketches)",
    "Ziebart, Maas, Bagnell & Dey 2008 (demonstrations); Pomerleau 1991 (copying them)",
    "Uesato et al. 2020, arXiv:2011.08827 (decoupled approval)",
  ],
  assumptions: [
    "an answer to a leading question is always: rock",
    "while the corrupting action is carried out every answer is the highest one",
    "who rates walks takes the best of 60 random ones; with a taste for variety of 1 only the first step on a kind of tile counts",
    "numbers carry a normal error; demonstrators plan softly for what they want; both are told of random starts",
    "labels compare random walks; a share of them is random and the fit knows the share",
    "the billboard decides a share of the labels where walks differ in it, and the fit does not know",
  ],
  diagrams: [
    { file: "diagram.cid", title: "reward modelling" },
    { file: "cirl.cid", title: "assistance (CIRL)", edit: "the reward reads the preferences" },
    {
      file: "unheard.cid",
      title: "reward modelling, feedback only pays",
      edit: "the delivery does not see the feedback",
    },
    {
      file: "cirl-unheard.cid",
      title: "assistance, feedback not heard",
      edit: "the reward reads the preferences; the delivery does not see the feedback",
    },
    {
      file: "coupled.cid",
      title: "feedback on what is carried out",
      edit: "another world: one action corrupts the channel of the answers",
    },
    {
      file: "decoupled.cid",
      title: "feedback on an independent draw",
      edit: "what is asked about is not what is carried out",
    },
    { file: "informed.cid", title: "paid by true worth", edit: "the credit reads the true worth" },
    {
      file: "comparisons.cid",
      title: "a reward fitted to comparisons",
      edit: "another world: labels say which walk is better",
    },
    {
      file: "swayed.cid",
      title: "a reward fitted to swayed comparisons",
      edit: "a share of the labels is for the billboard",
    },
  ],
  parameters: [
    parameter("noise", "wrong answers to honest questions", "probability", 0, [0, 0.5]),
    parameter("bias_cost", "price of leading", "reward", 0, [0, 1]),
    parameter("labels", "comparisons, or walks that are rated or shown", "labels", 100, [5, 2000], {
      whole: true,
    }),
    parameter("error", "random labels", "share", 0.1, [0, 0.5], { provenance: "published" }),
    parameter("sway", "labels the billboard decides", "share", 0.5, [0, 1]),
    parameter("variety", "taste for variety (walks that are rated)", "share", 1, [0, 1]),
    parameter("spread", "error of a number that is given", "standard deviation", 1, [0, 5]),
    parameter("price", "what a demonstrator gives up", "reward a nat", 1, [0.05, 10]),
    parameter("segment", "length of a walk", "steps", 10, [1, 50], { whole: true }),
    parameter("steps", "feedback asked for", "steps", 2000, [10, 100_000], {
      effort: true,
      whole: true,
    }),
  ],
  agents: [
    learner("modelling", "reward model, Q-learning", "M(D)"),
    learner("assistance", "assistance, Q-learning", "R(Θ)"),
    learner("coupled", "feedback on what it does", "mean answer"),
    learner("decoupled", "feedback on an independent draw", "mean answer"),
    learner("informed", "paid by true worth", "true worth"),
    walker("preferences", "comparisons, fitted and planned", "fitted reward"),
    walker("swayed", "comparisons swayed by a billboard", "fitted reward"),
    walker("ratings", "walks rated by number, fitted and planned", "fitted reward"),
    walker("sketches", "steps rated by number, fitted and planned", "fitted reward"),
    walker("cloned", "demonstrations copied", "likeness"),
    walker("inferred", "a reward inferred from demonstrations", "inferred reward"),
    walker("weights", "walks rated by weights", "fitted rating"),
    walker("network", "walks rated by a network", "fitted rating"),
  ],
  measures: [
    {
      name: "observed",
      title: "paid",
      unit: "reward (comparisons: share of walks preferred)",
      kind: "observed",
    },
    {
      name: "wanted",
      title: "wanted",
      unit: "reward (comparisons: share of the best)",
      kind: "hidden",
    },
    { name: "manipulates", title: "manipulates", unit: "share", kind: "behaviour" },
    {
      name: "meter",
      title: "worth of influence on D",
      unit: "reward",
      kind: "incentive",
      meters: { decision: "A1", variable: "D" },
    },
    {
      name: "direct",
      title: "worth of influence on D when D is not heard",
      unit: "reward",
      kind: "incentive",
    },
    {
      name: "channel",
      title: "worth of influence on the channel",
      unit: "answer",
      kind: "incentive",
      meters: { decision: "B", variable: "W" },
    },
    { name: "ahead", title: "ahead of weights", unit: "share of the best walk", kind: "other" },
  ],
  run: (settings, context) =>
    rewardModelling.agents
      .filter(({ id }) => context.agents?.includes(id) ?? true)
      .map(({ id }): LabRow => ({ agent: id, values: valuesOf(id, settings, context) })),
  episode: (settings, context, agent) => learnerOf(agent).episode(agent, settings, context),
  train(settings, context, onPoint) {
    for (const { id: agent } of rewardModelling.agents)
      learnerOf(agent).train(settings, context, (done, values) => onPoint({ agent, done, values }));
  },
  sweeps: [
    {
      parameter: "labels",
      values: [5, 10, 20, 50, 100, 200, 500],
      measures: ["wanted", "observed"],
      agents: [
        "preferences",
        "swayed",
        "ratings",
        "sketches",
        "cloned",
        "inferred",
        "weights",
        "network",
      ],
    },
    {
      parameter: "bias_cost",
      values: [0, 0.1, 0.2, 0.24, 0.26, 0.3, 0.4, 0.6, 1],
      measures: ["manipulates", "wanted", "observed", "meter"],
    },
    {
      parameter: "noise",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
      measures: ["wanted", "observed", "meter"],
    },
    {
      parameter: "spread",
      values: [0, 0.5, 1, 2, 3, 5],
      measures: ["wanted"],
      agents: ["ratings", "sketches"],
    },
    {
      parameter: "price",
      values: [0.05, 0.2, 0.5, 1, 2, 5, 10],
      measures: ["wanted"],
      agents: ["cloned", "inferred"],
    },
    { parameter: "error", values: [0, 0.1, 0.2, 0.3, 0.4, 0.5], measures: ["wanted"] },
    {
      parameter: "variety",
      values: [0, 0.25, 0.5, 0.75, 1],
      measures: ["wanted"],
      agents: ["weights", "network"],
    },
    {
      parameter: "variety",
      values: [0, 0.25, 0.5, 0.75, 1],
      against: { parameter: "labels", values: [10, 30, 100, 300, 1000] },
      measures: ["ahead"],
      agents: ["network"],
    },
    { parameter: "sway", values: [0, 0.25, 0.5, 0.75, 1], measures: ["wanted", "observed"] },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims,
};
