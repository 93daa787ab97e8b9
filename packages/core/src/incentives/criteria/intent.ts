/**
 * Intent: may the agent, by decision D, intend to influence X? The semantic notion compares
 * policies (Halpern & Kleiman-Weiner 2018; Ward et al. 2023); its graphical part is the criterion of
 * instrumental control, D ⇢ X ⇢ U (Ward et al. 2023, 2312.01350, Theorems 6.2 and 6.3; Carey et al.
 * 2020). Whether a given policy intends X is a question about numbers. With several own decisions the
 * answer is about all optimal policies, as for control: "absent" says that in every parametrisation
 * some optimal policy has no such intent.
 */
import type { Criterion } from "../criterion.ts";
import {
  CONTROL_COMPLETENESS,
  CONTROL_OUTCOMES,
  CONTROL_THEOREM,
  controlCodes,
  controlWitness,
} from "./instrumentalControlIncentive.ts";

export const intent: Criterion = {
  id: "intent",
  badge: "Int",
  predicate: "intent",
  title: "Intent",
  question:
    "Is there a parametrisation in which the agent intends to influence the node by this decision?",
  about: "node-for-decision",
  needs: [
    { condition: "one-decision-or-decision-free-path", whenViolated: "yes-becomes-unknown" },
    { condition: "one-agent", whenViolated: "caveat" },
  ],
  theorem: CONTROL_THEOREM,
  citation: "Ward et al. 2023 (2312.01350), Theorems 6.2 and 6.3; Carey et al. 2020 (2001.07118)",
  completeness: `${CONTROL_COMPLETENESS} The policy decides whether it intends.`,
  aliases: ["intention"],
  outcomes: CONTROL_OUTCOMES,
  perAgent: true,
  codes: controlCodes,
  witness: controlWitness,
};
