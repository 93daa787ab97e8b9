/** What an editor asks about a text: highlighting, definition, references, completion, hover. */
import type { TextRange } from "../../base/index.ts";
import type { Declarations, NameKind, Occurrence } from "./occurrences.ts";
import type { ItemSyntax, SyntaxTree } from "../syntax/syntax.ts";
import { PREDICATES, predicateNamed } from "../../model/index.ts";
import { AGGREGATES, BUILT_IN_FUNCTIONS, FAMILIES } from "../elaborate/builtins.ts";
import { findLast } from "../syntax/findLast.ts";
import { declarationsIn, occurrencesIn } from "./occurrences.ts";
import { parse } from "../syntax/parse.ts";
import { ITEM_WORDS, NAMING_WORDS, writeLabel, writeName } from "../syntax/words.ts";

/** What a token is, for colouring. */
export type TokenClass =
  | NameKind
  | "keyword"
  | "number"
  | "string"
  | "operator"
  | "bracket"
  | "comment";

/** A token and what it is, for colouring. */
export interface ClassifiedToken {
  readonly range: TextRange;
  readonly kind: TokenClass;
  readonly isDefinition?: boolean;
}

/** Every token and comment with its class, in order of place. */
export function tokens(text: string, tree: SyntaxTree = parse(text)): ClassifiedToken[] {
  const names = new Map(occurrencesIn(tree).map((o) => [o.range.start, o]));
  const result: ClassifiedToken[] = tree.tokens.map(({ start, end, type, image }) => {
    const range = { start, end };
    const name = names.get(start);
    if (name !== undefined)
      return name.isDefinition
        ? { range, kind: name.kind, isDefinition: true }
        : { range, kind: name.kind };
    return { range, kind: classOf(type, image) };
  });
  for (const { range } of tree.comments) result.push({ range, kind: "comment" });
  return result.sort((a, b) => a.range.start - b.range.start);
}

function classOf(type: string, image: string): TokenClass {
  if (type.startsWith("Keyword")) return "keyword";
  if (type === "Number") return "number";
  if (type === "String" || type === "OpenString") return "string";
  if (type === "Name" || type === "QuotedName" || type === "OpenName") return "unknown";
  return "()[]{}".includes(image) ? "bracket" : "operator";
}

function occurrenceAt(occurrences: readonly Occurrence[], offset: number): Occurrence | undefined {
  return occurrences.find(({ range }) => range.start <= offset && offset <= range.end);
}

/** Where the name at an offset is declared in this text. */
export function definitionAt(
  text: string,
  offset: number,
  tree: SyntaxTree = parse(text),
): TextRange | undefined {
  const declared = declarationsIn(tree);
  const occurrence = occurrenceAt(occurrencesIn(tree), offset);
  return occurrence && definitionOf(declared, occurrence);
}

function definitionOf(
  declared: Declarations,
  { kind, name, definition }: Occurrence,
): TextRange | undefined {
  const named = (item: ItemSyntax | undefined): TextRange | undefined =>
    item !== undefined && "name" in item ? item.name?.range : undefined;
  switch (kind) {
    case "variable":
      return declared.variables.get(name)?.[0]?.name.range;
    case "parameter":
      return named(declared.parameters.get(name));
    case "agent":
      return named(declared.agents.get(name));
    case "type":
      return named(declared.types.get(name));
    case "function":
      return named(declared.functions.get(name));
    case "label":
      return declared.labels.get(name);
    case "local":
      return definition;
    default:
      return undefined;
  }
}

/** Every place that means the same thing as the name at an offset, its definition included. */
export function referencesAt(
  text: string,
  offset: number,
  tree: SyntaxTree = parse(text),
): TextRange[] {
  const all = occurrencesIn(tree);
  const here = occurrenceAt(all, offset);
  if (here === undefined || here.kind === "unknown") return [];
  return all
    .filter(
      (o) =>
        o.kind === here.kind &&
        o.name === here.name &&
        o.definition?.start === here.definition?.start,
    )
    .map((o) => o.range);
}

/** One way to go on. */
export interface Completion {
  readonly label: string;
  readonly kind: NameKind | "keyword";
  /** What it is, in a few words. */
  readonly detail: string;
}

