/** Walks over the tree of a Python text, however broken it is. */
import type { parser } from "@lezer/python";
import type { Place } from "../kit/fault.ts";
import { refuse } from "../kit/fault.ts";

/** A node of the tree that the parser makes. */
export type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

/** Where a node stands. */
export function place({ from, to }: SyntaxNode): Place {
  return { range: { start: from, end: to } };
}

/** In the order of the text. */
export function allCalls(root: SyntaxNode): SyntaxNode[] {
  return [...everyNode(root)].filter(({ name }) => name === "CallExpression");
}

/** Where the text is not Python. */
export function firstError(root: SyntaxNode): SyntaxNode | undefined {
  for (const node of everyNode(root)) if (node.type.isError) return node;
  return undefined;
}

/**
 * In the order of the text. In some long broken texts the parser leaves nodes of no type, in which its
 * own cursor loses its way; they are broken Python like others.
 */
function* everyNode(root: SyntaxNode): Generator<SyntaxNode> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ((node.type as unknown) === undefined) {
      refuse("format-error", "the Python is broken here", place(node));
    }
    yield node;
    // Forwards: looking for the sibling before, the parser's nodes start from the first each time.
    const children: SyntaxNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      children.push(child);
    }
    for (const child of children.reverse()) open.push(child);
  }
}
