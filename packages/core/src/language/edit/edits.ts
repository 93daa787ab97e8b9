/**
 * Gestures as minimal changes of the text. Everything outside the change stays byte for byte:
 * comments, layout, order. A gesture the text cannot express answers with a reason instead.
 */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { NodeKind } from "../../model/index.ts";
import type {
  ExpressionSyntax,
  LinkItem,
  NodeListEntry,
  SyntaxTree,
  VariableItem,
} from "../syntax/syntax.ts";
import { declarationsIn, eachItem, occurrencesIn } from "./occurrences.ts";
import { done, type EditResult, no } from "./editResult.ts";
import { findLast } from "../syntax/findLast.ts";
import { keptComments } from "./keptComments.ts";
import {
  lineBelowVariables,
  listed,
  parentsOf,
  wholeLines,
  withoutEntries,
  withParent,
} from "./listEdits.ts";
import { parse } from "../syntax/parse.ts";
import { writeName, writeText } from "../syntax/words.ts";
import { reference, squeezed, squeezedAt, templateOf } from "./references.ts";

export type { EditResult } from "./editResult.ts";
export { applyEdits } from "./editResult.ts";

/** Adds a variable below the last one. Parents go into its `sees` or `from` list. */
export function addVariable(
  text: string,
  variable: {
    readonly name: string;
    readonly kind: NodeKind;
    readonly parents?: readonly string[];
    readonly agents?: readonly string[];
    readonly label?: string;
    /** As it would be written: `bool`, `{a, b}`. */
    readonly domain?: string;
  },
): EditResult {
  const { name, kind, parents = [], agents = [], label, domain } = variable;
  const tree = parse(text);
  const reason = unusableName(tree, name);
  if (reason !== undefined) return no(reason);
  const { variables } = declarationsIn(tree);
  const parts: string[] = [kind, reference(variables, name)];
  if (label !== undefined) parts.push(writeText(label));
  if (domain !== undefined) parts.push(`: ${domain}`);
  if (kind !== "chance" && agents.length > 0)
    parts.push(`${kind === "decision" ? "by" : "for"} ${agents.map(writeName).join(", ")}`);
  if (parents.length > 0) {
    const list = parents.map((parent) => reference(variables, parent)).join(", ");
    parts.push(`${kind === "decision" ? "sees" : "from"} ${list}`);
  }
  return done(text, [lineBelowVariables(tree, parts.join(" "))]);
}

/** Removes a variable and its places in lists. Refused while a mechanism or a claim needs it. */
export function removeVariable(text: string, { name }: { readonly name: string }): EditResult {
  const tree = parse(text);
  const found = find(tree, name);
  if (!found.ok) return found;
  const { item, inLoop } = found;
  const template = item.name.text;
  const declared = declarationsIn(tree).variables.get(template) ?? [];
  if (name !== template && (inLoop || declared.length > 1)) {
    if (inLoop)
      return no(`${name} comes from a loop; remove ${template} there, or change the loop's bounds`);
  }
  const edits: TextEdit[] = [];
  const whole = name === template ? declared : [item];
  for (const one of whole) edits.push({ range: wholeLines(text, one.range), newText: "" });
  let obstacle: string | undefined;
  eachItem(tree.items, (other) => {
    if (
      other.kind === "for" ||
      other.kind === "guard" ||
      (other.kind === "variable" && whole.includes(other))
    )
      return;
    const lists = other.kind === "variable" ? [other.sees, other.from] : [];
    let rest = mentions(tree, other.range, template, name);
    for (const list of lists) {
      if (list === undefined) continue;
      const gone = list.entries.filter((entry) => refersTo(entry, template, name));
      rest -= gone.length;
      if (gone.length > 0) edits.push(...withoutEntries(text, list, gone));
    }
    if (rest > 0 && obstacle === undefined) {
      obstacle =
        other.kind === "claim"
          ? `a claim speaks of ${name}: ${shorten(text, other.range)}`
          : `${name} is used here: ${shorten(text, other.range)}`;
    }
  });
  return obstacle === undefined ? done(text, edits) : no(`${obstacle}. Change that first`);
}

