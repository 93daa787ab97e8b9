/** The vocabulary of claims, as data. Adding a predicate: one entry here, one meaning in `check`. */
import type { PredicateSignature } from "./claim.ts";
import { Register } from "../base/index.ts";

/** Every predicate that claims may use, with its arguments. docs/criteria.md is made from it. */
export const PREDICATES: readonly PredicateSignature[] = [
  {
    name: "info",
    aliases: ["voi", "value_of_information"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits positive value of information: in some parametrisation the agent does better if this decision observes X.",
  },
  {
    name: "requisite",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The observation X of the decision is requisite on the graph as written (without reducing it first).",
  },
  {
    name: "response",
    aliases: ["ri", "response_incentive"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits a response incentive: every optimal policy may have to react to X.",
  },
  {
    name: "voc",
    aliases: ["value_of_control"],
    family: "graph",
    arguments: [{ kind: "node", name: "X", optional: true }],
    result: "truth",
    meaning:
      "The diagram admits positive value of control over X (read in the minimal reduction); voc(agent, X) for one agent of several.",
  },
  {
    name: "direct_voc",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "node", name: "X", optional: true }],
    result: "truth",
    meaning: "Value of control along a path to a utility that meets no decision of the agent.",
  },
  {
    name: "indirect_voc",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning: "Value of control only by giving the decision better information.",
  },
  {
    name: "control",
    aliases: ["ici", "feasible_control"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits an instrumental control incentive: a directed path decision → X → utility of the same agent; where it decides more than once, one that survives its own reduction. control(D1, X) holding D2 holds the rule of D2 instead.",
  },
  {
    name: "influence",
    aliases: ["impact"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits an impact incentive: X and some utility of the agent both lie below the decision, read as for control.",
  },
  {
    name: "intent",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning: "The agent may intend to influence X (graphical part: as instrumental control).",
  },
  {
    name: "only_informational",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent", name: "agent" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "Every directed path from X to a utility of the agent passes a decision of that agent, and there is one.",
  },
  {
    name: "deception",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "signaller" },
      { kind: "agent-or-decision", name: "target" },
      { kind: "node", name: "about", optional: true },
    ],
    result: "truth",
    meaning:
      "Graph part of the deception criterion: signaller's decision ⇢ target's decision ⇢ signaller's utility, about something the target does not see.",
  },
  {
    name: "reasoning",
    aliases: ["reasoning_pattern"],
    family: "graph",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "word", name: "pattern", optional: true },
    ],
    result: "truth",
    meaning:
      "The decision is motivated by the pattern direct, manipulation, signaling or revealing.",
  },
  {
    name: "motivated",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "decision", name: "decision", optional: true }],
    result: "truth",
    meaning: "Some reasoning pattern motivates the decision (at the fixpoint).",
  },
  {
    name: "relies",
    aliases: ["relevant"],
    family: "graph",
    arguments: [
      { kind: "decision", name: "D" },
      { kind: "decision", name: "other", optional: true },
    ],
    result: "truth",
    meaning: "D relies on the other decision (it is s-reachable from D).",
  },
  {
    name: "reachable",
    aliases: ["r_reachable"],
    family: "graph",
    arguments: [
      { kind: "decision", name: "D" },
      { kind: "node", name: "V", optional: true },
    ],
    result: "truth",
    meaning: "V's mechanism is r-reachable from D.",
  },
  {
    name: "relevance",
    aliases: ["relevance_graph"],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning: "All edges D -> E of the relevance graph: D relies on E.",
  },
  {
    name: "components",
    aliases: ["sccs"],
    family: "graph",
    arguments: [],
    result: "sets",
    meaning: "Strongly connected components of the relevance graph, relied-upon first.",
  },
  {
    name: "subgames",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "sets",
    meaning: "Decision sets of the subgames; compare a number with count(subgames).",
  },
  {
    name: "soluble",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "truth",
    meaning: "The relevance graph is acyclic (graph as written).",
  },
  {
    name: "soluble_reduced",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "truth",
    meaning: "The relevance graph of the minimal reduction is acyclic.",
  },
  {
    name: "ln_soluble",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "truth",
    meaning: "Soluble in the stricter sense of Lauritzen and Nilsson (extremal decisions).",
  },
  {
    name: "sufficient_recall",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "agent", name: "agent", optional: true }],
    result: "truth",
    meaning: "The relevance graph among the agent's own decisions is acyclic.",
  },
  {
    name: "perfect_recall",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "agent", name: "agent", optional: true }],
    result: "truth",
    meaning:
      "The agent remembers all it saw and did: the families of its decisions are nested in some order.",
  },
  {
    name: "reduction",
    aliases: ["minimal_reduction"],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning: "The information links that the minimal reduction removes.",
  },
  {
    name: "dsep",
    aliases: ["d_separated"],
    family: "graph",
    arguments: [
      { kind: "node-set", name: "X" },
      { kind: "node-set", name: "Y" },
    ],
    given: "node-set",
    result: "truth",
    meaning: "X and Y are d-separated given Z: dsep(X, Y | Z).",
  },
  {
    name: "path",
    aliases: ["directed_path"],
    family: "graph",
    arguments: [
      { kind: "node", name: "from" },
      { kind: "node", name: "to" },
    ],
    result: "truth",
    meaning: "There is a directed path.",
  },
  {
    name: "edge",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "node", name: "from" },
      { kind: "node", name: "to" },
    ],
    result: "truth",
    meaning: "There is an arrow from the one to the other.",
  },
  {
    name: "mechanism_edges",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning:
      "Edges among mechanisms implied by r-reachability: X -> D says D's rule responds to X's mechanism.",
  },
  {
    name: "terminal_edges",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning:
      "Mechanism edges from a utility to a decision of its agent along a path avoiding other utilities.",
  },
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
  {
    name: "learns",
    aliases: [],
    family: "empirical",
    arguments: [
      { kind: "agent-or-decision", name: "who" },
      { kind: "word", name: "learner", optional: true },
    ],
    result: "truth",
    meaning: "A learner trained in the model reaches the exact optimum.",
  },
  {
    name: "does",
    aliases: [],
    family: "empirical",
    arguments: [
      { kind: "agent-or-decision", name: "who" },
      { kind: "event", name: "event" },
    ],
    result: "number",
    meaning: "How often the trained learner brings the event about.",
  },
];

/** Facts of the arrows alone: whose rules are optimal plays no part. */
const ARROWS_ALONE: ReadonlySet<string> = new Set(["dsep", "path", "edge"]);

/** May a claim with this predicate hold rules: `control(D1, X) holding D2`? */
export function takesHolding({ name, family }: PredicateSignature): boolean {
  return family === "graph" && !ARROWS_ALONE.has(name);
}

const REGISTER = new Register("predicate", PREDICATES, ({ name, aliases }) => [name, ...aliases]);
// In the language a name is what it is to the letter.
const BY_NAME = new Map(REGISTER.names.map((name) => [name, REGISTER.called(name)] as const));

/** A predicate by its name or one of its aliases. */
export function predicateNamed(name: string): PredicateSignature | undefined {
  return BY_NAME.get(name);
}
