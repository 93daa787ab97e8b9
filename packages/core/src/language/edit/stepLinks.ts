/** Loops of `add link` and `remove link`: arrows of all steps where no list can say them. */
import type { TextEdit, TextRange } from "../../base/index.ts";
import type { EditResult } from "./editResult.ts";
import type { ExpressionSyntax, ItemSyntax, LinkItem, SyntaxTree } from "../syntax/syntax.ts";
import { edited, refused } from "./editResult.ts";
import { lineBelowVariables, wholeLines } from "./listEdits.ts";
import { moved, type StepIndex, stepIndexOf, stepsBetween, writtenIndex } from "./stepIndex.ts";
import {
  declarationsOf,
  elementOf,
  nameOfRow,
  lastStep,
  shown,
  type StepArrow,
  type StepRow,
  written,
} from "./stepRows.ts";
import { squeezed } from "./references.ts";

/** A line `for t in 2..T { add link S[t-1] -> A[t] }`. */
export function linkLoop(tree: SyntaxTree, arrow: StepArrow, action: "add" | "remove"): EditResult {
  const { from, to, shifts, parameters } = arrow;
  const [shift = 0, ...others] = shifts;
  if (others.length > 0) {
    return refused(
      `the arrows from ${shown(from)} lead into several steps; change them in the text`,
    );
  }
  if (to.times === undefined || from.times === undefined) {
    const times = to.times ?? from.times;
    if (times === undefined) return refused("neither end of that arrow is repeated");
    return loopOver(tree, times, [[to.times === undefined ? from : to, 0]], parameters, (at) =>
      linkLine(action, from, to, at, at),
    );
  }
  const times = to.times.filter((time) => from.times?.includes(time - shift));
  return loopOver(
    tree,
    times,
    [
      [to, 0],
      [from, shift],
    ],
    parameters,
    (at) => linkLine(action, from, to, moved(at, -shift), at),
  );
}

function linkLine(
  action: "add" | "remove",
  from: StepRow,
  to: StepRow,
  tail: StepIndex,
  head: StepIndex,
): string {
  const end = (row: StepRow, at: StepIndex): string =>
    row.times === undefined ? nameOfRow(row) : elementOf(row, writtenIndex(at));
  return `${action} link ${end(from, tail)} -> ${end(to, head)}`;
}

function loopOver(
  tree: SyntaxTree,
  times: readonly number[],
  rows: readonly (readonly [StepRow, number])[],
  parameters: ReadonlyMap<string, number>,
  line: (at: StepIndex) => string,
): EditResult {
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined)
    return refused("no step has both ends of that arrow");
  if (last - first !== times.length - 1) {
    return refused("the steps have gaps; write the arrows into the text one by one");
  }
  const declared = rows.flatMap(([row]) => declarationsOf(tree, row));
  const letter =
    declared.find(({ time, loops }) => loops.some(({ name }) => name.text === time?.letter))?.time
      ?.letter ?? "t";
  const end = lastStep(tree, rows, last, parameters);
  const written =
    first === last && end.letter === undefined
      ? line({ letter: undefined, offset: first })
      : `for ${letter} in ${first}..${writtenIndex(end)} { ${line({ letter, offset: 0 })} }`;
  return edited([lineBelowVariables(tree, written)]);
}

interface PlacedLink {
  readonly item: LinkItem;
  /** The loop it is alone in, or itself. */
  readonly range: TextRange;
}

/** Lines `add link` or `remove link` that make exactly such arrows. */
export function linkItems(
  tree: SyntaxTree,
  arrow: StepArrow,
  action: "add" | "remove",
): PlacedLink[] {
  const { from, to, shifts } = arrow;
  const found: PlacedLink[] = [];
  const visit = (items: readonly ItemSyntax[], alone: TextRange | undefined): void => {
    for (const item of items) {
      if (item.kind === "for") {
        visit(item.items, item.items.length === 1 ? (alone ?? item.range) : undefined);
      }
      if (item.kind === "guard") {
        for (const branch of item.branches) visit(branch.items, undefined);
        visit(item.otherwise ?? [], undefined);
      }
      if (item.kind !== "link" || item.action !== action) continue;
      const tail = endAt(tree, item.from, from);
      const head = endAt(tree, item.to, to);
      if (tail === undefined || head === undefined) continue;
      const steps = tail === "single" || head === "single" ? 0 : stepsBetween(head, tail);
      if (steps !== undefined && shifts.includes(steps)) {
        found.push({ item, range: alone ?? item.range });
      }
    }
  };
  visit(tree.items, undefined);
  return found;
}

/** The step of an end of a link, if it is of this row. */
function endAt(
  tree: SyntaxTree,
  e: ExpressionSyntax,
  row: StepRow,
): StepIndex | "single" | undefined {
  if (row.times === undefined) {
    return written(tree, e) === squeezed(nameOfRow(row)) ? "single" : undefined;
  }
  if (e.kind !== "index" || e.target.kind !== "name" || e.target.text !== row.template) {
    return undefined;
  }
  const indices = e.indices.map(stepIndexOf);
  const isOfRow = row.prefix.every(
    (one, at) => indices[at]?.letter === undefined && indices[at]?.offset === one,
  );
  return isOfRow ? indices.at(-1) : undefined;
}

export function lineAway({ text }: SyntaxTree): (link: PlacedLink) => TextEdit {
  return ({ range }) => ({ range: wholeLines(text, range), newText: "" });
}