/** Renames a variable (all instances of it) everywhere it is meant. */
export function renameVariable(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): EditResult {
  const tree = parse(text);
  const { variables } = declarationsIn(tree);
  const template = templateOf(variables, from);
  const target = template === from ? to : templateOf(variables, to);
  if (!variables.has(template)) return no(`there is no variable ${from} in this file`);
  if (template === target) return done(text, []);
  const reason = unusableName(tree, target);
  if (reason !== undefined) return no(reason);
  const shadowed = occurrencesIn(tree).some((o) => o.kind === "local" && o.name === target);
  if (shadowed) return no(`${target} is the name of an index or a local here; take another`);
  const edits = occurrencesIn(tree)
    .filter((o) => o.kind === "variable" && o.name === template)
    .map(({ range }): TextEdit => ({ range, newText: writeName(target) }));
  return done(text, edits);
}

/**
 * Adds an arrow: to the `sees` list of a decision, to the `from` list of others. What is declared
 * in a loop or in an extended file gets a line `add link` of its own.
 */
export function addEdge(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): EditResult {
  const tree = parse(text);
  const extending = tree.items.some(({ kind }) => kind === "extends");
  const unknown = find(tree, from);
  if (!unknown.ok && !extending) return unknown;
  const found = find(tree, to);
  if (!found.ok) return extending ? linked(tree, "add", from, to) : found;
  const { item, inLoop } = found;
  if (inLoop && item.mechanism === undefined) return linked(tree, "add", from, to);
  if (item.mechanism !== undefined) {
    return no(
      item.from === undefined
        ? `the parents of ${to} are the variables its mechanism mentions; mention ${from} in it`
        : `${to} has a mechanism that would have to say what ${from} does to it; change it in the text`,
    );
  }
  const list = parentsOf(item);
  const entry = reference(declarationsIn(tree).variables, from);
  if (list !== undefined && listed(text, list, entry))
    return no(`${from} -> ${to} is there already`);
  return done(text, [withParent(text, item, entry)]);
}

/** Takes an arrow away from a list. Refused when a mechanism or a range makes it. */
export function removeEdge(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): EditResult {
  const tree = parse(text);
  const found = find(tree, to);
  if (!found.ok) {
    const extending = tree.items.some(({ kind }) => kind === "extends");
    return extending ? linked(tree, "remove", from, to) : found;
  }
  const { item, inLoop } = found;
  if (item.mechanism !== undefined)
    return no(`${to} has a mechanism that uses ${from}; change the mechanism`);
  if (inLoop) return linked(tree, "remove", from, to);
  const list = parentsOf(item);
  const entry = list?.entries.find((e) => isReference(e.target, from) && e.loops.length === 0);
  if (list === undefined || entry === undefined) {
    const added = linkBetween(tree, "add", from, to);
    if (added !== undefined)
      return done(text, [{ range: wholeLines(text, added.range), newText: "" }]);
    return no(`${from} is not written by itself in the list of ${to}; change the list in the text`);
  }
  return done(text, withoutEntries(text, list, [entry]));
}

/** A line that adds or takes away one arrow; an earlier line that did the opposite just goes. */
function linked(tree: SyntaxTree, action: "add" | "remove", from: string, to: string): EditResult {
  const { text } = tree;
  if (linkBetween(tree, action, from, to) !== undefined) {
    return no(`${from} -> ${to} is ${action === "add" ? "there" : "gone"} already`);
  }
  const opposite = linkBetween(tree, action === "add" ? "remove" : "add", from, to);
  if (opposite !== undefined)
    return done(text, [{ range: wholeLines(text, opposite.range), newText: "" }]);
  const { variables } = declarationsIn(tree);
  const link = `${reference(variables, from)} -> ${reference(variables, to)}`;
  return done(text, [lineBelowVariables(tree, `${action} link ${link}`)]);
}

