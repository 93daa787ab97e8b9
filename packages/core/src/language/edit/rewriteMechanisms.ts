/**
 * Mechanisms written anew where they stand: what is declared on its own is changed in its place, its
 * comments kept; one step of a loop, or a variable of an extended file, gets a line `replace`.
 */
import type { TextEdit } from "../../base/index.ts";
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import type { SyntaxTree, VariableItem } from "../syntax/syntax.ts";
import { edited, type EditResult } from "./editResult.ts";
import { findVariable } from "./findVariable.ts";
import { keptComments } from "./keptComments.ts";
import { placeBelowVariables } from "./listEdits.ts";
import { printMechanism, printVariableWith } from "../print/printModel.ts";

/**
 * The text with the mechanisms and lists of parents of these nodes; names and domains of all others are
 * the diagram's, which may be one that the text does not say yet. Linear in the text and the tables.
 */
export function rewriteMechanisms(
  tree: SyntaxTree,
  diagram: InfluenceDiagram,
  nodes: readonly DiagramNode[],
): EditResult {
  const edits: TextEdit[] = [];
  const lines: string[] = [];
  for (const node of nodes) {
    const found = findVariable(tree, node.name);
    const own = found.ok && !found.inLoop ? found.item : undefined;
    if (own === undefined) lines.push(`replace ${printVariableWith(diagram, node)}`);
    else edits.push(rewritten(tree, diagram, own, node));
  }
  if (lines.length > 0) {
    const { at, before, after } = placeBelowVariables(tree);
    const newText = before + lines.join("\n") + after;
    edits.push({ range: { start: at, end: at }, newText });
  }
  return edited(edits);
}

/** The declaration with another list of parents and another mechanism, its comments kept. */
function rewritten(
  tree: SyntaxTree,
  diagram: InfluenceDiagram,
  { from, mechanism, range: whole }: VariableItem,
  node: DiagramNode,
): TextEdit {
  const start = from?.range.start ?? mechanism?.range.start ?? whole.end;
  const range = { start, end: mechanism?.range.end ?? from?.range.end ?? whole.end };
  const newText = printMechanism(diagram, node);
  if (newText === "" || range.start === range.end) {
    // Without anything to put in its place the space before it goes too; what is new is set off by one.
    const trimmed = tree.text.slice(0, range.start).trimEnd().length;
    const written = newText === "" ? "" : ` ${newText}`;
    return {
      range: { start: trimmed, end: range.end },
      newText: written + keptComments(tree, range),
    };
  }
  return { range, newText: newText + keptComments(tree, range) };
}
