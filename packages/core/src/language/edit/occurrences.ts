/**
 * What every name in a text refers to, from the syntax tree alone, so that it works while a model
 * has errors. Renaming, go-to-definition, hover, completion and highlighting all read this list.
 */
import type { TextRange } from "../../base/index.ts";
import type {
  ClaimItem,
  ArgumentSyntax,
  ExpressionSyntax,
  IndexBinding,
  ItemSyntax,
  NameSyntax,
  NodeList,
  SyntaxTree,
  VariableItem,
} from "../syntax/syntax.ts";
import { predicateNamed } from "../../model/index.ts";
import { AGGREGATES, BUILT_IN_FUNCTIONS, FAMILIES } from "../elaborate/builtins.ts";
import { partsOf } from "../elaborate/walk.ts";

/** What a name stands for. */
export type NameKind =
  | "variable"
  | "parameter"
  | "agent"
  | "type"
  | "function"
  | "label"
  | "local"
  | "builtin"
  | "predicate"
  | "unknown";

/** A place where a name stands, and where it was declared. */
export interface Occurrence {
  readonly name: string;
  readonly kind: NameKind;
  readonly range: TextRange;
  readonly isDefinition: boolean;
  /** For locals (indices, `let`, arguments of functions): where they were introduced. */
  readonly definition?: TextRange;
}

/** What a text declares, by name. */
export interface Declarations {
  readonly variables: ReadonlyMap<string, readonly VariableItem[]>;
  readonly parameters: ReadonlyMap<string, ItemSyntax>;
  readonly agents: ReadonlyMap<string, ItemSyntax>;
  readonly types: ReadonlyMap<string, ItemSyntax>;
  readonly functions: ReadonlyMap<string, ItemSyntax>;
  readonly labels: ReadonlyMap<string, TextRange>;
}

/** Calls `visit` for every item, those inside blocks too. */
export function eachItem(items: readonly ItemSyntax[], visit: (item: ItemSyntax) => void): void {
  for (const item of items) {
    visit(item);
    if (item.kind === "for") eachItem(item.items, visit);
    if (item.kind === "guard") {
      for (const branch of item.branches) eachItem(branch.items, visit);
      eachItem(item.otherwise ?? [], visit);
    }
  }
}

/** What was found in a tree; trees never change, so it is found once however many ask. */
const declarations = new WeakMap<SyntaxTree, Declarations>();
const occurrences = new WeakMap<SyntaxTree, readonly Occurrence[]>();

export function declarationsIn(tree: SyntaxTree): Declarations {
  const known = declarations.get(tree) ?? findDeclarations(tree);
  declarations.set(tree, known);
  return known;
}

function findDeclarations(tree: SyntaxTree): Declarations {
  const variables = new Map<string, VariableItem[]>();
  const parameters = new Map<string, ItemSyntax>();
  const agents = new Map<string, ItemSyntax>();
  const types = new Map<string, ItemSyntax>();
  const functions = new Map<string, ItemSyntax>();
  const labels = new Map<string, TextRange>();
  const addLabels = (e: ExpressionSyntax): void => {
    if ((e.kind === "name" || e.kind === "label") && !labels.has(e.text))
      labels.set(e.text, e.range);
    if (e.kind === "braces") for (const { value } of e.entries) addLabels(value);
    if (e.kind === "group") addLabels(e.inner);
  };
  eachItem(tree.items, (item) => {
    if (item.kind === "variable") {
      const list = variables.get(item.name.text);
      if (list === undefined) variables.set(item.name.text, [item]);
      else list.push(item);
      if (item.domain !== undefined && item.domain.expression.kind === "braces")
        addLabels(item.domain.expression);
    } else if (item.kind === "param") parameters.set(item.name.text, item);
    else if (item.kind === "agent") agents.set(item.name.text, item);
    else if (item.kind === "fn") functions.set(item.name.text, item);
    else if (item.kind === "type") {
      types.set(item.name.text, item);
      if (item.alternatives.length > 1) for (const e of item.alternatives) addLabels(e);
      else for (const e of item.alternatives) if (e.kind === "braces") addLabels(e);
    }
  });
  return { variables, parameters, agents, types, functions, labels };
}

type Locals = ReadonlyMap<string, TextRange>;

