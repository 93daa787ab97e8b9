/**
 * How is a diagram written, and where is the mistake? `.cid` text to syntax tree to model and
 * back: parser, scoping, diagnostics, formatter, minimal text edits. Every diagnostic says what,
 * where, the related place, and what to do.
 */
export type { DiagnosticCode } from "./messages.ts";
export type { ClassifiedToken, Completion, Completions, Hover, TokenClass } from "./editor.ts";
export type { EditResult } from "./editResult.ts";
export type { FormattedText } from "./format.ts";
export type { JsonModel } from "./jsonSchema.ts";
export type { LoadedModel, LoadOptions } from "./load.ts";
export type { Declarations, NameKind, Occurrence } from "./occurrences.ts";
export type { RenderOptions } from "./render.ts";
export type { StepArrow, StepRow } from "./stepRows.ts";
export type { SyntaxTree } from "./syntax.ts";
export * as edits from "./edits.ts";
export { DIAGNOSTIC_CODES } from "./messages.ts";
export { completionsAt, definitionAt, hoverAt, referencesAt, tokens } from "./editor.ts";
export { format, formatModel } from "./format.ts";
export { fromJson, toJson } from "./json.ts";
export { instanceName } from "./elaborate/model.ts";
export { jsonSchema } from "./jsonSchema.ts";
export { keptComments } from "./keptComments.ts";
export { loadModel, loadTree } from "./load.ts";
export { declarationsIn, occurrencesIn } from "./occurrences.ts";
export { parse } from "./parse.ts";
export { parseClaim } from "./parseClaim.ts";
export { printExpression } from "./printExpression.ts";
export { printModel, printVariables } from "./printModel.ts";
export { renderDiagnostic } from "./render.ts";
export { sameDiagram, whereDifferent } from "./sameDiagram.ts";
export { addStepArrow, removeStepArrow, withoutMechanisms } from "./stepEdits.ts";
export { isName } from "./words.ts";
