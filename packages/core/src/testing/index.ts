/**
 * What do tests need: builders, marked text, random diagrams, naive oracles? Public helpers
 * for tests, ours and other people's. Oracles here are slow and obvious on purpose and share
 * no code with what they check.
 */

export type { RandomDiagramOptions } from "./randomDiagram.ts";
export type { RandomStructureOptions } from "./randomStructure.ts";
export { checkWitness } from "./checkWitness.ts";
export { NaiveCriteria } from "./naiveCriteria.ts";
export {
  allTrails,
  isActive,
  separatedByTrails,
  separatedInMoralGraph,
} from "./naiveSeparation.ts";
export { randomDiagram } from "./randomDiagram.ts";
export { randomStructure, smallRandomStructure } from "./randomStructure.ts";
export { HARD_TEXTS, respelled } from "./respelled.ts";
