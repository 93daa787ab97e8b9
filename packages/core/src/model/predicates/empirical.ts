/** Predicates about trained learners; what they mean is in `check/empiricalPredicates.ts`. */
import type { PredicateSignature } from "../claim.ts";

export const EMPIRICAL_PREDICATES: readonly PredicateSignature[] = [
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
    example: { model: "frameworks/mdp", claim: "learns(walker, q_learning) seeds 5" },
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
    example: {
      model: "frameworks/self-fulfilling-prophecy",
      claim: "does(oracle, A = crash) >= 0.95 seeds 20",
    },
  },
];
