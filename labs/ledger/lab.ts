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
  question:
    "Which protocols tell an overseer what its workers know, and which withstand workers who deceive?",
  headline: {
    conclusion:
      "If a single worker leads the overseer to what it wants to be read, the overseer is right little more often than a coin flip. If an opponent chooses the way down, it is nearly always right.",
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
    "Wen et al. 2024, arXiv:2409.12822 (approval up, correctness not; disputed by a replication of 2026)",
    "Saunders et al. 2022, arXiv:2206.05802 (critics)",
    "Christiano, Shlegeris & Amodei 2018, arXiv:1810.08575 (amplification)",
    "Leike et al. 2018, arXiv:1811.07871 (recursive reward modelling)",
    "Burns et al. 2023, arXiv:2312.09390 (weak to strong)",
  ],
  assumptions: [
    "facts are coin flips and every leaf occurs once in the formula",
    "a worker fills in what it did not look up by a coin; an attacker knows every fact",
    "that a claim follows from claims is seen by all who read the node",
    "what was not looked up, or is false, looks untidy unless work is spent on tidying it; a critic goes by a cue and points at two leaves",
    "people in the queue are paid for right answers; what is not read passes",
    "helpers of recursive reward modelling see every fact; the overseer evaluates each node of the form as often, with k nodes each time",
    "the student of a weak teacher starts from a network fitted to the other nodes of the same books",
    "a seed draws one form of ledger; learners meet ledgers of that form",
  ],
  diagrams: [
    { file: "diagram.cid", title: "approval after k nodes" },
    { file: "gold.cid", title: "paid for right answers", edit: "the payment reads the answer" },
    { file: "consultancy.cid", title: "consultancy", edit: "another world: a path to one leaf" },
    { file: "debate.cid", title: "debate", edit: "an opponent chooses the way down" },
    {
      file: "critic.cid",
      title: "a critic that learns with the worker",
      edit: "another world: a false statement, and somebody who points at an entry",
    },
    {
      file: "foolable.cid",
      title: "a critic that has learnt its cue",
      edit: "what the critic goes by is known and no longer chosen",
    },
    {
      file: "queue.cid",
      title: "review queue",
      edit: "another world: ledgers by people and AIs, half of which are read",
    },
    {
      file: "ida.cid",
      title: "distillation of amplified answers",
      edit: "another world: a student is paid for agreeing with what is put together",
    },
    {
      file: "recursive.cid",
      title: "recursive reward modelling",
      edit: "another world: statements that are evaluated with helpers",
    },
    {
      file: "alone.cid",
      title: "reward modelling, evaluated alone",
      edit: "the overseer reads leaves instead of what helpers state",
    },
    {
      file: "weak.cid",
      title: "weak to strong",
      edit: "another world: a student is paid for agreeing with a weak teacher",
    },
    {
      file: "chain.cid",
      title: "weak to strong by a chain",
      edit: "the student is paid for agreeing with another student",
    },
  ],
  parameters: PARAMETERS,
  agents: PROTOCOLS.map(
    ({ protocol, title, objective, diagram, curve = true, metered = false }) => ({
      id: protocol.id,
      title,
      objective,
      diagram,
      learns: curve,
      metered,
    }),
  ),
  measures: MEASURES,
  run: (settings, context) =>
    PROTOCOLS.filter(({ protocol }) => context.agents?.includes(protocol.id) ?? true).map((one) =>
      rowOf(one, settings, context),
    ),
  train(settings, { seed, signal }, onPoint) {
    for (const listed of PROTOCOLS) {
      if (listed.curve === false) continue;
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
