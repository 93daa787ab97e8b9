/** Variables over all their steps, as they are declared in a text: in loops, guards, one by one. */
import type {
  ExpressionSyntax,
  IndexBinding,
  ItemSyntax,
  SyntaxTree,
  VariableItem,
} from "../syntax/syntax.ts";
import { writeName } from "../syntax/words.ts";
import { squeezed, squeezedAt, written as writtenName } from "./references.ts";
import { moved, type StepIndex, stepIndexOf } from "./stepIndex.ts";

/** A variable over all its steps, or one that is not repeated. */
export interface StepRow {
  /** Of the one that is not repeated: `Theta`, `S[1]`. */
  readonly name: string;
  /** `A` of `A[2, t]`. */
  readonly template: string;
  /** The indices before the step: 2 of `A[2, t]`. */
  readonly prefix: readonly number[];
  /** The steps there are, ascending; undefined for what is not repeated. */
  readonly times: readonly number[] | undefined;
}

export interface StepArrow {
  readonly from: StepRow;
  readonly to: StepRow;
  /** Every number of steps the arrow leads on by: [0] within the step. */
  readonly shifts: readonly number[];
  /** Of the parameters, to find a name for the last step. */
  readonly parameters: ReadonlyMap<string, number>;
}

interface Declaration {
  readonly item: VariableItem;
  readonly loops: readonly IndexBinding[];
  /** Declares other rows, too: `A[i, t]`. */
  readonly shared: boolean;
  /** The step, where the row is repeated. */
  readonly time: StepIndex | undefined;
}

export function declarationsOf(tree: SyntaxTree, row: StepRow): Declaration[] {
  const found: Declaration[] = [];
  const visit = (items: readonly ItemSyntax[], loops: readonly IndexBinding[]): void => {
    for (const item of items) {
      if (item.kind === "for") visit(item.items, [...loops, ...item.loops]);
      if (item.kind === "guard") {
        for (const branch of item.branches) visit(branch.items, loops);
        visit(item.otherwise ?? [], loops);
      }
      if (item.kind !== "variable" || item.name.text !== row.template) continue;
      if (row.times === undefined && nameIn(tree.text, item) === squeezed(nameOfRow(row))) {
        found.push({ item, loops, shared: false, time: undefined });
        continue;
      }
      const prefix = item.indices.slice(0, -1).map(stepIndexOf);
      const other = prefix.some(
        (one, at) => one?.letter === undefined && one?.offset !== row.prefix[at],
      );
      const shared = row.times === undefined || prefix.some((one) => one?.letter !== undefined);
      const last = item.indices.at(-1);
      const time = last === undefined ? undefined : stepIndexOf(last);
      if (!other) found.push({ item, loops, shared: shared || time === undefined, time });
    }
  };
  visit(tree.items, []);
  return found;
}

export function elementOf({ template, prefix }: StepRow, index: string): string {
  return `${writeName(template)}[${[...prefix, index].join(", ")}]`;
}

/** What is not repeated, as it is written. */
export function nameOfRow({ name, template }: StepRow): string {
  return writtenName(name, template);
}

export function shown(row: StepRow): string {
  return row.times === undefined ? row.name : elementOf(row, "t");
}

export function nameIn(text: string, { nameRange }: VariableItem): string {
  return squeezedAt(text, nameRange);
}

export function written(tree: SyntaxTree, { range }: ExpressionSyntax): string {
  return squeezedAt(tree.text, range);
}

/** The last step by the name it has in the loops: `T` rather than 3, so that it grows with `T`. */
export function lastStep(
  tree: SyntaxTree,
  rows: readonly (readonly [StepRow, number])[],
  last: number,
  parameters: ReadonlyMap<string, number>,
): StepIndex {
  for (const [row, by] of rows) {
    for (const { time, loops } of declarationsOf(tree, row)) {
      if (time === undefined) continue;
      const values = loops.find(({ name }) => name.text === time.letter)?.values;
      const bound =
        values?.kind === "binary" && values.operator === ".."
          ? stepIndexOf(values.right)
          : values === undefined
            ? { letter: time.letter, offset: 0 }
            : undefined;
      if (bound?.letter === undefined) continue;
      const end = moved(bound, time.offset + by);
      const value = parameters.get(bound.letter);
      if (value !== undefined && value + end.offset === last) return end;
    }
  }
  return { letter: undefined, offset: last };
}
