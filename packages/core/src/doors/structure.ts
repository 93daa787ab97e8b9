/** `@cidery/core/structure`: what does the shape of a diagram say about its decisions? */

export {
  components,
  lnSoluble,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
} from "../structure/index.ts";
