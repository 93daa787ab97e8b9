/**
 * Every diagnostic of the language: one function per code, with what is wrong, where, the related
 * place, and what to do. Nothing else in this layer words a message. The functions stand in
 * `messages/`, by subject; the codes in `messages/codes.ts`.
 */
export type { DiagnosticCode } from "./messages/codes.ts";
export type { Place } from "./messages/diagnostic.ts";
export { DIAGNOSTIC_CODES, DIAGNOSTICS } from "./messages/codes.ts";
export * from "./messages/claims.ts";
export * from "./messages/grammar.ts";
export * from "./messages/meaning.ts";
export * from "./messages/names.ts";
