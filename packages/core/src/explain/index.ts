/**
 * Why is that so, and what would change it? Turns verdicts and results into sentences,
 * highlights, repairs, an assumption ledger, and the difference between two designs.
 */
export type {
  Alternative,
  AlternativeOptions,
  Alternatives,
  ModellerChoice,
} from "./alternatives.ts";
export type {
  RobustnessOptions,
  RobustVerdict,
  VerdictRobustness,
} from "./verdictRobustness.ts";
export { alternative, alternatives, modellerChoices } from "./alternatives.ts";
export { joinRobustness, verdictRobustness, verdictsKept } from "./verdictRobustness.ts";
export type { AgentCard } from "./agentCards.ts";
export { agentCards, CARD_CRITERIA } from "./agentCards.ts";
export type { Assumption, AssumptionLedger, LedgerOptions } from "./assumptionLedger.ts";
export type { DesignDiff, DiffOptions } from "./diffDesigns.ts";
export type { Explanation } from "./explainVerdict.ts";
export type { VerdictBadge, VerdictHighlights } from "./highlightVerdict.ts";
export type { OverlayOptions } from "./overlay.ts";
export type { Repair, RepairOptions, Repairs } from "./repairs.ts";
export type { AgentSummary, Motives } from "./summarise.ts";
export type { VerdictChange, VerdictChanges } from "./verdictChanges.ts";
export type { TableCell, TableColumn, TableRow, VerdictTable } from "./verdictTable.ts";
export { assumptionLedger } from "./assumptionLedger.ts";
export { changeSentences } from "./changeSentences.ts";
export { diffDesigns } from "./diffDesigns.ts";
export { explainVerdict, readingWords } from "./explainVerdict.ts";
export { badgeOf, highlightVerdict } from "./highlightVerdict.ts";
export { minimumCut } from "./minimumCut.ts";
export { groupedNames, writtenLink, writtenPath } from "./names.ts";
export { overlay } from "./overlay.ts";
export { repairs } from "./repairs.ts";
export { summarise } from "./summarise.ts";
export { verdictChanges } from "./verdictChanges.ts";
export { verdictTables } from "./verdictTable.ts";
export { CAVEAT_WORDS } from "./verdictWords.ts";
