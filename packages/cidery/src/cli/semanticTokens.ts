/** Colours of `.cid` text for editors: the classes of the library's tokens in the protocol's terms. */
import type { SemanticTokens, SemanticTokensLegend } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { SyntaxTree } from "@cidery/core";
import { SemanticTokensBuilder } from "vscode-languageserver/node";
import { type TokenClass, tokens } from "@cidery/core/session";

export const SEMANTIC_LEGEND: SemanticTokensLegend = {
  tokenTypes: [
    "variable",
    "parameter",
    "class",
    "type",
    "function",
    "enumMember",
    "keyword",
    "number",
    "string",
    "operator",
    "comment",
  ],
  tokenModifiers: ["declaration", "defaultLibrary"],
};

/** Brackets and names that mean nothing keep the colour of plain text. */
const TYPES: Partial<Readonly<Record<TokenClass, string>>> = {
  variable: "variable",
  parameter: "parameter",
  agent: "class",
  type: "type",
  function: "function",
  label: "enumMember",
  local: "variable",
  builtin: "function",
  predicate: "function",
  keyword: "keyword",
  number: "number",
  string: "string",
  operator: "operator",
  comment: "comment",
};

export function semanticTokens(document: TextDocument, tree: SyntaxTree): SemanticTokens {
  const text = document.getText();
  const builder = new SemanticTokensBuilder();
  for (const { range, kind, isDefinition } of tokens(text, tree)) {
    const type = SEMANTIC_LEGEND.tokenTypes.indexOf(TYPES[kind] ?? "");
    if (type < 0) continue;
    const modifiers =
      (isDefinition === true ? 1 : 0) | (kind === "builtin" || kind === "predicate" ? 2 : 0);
    // A token of the protocol stays in its line; strings and comments need not.
    let start = range.start;
    for (const part of text.slice(range.start, range.end).split("\n")) {
      const { line, character } = document.positionAt(start);
      const length = part.endsWith("\r") ? part.length - 1 : part.length;
      if (length > 0) builder.push(line, character, length, type, modifiers);
      start += part.length + 1;
    }
  }
  return builder.build();
}