/** Every name in the text, in order of place. */
export function occurrencesIn(tree: SyntaxTree): readonly Occurrence[] {
  const known = occurrences.get(tree);
  if (known !== undefined) return known;
  const collector = new Collector(declarationsIn(tree));
  collector.items(tree.items, new Map());
  const found = collector.found.sort((a, b) => a.range.start - b.range.start);
  occurrences.set(tree, found);
  return found;
}

/** The names inside a range, in order of place; without reading through all the others. */
export function occurrencesWithin(tree: SyntaxTree, { start, end }: TextRange): Occurrence[] {
  const all = occurrencesIn(tree);
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Occurrence).range.start < start) low = middle + 1;
    else high = middle;
  }
  const found: Occurrence[] = [];
  for (let one = all[low]; one !== undefined && one.range.start < end; one = all[++low]) {
    if (one.range.end <= end) found.push(one);
  }
  return found;
}

class Collector {
  readonly found: Occurrence[] = [];
  readonly #declared: Declarations;

  constructor(declared: Declarations) {
    this.#declared = declared;
  }

  items(items: readonly ItemSyntax[], locals: Locals): void {
    for (const item of items) this.#item(item, locals);
  }

  #add(
    name: string,
    kind: NameKind,
    range: TextRange,
    isDefinition = false,
    definition?: TextRange,
  ): void {
    this.found.push({
      name,
      kind,
      range,
      isDefinition,
      ...(definition === undefined ? {} : { definition }),
    });
  }

  #define({ text, range }: NameSyntax, kind: NameKind): void {
    this.#add(text, kind, range, true);
  }

  #item(item: ItemSyntax, locals: Locals): void {
    switch (item.kind) {
      case "agent":
        this.#define(item.name, "agent");
        break;
      case "param":
        this.#define(item.name, "parameter");
        this.#expression(item.value, locals);
        if (item.bounds !== undefined) this.#expression(item.bounds, locals);
        break;
      case "type":
        this.#define(item.name, "type");
        for (const e of item.alternatives) this.#domain(e, locals, item.alternatives.length > 1);
        break;
      case "fn": {
        this.#define(item.name, "function");
        const inner = new Map(locals);
        for (const parameter of item.parameters) {
          inner.set(parameter.text, parameter.range);
          this.#add(parameter.text, "local", parameter.range, true, parameter.range);
        }
        this.#expression(item.body, inner);
        break;
      }
      case "variable":
        this.#variable(item, locals);
        break;
      case "for":
        this.items(item.items, this.#bind(item.loops, locals));
        break;
      case "guard":
        for (const { condition, items } of item.branches) {
          this.#expression(condition, locals);
          this.items(items, locals);
        }
        this.items(item.otherwise ?? [], locals);
        break;
      case "remove":
        this.#expression(item.target, locals);
        break;
      case "link":
        this.#expression(item.from, locals);
        this.#expression(item.to, locals);
        break;
      case "claim":
        this.#claim(item, locals);
        break;
      case "story":
        for (const e of item.show) this.#expression(e, locals);
        if (item.pin !== undefined) this.#claim(item.pin, locals);
        break;
      case "ask":
        this.#claim(item.until, locals);
        break;
      default:
        break;
    }
  }

  #claim(item: ClaimItem, locals: Locals): void {
    for (const e of [item.expression, ...item.added, ...item.removed, ...item.held])
      this.#expression(e, locals, true);
    if (item.tolerance !== undefined) this.#expression(item.tolerance, locals);
    if (item.seeds !== undefined) this.#expression(item.seeds, locals);
  }

  #bind(loops: readonly IndexBinding[], locals: Locals): Locals {
    const inner = new Map(locals);
    for (const { name, values } of loops) {
      this.#expression(values, inner);
      inner.set(name.text, name.range);
      this.#add(name.text, "local", name.range, true, name.range);
    }
    return inner;
  }

  #variable(item: VariableItem, locals: Locals): void {
    this.#define(item.name, "variable");
    for (const index of item.indices) this.#expression(index, locals);
    if (item.domain !== undefined) {
      this.#domain(item.domain.expression, locals, false);
      if (item.domain.step !== undefined) this.#expression(item.domain.step, locals);
    }
    for (const { text, range } of item.owners) this.#add(text, "agent", range);
    for (const list of [item.sees, item.from]) if (list !== undefined) this.#nodeList(list, locals);
    if (item.mechanism !== undefined) this.#expression(item.mechanism.body, locals);
  }

  #nodeList(list: NodeList, locals: Locals): void {
    for (const entry of list.entries)
      this.#expression(entry.target, this.#bind(entry.loops, locals));
  }

  #domain(e: ExpressionSyntax, locals: Locals, isMember: boolean): void {
    if (e.kind === "label") {
      this.#add(e.text, "label", e.range, this.#declared.labels.get(e.text) === e.range);
      return;
    }
    if (e.kind === "name") {
      const isWord = e.quoted !== true && (e.text === "bool" || e.text === "real");
      if (!isMember && isWord) this.#add(e.text, "builtin", e.range);
      else if (!isMember && this.#declared.types.has(e.text)) this.#add(e.text, "type", e.range);
      else if (locals.has(e.text) || this.#declared.parameters.has(e.text))
        this.#expression(e, locals);
      else if (isMember)
        this.#add(e.text, "label", e.range, this.#declared.labels.get(e.text) === e.range);
      else this.#add(e.text, "unknown", e.range);
      return;
    }
    if (e.kind === "braces") {
      for (const { value, weight } of e.entries) {
        this.#domain(value, locals, true);
        if (weight !== undefined) this.#expression(weight, locals);
      }
      return;
    }
    if (e.kind === "tuple" || e.kind === "group") {
      for (const part of partsOf(e))
        if (part.kind !== "assignment" && part.kind !== "distributed")
          this.#domain(part, locals, isMember);
      return;
    }
    if (e.kind === "binary" && e.operator === "in") {
      this.#domain(e.left, locals, false);
      this.#expression(e.right, locals);
      return;
    }
    this.#expression(e, locals);
  }

  #expression(e: ArgumentSyntax, locals: Locals, inClaim = false): void {
    switch (e.kind) {
      case "label":
        this.#add(e.text, "label", e.range);
        return;
      case "name":
        this.#name(e, locals, inClaim);
        return;
      case "call":
        this.#callee(e.callee, inClaim);
        if (e.receiver !== undefined) this.#add(e.receiver.text, "agent", e.receiver.range);
        break;
      case "let": {
        this.#expression(e.value, locals, inClaim);
        this.#add(e.name.text, "local", e.name.range, true, e.name.range);
        this.#expression(e.body, new Map(locals).set(e.name.text, e.name.range), inClaim);
        return;
      }
      case "aggregate":
        this.#expression(e.body, this.#bind(e.indices, locals), inClaim);
        return;
      default:
        break;
    }
    for (const part of partsOf(e)) this.#expression(part, locals, inClaim);
  }

  #name({ text, range, quoted }: NameSyntax, locals: Locals, inClaim: boolean): void {
    const { variables, parameters, agents, types, labels, functions } = this.#declared;
    const local = locals.get(text);
    if (local !== undefined) this.#add(text, "local", range, false, local);
    else if (variables.has(text)) this.#add(text, "variable", range);
    else if (parameters.has(text)) this.#add(text, "parameter", range);
    else if (labels.has(text)) this.#add(text, "label", range);
    else if (inClaim && agents.has(text)) this.#add(text, "agent", range);
    else if (types.has(text)) this.#add(text, "type", range);
    else if (functions.has(text)) this.#add(text, "function", range);
    else if (quoted === true) this.#add(text, "unknown", range);
    else if (inClaim && predicateNamed(text) !== undefined) this.#add(text, "predicate", range);
    else if (FAMILIES.has(text) || text === "_") this.#add(text, "builtin", range);
    else this.#add(text, "unknown", range);
  }

  #callee({ text, range, quoted }: NameSyntax, inClaim: boolean): void {
    if (this.#declared.functions.has(text)) this.#add(text, "function", range);
    else if (quoted === true) this.#add(text, "unknown", range);
    else if (
      inClaim &&
      (predicateNamed(text) !== undefined ||
        text === "count" ||
        text === "do" ||
        text === "likelihood")
    )
      this.#add(text, "predicate", range);
    else if (
      BUILT_IN_FUNCTIONS.has(text) ||
      FAMILIES.has(text) ||
      AGGREGATES.has(text) ||
      text === "other"
    )
      this.#add(text, "builtin", range);
    else this.#add(text, "unknown", range);
  }
}