function linkBetween(
  tree: SyntaxTree,
  action: "add" | "remove",
  from: string,
  to: string,
): LinkItem | undefined {
  const { variables } = declarationsIn(tree);
  const is = ({ range }: ExpressionSyntax, name: string): boolean =>
    squeezedAt(tree.text, range) === squeezed(reference(variables, name));
  return tree.items.find(
    (item): item is LinkItem =>
      item.kind === "link" && item.action === action && is(item.from, from) && is(item.to, to),
  );
}

/**
 * Changes chance, decision or utility. A mechanism is given up (its variables stay as parents, its
 * comments stay where they can be read);
 * an owner is written when the new kind needs one and `agents` names it.
 */
export function changeKind(
  text: string,
  {
    name,
    kind,
    agents = [],
  }: { readonly name: string; readonly kind: NodeKind; readonly agents?: readonly string[] },
): EditResult {
  const tree = parse(text);
  const found = find(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  if (item.variableKind === kind) return done(text, []);
  const edits: TextEdit[] = [];
  const keyword =
    text.slice(item.range.start).search(/\b(?:chance|decision|utility)\b/) + item.range.start;
  edits.push({ range: { start: keyword, end: keyword + item.variableKind.length }, newText: kind });
  if (kind === "utility" && item.domain !== undefined) {
    const start = endBefore(text, tree, item.domain.range.start, 2);
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
    const start = endBefore(text, tree, firstOwner.range.start, 2);
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
    const start = endBefore(text, tree, item.mechanism.range.start, 1);
    const parents = list === undefined ? mentionedVariables(tree, text, item.mechanism.range) : [];
    const newText = parents.length === 0 ? "" : ` ${word} ${parents.join(", ")}`;
    const range = { start, end: item.mechanism.range.end };
    edits.push({ range, newText: newText + keptComments(tree, range) });
  }
  return done(text, edits);
}

/** Gives a decision or utility to these agents. */
export function changeOwner(
  text: string,
  { name, agents }: { readonly name: string; readonly agents: readonly string[] },
): EditResult {
  const tree = parse(text);
  const found = find(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  if (item.variableKind === "chance")
    return no(`${name} is a chance variable; it belongs to nobody`);
  if (agents.length === 0) return no(`${name} needs an agent`);
  if (item.variableKind === "decision" && agents.length > 1)
    return no("a decision is taken by one agent");
  const [first] = item.owners;
  const last = item.owners[item.owners.length - 1];
  if (first !== undefined && last !== undefined) {
    return done(text, [
      {
        range: { start: first.range.start, end: last.range.end },
        newText: agents.map(writeName).join(", "),
      },
    ]);
  }
  const at = item.domain?.range.end ?? nameEnd(item);
  return done(text, [
    {
      range: { start: at, end: at },
      newText: ` ${item.variableKind === "decision" ? "by" : "for"} ${agents.map(writeName).join(", ")}`,
    },
  ]);
}

/** Sets the display text of a variable; an empty one takes it away. */
export function setLabel(
  text: string,
  { name, label }: { readonly name: string; readonly label: string },
): EditResult {
  const tree = parse(text);
  const found = find(tree, name);
  if (!found.ok) return found;
  const { item } = found;
  const newText = label === "" ? "" : writeText(label);
  if (item.label === undefined) {
    const at = item.nameRange.end;
    return done(
      text,
      label === "" ? [] : [{ range: { start: at, end: at }, newText: ` ${newText}` }],
    );
  }
  const range =
    label === "" ? { start: item.nameRange.end, end: item.label.range.end } : item.label.range;
  return done(text, [{ range, newText }]);
}

/** Sets the default of a parameter. */
export function setParameter(
  text: string,
  { name, value }: { readonly name: string; readonly value: number },
): EditResult {
  const item = declarationsIn(parse(text)).parameters.get(name);
  if (item?.kind !== "param") return no(`there is no parameter ${name} in this file`);
  if (!Number.isFinite(value)) return no(`${value} is not a number a model can hold`);
  return done(text, [{ range: item.value.range, newText: String(value) }]);
}

// ---- finding ----------------------------------------------------------------------------------

type Found =
  | { readonly ok: true; readonly item: VariableItem; readonly inLoop: boolean }
  | { readonly ok: false; readonly reason: string };

/** The declaration of a node: by its own name, or the loop that makes it. */
function find(tree: SyntaxTree, name: string): Found {
  const { variables } = declarationsIn(tree);
  const template = templateOf(variables, name);
  const items = variables.get(template);
  if (items === undefined)
    return { ok: false, reason: `there is no variable ${name} in this file` };
  const compact = squeezed(reference(variables, name));
  const exact = findLast(items, (item) => squeezedAt(tree.text, item.nameRange) === compact);
  const item =
    exact ??
    findLast(items, (i) => !i.indices.every(isConstant)) ??
    (name === template ? items[0] : undefined);
  if (item === undefined) return { ok: false, reason: `there is no variable ${name} in this file` };
  return { ok: true, item, inLoop: exact === undefined || !item.indices.every(isConstant) };
}

function isConstant(e: ExpressionSyntax): boolean {
  return e.kind === "number" || (e.kind === "unary" && e.operand.kind === "number");
}

function unusableName(tree: SyntaxTree, name: string): string | undefined {
  if (name.trim() === "") return "a name cannot be empty";
  const { variables, parameters, labels } = declarationsIn(tree);
  const template = templateOf(variables, name);
  if (parameters.has(template)) return `${name} is a parameter already`;
  if (labels.has(template)) return `${name} is a label already`;
  const taken = variables.get(template);
  const compact = squeezed(reference(variables, name));
  if (taken?.some((item) => squeezedAt(tree.text, item.nameRange) === compact))
    return `there is a variable ${name} already`;
  if (taken !== undefined && template === name) return `there is a variable ${name} already`;
  return undefined;
}

/** How often a variable is mentioned inside a range. */
function mentions(tree: SyntaxTree, range: TextRange, template: string, name: string): number {
  return occurrencesIn(tree).filter((o) => {
    if (
      o.kind !== "variable" ||
      o.name !== template ||
      o.range.start < range.start ||
      o.range.end > range.end
    )
      return false;
    if (name === template) return true;
    const rest = /^\s*\[[^\]]*\]/.exec(tree.text.slice(o.range.end, range.end));
    return (rest?.[0] ?? "").replace(/\s/g, "") === name.slice(template.length).replace(/\s/g, "");
  }).length;
}

function mentionedVariables(tree: SyntaxTree, text: string, range: TextRange): string[] {
  const found = new Set<string>();
  for (const o of occurrencesIn(tree)) {
    if (o.kind !== "variable" || o.range.start < range.start || o.range.end > range.end) continue;
    const index = /^\s*\[[^\][]*\]/.exec(text.slice(o.range.end, range.end));
    found.add(`${text.slice(o.range.start, o.range.end)}${index?.[0].trim() ?? ""}`);
  }
  return [...found];
}

function refersTo(entry: NodeListEntry, template: string, name: string): boolean {
  if (name !== template) return isReference(entry.target, name);
  const target = entry.target.kind === "index" ? entry.target.target : entry.target;
  return target.kind === "name" && target.text === template;
}

function isReference(e: ExpressionSyntax, name: string): boolean {
  if (e.kind === "name") return e.text === name;
  if (e.kind !== "index" || e.target.kind !== "name" || !e.indices.every(isConstant)) return false;
  const indices = e.indices.map((i) =>
    i.kind === "number"
      ? i.value
      : i.kind === "unary" && i.operand.kind === "number"
        ? -i.operand.value
        : 0,
  );
  return `${e.target.text}[${indices.join(", ")}]` === name;
}

// ---- cutting ----------------------------------------------------------------------------------

function nameEnd(item: VariableItem): number {
  return item.label?.range.end ?? item.nameRange.end;
}

/** Where the text before the `count` tokens that end at `offset` ends: spaces go with the tokens. */
function endBefore(text: string, tree: SyntaxTree, offset: number, count: number): number {
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

function shorten(text: string, range: TextRange): string {
  const line = text.slice(range.start, range.end).replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
