/** Predicates that exact solving decides; what they mean is in `check/exactPredicates.ts`. */
import type { PredicateSignature } from "../claim.ts";

export const EXACT_PREDICATES: readonly PredicateSignature[] = [
  {
    name: "policy",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "decision", name: "decision" }],
    given: "event",
    result: "rule",
    meaning:
      "The optimal rule of the decision (at the given observations): agent.policy(D | X = x) == d.",
  },
  {
    name: "value",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "agent", name: "agent", optional: true }],
    given: "event",
    result: "number",
    meaning:
      "Expected utility of the agent under optimal play. Rules are chosen beforehand; evidence and do(…) judge them.",
  },
  {
    name: "meu",
    aliases: ["maximum_expected_utility"],
    family: "exact",
    arguments: [{ kind: "agent", name: "agent", optional: true }],
    given: "event",
    result: "number",
    meaning:
      "Maximum expected utility of the agent when everybody knows the evidence and do(…) and decides anew.",
  },
  {
    name: "P",
    aliases: ["probability"],
    family: "exact",
    arguments: [{ kind: "event", name: "event" }],
    given: "event",
    result: "number",
    meaning: "Probability under optimal play; do(X = x) may stand among the conditions.",
  },
  {
    name: "E",
    aliases: ["expected"],
    family: "exact",
    arguments: [{ kind: "quantity", name: "X" }],
    given: "event",
    result: "number",
    meaning:
      "Expected value under optimal play, of a variable, a utility or a calculation with them: E(U1 + U2).",
  },
  {
    name: "would",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "event", name: "event" }],
    given: "event",
    result: "number",
    meaning: "Counterfactual probability: would(Y = y | X = x, do(D = d)).",
  },
  {
    name: "harm",
    aliases: ["counterfactual_harm"],
    family: "exact",
    arguments: [
      { kind: "action", name: "action" },
      { kind: "setting", name: "baseline" },
    ],
    given: "event",
    result: "number",
    meaning:
      "Counterfactual harm to the agent, in utility: what is lost, on average, in the cases that come out worse than the baseline would have: human.harm(D = a, D = none). The action `optimal` is what optimal play does.",
  },
  {
    name: "benefit",
    aliases: ["counterfactual_benefit"],
    family: "exact",
    arguments: [
      { kind: "action", name: "action" },
      { kind: "setting", name: "baseline" },
    ],
    given: "event",
    result: "number",
    meaning:
      "Counterfactual benefit to the agent: what is gained, on average, in the cases that come out better than the baseline would have. Benefit minus harm is the difference of the expected utilities.",
  },
  {
    name: "necessity",
    aliases: ["probability_of_necessity"],
    family: "exact",
    arguments: [
      { kind: "setting", name: "cause" },
      { kind: "event", name: "effect" },
      { kind: "setting", name: "otherwise", optional: true },
    ],
    result: "number",
    meaning:
      "Probability of necessity: where cause and effect both happened, would the effect have failed without the cause? necessity(X = x, Y = y); X = z as third argument says what would have been instead.",
  },
  {
    name: "sufficiency",
    aliases: ["probability_of_sufficiency"],
    family: "exact",
    arguments: [
      { kind: "setting", name: "cause" },
      { kind: "event", name: "effect" },
      { kind: "setting", name: "otherwise", optional: true },
    ],
    result: "number",
    meaning:
      "Probability of sufficiency: where neither cause nor effect happened, would the cause have brought the effect about?",
  },
  {
    name: "necessity_and_sufficiency",
    aliases: ["pns"],
    family: "exact",
    arguments: [
      { kind: "setting", name: "cause" },
      { kind: "event", name: "effect" },
      { kind: "setting", name: "otherwise", optional: true },
    ],
    result: "number",
    meaning: "Probability that the effect happens with the cause and does not happen without it.",
  },
  {
    name: "path_effect",
    aliases: ["path_specific_effect"],
    family: "exact",
    arguments: [
      { kind: "setting", name: "action" },
      { kind: "setting", name: "baseline" },
      { kind: "node", name: "Y" },
      { kind: "arrows", name: "path", rest: true },
    ],
    result: "number",
    meaning:
      "Path-specific effect on the expectation of Y, a utility or a numeric variable: the action acts along the given arrows only, all others carry what they would under the baseline: path_effect(D = a, D = none, Y, D -> M -> Y).",
  },
  {
    name: "realised_response",
    aliases: ["realized_response"],
    family: "exact",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "node", name: "X" },
    ],
    result: "truth",
    meaning:
      "With the numbers of this model, every optimal deterministic policy reacts to some change of X at the decision; response asks whether some numbers would make it so.",
  },
  {
    name: "realised_control",
    aliases: ["realized_control"],
    family: "exact",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "node", name: "X" },
    ],
    result: "truth",
    meaning:
      "With the numbers of this model, under every optimal deterministic policy the expected utility would be another if X were what another choice makes it; control asks whether some numbers would make it so.",
  },
  {
    name: "mpe",
    aliases: ["most_probable_explanation"],
    family: "exact",
    arguments: [],
    given: "event",
    result: "values",
    meaning:
      "The most probable explanation: the likeliest values of all chance variables and decisions together.",
  },
  {
    name: "map",
    aliases: ["maximum_a_posteriori"],
    family: "exact",
    arguments: [{ kind: "node", name: "X", rest: true }],
    given: "event",
    result: "values",
    meaning:
      "The likeliest values of some variables together, the others summed out: map(X, Y | Z = z) == (x, y).",
  },
  {
    name: "entropy",
    aliases: ["H"],
    family: "exact",
    arguments: [{ kind: "node", name: "X", rest: true }],
    given: "event",
    result: "number",
    meaning: "Entropy of some variables together, in bits: entropy(X, Y | Z = z).",
  },
  {
    name: "equilibria",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "word", name: "kind", optional: true }],
    result: "number",
    meaning:
      "Number of pure Nash equilibria; equilibria(subgame_perfect): pure ones, too; equilibria(mixed): all, infinitely many where some form a continuum.",
  },
  {
    name: "voi_value",
    aliases: [],
    family: "exact",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "node", name: "X" },
    ],
    result: "number",
    meaning: "Value of information of X at the decision, in utility units.",
  },
  {
    name: "voc_value",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "node", name: "X" }],
    result: "number",
    meaning: "Value of control over X, in utility units.",
  },
  {
    name: "incentive",
    aliases: ["meter"],
    family: "exact",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X" },
    ],
    result: "number",
    meaning:
      "The incentive meter I(X): optimal value minus optimal value when X is forced to its no-influence distribution.",
  },
];
