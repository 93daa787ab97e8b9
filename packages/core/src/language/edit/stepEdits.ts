/**
 * Arrows of a picture of one step, as edits of the text: `S[t]` in the list of `A[t]`, in the loop
 * where `A` is declared, stands for as many arrows as there are steps. Where a list cannot say it
 * (a step without the other end, a declaration shared by several rows, an extended file), a loop
 * of `add link` or `remove link` does. Every function answers with the ways there are, the best
 * first; whoever asks reads the text afterwards and takes the first that does what was meant.
 */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { EditResult } from "./editResult.ts";
import type {
  ExpressionSyntax,
  IndexBinding,
  NodeListEntry,
  SyntaxTree,
  VariableItem,
} from "../syntax/syntax.ts";
import { edited, refused, withLineEndsOf } from "./editResult.ts";
import { squeezed } from "./references.ts";
import { keptComments } from "./keptComments.ts";
import { listed, parentsOf, withoutEntries, withParent } from "./listEdits.ts";
import { occurrencesWithin } from "./occurrences.ts";
import { moved, type StepIndex, stepIndexOf, stepsBetween, writtenIndex } from "./stepIndex.ts";
import { lineAway, linkItems, linkLoop } from "./stepLinks.ts";
import {
  declarationsOf,
  elementOf,
  lastStep,
  nameIn,
  nameOfRow,
  shown,
  type StepArrow,
  type StepRow,
  written,
} from "./stepRows.ts";

/** Draws the arrow (of one shift) in every step that has both ends. */
export function addStepArrow(tree: SyntaxTree, arrow: StepArrow): EditResult[] {
  const revived = linkItems(tree, arrow, "remove").map(lineAway(tree));
  return [
    ...(revived.length > 0 ? [edited(revived)] : []),
    ...(isDeclared(tree, arrow) ? [intoLists(tree, arrow)] : []),
    linkLoop(tree, arrow, "add"),
  ].map(endedLike(tree));
}

const endedLike =
  ({ text }: SyntaxTree) =>
  (result: EditResult): EditResult =>
    result.ok ? edited(withLineEndsOf(text, result.edits)) : result;

/** Takes the arrow away in all steps. */
export function removeStepArrow(tree: SyntaxTree, arrow: StepArrow): EditResult[] {
  const isLinked = linkItems(tree, arrow, "add").length > 0;
  return [
    ...(isLinked || isDeclared(tree, arrow) ? [outOfLists(tree, arrow)] : []),
    linkLoop(tree, arrow, "remove"),
  ].map(endedLike(tree));
}

/** What is declared in an extended file has no list here. */
function isDeclared(tree: SyntaxTree, { to }: StepArrow): boolean {
  return declarationsOf(tree, to).length > 0;
}

/** What becomes of the declarations of one row that lose their mechanisms. */
export interface RowWithoutMechanisms {
  readonly row: StepRow;
  /** None when no declaration has a mechanism, or another row's change takes it already. */
  readonly edits: readonly TextEdit[];
}

/**
 * The edits after which the declarations of rows list their parents instead of having a mechanism:
 * what their mechanisms mention, as it is written there.
 * @param taken mechanisms, by where they begin, that something else takes away
 */
export function withoutMechanisms(
  tree: SyntaxTree,
  rows: readonly StepRow[],
  taken: ReadonlySet<number> = new Set(),
): RowWithoutMechanisms[] {
  const done = new Set(taken);
  return rows.map((row) => ({
    row,
    edits: declarationsOf(tree, row).flatMap(({ item }): TextEdit[] => {
      if (item.mechanism === undefined || done.has(item.mechanism.range.start)) return [];
      done.add(item.mechanism.range.start);
      return [withoutMechanism(tree, item, item.mechanism.range)];
    }),
  }));
}

function withoutMechanism(
  tree: SyntaxTree,
  { from }: VariableItem,
  { start, end }: TextRange,
): TextEdit {
  const { text } = tree;
  const mentioned = occurrencesWithin(tree, { start, end })
    .filter(({ kind }) => kind === "variable")
    .map(
      ({ range }) =>
        text.slice(range.start, range.end) +
        (/^\s*\[[^\][]*\]/u.exec(text.slice(range.end, end))?.[0].trim() ?? ""),
    );
  const parents = [...new Set(mentioned)].join(", ");
  const newText = from !== undefined || parents === "" ? "" : `from ${parents}`;
  const range = { start: newText === "" ? text.slice(0, start).trimEnd().length : start, end };
  return { range, newText: newText + keptComments(tree, range) };
}

// ---- lists ------------------------------------------------------------------------------------

function intoLists(tree: SyntaxTree, arrow: StepArrow): EditResult {
  const { to, shifts } = arrow;
  const { text } = tree;
  const shift = shifts[0] ?? 0;
  const edits: TextEdit[] = [];
  for (const { item, shared, time } of declarationsOf(tree, to)) {
    if (shared) return refused(`${nameIn(text, item)} declares more than ${shown(to)}`);
    const entry = entryFor(tree, arrow, time, shift);
    if (entry === undefined) continue;
    if (item.mechanism !== undefined) return refused(mechanismSays(text, item, entry));
    const list = parentsOf(item);
    if (list === undefined || !listed(text, list.entries, entry))
      edits.push(withParent(text, item, entry));
  }
  return edits.length > 0 ? edited(edits) : refused(`no step has both ends of that arrow`);
}