/** Functions that stand among the conditions of a question. */
const CONDITIONS: readonly Completion[] = [
  {
    label: "do",
    kind: "predicate",
    detail: "do(X = x), do(X ~ …): X is set, after the rules were chosen",
  },
  {
    label: "likelihood",
    kind: "predicate",
    detail: "likelihood(X, {x: 0.3, y: 0.9}): how likely an observation is at each value of X",
  },
];

/** Ways to go on at a place, and what they replace. */
export interface Completions {
  /** The letters already typed, or the name in back-ticks, which a completion replaces. */
  readonly range: TextRange;
  readonly items: readonly Completion[];
}

const LETTERS_BEFORE = /[\p{L}_][\p{L}\p{N}_']*$/u;
const LONGEST_NAME = 200;

/** What could stand at an offset, the likely ones first; the editor filters by what is typed. */
export function completionsAt(
  text: string,
  offset: number,
  tree: SyntaxTree = parse(text),
): Completions {
  const typed =
    LETTERS_BEFORE.exec(text.slice(Math.max(0, offset - LONGEST_NAME), offset))?.[0] ?? "";
  const quoted = tree.tokens.find(
    (token) =>
      token.start < offset &&
      ((token.type === "OpenName" && offset <= token.end) ||
        (token.type === "QuotedName" && offset < token.end)),
  );
  const start = quoted?.start ?? offset - typed.length;
  const range = { start, end: quoted?.type === "QuotedName" ? quoted.end : offset };
  const before = findLast(tree.tokens, (token) => token.end <= start);
  const item = findLast(
    tree.tokens,
    (token) => token.start < start && tree.roles.get(token.start) === "item",
  );
  return {
    range,
    items: candidates(
      declarationsIn(tree),
      before?.image,
      item?.image,
      startsItem(text, start, before?.image),
    ),
  };
}

/** At the start of a line whose predecessor is not left hanging, an item may begin. */
function startsItem(text: string, start: number, before: string | undefined): boolean {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return (
    line.trim() === "" &&
    !(
      before !== undefined &&
      /^(?:[,=~+\-*/:(|[]|and|or|not|sees|from|by|in|then|else)$/.test(before)
    )
  );
}

function candidates(
  declared: Declarations,
  before: string | undefined,
  item: string | undefined,
  atItem: boolean,
): Completion[] {
  const { variables, parameters, agents, types, functions, labels } = declared;
  const of = (names: Iterable<string>, kind: NameKind, detail: string): Completion[] =>
    [...names].map((name) => ({
      label: kind === "label" ? writeLabel(name) : writeName(name),
      kind,
      detail,
    }));
  // A name that is just being given: nothing to propose, and Enter means the next line.
  if (before === item && NAMING_WORDS.some((word) => word === before)) return [];
  if (atItem || before === undefined)
    return ITEM_WORDS.map((label) => ({ label, kind: "keyword", detail: ITEM_MEANINGS[label] }));
  const variableItems = [...variables].map(
    ([name, [first]]): Completion => ({
      label: writeName(name),
      kind: "variable",
      detail: first?.variableKind ?? "variable",
    }),
  );
  if (before === "by" || (before === "for" && item === "utility"))
    return of(agents.size === 0 ? ["agent"] : agents.keys(), "agent", "agent");
  if (before === ":")
    return [...of(["bool", "real"], "builtin", "domain"), ...of(types.keys(), "type", "type")];
  if (
    before === "sees" ||
    before === "from" ||
    before === "->" ||
    before === "link" ||
    before === "show"
  )
    return variableItems;
  if (
    (item === "claim" || item === "story" || item === "ask") &&
    (before === "claim" ||
      before === "pin" ||
      before === "until" ||
      before === "not" ||
      before === "and" ||
      before === "or")
  ) {
    return [
      ...PREDICATES.map(
        ({ name, meaning }): Completion => ({ label: name, kind: "predicate", detail: meaning }),
      ),
      ...of(agents.keys(), "agent", "agent"),
    ];
  }
  const inItem = INNER.map((label): Completion => ({ label, kind: "keyword", detail: "keyword" }));
  return [
    ...variableItems,
    ...of(labels.keys(), "label", "value"),
    ...of(parameters.keys(), "parameter", "parameter"),
    ...of(functions.keys(), "function", "function"),
    ...(item === "claim" || item === "ask"
      ? [...of(agents.keys(), "agent", "agent"), ...CONDITIONS]
      : []),
    ...[...BUILT_IN_FUNCTIONS, ...FAMILIES].map(
      ([label, { meaning }]): Completion => ({ label, kind: "builtin", detail: meaning }),
    ),
    ...[...AGGREGATES]
      .filter(([label]) => !BUILT_IN_FUNCTIONS.has(label))
      .map(([label, detail]): Completion => ({ label, kind: "builtin", detail })),
    ...inItem,
  ];
}

const INNER = [
  "if",
  "then",
  "else",
  "match",
  "let",
  "in",
  "and",
  "or",
  "not",
  "under",
  "sees",
  "from",
  "by",
  "for",
  "true",
  "false",
  "cite",
  "with",
  "without",
  "holding",
  "show",
  "pin",
  "until",
];

const ITEM_MEANINGS: Readonly<Record<(typeof ITEM_WORDS)[number], string>> = {
  model: "the model's title",
  cite: "where it comes from",
  note: "a remark",
  topic: "a word to find it by",
  agent: "somebody who decides",
  param: "a number with a slider",
  type: "a named domain",
  fn: "a function",
  chance: "a variable with a mechanism",
  decision: "a variable an agent chooses",
  utility: "what an agent wants",
  for: "a loop over an index",
  if: "a guard over indices and parameters",
  extends: "build on another model",
  replace: "give a variable another mechanism",
  remove: "take a variable or link away",
  add: "add a variable or link",
  include: "inherit the claims",
  claim: "a sentence to check",
  story: "a step of the model's story",
  ask: "a task, done once its claim holds",
};

/** What is said about the thing at a place. */
export interface Hover {
  readonly range: TextRange;
  /** Plain text; the first line is the declaration or signature. */
  readonly text: string;
}

/** What the word at an offset is. */
export function hoverAt(
  text: string,
  offset: number,
  tree: SyntaxTree = parse(text),
): Hover | undefined {
  const declared = declarationsIn(tree);
  const occurrence = occurrenceAt(occurrencesIn(tree), offset);
  if (occurrence === undefined) {
    const word = tree.tokens.find(({ start, end }) => start <= offset && offset <= end);
    const meaning =
      word === undefined || tree.roles.get(word.start) !== "item"
        ? undefined
        : ITEM_MEANINGS[word.image as "model"];
    return word === undefined || meaning === undefined
      ? undefined
      : { range: { start: word.start, end: word.end }, text: `${word.image}: ${meaning}` };
  }
  const shown = describe(text, declared, occurrence);
  return shown === undefined ? undefined : { range: occurrence.range, text: shown };
}

function describe(
  text: string,
  declared: Declarations,
  { kind, name }: Occurrence,
): string | undefined {
  const source = ({ range }: { readonly range: TextRange }): string =>
    text.slice(range.start, Math.min(range.end, range.start + 400));
  const declaration = (item: ItemSyntax | undefined): string | undefined => item && source(item);
  switch (kind) {
    case "variable":
      return declared.variables.get(name)?.map(source).join("\n");
    case "parameter":
      return declaration(declared.parameters.get(name));
    case "agent":
      return declaration(declared.agents.get(name)) ?? `agent ${name}`;
    case "type":
      return declaration(declared.types.get(name));
    case "function":
      return declaration(declared.functions.get(name));
    case "label":
      return `${name}: a value`;
    case "local":
      return `${name}: an index or local name`;
    case "builtin":
      return (
        BUILT_IN_FUNCTIONS.get(name)?.meaning ?? FAMILIES.get(name)?.meaning ?? AGGREGATES.get(name)
      );
    case "predicate": {
      const signature = predicateNamed(name);
      if (signature === undefined) return undefined;
      const list = signature.arguments
        .map((a) => (a.optional === true ? `${a.name}?` : a.name))
        .join(", ");
      return `${signature.name}(${list})\n${signature.meaning}`;
    }
    case "unknown":
      return undefined;
  }
}
