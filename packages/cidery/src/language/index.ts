/**
 * How is a diagram written, and where is the mistake? `.cid` text to syntax tree to model and
 * back: parser, scoping, diagnostics, formatter, minimal text edits. Every diagnostic says what,
 * where, the related place, and what to do.
 */
export type { DiagnosticCode } from "./messages.ts";
export type { LoadedModel, LoadOptions } from "./load.ts";
export type { SyntaxTree } from "./syntax.ts";
export { instanceName } from "./elaborate/model.ts";
export { loadModel, loadTree } from "./load.ts";
export { DIAGNOSTIC_CODES } from "./messages.ts";
export { parse } from "./parse.ts";
