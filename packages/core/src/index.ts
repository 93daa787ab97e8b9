/**
 * The front door of the library: diagrams and their language, incentives, explanations, claims.
 * Every public name is listed by hand, here and in doors/, one file for each further subpath
 * (`@cidery/core/solve` …). What is listed in neither, nor in testing/index.ts, does not exist for
 * users.
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
export {
  amountText,
  decimalText,
  lineColumnAt,
  lineStarts,
  measuredText,
  nearestName,
  numberText,
  percentText,
  Random,
  visibleText,
} from "./base/index.ts";
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
export type { LoadedModel, LoadOptions, NamedStructure, Resolve, Resolved, SyntaxTree } from "./language/index.ts";
export {
  checkedText,
  completionsAt,
  definitionAt,
  formatModel,
  fromJson,
  hoverAt,
  loadModel,
  parse,
  printModel,
  printVariables,
  readNodeName,
  referencesAt,
  renderDiagnostic,
  structureFromJson,
  toJson,
  tokens,
  writeName,
  writeNode,
  writeValue,
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
export { allVerdicts, CRITERIA, criterionNamed, verdict } from "./incentives/index.ts";
export type {
  Alternative,
  AlternativeOptions,
  Alternatives,
  AssumptionLedger,
  DesignDiff,
  Explanation,
  ModellerChoice,
  Repair,
  Repairs,
  RobustnessOptions,
  RobustVerdict,
  VerdictChange,
  VerdictHighlights,
  VerdictRobustness,
} from "./explain/index.ts";
export {
  alternative,
  alternatives,
  assumptionLedger,
  badgeOf,
  diffDesigns,
  explainVerdict,
  modellerChoices,
  overlay,
  readingWords,
  repairs,
  summarise,
  verdictRobustness,
  verdictsKept,
  verdictTables,
} from "./explain/index.ts";
export type { ClaimResult, ClaimSummary, ExactEngine } from "./check/index.ts";
export {
  checkClaim,
  checkClaims,
  learnEngine,
  solveEngine,
  summariseClaims,
} from "./check/index.ts";
export type { CheckOptions, ClaimFamily } from "./check/index.ts";
export type { AnswerRow } from "./check/index.ts";
export { answer, measure } from "./check/index.ts";
export { jsonSchema, parseClaim, parseQuestion } from "./language/index.ts";
export { changeSentences } from "./explain/index.ts";
export type { TableCell, VerdictTable } from "./explain/index.ts";
export { analyse, Analysis } from "./structure/index.ts";
