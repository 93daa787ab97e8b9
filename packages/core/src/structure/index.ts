/**
 * What does the shape of a diagram say about its decisions? Relevance and solubility, reduction,
 * recall, subgames, mechanisms: facts of the graph, without numbers, under both incentives and
 * solve.
 */
export { Analysis, analyse, family, utilitiesBelowIn } from "./analysis.ts";
export { backDoorMarks } from "./backDoor.ts";
export { reductionKnowingChoices } from "./knownChoices.ts";
export { solubleWithLink } from "./linkSolubility.ts";
export { survivingLinks } from "./linkSurvival.ts";
export type { MechanisedGraph } from "./mechanisms.ts";
export { mechanisedGraph, mechanismEdges, terminalEdges } from "./mechanisms.ts";
export { lnSoluble, perfectRecall } from "./recall.ts";
export type { Reduction, RemovedLink } from "./reduction.ts";
export { minimalReduction, ownReduction, reduce } from "./reduction.ts";
export type { RelevanceGraph, Solubility } from "./relevance.ts";
export {
  components,
  ownCycle,
  ownReductionCycle,
  relevanceEdges,
  relevanceGraph,
  relevanceGraphOf,
  relianceCycle,
  soluble,
  sufficientRecall,
} from "./relevance.ts";
export type { Subgames } from "./subgames.ts";
export { SUBGAME_LIMIT, subgames } from "./subgames.ts";
