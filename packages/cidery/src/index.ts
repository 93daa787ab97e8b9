/**
 * The front door of the library: every public name, listed by hand. What is not listed here (or
 * in testing/index.ts) does not exist for users. It never imports sweep or cli, which need Node.
 */

export type {
  Checked,
  Diagnostic,
  LineColumn,
  QuickFix,
  RelatedPlace,
  Severity,
  TextEdit,
  TextRange,
} from "./base/index.ts";
export { lineColumnAt, lineStarts, nearestName } from "./base/index.ts";
export type { NodeId } from "./graph/index.ts";
export { Digraph } from "./graph/index.ts";
export type {
  Agent,
  AgentId,
  Claim,
  DiagramNode,
  DiagramParts,
  Domain,
  NodeKind,
  Parameter,
  Value,
} from "./model/index.ts";
export {
  InfluenceDiagram,
  PREDICATES,
  predicateNamed,
  showValue,
  Structure,
} from "./model/index.ts";
export type { LoadedModel, LoadOptions, SyntaxTree } from "./language/index.ts";
export {
  completionsAt,
  definitionAt,
  formatModel,
  fromJson,
  hoverAt,
  loadModel,
  parse,
  referencesAt,
  renderDiagnostic,
  toJson,
  tokens,
} from "./language/index.ts";
export type {
  AllVerdictsOptions,
  Caveat,
  Criterion,
  Question,
  ReasonCode,
  Verdict,
  VerdictKind,
  Witness,
} from "./incentives/index.ts";
export {
  allVerdicts,
  analyse,
  Analysis,
  CRITERIA,
  criterionNamed,
  verdict,
} from "./incentives/index.ts";
export type {
  CompiledDiagram,
  Condition,
  DecisionRule,
  Expectation,
  Impossible,
  Interventions,
  Policy,
  Posterior,
  Solution,
  SolveOptions,
} from "./solve/index.ts";
export {
  compileDiagram,
  compiledEquilibria,
  equilibria,
  expectation,
  incentiveMeter,
  intervene,
  probability,
  query,
  resolveInterventions,
  solveCompiled,
  SolveError,
  solveSingleAgent,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
} from "./solve/index.ts";
export type {
  AssumptionLedger,
  DesignDiff,
  Explanation,
  Repair,
  Repairs,
  VerdictChange,
  VerdictHighlights,
} from "./explain/index.ts";
export {
  assumptionLedger,
  badgeOf,
  diffDesigns,
  explainVerdict,
  overlay,
  repairs,
  summarise,
  verdictTables,
} from "./explain/index.ts";
export type {
  Curve,
  Highlights,
  Layout,
  LayoutOptions,
  PlacedEdge,
  PlacedNode,
  Point,
} from "./draw/index.ts";
export {
  agentTags,
  layoutDiagram,
  layoutDiagramNow,
  positionsByName,
  sourceInSvg,
  toDot,
  toSvg,
  toTikz,
} from "./draw/index.ts";
export type { ClaimResult, ClaimSummary, ExactEngine } from "./check/index.ts";
export {
  checkClaim,
  checkClaims,
  learnEngine,
  solveEngine,
  summariseClaims,
} from "./check/index.ts";
export type {
  Alignment,
  AnsweredDiagram,
  Command,
  CommandContext,
  CommandGroup,
  CommandHost,
  Direction,
  ExportFormat,
  Focus,
  GestureResult,
  History,
  HistoryEntry,
  KeyPress,
  Place,
  ReadLink,
  Screen,
  SelectedEdge,
  Selection,
  Session,
  SessionOptions,
  SessionState,
  SharedDocument,
  TextChange,
  Theme,
} from "./session/index.ts";
export {
  alignSelected,
  answersOf,
  applyChange,
  applyEdits,
  changeBetween,
  commandForKey,
  commandNamed,
  COMMANDS,
  connectedNode,
  connectNodes,
  copySelected,
  createNode,
  createSession,
  cycleOwner,
  deleteSelected,
  duplicateSelected,
  fillUniform,
  matchesKey,
  pasteNodes,
  pinNodes,
  pinnedPlaces,
  readShareLink,
  removeLinks,
  renameNode,
  retypeSelected,
  runCommand,
  setParameter,
  showKeys,
  verdictKey,
  writeShareLink,
} from "./session/index.ts";
