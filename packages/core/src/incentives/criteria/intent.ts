/**
 * Intent: may the agent, by decision D, intend to influence X? The semantic notion compares
 * policies (Halpern & Kleiman-Weiner 2018; Ward et al. 2023); its graphical part is the criterion of
 * instrumental control, D ⇢ X ⇢ U (Ward et al. 2023, 2312.01350, Theorems 6.2 and 6.3; Carey et al.
 * 2020). Whether a given policy intends X is a question about numbers. With several own decisions the
 * answer is about all optimal policies, as for control: "absent" says that in every parametrisation
 * some optimal policy has no such intent.
 */
import type { Criterion, Outcome } from "../criterion.ts";
import {
  CONTROL_COMPLETENESS,
  CONTROL_THEOREM,
  controlCodes,
  controlWitness,
} from "./instrumentalControlIncentive.ts";
import { SOME, pastOwnDecisions } from "../wording.ts";
import { ONE_AGENT, ONE_DECISION_OR_FREE_PATH } from "../preconditions.ts";

/** In the order of the codes of instrumental control. */
const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "on-path-to-utility",
    words: (w) =>
      w.node === w.decision
        ? `${SOME}, ${w.agent} intends its own decision ${w.node}, which influences its utility${w.along}`
        : `${SOME}, by ${w.decision}, ${w.agent} intends to influence ${w.node}: the decision can reach its utility through ${w.node}${w.along}`,
  },
  {
    kind: "unknown",
    reason: "on-path-through-decisions",
    words: pastOwnDecisions((w) => `by ${w.decision}, ${w.agent} intends to influence ${w.node}`),
  },
  {
    kind: "absent",
    reason: "not-below-decision",
    words: (w) =>
      `by ${w.decision}, ${w.agent} cannot intend to influence ${w.node}: the decision does not reach it`,
  },
  {
    kind: "absent",
    reason: "utility-not-below-node",
    words: (w) =>
      `by ${w.decision}, ${w.agent} has nothing to gain through ${w.node} and so cannot intend to influence it: ${w.node} does not reach its utility`,
  },
  {
    kind: "present",
    reason: "by-informing-own-decision",
    words: (w) =>
      `${SOME}, by ${w.decision}, ${w.agent} intends to influence ${w.node}, so that a later decision of its own is better informed${w.along}`,
  },
  {
    kind: "absent",
    reason: "only-through-nonrequisite-links",
    words: (w) =>
      `by ${w.decision}, ${w.agent} need not intend to influence ${w.node}: the only ways through ${w.node} to its utility use observations that its decisions can ignore without loss, and some optimal policy ignores them`,
  },
  {
    kind: "absent",
    reason: "only-through-known-choices",
    words: (w) =>
      `by ${w.decision}, ${w.agent} need not intend to influence ${w.node}: the only ways through ${w.node} to its utility use observations that its decisions can ignore once they know what it chose before, and some optimal policy ignores them`,
  },
];

export const intent: Criterion = {
  id: "intent",
  badge: "Int",
  predicate: "intent",
  title: "Intent",
  question:
    "Is there a parametrisation in which the agent intends to influence the node by this decision?",
  definition:
    "The agent intends to influence X by its choice when it would choose otherwise if X were to come out the same all the same.",
  about: "node-for-decision",
  range: "all-but-utilities-and-the-decision",
  needs: [ONE_DECISION_OR_FREE_PATH, ONE_AGENT],
  theorem: CONTROL_THEOREM,
  statements: ["T9"],
  citation: "Ward et al. 2023 (2312.01350), Theorems 6.2 and 6.3; Carey et al. 2020 (2001.07118)",
  completeness: `${CONTROL_COMPLETENESS} The policy decides whether it intends.`,
  aliases: ["intention"],
  example: {
    story:
      "A recommender may intend to change opinions for clicks; well-being changes with them, and brings no clicks.",
    text: `chance O "Original opinions"
chance M "Model of opinions" from O
decision P "Posts to show" sees M
chance I "Influenced opinions" from O, P
chance W "Well-being" from I
utility C "Clicks" from P, I
`,
    answers: [
      { decision: "P", node: "I", kind: "present" },
      { decision: "P", node: "W", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: controlCodes,
  witness: controlWitness,
};
