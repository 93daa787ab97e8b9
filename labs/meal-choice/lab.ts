/**
 * Does a robot ask what is wanted, and when? Exact planning over beliefs in two kitchens, a learner in
 * the same worlds, and random games that show why a human should teach.
 */
import type { Lab, LabRow } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import { playerOf } from "./agents.ts";
import { claims, FEEDBACK_TIMES } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { ties } from "./ties.ts";

const PAID = "the pie, less questions";

function agent(id: string, title: string, objective = PAID): Lab["agents"][number] {
  const { file, train } = playerOf(id);
  return { id, title, objective, diagram: file, ...(train === undefined ? {} : { learns: true }) };
}

export const mealChoice: Lab = {
  id: "meal-choice",
  title: "Meal choice: an assistance game",
  question: "Does a robot ask what is wanted, and what does it do while it waits for the answer?",
  headline: {
    conclusion:
      "A robot that may cook while it waits for the answer gets more than one that must ask first.",
    claim: "assistance",
    agents: ["assistance", "two-phase"],
    edit: "it must ask before it cooks",
    measures: ["value"],
    curve: { parameter: "feedback_time", measure: "value" },
  },
  system: "mdp",
  sources: [
    "Hadfield-Menell, Dragan, Abbeel & Russell 2016, arXiv:1606.03137",
    "Shah et al. 2020, Benefits of Assistance over Reward Learning (rules of the games)",
    "Carey 2017, arXiv:1709.06275 (a misspecified prior or family of rewards takes the reason to be corrected away)",
    "Milli, Hadfield-Menell, Dragan & Russell 2017, arXiv:1705.09990 (misspecified features)",
    "Malik et al. 2018, arXiv:1806.03820 (each type answers for itself)",
  ],
  assumptions: [
    "the human answers honestly when asked",
    "an answer that a robot's model says is impossible is taken for none",
    "pies are eaten one step after baking; wormy apples end with the pie",
    "one-round games are drawn at random: demonstrations pay up to 1, answers up to 3",
  ],
  diagrams: [
    { file: "diagram.cid", title: "the robot hears the answer" },
    { file: "deaf.cid", title: "it does not", edit: "the link from the answer is cut" },
    {
      file: "wormy.cid",
      title: "wormy apples",
      edit: "another kitchen: what is asked about matters only when there are worms",
    },
    {
      file: "wormy-phased.cid",
      title: "wormy apples, asking first",
      edit: "worms are not seen when the robot decides to ask",
    },
    {
      file: "teaching.cid",
      title: "one round with a human who acts",
      edit: "another game: the human acts, and the robot sees it",
    },
    {
      file: "literal.cid",
      title: "the human only demonstrates",
      edit: "what the robot does is not the human's concern",
    },
  ],
  parameters: [
    parameter("prior", "apple is wanted", "probability", 0.875, [0, 1], {
      provenance: "published",
    }),
    parameter(
      "believed",
      "apple is wanted, as believed by a robot that is too sure",
      "probability",
      0.99,
      [0.01, 0.99],
    ),
    parameter("none", "no pie is wanted", "probability", 0, [0, 1]),
    parameter("query_cost", "price of a question", "reward", 0.1, [0, 3], {
      provenance: "published",
    }),
    parameter("right", "the wanted pie", "reward", 2, [0, 10], { provenance: "published" }),
    parameter("wrong", "the other pie", "reward", -1, [-10, 0], { provenance: "published" }),
    parameter("discount", "discount", "per step", 0.99, [0, 1], { provenance: "published" }),
    parameter("horizon", "horizon", "steps", 6, [1, 8], { whole: true, provenance: "published" }),
    parameter("feedback_time", "the human answers from", "step", 2, [0, 6], { whole: true }),
    parameter("worms", "apples with worms", "share", 0.2, [0, 1], { provenance: "published" }),
    parameter("types", "types in a one-round game", "types", 6, [2, 8], { whole: true }),
  ],
  agents: [
    agent("assistance", "assistance"),
    agent("two-phase", "asks first, then cooks"),
    agent("deaf", "does not hear"),
    agent("too-sure", "assistance, its prior too sure", "the pie by its own prior, less questions"),
    agent(
      "narrow",
      "assistance, wishes missing",
      "the pie, as if one were always wanted, less questions",
    ),
    agent("learner", "assistance, Q-learning"),
    agent("wormy", "wormy apples, assistance"),
    agent("wormy-two-phase", "wormy apples, asks first"),
    agent("wormy-learner", "wormy apples, Q-learning"),
    agent("teacher", "human and robot plan together", "what both get"),
    agent("demonstrator", "human demonstrates, robot watches", "own action; what both get"),
  ],
  measures: [
    { name: "value", title: "value", unit: "reward", kind: "observed" },
    { name: "expects", title: "value by its own model", unit: "reward", kind: "other" },
    { name: "satisfied", title: "gets what is wanted", unit: "probability", kind: "hidden" },
    { name: "asks", title: "questions", unit: "times", kind: "behaviour" },
    {
      name: "meter",
      title: "worth of getting an answer",
      unit: "reward",
      kind: "incentive",
      meters: { decision: "A1", variable: "H" },
    },
    {
      name: "teaching",
      title: "worth of acting on the robot, to the human",
      unit: "reward",
      kind: "incentive",
      meters: { decision: "H", variable: "A2" },
    },
    { name: "looks", title: "looked at, each type for itself", unit: "actions", kind: "other" },
    { name: "plain_looks", title: "looked at, all rules", unit: "rules", kind: "other" },
  ],
  run: (settings, context) =>
    mealChoice.agents
      .filter(({ id }) => context.agents?.includes(id) ?? true)
      .map(({ id }): LabRow => ({ agent: id, values: playerOf(id).run(settings, context) })),
  episode: (settings, context, id) => playerOf(id).episode(id, settings, context),
  train(settings, context, onPoint) {
    for (const { id } of mealChoice.agents)
      playerOf(id).train?.(settings, context, (done, values) =>
        onPoint({ agent: id, done, values }),
      );
  },
  sweeps: [
    {
      parameter: "feedback_time",
      values: FEEDBACK_TIMES,
      measures: ["value", "satisfied", "asks", "meter"],
    },
    {
      parameter: "prior",
      values: [0, 0.01, 0.05, 0.125, 0.25, 0.5, 0.75, 0.875, 0.95, 0.99, 1],
      measures: ["value", "satisfied", "asks", "meter"],
    },
    {
      parameter: "believed",
      values: [0.01, 0.1, 0.25, 0.5, 0.75, 0.875, 0.9, 0.95, 0.96, 0.97, 0.99],
      measures: ["value", "expects", "asks", "meter"],
      agents: ["assistance", "too-sure"],
    },
    {
      parameter: "none",
      values: [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1],
      measures: ["value", "expects", "satisfied", "asks"],
      agents: ["assistance", "narrow"],
    },
    {
      parameter: "worms",
      values: [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
      measures: ["value", "asks", "meter"],
    },
    {
      parameter: "types",
      values: [2, 3, 4, 5, 6, 7, 8],
      measures: ["value", "teaching", "looks", "plain_looks"],
    },
  ],
  ties,
  conclusions: CONCLUSIONS,
  claims,
};
