/** What a step is called: the letter that most loops of a text are over. */
import type { SyntaxTree } from "../language/index.ts";

type Item = SyntaxTree["items"][number];
type ForItem = Extract<Item, { kind: "for" }>;

/** What the step is called in the loops of this file: `t`. */
export function stepNameOf(tree: SyntaxTree): string {
  const names = forItems(tree.items).flatMap(({ loops }) => loops.map(({ name }) => name.text));
  return mostFrequent(names) ?? "t";
}

/** Loops, those inside loops too. */
export function forItems(items: readonly Item[]): ForItem[] {
  return items.flatMap((item) => (item.kind === "for" ? [item, ...forItems(item.items)] : []));
}

/** The first of the most frequent ones. */
export function mostFrequent(names: readonly string[]): string | undefined {
  const count = (name: string): number => names.filter((one) => one === name).length;
  return [...new Set(names)].sort((a, b) => count(b) - count(a))[0];
}
