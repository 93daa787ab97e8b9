/**
 * Gestures as minimal changes of the text: from its tree to edits, which whoever asked applies.
 * Everything outside the change stays byte for byte: comments, layout, order. A gesture the text
 * cannot express answers with a reason instead.
 */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { NodeKind } from "../../model/index.ts";
import type { EditResult } from "./editResult.ts";
import type { Arrow, NewVariable } from "./structureEdits.ts";
import type { SyntaxTree, VariableItem } from "../syntax/syntax.ts";
import { edited, refused, withLineEndsOf } from "./editResult.ts";
import { findVariable, unusableName } from "./findVariable.ts";
import { keptComments } from "./keptComments.ts";
import { declarationsIn, occurrencesIn, occurrencesWithin } from "./occurrences.ts";
import { templateOf } from "./references.ts";
import { changeStructure } from "./structureEdits.ts";
import { writeName, writeText } from "../syntax/words.ts";

export type { EditResult } from "./editResult.ts";
export type { Arrow, NewVariable, StructureChange } from "./structureEdits.ts";
export {
  applyEdits,
  composeEdits,
  edited,
  refused,
  together,
  withLineEndsOf,
} from "./editResult.ts";
export type { Keeping } from "./keepNumbers.ts";
export { averagedMechanism } from "./averagedMechanism.ts";
export { findVariable } from "./findVariable.ts";
export { cutFromMechanisms, hasNumbers } from "./keepNumbers.ts";
export { rewriteMechanisms } from "./rewriteMechanisms.ts";
export { changeStructure } from "./structureEdits.ts";

/** Adds a variable below the last one. Parents go into its `sees` or `from` list. */
export function addVariable(tree: SyntaxTree, variable: NewVariable): EditResult {
  return changeStructure(tree, { add: [variable] });
}

/** Removes a variable and its places in lists. Refused while a mechanism or a claim needs it. */
export function removeVariable(tree: SyntaxTree, { name }: { readonly name: string }): EditResult {
  return changeStructure(tree, { remove: [name] });
}

/** Renames a variable (all instances of it) everywhere it is meant. */
export function renameVariable(
  tree: SyntaxTree,
  { from, to }: { readonly from: string; readonly to: string },
): EditResult {
  const { variables } = declarationsIn(tree);
  const template = templateOf(variables, from);
  const target = template === from ? to : templateOf(variables, to);
  if (!variables.has(template)) return refused(`there is no variable ${from} in this file`);
  if (template === target) return edited([]);
  const reason = unusableName(tree, target);
  if (reason !== undefined) return refused(reason);
  const shadowed = occurrencesIn(tree).some((o) => o.kind === "local" && o.name === target);
  if (shadowed) return refused(`${target} is the name of an index or a local here; take another`);
  const edits = occurrencesIn(tree)
    .filter((o) => o.kind === "variable" && o.name === template)
    .map(({ range }): TextEdit => ({ range, newText: writeName(target) }));
  return edited(edits);
}

/**
 * Adds an arrow: to the `sees` list of a decision, to the `from` list of others. What is declared
 * in a loop or in an extended file gets a line `add link` of its own.
 */
export function addEdge(tree: SyntaxTree, arrow: Arrow): EditResult {
  return changeStructure(tree, { connect: [arrow] });
}

/** Takes an arrow away from a list. Refused when a mechanism or a range makes it. */
export function removeEdge(tree: SyntaxTree, arrow: Arrow): EditResult {
  return changeStructure(tree, { disconnect: [arrow] });
}

/**
 * Changes chance, decision or utility. A mechanism is given up (its variables stay as parents, its
 * comments stay where they can be read);
 * an owner is written when the new kind needs one and `agents` names it.
 */
