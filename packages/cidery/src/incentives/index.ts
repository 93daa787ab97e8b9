/**
 * What does the structure allow an agent to want? Graphical criteria, one per file, each a
 * declaration with preconditions, verdict and witness. They need no numbers and stay
 * synchronous.
 */
export type {
  Criterion,
  CriterionSubject,
  Judgement,
  Outcome,
  Precondition,
  Question,
} from "./criterion.ts";
export type { MechanisedGraph } from "./mechanisms.ts";
export type { Reduction, RemovedLink } from "./reduction.ts";
export type { RelevanceGraph, Solubility } from "./relevance.ts";
export type { AllVerdictsOptions } from "./run.ts";
export type { Subgames } from "./subgames.ts";
export type {
  Caveat,
  Link,
  Reading,
  ReasonCode,
  ReasoningPattern,
  Verdict,
  VerdictKind,
  Witness,
} from "./verdict.ts";
export { analyse, Analysis } from "./analysis.ts";
export { mechanisedGraph, mechanismEdges, terminalEdges } from "./mechanisms.ts";
export { motivatedDecisions, REASONING_PATTERNS } from "./reasoningPattern.ts";
export { lnSoluble, perfectRecall } from "./recall.ts";
export { minimalReduction, ownReduction, reduce } from "./reduction.ts";
export { CRITERIA, criterionNamed } from "./registry.ts";
export {
  components,
  relevanceEdges,
  relevanceGraph,
  relevanceGraphOf,
  relianceCycle,
  soluble,
  sufficientRecall,
} from "./relevance.ts";
export { allVerdicts, subjects, sweep, verdict } from "./run.ts";
export { SUBGAME_LIMIT, subgames } from "./subgames.ts";
