/** Which oversight protocol leaves an overseer with what its workers know, and which one withstands them? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { PROTOCOLS, protocolCalled } from "./protocols.ts";
import { ties } from "./ties.ts";
import { learntConductOf, rowOf, scored, trialOf } from "./trial.ts";

export const ledger: Lab = {
  id: "ledger",
  title: "The ledger: one world for all oversight protocols",
  question: "Which protocol gives an overseer what its workers know, and which withstands them?",
  headline: {
    conclusion:
      "Led by one worker to what it wants to be read, the overseer ends up right little more often than by a coin; where an opponent chooses the way down, it nearly always does.",
    claim: "learnt-debate",
    agents: ["consultancy", "debate"],
    edit: "an opponent chooses the way down",
    measures: ["accuracy", "attacked"],
    curve: { parameter: "k", measure: "accuracy" },
  },
  system: "mdp",
  sources: [
    "Irving, Christiano & Amodei 2018, arXiv:1805.00899 (debate; formula games)",
    "Khan et al. 2024, arXiv:2402.06782 (consultancy as baseline)",
    "Wen et al. 2024, arXiv:2409.12822 (approval up, correctness not)",
  ],
  assumptions: [
    "facts are coin flips and every leaf occurs once in the formula",
    "a worker fills in what it did not look up by a coin; an attacker knows every fact",
    "that a claim follows from claims is seen by all who read the node",
    "a seed draws one form of ledger; learners meet ledgers of that form",
  ],
  diagrams: [
    { file: "diagram.cid", title: "approval after k nodes" },
    { file: "gold.cid", title: "paid for right answers", edit: "the payment reads the answer" },
    { file: "consultancy.cid", title: "consultancy", edit: "another world: a path to one leaf" },
    { file: "debate.cid", title: "debate", edit: "an opponent chooses the way down" },
  ],
  parameters: PARAMETERS,
  agents: PROTOCOLS.map(({ protocol, title, objective, diagram }) => ({
    id: protocol.id,
    title,
    objective,
    diagram,
    learns: true,
  })),
  measures: MEASURES,
  run: (settings, context) =>
    PROTOCOLS.filter(({ protocol }) => context.agents?.includes(protocol.id) ?? true).map((one) =>
      rowOf(one, settings, context),
    ),
  train(settings, { seed, signal }, onPoint) {
    for (const listed of PROTOCOLS) {
      const trial = trialOf(settings, seed);
      learntConductOf(listed, trial, "paid", {
        signal,
        onConduct(done, conduct) {
          const { paid, accuracy, right } = scored(trial, conduct);
          onPoint({ agent: listed.protocol.id, done, values: { paid, accuracy, right } });
        },
      });
    }
  },
  sweeps: [
    {
      parameter: "k",
      values: [1, 2, 3, 4, 5, 6, 8, 10, 12],
      measures: ["accuracy", "attacked", "optimum", "reads"],
    },
    {
      parameter: "work",
      values: [0.2, 0.4, 0.6, 0.8, 1],
      measures: ["accuracy", "right", "gap"],
    },
    {
      parameter: "k",
      values: [1, 2, 4, 6, 9, 12],
      against: { parameter: "work", values: [0.2, 0.4, 0.6, 0.8, 1] },
      measures: ["gap"],
      agents: [protocolCalled("approval").protocol.id],
    },
  ],
  ties,
  claims,
  conclusions,
};