/** What to write into the list of one declaration; undefined where the arrow has no tail. */
function entryFor(
  tree: SyntaxTree,
  { from, to, parameters }: StepArrow,
  time: StepIndex | undefined,
  shift: number,
): string | undefined {
  if (from.times === undefined) return nameOfRow(from);
  if (to.times === undefined) {
    const [first, last] = [from.times[0] as number, from.times.at(-1) as number];
    const end = lastStep(tree, [[from, 0]], last, parameters);
    return elementOf(from, `${first}..${writtenIndex(end)}`);
  }
  if (time === undefined) return undefined;
  const tail = moved(time, -shift);
  if (tail.letter === undefined && !from.times.includes(tail.offset)) return undefined;
  return elementOf(from, writtenIndex(tail));
}

function outOfLists(tree: SyntaxTree, arrow: StepArrow): EditResult {
  const { from, to } = arrow;
  const { text } = tree;
  const edits = linkItems(tree, arrow, "add").map(lineAway(tree));
  for (const { item, shared, time } of declarationsOf(tree, to)) {
    const gone: NodeListEntry[] = [];
    const list = parentsOf(item);
    for (const entry of list?.entries ?? []) {
      const cut = cutFrom(tree, entry, arrow, time);
      if (cut === "keep") continue;
      if (shared) return refused(`${nameIn(text, item)} declares more than ${shown(to)}`);
      if (cut === "all") gone.push(entry);
      else if (cut !== "unclear") edits.push(cut);
      else {
        return refused(
          `${text.slice(entry.range.start, entry.range.end)} in the list of ${nameIn(text, item)} ` +
            "stands for other arrows, too; change it in the text",
        );
      }
    }
    if (list !== undefined && gone.length > 0) edits.push(...withoutEntries(text, list, gone));
    if (item.mechanism !== undefined && mentions(tree, item.mechanism.range, from)) {
      return refused(mechanismSays(text, item, shown(from)));
    }
  }
  return edits.length > 0
    ? edited(edits)
    : refused(`${shown(from)} is not written in the list of ${shown(to)} in this file`);
}

/** What becomes of an entry of the list of the declaration at `time`. */
function cutFrom(
  tree: SyntaxTree,
  entry: NodeListEntry,
  arrow: StepArrow,
  time: StepIndex | undefined,
): "keep" | "all" | "unclear" | TextEdit {
  const { from, to } = arrow;
  const { target } = entry;
  const name = target.kind === "index" ? target.target : target;
  if (name.kind !== "name" || name.text !== from.template) return "keep";
  const indices = target.kind === "index" ? target.indices : [];
  if (from.times === undefined) {
    return written(tree, target) === squeezed(nameOfRow(from)) ? "all" : "keep";
  }
  const prefix = indices.slice(0, -1).map(stepIndexOf);
  if (prefix.some((one) => one?.letter !== undefined || one === undefined)) return "unclear";
  if (prefix.some((one, at) => one?.offset !== from.prefix[at])) return "keep";
  if (to.times === undefined) return "all";
  const last = indices.at(-1);
  const range = last === undefined ? undefined : rangeOf(last, entry.loops);
  if (last === undefined || range === undefined || time === undefined) return "unclear";
  const toEnd = stepsBetween(time, range.high);
  if (toEnd === undefined || toEnd < 0) return "unclear";
  const wantsSame = arrow.shifts.includes(0);
  const toStart = stepsBetween(time, range.low);
  if (toEnd > 0) return wantsSame ? "keep" : "all";
  if (toStart === 0) return wantsSame ? "all" : "keep";
  // A range that ends at this very step: the earlier ones, or this one, stay.
  if (wantsSame) {
    const bound = stepIndexOf(range.end);
    if (bound === undefined) return "unclear";
    return { range: range.end.range, newText: writtenIndex(moved(bound, -1)) };
  }
  return { range: entry.range, newText: elementOf(from, writtenIndex(time)) };
}

interface Range {
  readonly low: StepIndex;
  readonly high: StepIndex;
  /** Where the upper bound is written. */
  readonly end: ExpressionSyntax;
}

/** `t` is `t..t`; `k` with `for k in 1..t` is `1..t`. */
function rangeOf(last: ExpressionSyntax, loops: readonly IndexBinding[]): Range | undefined {
  const isRange = last.kind === "binary" && last.operator === "..";
  const point = isRange ? undefined : stepIndexOf(last);
  const loop = loops.find(({ name }) => name.text === point?.letter);
  const values = isRange ? last : loop?.values;
  if (loops.length > (loop === undefined ? 0 : 1)) return undefined;
  if (values === undefined) {
    return point === undefined ? undefined : { low: point, high: point, end: last };
  }
  if (values.kind !== "binary" || values.operator !== "..") return undefined;
  const low = stepIndexOf(values.left);
  const high = stepIndexOf(values.right);
  const by = point?.offset ?? 0;
  if (high === undefined) return undefined;
  // A lower bound of another form is some earlier step.
  const start = low ?? { letter: undefined, offset: Number.NEGATIVE_INFINITY };
  return { low: moved(start, by), high: moved(high, by), end: values.right };
}

function mentions(tree: SyntaxTree, range: TextRange, row: StepRow): boolean {
  return occurrencesWithin(tree, range).some(
    ({ kind, name }) => kind === "variable" && name === row.template,
  );
}

function mechanismSays(text: string, item: VariableItem, parent: string): string {
  return `the parents of ${nameIn(text, item)} are what its mechanism mentions; change ${parent} there`;
}
