/** What does optimising a reward learnt from comparisons do to what people wanted? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";
import { OPTIMISERS, rowOf, trailOf, trialOf } from "./trial.ts";

export const rlhf: Lab = {
  id: "rlhf",
  title: "A reward learnt from comparisons, and what optimising it does",
  question: "How much optimisation does a reward learnt from comparisons bear?",
  headline: {
    conclusion:
      "Paid only what a reward network makes of it, a trained policy goes past the point at which it is worth most to people; where leaving what was said before has its price it stops on the way there.",
    claim: "peak",
    agents: ["rl", "priced"],
    edit: "a price on leaving what was said before",
    measures: ["proxy", "gold"],
    curve: { parameter: "lambda", measure: "gold" },
  },
  system: "question-answering",
  sources: [
    "Gao, Schulman & Hilton 2022, arXiv:2210.10760 (gold and proxy over √KL; best-of-n and RL)",
    "Christiano et al. 2017, arXiv:1706.03741 (rewards from comparisons)",
    "Coste et al. 2023, arXiv:2310.02743 (ensembles)",
    "Jaques et al. 2017, arXiv:1611.02796 (price on leaving the base; its optimum)",
    "Shao et al. 2024, arXiv:2402.03300 (group-relative policy gradient)",
  ],
  assumptions: [
    "people know what a string is worth to them and prefer the better one without error; Gao et al. let a large reward model stand for people",
    "what is worth something is a hidden automaton's sum (strings) or a sum of waves (points); a seed draws one",
    "before training every string is as likely as any other, and points are normally distributed",
    "rewards and worths are in standard deviations before training",
    "reinforcement learning makes points up coordinate by coordinate, in halves of a standard deviation out to 20; its policy is the normal distribution with another mean in each",
    "networks have one hidden layer of tanh units; policies over strings are tables",
  ],
  diagrams: [
    { file: "diagram.cid", title: "paid by a reward network" },
    {
      file: "priced.cid",
      title: "with a price on leaving what was said",
      edit: "leaving what was said before costs something",
    },
    { file: "gold.cid", title: "paid by people", edit: "the payment reads what people make of it" },
    {
      file: "best-of-n.cid",
      title: "best of n",
      edit: "another world: something is taken from what was drawn",
    },
    {
      file: "ensemble.cid",
      title: "best of n by an ensemble",
      edit: "two networks, of which the lower counts",
    },
  ],
  parameters: PARAMETERS,
  agents: OPTIMISERS.map(({ id, title, objective, diagram, learns = false }) => ({
    id,
    title,
    objective,
    diagram,
    learns,
    metered: !learns,
  })),
  measures: MEASURES,
  run: (settings, context) =>
    OPTIMISERS.filter(({ id }) => context.agents?.includes(id) ?? true).map((optimiser) =>
      rowOf(optimiser, settings, context),
    ),
  train(settings, { seed, signal }, onPoint) {
    const { lambda = 0.1 } = settings;
    const trial = trialOf(settings, seed);
    for (const [agent, price] of [["rl", 0] as const, ["priced", lambda] as const]) {
      const { looks, end } = trailOf(trial, price, signal);
      for (const { done, outcome } of looks) onPoint({ agent, done, values: { ...outcome } });
      onPoint({ agent, done: trial.episodes, values: { ...end } });
    }
  },
  sweeps: [
    {
      parameter: "lambda",
      values: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.3, 2],
      measures: ["gold", "proxy", "nats", "of_frontier"],
      agents: ["rl", "priced", "frontier", "gold"],
    },
    {
      parameter: "n",
      values: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384],
      measures: ["gold", "proxy", "nats"],
      agents: ["best-of-n", "ensemble"],
    },
    {
      parameter: "labels",
      values: [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000],
      measures: ["gold", "agreement", "fall"],
      agents: ["best-of-n", "frontier"],
    },
    {
      parameter: "width",
      values: [2, 4, 8, 16, 32],
      measures: ["gold", "agreement", "fall"],
      agents: ["best-of-n", "frontier"],
    },
  ],
  ties,
  claims,
  conclusions,
};
