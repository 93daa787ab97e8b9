/**
 * How is a diagram written, and where is the mistake? `.cid` text to syntax tree to model and
 * back: parser, scoping, diagnostics, formatter, minimal text edits. Every diagnostic says what,
 * where, the related place, and what to do.
 */
export type { DiagnosticCode } from "./messages.ts";
export type { ClassifiedToken, Completion, Completions, Hover, TokenClass } from "./edit/editor.ts";
export type { EditResult } from "./edit/editResult.ts";
export type { FormattedText } from "./print/format.ts";
export type { JsonModel } from "./json/jsonSchema.ts";
export type { LoadedModel, LoadOptions } from "./load.ts";
export type { Places } from "./places.ts";
export type { Resolve, Resolved } from "./elaborate/layers.ts";
export type { Declarations, NameKind, Occurrence } from "./edit/occurrences.ts";
export type { RenderOptions } from "./print/render.ts";
export type { StepArrow, StepRow } from "./edit/stepRows.ts";
export type { SyntaxTree } from "./syntax/syntax.ts";
export * as edits from "./edit/edits.ts";
export { DIAGNOSTIC_CODES, DIAGNOSTICS } from "./messages.ts";
export { completionsAt, definitionAt, hoverAt, referencesAt, tokens } from "./edit/editor.ts";
export { format, formatModel } from "./print/format.ts";
export { checkedText } from "./checkedText.ts";
export type { NamedStructure } from "./json/shape.ts";
export { fromJson } from "./json/fromJson.ts";
export { readJson } from "./json/readJson.ts";
export { toJson } from "./json/toJson.ts";
export { structureFromJson } from "./json/shape.ts";
export { instanceName } from "./elaborate/model.ts";
export { jsonSchema } from "./json/jsonSchema.ts";
export { keptComments } from "./edit/keptComments.ts";
export { loadModel } from "./load.ts";
export { declarationsIn, occurrencesIn } from "./edit/occurrences.ts";
export { parse } from "./syntax/parse.ts";
export type { Question } from "./claims/question.ts";
export { parseClaim, parseQuestion } from "./claims/parseClaim.ts";
export { printExpression } from "./print/printExpression.ts";
export { printModel, printVariables } from "./print/printModel.ts";
export { renderDiagnostic } from "./print/render.ts";
export { readNodeName, writeNode, writeNodeName, writeValue } from "./print/spelling.ts";
export { sameDiagram, whereDifferent } from "./print/sameDiagram.ts";
export { addStepArrow, removeStepArrow, withoutMechanisms } from "./edit/stepEdits.ts";
export { isModelText } from "./syntax/modelText.ts";
export { isName, writeName, writeText } from "./syntax/words.ts";
export { ITEM_WORDS } from "./syntax/words.ts";
