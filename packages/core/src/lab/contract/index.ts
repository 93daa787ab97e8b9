/** World and diagram, held against each other. */
export type { ArrowNames, ContractFault, DiagramContract } from "./report.ts";
export type { ContractOptions } from "./worldContract.ts";
export type { WorldDiagram } from "./diagramOfWorld.ts";
export type {
  OwnNumbersTie,
  SampledTie,
  StepVariable,
  TabulatedParts,
  TabulatedTie,
  WorldCase,
  WorldFeatures,
  WorldTie,
  WorldValue,
} from "./worldTie.ts";
export { arrowText } from "./report.ts";
export { checkWorldContract } from "./worldContract.ts";
export { tabulatedTie } from "./worldTie.ts";
export { diagramOfWorld } from "./diagramOfWorld.ts";
