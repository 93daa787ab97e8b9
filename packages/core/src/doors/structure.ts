/** `@cidery/core/structure`: what does the shape of a diagram say about its decisions? */

export type {
  MechanisedGraph,
  Reduction,
  RelevanceGraph,
  RemovedLink,
  Solubility,
  Subgames,
} from "../structure/index.ts";
export {
  components,
  lnSoluble,
  mechanisedGraph,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  relevanceGraph,
  soluble,
  SUBGAME_LIMIT,
  subgames,
  sufficientRecall,
  survivingLinks,
} from "../structure/index.ts";
