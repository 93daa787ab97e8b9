/**
 * How is a diagram written, and where is the mistake? `.cid` text to syntax tree to model and
 * back: parser, scoping, diagnostics, formatter, minimal text edits, language server. Every
 * diagnostic says what, where, the related place, and what to do.
 */

export {};
