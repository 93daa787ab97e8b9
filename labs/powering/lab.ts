/** Can a student learn what nobody can tell it, from somebody who can put its answers together? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { questions } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { STUDENTS, studentRow } from "./students.ts";
import { TASK_TITLES } from "./tasks.ts";
import { ties } from "./ties.ts";

export const powering: Lab = {
  id: "powering",
  title: "Amplification: powers of a permutation",
  question:
    "Can a student learn what nobody can tell it, from somebody who only puts its answers together?",
  headline: {
    conclusion:
      "Taught by a person who knows single steps and asks the student about the rest, a student is as right about eight steps as one that was told every answer, and was told none above single steps.",
    claim: "zero-labels",
    agents: ["supervised", "amplified"],
    edit: "what it is compared with is put together from its own earlier answers",
    measures: ["right", "labels", "reached"],
    curve: { parameter: "units", measure: "right" },
  },
  system: "question-answering",
  sources: [
    "Christiano, Shlegeris & Amodei 2018, arXiv:1810.08575 (iterated amplification and its five tasks; of the numbers only what its abstract and summaries give)",
    "the code of that paper, tasks/iterate.py and train.py (levels begun one after the other, a buffer of answers, a slower copy that answers)",
    'Möhn 2020, README of an adapted version of that code, "How to run the code" (steps for permutation powering)',
  ],
  assumptions: [
    "a seed draws one permutation (forest, graph, program, function), and the student learns it by heart; in the paper facts are shown anew with every question",
    "a person is a rule that knows facts and how answers are put together; nobody imitates it",
    "a student is one hidden layer; the one that answers for the level below is that of 25 steps before, and the answers of 16 such rounds are fitted together",
    "shortest paths have half as many nodes as symbols, with two edges out; wildcard search has words of one letter more than levels, whatever the symbols",
    "a person who slips does so at as large a share of facts as entries of the notes are out of date",
    "the student that is paid for agreeing has a network for each level",
  ],
  diagrams: [
    { file: "diagram.cid", title: "compared with its own answers, put together" },
    {
      file: "supervised.cid",
      title: "told what is right",
      edit: "the payment reads what is right",
    },
    {
      file: "stale.cid",
      title: "by notes that are out of date",
      edit: "both earlier answers go by the same notes, which the student has learnt",
    },
  ],
  parameters: PARAMETERS,
  agents: STUDENTS.map(({ id, title, objective, diagram, how }) => ({
    id,
    title,
    objective,
    diagram,
    ...(how === undefined ? { learns: true } : {}),
    ...(how === "exact" ? {} : { metered: false }),
  })),
  measures: MEASURES,
  run: (settings, context) =>
    STUDENTS.filter(({ id }) => context.agents?.includes(id) ?? true).map((listed) =>
      studentRow(listed, settings, context),
    ),
  episode: questions,
  train(settings, context, onPoint) {
    for (const listed of STUDENTS)
      if (listed.how === undefined) studentRow(listed, settings, context, onPoint);
  },
  published: [
    {
      measure: "reached",
      value: 4000,
      title: "permutation powering, close to 100 % (64 symbols, facts shown)",
      source: 'Möhn 2020, README, "How to run the code"',
    },
  ],
  sweeps: [
    {
      parameter: "units",
      values: [2, 3, 4, 6, 8, 12, 16, 24, 32, 48],
      measures: ["right", "base", "reached"],
      agents: ["supervised", "amplified"],
    },
    {
      parameter: "levels",
      values: [1, 2, 3, 4, 5],
      measures: ["right", "reached"],
      agents: ["supervised", "amplified", "stale", "exact"],
    },
    {
      parameter: "stale",
      values: [0, 1, 2, 3, 4, 5, 6],
      measures: ["right", "base"],
      agents: ["slips", "stale", "exact"],
    },
    {
      parameter: "task",
      values: TASK_TITLES.map((_, task) => task),
      measures: ["right", "reached"],
      agents: ["supervised", "amplified"],
    },
  ],
  ties,
  claims,
  conclusions: CONCLUSIONS,
};
