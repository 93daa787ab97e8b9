/**
 * The front door of the library: diagrams and their language, incentives, explanations, claims.
 * Every public name is listed by hand, here and in doors/, one file for each further subpath
 * (`@cidery/core/solve` …). What is listed in neither, nor in testing/index.ts, does not exist for
 * users.
 */

export type {
  Diagnostic,
  QuickFix,
  RelatedPlace,
  Result,
  Severity,
  TextEdit,
  TextRange,
} from "./base/index.ts";
export { Random } from "./base/index.ts";
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
export { analyse, Analysis } from "./structure/index.ts";
export type {
  LoadedModel,
  Places,
  LoadOptions,
  NamedStructure,
  Resolve,
  Resolved,
  SyntaxTree,
} from "./language/index.ts";
export {
  formatModel,
  fromJson,
  jsonSchema,
  loadModel,
  parse,
  parseClaim,
  parseQuestion,
  printModel,
  readNodeName,
  DIAGNOSTICS,
  renderDiagnostic,
  structureFromJson,
  toJson,
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
export { allVerdicts, CRITERIA, criterionNamed, judge } from "./incentives/index.ts";
export type {
  AgentCard,
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
  TableCell,
  VerdictChange,
  VerdictHighlights,
  VerdictRobustness,
  VerdictTable,
} from "./explain/index.ts";
export {
  agentCards,
  alternative,
  alternatives,
  assumptionLedger,
  badgeOf,
  CARD_CRITERIA,
  changeSentences,
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
export type { CheckOptions, ClaimFamily, ClaimResult, ClaimSummary } from "./check/index.ts";
export { checkClaim, checkClaims, summariseClaims } from "./check/index.ts";
