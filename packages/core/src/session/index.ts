/**
 * How does one open document stay consistent while it is edited? The workbench without a face:
 * document, undo, incremental recompute, commands, share links.
 */
export type { AnsweredDiagram } from "./answers.ts";
export type { Alignment } from "./arrange.ts";
export type { Command, CommandContext, CommandGroup } from "./commands/command.ts";
export type {
  CommandHost,
  Direction,
  ExportFormat,
  HelpPage,
  Screen,
  Theme,
} from "./commands/host.ts";
export type { Horizon } from "./horizon.ts";
export type { KeyPress } from "./commands/keys.ts";
export type { Focus } from "./commands/registry.ts";
export type { ExportSource, TextExport, TextFormat } from "./exportText.ts";
export type { GestureResult } from "./gesture.ts";
export type { Clock } from "./keeping/clock.ts";
export type { FileForm } from "./keeping/fileForm.ts";
export type {
  Disk,
  DiskReading,
  ForeignText,
  LiveAnswer,
  LiveFileOptions,
  LiveProblem,
  LiveState,
  LiveWrite,
} from "./keeping/liveFile.ts";
export type { KeptDocument, ReadKept } from "./keeping/keptDocument.ts";
export type { KeptWhere, LiveDraft, LivePageOptions } from "./keeping/livePage.ts";
export type { MergeConflict, MergedTexts } from "./keeping/merge.ts";
export type { SaverOptions } from "./keeping/saver.ts";
export type { History, HistoryEntry } from "./history.ts";
export type { CutPlan } from "./cutPlan.ts";
export type { NumbersChoice } from "./numbersKept.ts";
export type { NodeSheet, SheetTable, SheetTableKind, StateWish } from "./inspector/index.ts";
export {
  nodeSheet,
  setCell,
  setFormula,
  setNote,
  setOwners,
  setStates,
  writeAsTable,
} from "./inspector/index.ts";
export { arrowsWithNumbers } from "./cutPlan.ts";
export { afterCut, cutKeeping, cutLabel } from "./numbersKept.ts";
export type { OwnTable } from "./ownTable.ts";
export type { Place } from "./pinnedPlaces.ts";
export type { SelectedEdge, Selection } from "./selection.ts";
export type {
  GoodReading,
  ReadingLimits,
  Session,
  SessionOptions,
  SessionState,
} from "./session.ts";
export type { ReadLink, SharedDocument } from "./shareLink.ts";
export type { TextAfter } from "./textAfter.ts";
export type { TextChange } from "./textChange.ts";
export { answersOf, sameStructure, verdictKey } from "./answers.ts";
export { alignSelected, pinNodes, togglePins } from "./arrange.ts";
export { copySelected, duplicateSelected, pasteNodes } from "./clipboard.ts";
export { matchesKey, showKeys } from "./commands/keys.ts";
export { commandForKey, commandNamed, COMMANDS, runCommand } from "./commands/registry.ts";
export { exportText, TEXT_FORMATS } from "./exportText.ts";
export { fillUniform } from "./fillUniform.ts";
export {
  changeLinks,
  connectedNode,
  connectNodes,
  createNode,
  cycleOwner,
  deleteSelected,
  labelNode,
  removeLinks,
  renameNode,
  retypeSelected,
} from "./gestures.ts";
export { EMPTY_HISTORY, record, stepBack, stepForward } from "./history.ts";
export { horizonOf, setHorizon } from "./horizon.ts";
export type { ModelFile } from "./modelInFile.ts";
export { readFileForm, writeFileForm } from "./keeping/fileForm.ts";
export { documentToShow, KEPT_FORMAT, readKept } from "./keeping/keptDocument.ts";
export { LiveFile } from "./keeping/liveFile.ts";
export { LivePage } from "./keeping/livePage.ts";
export { mergeTexts } from "./keeping/merge.ts";
export { Saver } from "./keeping/saver.ts";
export { modelInFile } from "./modelInFile.ts";
export type { KindChoice, RetypePlan } from "./retypeKept.ts";
export { afterRetype, kindChoices, mindsKind, retypeKeeping } from "./retypeKept.ts";
export { ownTable, setProbability } from "./ownTable.ts";
export { pinEdit, pinnedPlaces } from "./pinnedPlaces.ts";
export { nameAt, renameAt } from "./renameAt.ts";
export { createSession, LONGEST_TEXT } from "./session.ts";
export { setParameter, setParameters } from "./setParameters.ts";
export { readShareLink, writeShareLink } from "./shareLink.ts";
export { connectInStep, turnStepArrow } from "./stepArrows.ts";
export { stepNameOf } from "./stepName.ts";
export { applyChange, applyEdits, changeBetween, invertChange } from "./textChange.ts";
export { neighbourAlongEdges, neighbourInDirection } from "./walk.ts";
