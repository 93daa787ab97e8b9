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
    example: { model: "textbooks/umbrella", claim: "policy(UM | F = sunny) == leave" },
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
    example: { model: "textbooks/umbrella", claim: "value(person) == 77" },
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
    example: { model: "textbooks/umbrella", claim: "meu(person) == 77" },
  },
  {
    name: "P",
    aliases: ["probability"],
    family: "exact",
    arguments: [{ kind: "event", name: "event" }],
    given: "event",
    result: "number",
    meaning: "Probability under optimal play; do(X = x) may stand among the conditions.",
    example: {
      model: "textbooks/asia",
      claim: "P(tub = true | dysp = true, asia = true) == 0.0877 within 0.0001",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "E(harm | do(D = second)) == -0.1",
    },
  },
  {
    name: "would",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "event", name: "event" }],
    given: "event",
    result: "number",
    meaning: "Counterfactual probability: would(Y = y | X = x, do(D = d)).",
    example: {
      model: "frameworks/counterfactual-oracle",
      claim: "would(W = crash | Q = nervous, W = crash, do(A = boom)) < 1",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "harm(D = second, D = none) > 0",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "benefit(D = second, D = none) == 0.4",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "necessity(course = lives, Y = lives) == 0.4",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "sufficiency(course = lives, Y = lives) == 1",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "necessity_and_sufficiency(D = first, Y = lives, D = none) == 0.3",
    },
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
    example: {
      model: "papers/richens2022counterfactual/treatments",
      claim: "path_effect(D = second, D = none, survival, D -> Y -> survival) == 0.3",
    },
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
    example: { model: "textbooks/umbrella", claim: "realised_response(UM, F)" },
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
    example: { model: "frameworks/current-rf", claim: "realised_control(A[1], S[2])" },
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
    example: {
      model: "textbooks/asia",
      claim: "mpe == (false, false, false, false, false, false, false, false)",
    },
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
    example: { model: "textbooks/asia", claim: "map(lung, bronc | xray = true) == (false, false)" },
  },
  {
    name: "entropy",
    aliases: ["H"],
    family: "exact",
    arguments: [{ kind: "node", name: "X", rest: true }],
    given: "event",
    result: "number",
    meaning: "Entropy of some variables together, in bits: entropy(X, Y | Z = z).",
    example: { model: "textbooks/asia", claim: "entropy(smoke) == 1" },
  },
  {
    name: "equilibria",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "word", name: "kind", optional: true }],
    result: "number",
    meaning:
      "Number of pure Nash equilibria; equilibria(subgame_perfect): pure ones, too; equilibria(mixed): all, infinitely many where some form a continuum.",
    example: { model: "games/battle-of-the-sexes", claim: "equilibria == 2" },
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
    example: { model: "frameworks/supervised-learning", claim: "voi_value(A, L) == 0.25" },
  },
  {
    name: "voc_value",
    aliases: [],
    family: "exact",
    arguments: [{ kind: "node", name: "X" }],
    result: "number",
    meaning: "Value of control over X, in utility units.",
    example: { model: "corner-cases/quantitative-voc", claim: "voc_value(S) == 0" },
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
    example: { model: "frameworks/modifiable-reward", claim: "incentive(A[1], Theta[2]) > 0" },
  },
];