export function changeKind(
  tree: SyntaxTree,
  {
    name,
    kind,
    agents = [],
  }: { readonly name: string; readonly kind: NodeKind; readonly agents?: readonly string[] },
): EditResult {
  const found = findVariable(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  if (item.variableKind === kind) return edited([]);
  const { text } = tree;
  const edits: TextEdit[] = [];
  const keyword =
    text.slice(item.range.start).search(/\b(?:chance|decision|utility)\b/) + item.range.start;
  edits.push({ range: { start: keyword, end: keyword + item.variableKind.length }, newText: kind });
  if (kind === "utility" && item.domain !== undefined) {
    const start = endBefore(tree, item.domain.range.start, 2);
    const range = { start, end: item.domain.range.end };
    edits.push({ range, newText: keptComments(tree, range) });
  }
  const word = kind === "decision" ? "sees" : "from";
  const list = item.sees ?? item.from;
  const ownerAt = kind === "utility" ? nameEnd(item) : (item.domain?.range.end ?? nameEnd(item));
  const owner =
    kind !== "chance" && agents.length > 0
      ? ` ${kind === "decision" ? "by" : "for"} ${agents.map(writeName).join(", ")}`
      : "";
  const [firstOwner] = item.owners;
  if (firstOwner !== undefined) {
    const start = endBefore(tree, firstOwner.range.start, 2);
    const end = (item.owners[item.owners.length - 1] as { range: TextRange }).range.end;
    const kept = text.slice(firstOwner.range.start, end);
    const newText =
      kind === "chance"
        ? ""
        : owner !== ""
          ? owner
          : ` ${kind === "decision" ? "by" : "for"} ${kind === "decision" ? writeName(firstOwner.text) : kept}`;
    edits.push({ range: { start, end }, newText });
  } else if (owner !== "") edits.push({ range: { start: ownerAt, end: ownerAt }, newText: owner });
  if (list !== undefined) {
    const start = list.range.start;
    edits.push({ range: { start, end: start + 4 }, newText: word });
  }
  if (item.mechanism !== undefined) {
    const start = endBefore(tree, item.mechanism.range.start, 1);
    const parents = list === undefined ? mentionedVariables(tree, item.mechanism.range) : [];
    const newText = parents.length === 0 ? "" : ` ${word} ${parents.join(", ")}`;
    const range = { start, end: item.mechanism.range.end };
    edits.push({ range, newText: newText + keptComments(tree, range) });
  }
  return edited(withLineEndsOf(text, edits));
}

/** Gives a decision or utility to these agents. */
export function changeOwner(
  tree: SyntaxTree,
  { name, agents }: { readonly name: string; readonly agents: readonly string[] },
): EditResult {
  const found = findVariable(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  if (item.variableKind === "chance")
    return refused(`${name} is a chance variable; it belongs to nobody`);
  if (agents.length === 0) return refused(`${name} needs an agent`);
  if (item.variableKind === "decision" && agents.length > 1)
    return refused("a decision is taken by one agent");
  const [first] = item.owners;
  const last = item.owners[item.owners.length - 1];
  if (first !== undefined && last !== undefined) {
    return edited([
      {
        range: { start: first.range.start, end: last.range.end },
        newText: agents.map(writeName).join(", "),
      },
    ]);
  }
  const at = item.domain?.range.end ?? nameEnd(item);
  return edited([
    {
      range: { start: at, end: at },
      newText: ` ${item.variableKind === "decision" ? "by" : "for"} ${agents.map(writeName).join(", ")}`,
    },
  ]);
}

/** Sets the display text of a variable; an empty one takes it away. */
export function setLabel(
  tree: SyntaxTree,
  { name, label }: { readonly name: string; readonly label: string },
): EditResult {
  const found = findVariable(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  const newText = label === "" ? "" : writeText(label);
  if (item.label === undefined) {
    const at = item.nameRange.end;
    return edited(label === "" ? [] : [{ range: { start: at, end: at }, newText: ` ${newText}` }]);
  }
  const range =
    label === "" ? { start: item.nameRange.end, end: item.label.range.end } : item.label.range;
  return edited([{ range, newText }]);
}

/** Sets the default of a parameter. */
export function setParameter(
  tree: SyntaxTree,
  { name, value }: { readonly name: string; readonly value: number },
): EditResult {
  const item = declarationsIn(tree).parameters.get(name);
  if (item?.kind !== "param") return refused(`there is no parameter ${name} in this file`);
  if (!Number.isFinite(value)) return refused(`${value} is not a number a model can hold`);
  return edited([{ range: item.value.range, newText: String(value) }]);
}

function mentionedVariables(tree: SyntaxTree, range: TextRange): string[] {
  const { text } = tree;
  const found = new Set<string>();
  for (const o of occurrencesWithin(tree, range)) {
    if (o.kind !== "variable") continue;
    const index = /^\s*\[[^\][]*\]/.exec(text.slice(o.range.end, range.end));
    found.add(`${text.slice(o.range.start, o.range.end)}${index?.[0].trim() ?? ""}`);
  }
  return [...found];
}

// ---- cutting ----------------------------------------------------------------------------------

function nameEnd(item: VariableItem): number {
  return item.label?.range.end ?? item.nameRange.end;
}

/** Where the text before the `count` tokens that end at `offset` ends: spaces go with the tokens. */
function endBefore(tree: SyntaxTree, offset: number, count: number): number {
  const { text } = tree;
  let at = tree.tokens.findIndex((token) => token.start >= offset);
  if (at === -1) at = tree.tokens.length;
  at -= count - 1;
  const previous = tree.tokens[at - 1];
  const start = previous?.end ?? 0;
  const between = text.slice(start, offset);
  return between.includes("//") || between.includes("/*")
    ? (tree.tokens[at]?.start ?? offset)
    : start;
}
