/**
 * Variables and arrows that come and go, as one change of the text, however many: nodes deleted
 * together, a repair that cuts some arrows and draws others. All of it is read from one tree, so
 * the work is proportional to the text. Entries leave their lists with their commas, declarations
 * with their lines; what several parts of the change do to one list or one line is done at once.
 */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { NodeKind } from "../../model/index.ts";
import type { EditResult } from "./editResult.ts";
import type {
  ExpressionSyntax,
  ItemSyntax,
  LinkItem,
  NodeList,
  NodeListEntry,
  SyntaxTree,
  VariableItem,
} from "../syntax/syntax.ts";
import { findVariable, indexedName, isReference, unusableName } from "./findVariable.ts";
import { edited, refused, withLineEndsOf } from "./editResult.ts";
import {
  listed,
  linesWithout,
  parentsOf,
  placeBelowVariables,
  withoutEntries,
} from "./listEdits.ts";
import { declarationsIn, eachItem, occurrencesWithin } from "./occurrences.ts";
import { reference, squeezed, squeezedAt } from "./references.ts";
import { writeName, writeText } from "../syntax/words.ts";

export interface NewVariable {
  readonly name: string;
  readonly kind: NodeKind;
  readonly parents?: readonly string[];
  readonly agents?: readonly string[];
  readonly label?: string;
  /** As it would be written: `bool`, `{a, b}`. */
  readonly domain?: string;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Done in this order. */
export interface StructureChange {
  /** Below the last variable; parents go into their `sees` or `from` list. */
  readonly add?: readonly NewVariable[];
  /** Arrows to take out of lists. */
  readonly disconnect?: readonly Arrow[];
  /** Arrows to write into lists; they may lead from a variable that is added. */
  readonly connect?: readonly Arrow[];
  /** Variables that go, and their places in lists with them. */
  readonly remove?: readonly string[];
}

/**
 * The whole change, or the first reason against it: nothing is done by halves. A variable stays
 * while a mechanism or a claim of what remains needs it; arrows that a mechanism or a range makes
 * are not drawn or cut. What is declared in a loop or in an extended file gets lines `add link`
 * or `remove link` of its own.
 */
export function changeStructure(tree: SyntaxTree, change: StructureChange): EditResult {
  const { add = [], disconnect = [], connect = [], remove = [] } = change;
  const draft = new Draft(tree);
  const reason =
    first(add, (variable) => draft.add(variable)) ??
    first(disconnect, (arrow) => draft.disconnect(arrow)) ??
    first(connect, (arrow) =>
      remove.includes(arrow.from) || remove.includes(arrow.to)
        ? `${arrow.from} -> ${arrow.to} cannot be drawn: an end of it is to go`
        : draft.connect(arrow),
    ) ??
    draft.remove(remove);
  return reason === undefined ? edited(withLineEndsOf(tree.text, draft.edits())) : refused(reason);
}

function first<T>(
  all: readonly T[],
  reasonAgainst: (one: T) => string | undefined,
): string | undefined {
  for (const one of all) {
    const reason = reasonAgainst(one);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** What has been decided so far; every method answers with what speaks against it. */
class Draft {
  readonly #tree: SyntaxTree;
  readonly #extending: boolean;
  readonly #made = new Set<string>();
  readonly #goneItems = new Set<ItemSyntax>();
  readonly #goneEntries = new Map<NodeList, NodeListEntry[]>();
  readonly #newParents = new Map<VariableItem, string[]>();
  #lines: string[] = [];

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    this.#extending = tree.items.some(({ kind }) => kind === "extends");
  }

  add({ name, kind, parents = [], agents = [], label, domain }: NewVariable): string | undefined {
    const reason = this.#made.has(name)
      ? `there is a variable ${name} already`
      : unusableName(this.#tree, name);
    if (reason !== undefined) return reason;
    const parts: string[] = [kind, this.#reference(name)];
    if (label !== undefined) parts.push(writeText(label));
    if (domain !== undefined) parts.push(`: ${domain}`);
    if (kind !== "chance" && agents.length > 0)
      parts.push(`${kind === "decision" ? "by" : "for"} ${agents.map(writeName).join(", ")}`);
    if (parents.length > 0) {
      const list = parents.map((parent) => this.#reference(parent)).join(", ");
      parts.push(`${kind === "decision" ? "sees" : "from"} ${list}`);
    }
    this.#made.add(name);
    this.#lines.push(parts.join(" "));
    return undefined;
  }

  connect({ from, to }: Arrow): string | undefined {
    const tail = findVariable(this.#tree, from);
    if (!tail.ok && !this.#extending && !this.#made.has(from)) return tail.reason;
    const head = findVariable(this.#tree, to);
    if (!head.ok) return this.#extending ? this.#link("add", from, to) : head.reason;
    const { item, inLoop } = head;
    if (inLoop && item.mechanism === undefined) return this.#link("add", from, to);
    if (item.mechanism !== undefined) {
      return item.from === undefined
        ? `the parents of ${to} are the variables its mechanism mentions; mention ${from} in it`
        : `${to} has a mechanism that would have to say what ${from} does to it; change it in the text`;
    }
    const entry = this.#reference(from);
    const already = this.#newParents.get(item) ?? [];
    const kept = this.#kept(parentsOf(item));
    if (listed(this.#tree.text, kept, entry) || already.includes(entry))
      return `${from} -> ${to} is there already`;
    this.#newParents.set(item, [...already, entry]);
    return undefined;
  }

  disconnect({ from, to }: Arrow): string | undefined {
    const head = findVariable(this.#tree, to);
    if (!head.ok) return this.#extending ? this.#link("remove", from, to) : head.reason;
    const { item, inLoop } = head;
    if (item.mechanism !== undefined)
      return `${to} has a mechanism that uses ${from}; change the mechanism`;
    if (inLoop) return this.#link("remove", from, to);
    const list = parentsOf(item);
    const entry = this.#kept(list).find(
      ({ target, loops }) => isReference(target, from) && loops.length === 0,
    );
    if (list !== undefined && entry !== undefined) {
      this.#goneEntries.set(list, [...(this.#goneEntries.get(list) ?? []), entry]);
      return undefined;
    }
    const added = this.#linkBetween("add", from, to);
    if (added === undefined)
      return `${from} is not written by itself in the list of ${to}; change the list in the text`;
    this.#goneItems.add(added);
    return undefined;
  }

  /** A line that adds or takes away one arrow; an earlier one that did the opposite just goes. */
  #link(action: "add" | "remove", from: string, to: string): string | undefined {
    const arrow = `${this.#reference(from)} -> ${this.#reference(to)}`;
    const line = `${action} link ${arrow}`;
    if (this.#linkBetween(action, from, to) !== undefined || this.#lines.includes(line))
      return `${from} -> ${to} is ${action === "add" ? "there" : "gone"} already`;
    const opposite = action === "add" ? "remove" : "add";
    const written = this.#linkBetween(opposite, from, to);
    const pending = `${opposite} link ${arrow}`;
    if (written !== undefined) this.#goneItems.add(written);
    else if (this.#lines.includes(pending))
      this.#lines = this.#lines.filter((one) => one !== pending);
    else this.#lines.push(line);
    return undefined;
  }

  #linkBetween(action: "add" | "remove", from: string, to: string): LinkItem | undefined {
    const is = ({ range }: ExpressionSyntax, name: string): boolean =>
      squeezedAt(this.#tree.text, range) === squeezed(this.#reference(name));
    return this.#tree.items.find(
      (item): item is LinkItem =>
        item.kind === "link" &&
        item.action === action &&
        !this.#goneItems.has(item) &&
        is(item.from, from) &&
        is(item.to, to),
    );
  }

  /** All of them at once: what mentions only one another goes together. */
  remove(names: readonly string[]): string | undefined {
    const { variables } = declarationsIn(this.#tree);
    const gone = new Gone();
    const against = new Map<string, string>();
    for (const name of new Set(names)) {
      const found = findVariable(this.#tree, name);
      if (!found.ok) {
        against.set(name, found.reason);
        continue;
      }
      const { item, inLoop } = found;
      const template = item.name.text;
      const declared = name === template ? (variables.get(template) ?? []) : [item];
      if (name !== template && inLoop) {
        against.set(
          name,
          `${name} comes from a loop; remove ${template} there, or change the loop's bounds`,
        );
      }
      gone.add(name, template);
      for (const one of declared) this.#goneItems.add(one);
    }
    eachItem(this.#tree.items, (item) => {
      if (item.kind === "for" || item.kind === "guard" || this.#goneItems.has(item)) return;
      for (const name of this.#mentionsBesideLists(item, gone)) {
        if (against.has(name)) continue;
        const written = shorten(this.#tree.text, item.range);
        const speaker = SPEAKERS.get(item.kind);
        const use = speaker === undefined ? `${name} is used here` : `${speaker} speaks of ${name}`;
        against.set(name, `${use}: ${written}. Change that first`);
      }
    });
    return first(names, (name) => against.get(name));
  }

  /** The names of what goes that an item mentions, once they are out of its lists. */
  #mentionsBesideLists(item: ItemSyntax, gone: Gone): string[] {
    const counts = new Map<string, number>();
    const count = (name: string | undefined, by: number): void => {
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + by);
    };
    for (const { kind, name, range } of occurrencesWithin(this.#tree, item.range)) {
      if (kind !== "variable") continue;
      const index = (): string =>
        /^\s*\[[^\]]*\]/.exec(this.#tree.text.slice(range.end, item.range.end))?.[0] ?? "";
      count(gone.named(name, index), 1);
    }
    if (counts.size === 0 || item.kind !== "variable") return [...counts.keys()];
    for (const list of [item.sees, item.from]) {
      if (list === undefined) continue;
      const before = this.#goneEntries.get(list) ?? [];
      const entries = [...before];
      for (const entry of list.entries) {
        const name = gone.referredTo(entry);
        if (name === undefined) continue;
        count(name, -1);
        if (!before.includes(entry)) entries.push(entry);
      }
      if (entries.length > 0) this.#goneEntries.set(list, entries);
    }
    return [...counts].flatMap(([name, left]) => (left > 0 ? [name] : []));
  }

  edits(): TextEdit[] {
    const { text } = this.#tree;
    const isGone = (item: ItemSyntax): boolean => this.#goneItems.has(item);
    const edits: TextEdit[] = [];
    const lists = new Map<NodeList, ItemSyntax>();
    eachItem(this.#tree.items, (item) => {
      if (item.kind !== "variable" || isGone(item)) return;
      for (const list of [item.sees, item.from]) if (list !== undefined) lists.set(list, item);
    });
    for (const [list, entries] of this.#goneEntries) {
      if (lists.has(list)) edits.push(...withoutEntries(text, list, entries));
    }
    for (const [item, entries] of this.#newParents) {
      if (!isGone(item)) edits.push(this.#withParents(item, entries));
    }
    const ranges = linesWithout(
      text,
      [...this.#goneItems].map(({ range }) => range),
    );
    return [...edits, ...this.#linesAnd(ranges)];
  }

  #withParents(item: VariableItem, entries: readonly string[]): TextEdit {
    const list = parentsOf(item);
    const written = entries.join(", ");
    const last = this.#kept(list).at(-1);
    if (last !== undefined) return insertion(last.range.end, `, ${written}`);
    if (list?.entries.length === 0)
      return insertion(this.#tree.text.indexOf("{", list.range.start) + 1, written);
    return insertion(
      item.range.end,
      ` ${item.variableKind === "decision" ? "sees" : "from"} ${written}`,
    );
  }

  /** Stretches that go, and the new lines below the last variable, which may be one that goes. */
  #linesAnd(gone: readonly TextRange[]): TextEdit[] {
    const edits = gone.map((range): TextEdit => ({ range, newText: "" }));
    if (this.#lines.length === 0) return edits;
    const { at, before, after } = placeBelowVariables(this.#tree);
    const written = this.#lines.join("\n");
    const around = gone.findIndex(({ start, end }) => start < at && at <= end);
    const range = gone[around];
    const { text } = this.#tree;
    const isLine = range !== undefined && (range.start === 0 || text[range.start - 1] === "\n");
    if (range === undefined || !isLine || (at === range.end && at !== text.length))
      return [...edits, insertion(at, before + written + after)];
    const end = text[range.end - 1] === "\n" ? "\n" : "";
    edits[around] = { range, newText: written + end };
    return edits;
  }

  #kept(list: NodeList | undefined): NodeListEntry[] {
    const gone = list === undefined ? undefined : this.#goneEntries.get(list);
    return (list?.entries ?? []).filter((entry) => gone?.includes(entry) !== true);
  }

  #reference(name: string): string {
    return reference(declarationsIn(this.#tree).variables, name);
  }
}

/** The variables that go: whole ones by their name, single steps by template and index. */
/** What speaks of variables without being made of them. */
const SPEAKERS: ReadonlyMap<ItemSyntax["kind"], string> = new Map([
  ["claim", "a claim"],
  ["story", "a step of the story"],
  ["ask", "a task"],
]);

class Gone {
  readonly #whole = new Set<string>();
  /** By template, then by index without blanks. */
  readonly #steps = new Map<string, Map<string, string>>();

  add(name: string, template: string): void {
    if (name === template) {
      this.#whole.add(name);
      return;
    }
    const steps = this.#steps.get(template) ?? new Map<string, string>();
    this.#steps.set(template, steps.set(withoutBlanks(name.slice(template.length)), name));
  }

  named(template: string, index: () => string): string | undefined {
    if (this.#whole.has(template)) return template;
    const steps = this.#steps.get(template);
    return steps?.get(withoutBlanks(index()));
  }

  referredTo({ target }: NodeListEntry): string | undefined {
    const name = target.kind === "index" ? target.target : target;
    if (name.kind !== "name") return undefined;
    return this.named(name.text, () => indexedName(target)?.slice(name.text.length) ?? "");
  }
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/gu, "");
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

function shorten(text: string, range: TextRange): string {
  const line = text.slice(range.start, range.end).replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
