/**
 * What is a lab? Worlds with their diagrams in which agents plan and learn: the format of settings,
 * agents, claims, frames and sweeps, and what is computed of any lab. The labs themselves stand in
 * labs/ beside the packages.
 */
export type {
  BarsScene,
  BoardPiece,
  BoardScene,
  LabEpisode,
  LabFrame,
  LabScene,
  LabTrainingPoint,
  PublishedNumber,
} from "./labEpisode.ts";
export type {
  Lab,
  LabAgent,
  LabClaim,
  LabConclusion,
  LabControl,
  LabContext,
  LabDiagram,
  LabFinding,
  LabHeadline,
  LabMeasure,
  LabParameter,
  LabRow,
  LabSummaryRow,
  Provenance,
} from "./lab.ts";
export type { LabMap, LabSweep, MapCell, MapScale, Settings, SweepPlace } from "./labSweep.ts";
export { labMap, sweepName, sweepPlaces } from "./labSweep.ts";
export type { LabSettingsFound, SearchLabOptions } from "./searchLabSettings.ts";
export { searchLabSettings } from "./searchLabSettings.ts";
export type { SystemKind } from "./labSystem.ts";
export { systemKind } from "./labSystem.ts";
export type {
  ArrowNames,
  ContractFault,
  ContractOptions,
  DiagramContract,
  OwnNumbersTie,
  SampledTie,
  StepVariable,
  TabulatedParts,
  TabulatedTie,
  WorldCase,
  WorldDiagram,
  WorldFeatures,
  WorldTie,
  WorldValue,
} from "./contract/index.ts";
export {
  arrowText,
  checkWorldContract,
  diagramOfWorld,
  tabulatedTie,
} from "./contract/index.ts";
export type { DrawSettingsOptions } from "./drawSettings.ts";
export { drawSettings, meteredAgents } from "./drawSettings.ts";
export type { GraphSays, LabMeterReading } from "./graphSays.ts";
export { contradictions, diagramOfMeter, graphSays, labMeterReadings } from "./graphSays.ts";
export type {
  ConclusionRobustness,
  NearestFailure,
  LabRobustnessOptions,
} from "./labRobustness.ts";
export {
  conclusionsHold,
  countHeld,
  labRobustness,
  nearestFailure,
  nearestKnown,
  robustnessSettings,
} from "./labRobustness.ts";
export type { ClaimSeeds, LabVerdict } from "./labClaim.ts";
export {
  checkLabClaim,
  claimFindings,
  controlFinding,
  labVerdict,
  seedsNeeded,
  seedsOfClaim,
  underControl,
} from "./labClaim.ts";
export {
  diagramOfAgent,
  initialSettings,
  labSettings,
  summariseRuns,
} from "./lab.ts";
